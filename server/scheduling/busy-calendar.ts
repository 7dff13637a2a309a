import { byTime, busyOf, clashesOf } from "../../shared/domain/busy.ts";
import type { Busy, Claim, Clash, Holder } from "../../shared/domain/busy.ts";
import { overlaps } from "../../shared/domain/interval.ts";
import type { Interval } from "../../shared/domain/interval.ts";

/** Whose time is asked about. */
export interface BusyAsked extends Interval {
  readonly holder: Holder;
  readonly id: string;
}

/**
 * Says when a person, a room or a thing is taken. It may say more than was asked for: the calendar
 * keeps what touches the time asked about.
 */
export type BusySource = (asked: BusyAsked) => readonly Busy[];

/** The one calendar of the house: rosters, things out of service and theatres are its sources. */
export type BusyCalendar = ReturnType<typeof createBusyCalendar>;

export function createBusyCalendar() {
  const sources = new Map<string, BusySource>();

  function busy(asked: BusyAsked, without: string | null = null): readonly Busy[] {
    return [...sources]
      .filter(([name]) => name !== without)
      .flatMap(([, source]) => source(asked))
      .filter((each) => each.holder === asked.holder && each.id === asked.id)
      .filter((each) => overlaps(each, asked))
      .toSorted(byTime);
  }

  const clashesFor = (claim: Claim): readonly Clash[] =>
    clashesOf(
      claim,
      busyOf(claim).flatMap((each) => busy(each)),
    );

  return {
    /** `name`: of the module that says it. Each has one say; a second one would replace it. */
    addSource(name: string, source: BusySource): void {
      if (sources.has(name)) throw new Error(`${name} says already when it is busy`);
      sources.set(name, source);
    },
    /** What takes one holder in a time, from every source, or from all but the one that asks. */
    busy,
    /**
     * What a claim would clash with, before it is written: whoever saves a shift, a session or an
     * operation asks this in the same transaction, and lets nobody save what it has not shown.
     */
    clashesOf: clashesFor,
    /** What a change of a claim would newly clash with; what was seen before stops no other change. */
    newClashesOf(after: Claim, before: Claim): readonly Clash[] {
      const known = new Set(clashesFor(before).map(keyOf));
      return clashesFor(after).filter((clash) => !known.has(keyOf(clash)));
    },
  };
}

function keyOf({ one, other }: Clash): string {
  return [one.holder, one.id, other.commitment].join(" ");
}
