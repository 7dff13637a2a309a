/** A reader that is plugged in as a keyboard "types" what it has read, far faster than a hand. */
export interface Wedge {
  readonly text: string;
  readonly atMs: number;
}

export const quietWedge: Wedge = { text: "", atMs: Number.NEGATIVE_INFINITY };

/** A longer pause between two keys is a hand's. */
export const wedgeGapMs = 100;
/** Shorter than anything that is printed for a reader. */
const readMin = 6;

export type Keyed =
  /** One sign, by hand or from the middle of what is being read. */
  | { readonly kind: "sign"; readonly text: string }
  /** All that a reader has read. */
  | { readonly kind: "read"; readonly text: string }
  | { readonly kind: "erase" }
  | { readonly kind: "enter" };

/** What a key of a real keyboard or of a reader means; nothing for keys without a meaning here. */
export function keyed(
  wedge: Wedge,
  key: string,
  nowMs: number,
): { readonly wedge: Wedge; readonly meaning: Keyed | null } {
  const isRunning = nowMs - wedge.atMs <= wedgeGapMs;
  if (key === "Enter") {
    const { text } = wedge;
    const isRead = isRunning && text.length >= readMin;
    const meaning: Keyed = isRead ? { kind: "read", text } : { kind: "enter" };
    return { wedge: quietWedge, meaning };
  }
  if (key === "Backspace") return { wedge: quietWedge, meaning: { kind: "erase" } };
  // Named keys ("Shift", "Tab") say nothing and part nothing: a reader sends Shift for capitals.
  if ([...key].length !== 1 || key === " ") return { wedge, meaning: null };
  const text = isRunning ? wedge.text + key : key;
  return { wedge: { text, atMs: nowMs }, meaning: { kind: "sign", text: key } };
}
