import { nameWords } from "../../shared/domain/arabic-name.ts";
import type { PatientDetails, PatientName } from "../../shared/domain/patient.ts";

/** What a patient is searched by. */
export type Sought = PatientName & Pick<PatientDetails, "birthYear">;

/** The parts of a name as they are searched, in their order: after them the mother, then the year. */
function partsOf(one: Sought): readonly (readonly string[])[] {
  const { given, father, grandfather, family, mother, birthYear } = one;
  const names = [given, father, grandfather, family, mother].map(nameWords);
  return birthYear === null ? names : [...names, [String(birthYear)]];
}

/** A patient as search sees one: the words, part by part, and once each. */
export function tokensOf(
  one: Sought,
): readonly { readonly token: string; readonly part: number }[] {
  return partsOf(one).flatMap((words, part) =>
    [...new Set(words)].map((token) => ({ token, part })),
  );
}

/** What a gap in front of the first word, and one inside, weigh against a word that is not whole. */
const startWeight = 100;
const gapWeight = 10;

/**
 * How far a name is from what was typed; nothing when it is not meant. The words stand in the name
 * in the order they were typed, others may stand between them, and each may be only begun.
 */
export function distance(typed: readonly string[], one: Sought): number | null {
  const words = partsOf(one).flat();
  let far = 0;
  let next = 0;
  for (const [index, word] of typed.entries()) {
    const at = words.findIndex((each, place) => place >= next && each.startsWith(word));
    if (at < 0) return null;
    const gap = at - next;
    far += gap === 0 ? 0 : index === 0 ? startWeight + gap : gapWeight * gap;
    far += words[at] === word ? 0 : 1;
    next = at + 1;
  }
  return far;
}

/**
 * May these two be one person? Their cards are the same; or their names are, as far as both say
 * them, and so is the mother's name or the year of birth. A person decides.
 */
export function maybeSame(one: PatientDetails, other: PatientDetails): boolean {
  if (one.nationalId !== null && one.nationalId === other.nationalId) return true;
  const sameNames = (["given", "father", "grandfather", "family"] as const).every((part) =>
    agree(one[part], other[part]),
  );
  const sameMother = one.mother !== "" && other.mother !== "" && agree(one.mother, other.mother);
  const sameYear = one.birthYear !== null && one.birthYear === other.birthYear;
  return sameNames && (sameMother || sameYear);
}

/** Equal as search sees them, or one of them is not known. */
function agree(one: string, other: string): boolean {
  const [a, b] = [nameWords(one).join(" "), nameWords(other).join(" ")];
  return a === "" || b === "" || a === b;
}

/** All but the last three digits hidden: enough to recognise a number, too little to take it. */
export function masked(digits: string | null): string | null {
  if (digits === null) return null;
  return "•".repeat(Math.max(0, digits.length - 3)) + digits.slice(-3);
}
