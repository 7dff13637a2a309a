import type { Interval } from "../../shared/domain/interval.ts";

/** Who or what can be in one place at a time only. */
export type Holder = "person" | "room" | "device";

/**
 * One stretch of time in which somebody or something is taken, in milliseconds. The same commitment
 * may say so twice (a shift, and the session that it became); it does not clash with itself.
 */
export interface Busy extends Interval {
  readonly holder: Holder;
  readonly id: string;
  readonly kind: "shift" | "leave" | "session" | "operation";
  readonly commitment: string;
}

export interface Clash {
  readonly one: Busy;
  readonly other: Busy;
}

/**
 * Every pair of commitments that wants the same person, room or device at the same moment, each pair
 * once, in order of time. Half-open: what ends as the next begins does not clash. Two leaves of a
 * person may lie over each other: nobody is wanted in two places by them.
 */
export function clashesIn(busy: readonly Busy[]): readonly Clash[] {
  const found = new Map<string, Clash>();
  for (const held of Map.groupBy(busy, ({ holder, id }) => `${holder} ${id}`).values()) {
    let open: Busy[] = [];
    for (const next of held.filter(isSome).toSorted(byTime)) {
      open = open.filter((each) => each.to > next.from);
      for (const one of open.filter((each) => canClash(each, next))) {
        const pair = [one.commitment, next.commitment].toSorted();
        const key = [one.holder, one.id, ...pair].join(" ");
        if (!found.has(key)) found.set(key, { one, other: next });
      }
      open.push(next);
    }
  }
  return [...found.values()].toSorted((a, b) => byTime(a.other, b.other) || byTime(a.one, b.one));
}

function isSome({ from, to }: Interval): boolean {
  return from < to;
}

function canClash(one: Busy, other: Busy): boolean {
  const areLeaves = one.kind === "leave" && other.kind === "leave";
  return one.commitment !== other.commitment && !areLeaves;
}

function byTime(a: Busy, b: Busy): number {
  return a.from - b.from || a.to - b.to || (a.commitment < b.commitment ? -1 : 1);
}

/** Says when holders are taken; clinics and leave are two such sources, theatres another. */
export type BusySource = (asked: BusyAsked) => readonly Busy[];

export interface BusyAsked extends Interval {
  readonly holder: Holder;
  readonly id: string;
}

/** One calendar out of all sources: what they say of a holder that touches the time asked about. */
export function busyCalendar(sources: readonly BusySource[]): BusySource {
  return (asked) =>
    sources
      .flatMap((source) => source(asked))
      .filter((each) => each.from < asked.to && asked.from < each.to)
      .toSorted(byTime);
}
