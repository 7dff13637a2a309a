import type { PriorityClass, Rates } from "../../shared/domain/priority.ts";

/** What the published rule looks at, and nothing else. */
export interface Candidate {
  readonly id: number;
  /** The number it came with. */
  readonly arrival: number;
  readonly priorityClass: PriorityClass;
  readonly eligibleAt: number;
}

/**
 * The rule a second time, written from its sentence and not from the server's code: every candidate
 * gets a key, by the rates of its own queue, and the smallest key is called.
 */
export function rightful<Who extends Candidate>(
  candidates: Iterable<Who>,
  now: number,
  ratesOf: (who: Who) => Rates,
): Who | null {
  let first: Who | null = null;
  let firstKey: Key = [Number.POSITIVE_INFINITY, 0, 0];
  for (const candidate of candidates) {
    const key = keyOf(candidate, now, ratesOf(candidate));
    if (first !== null && !isSmaller(key, firstKey)) continue;
    first = candidate;
    firstKey = key;
  }
  return first;
}

/** Would the rule call `one` before `other`? */
export function goesBefore(one: Candidate, other: Candidate, now: number, rates: Rates): boolean {
  return isSmaller(keyOf(one, now, rates), keyOf(other, now, rates));
}

type Key = readonly [group: number, order: number, arrival: number];

function keyOf({ arrival, priorityClass, eligibleAt }: Candidate, now: number, rates: Rates): Key {
  if (priorityClass === "emergency") return [0, 0, arrival];
  const waited = now - eligibleAt;
  if (waited < 0) return [3, eligibleAt, arrival];
  const group = priorityClass === "urgent" && rates.urgentFirst === true ? 1 : 2;
  return [group, -waited * rates[priorityClass], arrival];
}

function isSmaller(one: Key, other: Key): boolean {
  if (one[0] !== other[0]) return one[0] < other[0];
  if (one[1] !== other[1]) return one[1] < other[1];
  return one[2] < other[2];
}

/**
 * Those whom this call passed against the promise. Of rate `r` and waiting since `a`, I am passed by
 * nobody of a rate `s ≥ r` whose time began after `a + (1 − r/s)(t − a)`: multiplied by `s`, so that
 * whole milliseconds stay whole. Emergencies stand apart, and the urgent on a surge day.
 */
export function promiseBroken<Who extends Candidate>(
  candidates: Iterable<Who>,
  called: Who,
  now: number,
  ratesOf: (who: Who) => Rates,
): { readonly looked: number; readonly passed: readonly Who[] } {
  if (called.priorityClass === "emergency") return { looked: 0, passed: [] };
  if (called.priorityClass === "urgent" && ratesOf(called).urgentFirst === true) {
    return { looked: 0, passed: [] };
  }
  const s = ratesOf(called)[called.priorityClass];
  const passed: Who[] = [];
  let looked = 0;
  for (const me of candidates) {
    if (me.id === called.id || me.eligibleAt > now) continue;
    // Nobody but an emergency passes an emergency, and nobody but those two the surge day's urgent.
    const isApart =
      me.priorityClass === "emergency" ||
      (me.priorityClass === "urgent" && ratesOf(me).urgentFirst === true);
    if (isApart) {
      passed.push(me);
      continue;
    }
    const r = ratesOf(me)[me.priorityClass];
    if (s < r) continue;
    looked++;
    if (s * (called.eligibleAt - me.eligibleAt) > (s - r) * (now - me.eligibleAt)) passed.push(me);
  }
  return { looked, passed };
}
