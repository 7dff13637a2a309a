/**
 * Text that somebody typed, before it stands beside other text on a screen, a board or paper. What
 * steers the direction of its neighbours or cannot be seen has no meaning in it.
 */

/** The explicit direction marks, embeddings, overrides and isolates (UAX #9). */
const steering = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/**
 * Drawn as nothing, or as a box: zero-width spaces and joiners of words, soft hyphens, fillers,
 * variation selectors and tags, annotations, what is no character at all. The non-joiner and the
 * joiner stay between letters: Persian and Sorani are written with them.
 */
const unseen =
  /[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u2060-\u2065\u206a-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\p{Cs}\p{Co}\p{Noncharacter_Code_Point}\u{e0000}-\u{e0fff}]/gu;
const loneJoiners = /(?<![\p{L}\p{M}\p{S}])[\u200c\u200d]+|[\u200c\u200d]+(?![\p{L}\p{M}\p{S}])/gu;

/** A letter of Arabic script bears a shadda, a vowel and a small alef at most. */
const marksMax = 3;
const pileOfMarks = new RegExp(`(\\p{M}{${marksMax}})\\p{M}+`, "gu");

/** The same words without what steers, hides or piles up; in NFC, with single spaces. */
export function plainText(text: string): string {
  return text
    .replace(steering, "")
    .replace(unseen, "")
    .replace(/[\s\p{Cc}\p{Z}]+/gu, " ")
    .replace(loneJoiners, "")
    .trim()
    .normalize("NFC")
    .replace(pileOfMarks, "$1");
}

/** Text that stays inside its own isolate: it can neither close it nor turn what is around. */
export function withoutSteering(text: string): string {
  return text.replace(steering, "");
}

/** Is there a letter or a digit to be read in it? */
export function canBeRead(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}

/** No honest name comes near it; far more would fill a screen with one name. */
export const nameLettersMax = 100;

/** What somebody called a thing, as it may be drawn beside others. */
export function shownName(text: string): string {
  // Nearly every name is plain already, and a board draws a hundred of them each second.
  return asEver.test(text) ? text : shortName(plainText(text));
}
const asEver = /^[\p{L}\p{N}](?:[\p{L}\p{N}.,:()/-]| (?=[^ ])){0,60}$/u;

/** At most so much of a name, with an ellipsis where it was cut. */
export function shortName(text: string): string {
  if (text.length <= nameLettersMax) return text;
  return `${Array.from(text)
    .slice(0, nameLettersMax - 1)
    .join("")
    .trimEnd()}…`;
}
