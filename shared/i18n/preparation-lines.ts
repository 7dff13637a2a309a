import { nameIn } from "../domain/language.ts";
import type { Language } from "../domain/language.ts";
import type { Preparation } from "../domain/laboratory.ts";
import { translator } from "./translate.ts";

/** What a patient must do before, a line each, as every paper of a booking says it; none: nothing. */
export function preparationLines(
  preparation: Preparation | null,
  language: Language,
): readonly string[] {
  if (preparation === null) return [];
  const t = translator(language);
  const { fastingHours: hours, notAfterMin, words } = preparation;
  return [
    ...(hours > 0 ? [t("place.slip.fast", { hours })] : []),
    ...(notAfterMin === null ? [] : [t("place.slip.notAfter", { time: minuteClock(notAfterMin) })]),
    ...(words === null ? [] : [nameIn(words, language)]),
  ];
}

/** A minute of the day, `10:30`. */
function minuteClock(minute: number): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}
