/** `08:05`, of minutes after midnight; those of the next day come round again. */
export function clockText(minutes: number): string {
  const two = (number: number) => String(number).padStart(2, "0");
  const ofDay = minutes % 1_440;
  return `${two(Math.floor(ofDay / 60))}:${two(ofDay % 60)}`;
}

/** The minutes of a typed time, `8`, `8:30`, `0830`, in any of the three sets of digits. */
export function minutesOf(typed: string): number | null {
  const latin = typed
    .trim()
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/gu, (digit) => String(digit.charCodeAt(0) & 0xf));
  const parts = /^(\d{1,2})(?:[:.]?(\d{2}))?$/.exec(latin);
  if (parts === null) return null;
  const [hour, minute] = [Number(parts[1]), Number(parts[2] ?? "0")];
  return hour < 24 && minute < 60 ? hour * 60 + minute : null;
}
