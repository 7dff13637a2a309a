import { nameWords } from "../../shared/domain/arabic-name.ts";
import type { PatientDetails, PatientName } from "../../shared/domain/patient.ts";

/** What a patient is searched by. */
export type Sought = PatientName & Pick<PatientDetails, "birthYear">;

/**
 * A patient as search sees one: the four parts of the name, then the mother's, then the year of
 * birth, each as its folded words; a part that is not known has none.
 */
export type Folded = readonly (readonly string[])[];

export function fold({ given, father, grandfather, family, mother, birthYear }: Sought): Folded {
  const names = [given, father, grandfather, family, mother].map(nameWords);
  return [...names, birthYear === null ? [] : [String(birthYear)]];
}

/** As one text, kept beside the name so that no question folds a thousand names again. */
export function foldedText(folded: Folded): string {
  return folded.map((words) => words.join(" ")).join("|");
}

export function foldedOf(text: string): Folded {
  return text.split("|").map((part) => (part === "" ? [] : part.split(" ")));
}

/** The words that a patient is found by, part by part, and once each. */
export function tokensOf(
  folded: Folded,
): readonly { readonly token: string; readonly part: number }[] {
  return folded.flatMap((words, part) => [...new Set(words)].map((token) => ({ token, part })));
}

/** What a gap in front of the first word, and one inside, weigh against a word that is not whole. */
const startWeight = 100;
const gapWeight = 10;

/**
 * How far a patient is from what was typed; nothing when not meant. The words stand in the name in
 * the order they were typed, others may stand between them, and each may be only begun.
 */
export function distance(typed: readonly string[], folded: Folded): number | null {
  const words = folded.flat();
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
 * May these two be one person by their names? Those are the same, as far as both are known, and so
 * is the mother's name or the year of birth. A person decides.
 */
export function maybeSame(one: Folded, other: Folded): boolean {
  const known = (part: number) => textOf(one, part) !== "" && textOf(other, part) !== "";
  const same = (part: number) => textOf(one, part) === textOf(other, part);
  const sameNames = [0, 1, 2, 3].every((part) => same(part) || !known(part));
  return sameNames && [4, 5].some((part) => known(part) && same(part));
}

function textOf(folded: Folded, part: number): string {
  return (folded[part] ?? []).join(" ");
}

/** All but the last three digits hidden: enough to recognise a number, too little to take it. */
export function masked(digits: string | null): string | null {
  if (digits === null) return null;
  return "•".repeat(Math.max(0, digits.length - 3)) + digits.slice(-3);
}
