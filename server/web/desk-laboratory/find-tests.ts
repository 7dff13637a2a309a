import type { Test } from "../../../shared/domain/laboratory.ts";
import type { TestId } from "../../../shared/domain/ids.ts";
import { nameIn } from "../../../shared/domain/language.ts";
import type { Language } from "../../../shared/domain/language.ts";
import { byName } from "../../../shared/i18n/name-order.ts";
import { wordsOf } from "../../../shared/i18n/typed-words.ts";

/** Shorter words are too like each other for a slip of the finger to be forgiven. */
const forgivenFrom = 4;

/**
 * The open tests that what was typed is about, the likeliest first: its words begin words of a name
 * in any language, then stand somewhere in one, then are one slip of the finger away. Panels stand
 * before tests of the same likeness; all, by name, for nothing typed.
 */
export function findTests(
  tests: readonly Test[],
  typed: string,
  language: Language,
): readonly Test[] {
  const wanted = wordsOf(typed);
  const open = tests.filter(({ isOpen }) => isOpen);
  const compare = byName(language);
  return open
    .flatMap((test) => {
      const likeness = likenessOf(test, wanted);
      return likeness === null ? [] : [{ test, likeness }];
    })
    .toSorted(
      (one, other) =>
        one.likeness - other.likeness ||
        Number(other.test.members.length > 0) - Number(one.test.members.length > 0) ||
        compare(one.test, other.test),
    )
    .map(({ test }) => test);
}

/** 0 is the likeliest; nothing when it is not meant. */
function likenessOf(test: Test, wanted: readonly string[]): number | null {
  const said = [...Object.values(test.names), test.testId].flatMap(wordsOf);
  let worst = 0;
  for (const word of wanted) {
    const likeness = ways.findIndex((isLike) => said.some((each) => isLike(word, each)));
    if (likeness === -1) return null;
    worst = Math.max(worst, likeness);
  }
  return worst;
}

const ways: readonly ((typed: string, said: string) => boolean)[] = [
  (typed, said) => said === typed,
  (typed, said) => said.startsWith(typed),
  (typed, said) => said.includes(typed),
  (typed, said) =>
    typed.length >= forgivenFrom && isOneSlipAway(typed, said.slice(0, typed.length)),
  (typed, said) =>
    typed.length >= forgivenFrom && isOneSlipAway(typed, said.slice(0, typed.length + 1)),
];

/** One sign wrong, missing, too many, or two neighbours turned round. */
function isOneSlipAway(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 1) return false;
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  const rest = (text: string, skipped: number) => text.slice(at + skipped);
  const isTurned =
    one[at] === other[at + 1] && one[at + 1] === other[at] && rest(one, 2) === rest(other, 2);
  return (
    rest(one, 1) === rest(other, 1) ||
    rest(one, 0) === rest(other, 1) ||
    rest(one, 1) === rest(other, 0) ||
    isTurned
  );
}

/** What is ordered by these: panels stand for their open members, each test once. */
export function testsMeant(tests: readonly Test[], chosen: readonly TestId[]): readonly Test[] {
  const byId = new Map(tests.map((test) => [test.testId, test]));
  const meant = new Map<TestId, Test>();
  for (const id of chosen) {
    const test = byId.get(id);
    if (test === undefined) continue;
    const members = test.members.length === 0 ? [id] : test.members;
    for (const member of members) {
      const found = byId.get(member);
      if (found?.isOpen === true) meant.set(member, found);
    }
  }
  return [...meant.values()];
}

/** The names of tests in a language, in their order there. */
export function testNames(tests: readonly Pick<Test, "names">[], language: Language): string {
  return tests
    .toSorted(byName(language))
    .map(({ names }) => nameIn(names, language))
    .join(language === "en" ? ", " : "، ");
}
