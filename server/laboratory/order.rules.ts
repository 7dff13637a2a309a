import { noPreparation, tubes } from "../../shared/domain/laboratory.ts";
import type { Preparation, SpecimenKind, TestKind, Tube } from "../../shared/domain/laboratory.ts";
import { languages } from "../../shared/domain/language.ts";
import type { Names } from "../../shared/domain/language.ts";

/** What an order needs to know of a line of the catalogue. */
export interface Line {
  readonly id: string;
  readonly kind: TestKind;
  readonly service: string;
  readonly specimen: SpecimenKind | null;
  readonly tube: Tube | null;
  readonly preparation: Preparation;
  readonly members: readonly string[];
  readonly isOpen: boolean;
}

/**
 * What is to be done for what was asked: panels become their members, each test once, in the order
 * they were named. Nothing when a line is not known, is closed, or is a panel of panels.
 */
export function expand<Each extends Line>(
  asked: readonly string[],
  lineOf: (id: string) => Each | undefined,
): readonly Each[] | null {
  const tests = new Map<string, Each>();
  for (const id of asked) {
    const line = lineOf(id);
    if (line?.isOpen !== true) return null;
    const members = line.members.length === 0 ? [line] : line.members.map(lineOf);
    for (const member of members) {
      if (member?.isOpen !== true || member.members.length > 0) return null;
      tests.set(member.id, member);
    }
  }
  return [...tests.values()];
}

/** One order of a service: what it does, and what was asked for of it. */
export interface OrderGroup<Each extends Line> {
  readonly service: string;
  readonly kind: TestKind;
  readonly tests: readonly Each[];
}

/** Tests of several services become one order each, the laboratory's before imaging's. */
export function byService<Each extends Line>(tests: readonly Each[]): readonly OrderGroup<Each>[] {
  const groups = new Map<string, OrderGroup<Each>>();
  for (const test of tests) {
    const key = `${test.kind} ${test.service}`;
    const { tests: before = [] } = groups.get(key) ?? {};
    groups.set(key, { service: test.service, kind: test.kind, tests: [...before, test] });
  }
  const rank = { laboratory: 0, imaging: 1 } as const;
  return [...groups.values()].toSorted((a, b) => rank[a.kind] - rank[b.kind]);
}

export interface TubeGroup {
  readonly kind: SpecimenKind;
  readonly tube: Tube;
  readonly tests: readonly string[];
}

/** One tube for all tests that share one, in the order of draw (CLSI GP41). */
export function tubesFor(tests: readonly Line[]): readonly TubeGroup[] {
  const groups = new Map<string, TubeGroup>();
  for (const { id, specimen, tube } of tests) {
    if (specimen === null || tube === null) continue;
    const key = `${specimen} ${tube}`;
    const { tests: before = [] } = groups.get(key) ?? {};
    groups.set(key, { kind: specimen, tube, tests: [...before, id] });
  }
  return [...groups.values()].toSorted((a, b) => tubes.indexOf(a.tube) - tubes.indexOf(b.tube));
}

/** What all of it asks of the patient: the longest fast, the earliest hour, every word once. */
export function preparationOf(each: readonly Preparation[]): Preparation {
  const hours = each.map((one) => one.fastingHours);
  const minutes = each.flatMap((one) => one.notAfterMin ?? []);
  return {
    fastingHours: Math.max(noPreparation.fastingHours, ...hours),
    notAfterMin: minutes.length === 0 ? null : Math.min(...minutes),
    words: joined(each.flatMap((one) => one.words ?? [])),
  };
}

/** Is there anything to ask at check-in? */
export function asksAnything({ fastingHours, words }: Preparation): boolean {
  return fastingHours > 0 || words !== null;
}

/** Texts one after the other, in each language that any of them speaks. */
function joined(texts: readonly Names[]): Names | null {
  const once = [...new Map(texts.map((text) => [text.ar, text])).values()];
  const [first] = once;
  if (first === undefined || once.length === 1) return first ?? null;
  const spoken = languages.filter((language) => once.some((text) => text[language] !== undefined));
  const lines = spoken.map((language): [string, string] => [
    language,
    once.map((text) => text[language] ?? text.ar).join(" · "),
  ]);
  return { ar: first.ar, ...Object.fromEntries(lines) };
}
