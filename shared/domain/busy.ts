import { overlaps } from "./interval.ts";
import type { Interval } from "./interval.ts";
import type { ShiftKind } from "./roster.ts";

/** Who or what can be in one place at a time only: a machine or a set of instruments is a thing. */
export const holders = ["person", "room", "thing"] as const;
export type Holder = (typeof holders)[number];

/** Why somebody or something is taken. `outOfService`: a thing that nobody can use. */
export type BusyKind = "shift" | "leave" | "session" | "operation" | "outOfService";

/**
 * One stretch of time in which somebody or something is taken, in milliseconds. The same commitment
 * may say so twice (a shift, and the session that it became); it does not clash with itself.
 */
export interface Busy extends Interval {
  readonly holder: Holder;
  /** Of a person the number of the journal row that made them; of rooms and things their word. */
  readonly id: string;
  readonly kind: BusyKind;
  readonly commitment: string;
  /** Of a shift: what it is for. */
  readonly duty?: ShiftKind;
  /** Not in force yet: it is judged by what is, when it is to come into force. */
  readonly isDraft?: boolean;
}

/** Everything that one session, shift or operation takes from one instant to another. */
export interface Claim extends Interval {
  readonly kind: BusyKind;
  readonly commitment: string;
  readonly persons: readonly number[];
  readonly rooms: readonly string[];
  readonly things: readonly string[];
}

export interface Clash {
  readonly one: Busy;
  readonly other: Busy;
}

/** A claim as what it takes, each by itself. */
export function busyOf({ persons, rooms, things, ...claim }: Claim): readonly Busy[] {
  const { kind, commitment, from, to } = claim;
  const taking = (holder: Holder, id: string): Busy => {
    return { holder, id, kind, commitment, from, to };
  };
  return [
    ...persons.map((person) => taking("person", `${person}`)),
    ...rooms.map((room) => taking("room", room)),
    ...things.map((thing) => taking("thing", thing)),
  ];
}

/** May these two not be at the same moment, of whomever they are? */
export function canClash(one: Busy, other: Busy): boolean {
  if (one.holder !== other.holder || one.id !== other.id) return false;
  // Nobody is wanted in two places by two leaves, and nothing is broken twice.
  const isAway = one.kind === "leave" || one.kind === "outOfService";
  if (isWorkOf(one, other) || isWorkOf(other, one)) return false;
  return one.commitment !== other.commitment && !(isAway && one.kind === other.kind);
}

/** Operations are what a shift in theatre is for, and what somebody is on call for. */
function isWorkOf(one: Busy, other: Busy): boolean {
  return one.kind === "operation" && (other.duty === "theatre" || other.duty === "onCall");
}

/**
 * What else wants what a claim takes, in order of time: each other commitment once for each person,
 * room and thing. Half-open: what ends as the claim begins does not clash. Drafts stop nobody.
 */
export function clashesOf(claim: Claim, taken: readonly Busy[]): readonly Clash[] {
  const found = new Map<string, Clash>();
  for (const one of busyOf(claim)) {
    for (const other of taken.toSorted(byTime)) {
      if (other.isDraft === true || !canClash(one, other) || !overlaps(one, other)) continue;
      const key = [one.holder, one.id, other.commitment].join(" ");
      if (!found.has(key)) found.set(key, { one, other });
    }
  }
  return [...found.values()].toSorted((a, b) => byTime(a.other, b.other));
}

/**
 * Every pair of commitments that wants the same person, room or thing at the same moment, each pair
 * once, in order of time.
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

/** In order of time; what begins and ends together by its name, so that the order is always one. */
export function byTime(a: Busy, b: Busy): number {
  return a.from - b.from || a.to - b.to || (a.commitment < b.commitment ? -1 : 1);
}
