import { canClash } from "../../shared/domain/busy.ts";
import type { Busy } from "../../shared/domain/busy.ts";
import { overlaps } from "../../shared/domain/interval.ts";
import { isInTheatre, urgencies } from "../../shared/domain/theatre.ts";
import type { Urgency } from "../../shared/domain/theatre.ts";
import { minuteMs } from "../../shared/domain/time.ts";
import type { Instant } from "../../shared/domain/time.ts";
import { earliestFrom } from "./list.rules.ts";
import { isPlanned, roomTime, takenBy } from "./operation.rules.ts";
import type { Operation, Planned } from "./operation.rules.ts";
import { clashesWith, blockOf } from "./plan.rules.ts";
import type { HeldBlock } from "./plan.rules.ts";

/** Everything that an emergency's place is looked for in. */
export interface EmergencyPicture {
  readonly now: Instant;
  /** As it will be, but for its place. */
  readonly emergency: Operation;
  /** Open theatres, in the order of the house. */
  readonly theatres: readonly string[];
  /** What is planned from now on or under way, in all theatres, or not cleaned after yet. */
  readonly operations: readonly Planned[];
  /** Everything else that takes the people, rooms and things of all these. */
  readonly taken: readonly Busy[];
  /** Of the day: whoever is put off stays within them. */
  readonly blocks: readonly HeldBlock[];
}

export interface Place {
  readonly theatre: string;
  readonly from: Instant;
}

export interface Put {
  readonly operation: Planned;
  /** Nothing: back to the waiting list. */
  readonly to: Place | null;
}

export interface Proposal extends Place {
  readonly moves: readonly Put[];
  readonly waitMin: number;
  readonly putOffMin: number;
  readonly unplaced: number;
  readonly cost: number;
}

/** More than a person compares. */
const proposalsMax = 12;
/** What a minute of waiting weighs against a minute by which others are put off. */
const waitWeight: Readonly<Record<Urgency, number>> = {
  immediate: 20,
  urgent: 4,
  expedited: 2,
  elective: 1,
};
/** A lost day is a working day's minutes, and more for whoever is more urgent. */
const lostDayMin = 480;
/** Every move is a call to a ward; another theatre is more to carry than a later hour. */
const moveMin = 5;
const otherTheatreMin = 15;
/** An operation past its P80 is not over at once. */
const leftMin = 10;
/** Further ahead than this it is a plan, and no emergency. */
const aheadMs = 24 * 60 * minuteMs;
const gridMs = 5 * minuteMs;
/** Steps over what is in the way; a theatre has not so many operations in a day. */
const stepsMax = 60;

/**
 * Where an emergency could go, the cheapest first: in each theatre into gaps, after the one under way
 * (by its P80), and before or after each planned one; with whom that puts off, and where to. No
 * proposal wants anybody twice, each operation is moved once, and the same picture always gives the
 * same proposals.
 */
export function proposalsFor(picture: EmergencyPicture): readonly Proposal[] {
  const found = new Map<string, Proposal>();
  const house = houseOf(picture);
  for (const theatre of picture.theatres) {
    for (const start of startsIn(picture, house, theatre)) {
      for (const isPushing of [true, false]) {
        const proposal = placed(picture, house, { theatre, from: start }, isPushing);
        if (proposal === null) continue;
        const key = JSON.stringify([proposal.theatre, proposal.from, movesKey(proposal)]);
        if (!found.has(key)) found.set(key, proposal);
      }
    }
  }
  const ranked = [...found.values()].toSorted(byCost);
  // The soonest is always among them, whatever it costs: that is for people to weigh.
  const first = Math.min(...ranked.map(({ from }) => from));
  const soonest = ranked.find(({ from }) => from === first);
  return ranked.filter((each, rank) => rank < proposalsMax - 1 || each === soonest);
}

function movesKey({ moves }: Proposal) {
  return moves.map(({ operation, to }) => [operation.id, to]);
}

function byCost(a: Proposal, b: Proposal): number {
  return (
    a.cost - b.cost || a.waitMin - b.waitMin || a.from - b.from || (a.theatre < b.theatre ? -1 : 1)
  );
}

/** May this one be put off for an emergency of that urgency? Never who is in theatre. */
export function canBePutOff(operation: Operation, by: Urgency): boolean {
  const isLess = urgencies.indexOf(operation.urgency) > urgencies.indexOf(by);
  if (!isLess || !isPlanned(operation)) return false;
  if (operation.status === "planned") return true;
  return by === "immediate" && (operation.status === "sent_for" || operation.status === "arrived");
}

/** Those that stay, as long as they may still last, and those that may be put off. */
interface House {
  readonly staying: readonly Planned[];
  readonly movable: readonly Planned[];
  /** Everything but the movable ones. */
  readonly fixed: Calendar;
  /** Whose of the movable ones this is in the way of. */
  readonly inWayOf: (taken: readonly Busy[]) => ReadonlySet<Planned>;
  /** The fixed ones and these of the movable ones, where they are. */
  readonly withStill: (there: ReadonlySet<Planned>) => Calendar;
}

function houseOf({ operations, emergency, taken, now }: EmergencyPicture): House {
  const movable = operations.filter((each) => canBePutOff(each, emergency.urgency));
  const staying = operations
    .filter((each) => !movable.includes(each))
    .map((each) => (isInTheatre(each.status) ? untilP80(each, now) : each));
  const fixed = calendarOf([...taken, ...staying.flatMap(takenBy)]);
  // Each place that is tried asks for the same ones again: what they take is worked out once.
  const byHolder = Map.groupBy(
    movable.flatMap((of) => takenBy(of).map((busy) => ({ of, busy }))),
    ({ busy }) => keyOf(busy),
  );
  const meeting = (one: Busy) =>
    (byHolder.get(keyOf(one)) ?? []).filter(
      ({ busy }) => canClash(one, busy) && overlaps(one, busy),
    );
  return {
    ...{ staying, movable, fixed },
    inWayOf: (ours) => new Set(ours.flatMap(meeting).map(({ of }) => of)),
    withStill: (there) =>
      calendarBy(
        (one) => meeting(one).flatMap(({ of, busy }) => (there.has(of) ? [busy] : [])),
        fixed,
      ),
  };
}

/** As planned, and from when it really began to when 8 in 10 have ended. */
function untilP80(operation: Planned, now: Instant): Planned {
  const began = operation.times.signIn ?? operation.from;
  const from = Math.min(operation.from, began);
  const out = Math.max(
    operation.from + operation.minutes * minuteMs,
    began + operation.p80Min * minuteMs,
    now + leftMin * minuteMs,
  );
  return { ...operation, from, minutes: Math.ceil((out - from) / minuteMs) };
}

/** The earliest starts that are worth a look: gaps, after whoever stays, before and after each other. */
function startsIn(
  { emergency, now }: EmergencyPicture,
  { staying, movable }: House,
  theatre: string,
): readonly Instant[] {
  const isHere = (each: Planned) => each.theatre === theatre;
  const [stay, move] = [staying.filter(isHere), movable.filter(isHere)];
  const free = upToGrid(now);
  const starts = [
    earliestFrom(emergency, free, stay),
    earliestFrom(emergency, free, [...stay, ...move]),
    ...move.map((each) => earliestFrom(emergency, Math.max(free, roomTime(each).from), stay)),
    ...move.map((each) => earliestFrom(emergency, Math.max(free, roomTime(each).to), stay)),
  ];
  const sorted = [...new Set(starts.map(upToGrid))].toSorted((a, b) => a - b);
  return sorted.filter((start) => start - now < aheadMs);
}

function upToGrid(at: Instant): Instant {
  return Math.ceil(at / gridMs) * gridMs;
}

/**
 * The emergency at a place, and everybody in its way put off, in order of their times. `isPushing`:
 * a list moves down as a whole; else each goes to a gap, and the rest of the list stays.
 */
function placed(
  picture: EmergencyPicture,
  { movable, fixed, inWayOf, withStill }: House,
  at: Place,
  isPushing: boolean,
): Proposal | null {
  const emergency = { ...picture.emergency, ...at, status: "planned" as const };
  const from = firstFree(emergency, at, { calendar: fixed, until: picture.now + aheadMs });
  if (from === null) return null;
  const is: Planned = { ...emergency, from };
  const moves = new Map<number, Put>();
  const settled = [...takenBy(is)];
  const first = inWayOf(settled);
  let staying = movable.filter((each) => !first.has(each));
  const waiting = [...first].toSorted(byTime);
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    // Whoever comes later in the list gives way to one that is pushed down.
    const givesWay = (each: Planned) =>
      isPushing && next !== undefined && each.theatre === next.theatre && each.from >= next.from;
    const kept = staying.filter((each) => !givesWay(each));
    const there = new Set([...kept, ...waitingElsewhere(waiting, next)]);
    const calendar = withStill(there).and(settled);
    const put = { operation: next, to: bestPlace(picture, next, calendar) };
    if (put.to === null && next.status !== "planned") return null;
    moves.set(next.id, put);
    if (put.to === null) continue;
    const taken = takenBy({ ...next, ...put.to });
    settled.push(...taken);
    const inWay = inWayOf(taken);
    const pushed = staying.filter((each) => inWay.has(each));
    staying = staying.filter((each) => !inWay.has(each));
    waiting.push(...pushed);
    waiting.sort(byTime);
  }
  return costed(picture, is, [...moves.values()]);
}

/** Nobody in the way is put where another one in the way still stands: none is sure to go. */
function waitingElsewhere(waiting: readonly Planned[], next: Planned): readonly Planned[] {
  return waiting.filter((each) => each.theatre !== next.theatre);
}

function byTime(a: Planned, b: Planned): number {
  return a.from - b.from || a.id - b.id;
}

/** Later in its own theatre, or in another one of its team; nothing when the day has no place left. */
function bestPlace(
  { theatres, blocks, now }: EmergencyPicture,
  operation: Planned,
  calendar: Calendar,
): Place | null {
  const isHere = operation.status !== "planned";
  const options = theatres.flatMap((theatre) => {
    if (isHere && theatre !== operation.theatre) return [];
    const from = Math.max(operation.from, upToGrid(now + operation.setupMin * minuteMs));
    return blocksFor(operation, theatre, blocks).flatMap((block) => {
      const at = { theatre, from: Math.max(from, block.from) };
      const free = firstFree(operation, at, { calendar, until: block.to });
      return free === null ? [] : [{ theatre, from: free }];
    });
  });
  const costOf = (place: Place) => putOffCost(operation, place);
  return options.toSorted((a, b) => costOf(a) - costOf(b) || a.from - b.from)[0] ?? null;
}

/** Where an operation may be on this day: blocks of its own, and in its own theatre what it has. */
function blocksFor(
  operation: Planned,
  theatre: string,
  blocks: readonly HeldBlock[],
): readonly { readonly from: Instant; readonly to: Instant }[] {
  const own = blocks.filter(
    (block) =>
      block.theatre === theatre &&
      blockOf({ ...operation, theatre, from: block.from }, [block]) !== undefined,
  );
  const isOutside = own.length === 0 && theatre === operation.theatre;
  const to = operation.from + operation.minutes * minuteMs;
  return isOutside ? [{ from: operation.from, to: to + outsideMs }] : own;
}

/** Who is planned outside of blocks may be that much later, and no more. */
const outsideMs = 120 * minuteMs;

function costed(picture: EmergencyPicture, is: Planned, moves: readonly Put[]): Proposal {
  const waitMin = Math.max(0, Math.round((is.from - picture.now) / minuteMs));
  const putOff = moves.map(({ operation, to }) => (to === null ? 0 : to.from - operation.from));
  const lost = moves.filter(({ to }) => to === null);
  const lostMin = lost.reduce((sum, { operation }) => sum + lostCost(operation), 0);
  const moved = moves.reduce((sum, { operation, to }) => sum + putOffCost(operation, to), 0);
  return {
    ...{ theatre: is.theatre, from: is.from, moves, waitMin },
    putOffMin: Math.round(putOff.reduce((sum, ms) => sum + ms, 0) / minuteMs),
    unplaced: lost.length,
    cost: waitMin * waitWeight[is.urgency] + moved + lostMin,
  };
}

function lostCost({ urgency }: Operation): number {
  return lostDayMin * waitWeight[urgency];
}

function putOffCost(operation: Planned, to: Place | null): number {
  if (to === null) return moveMin;
  const isOther = to.theatre !== operation.theatre;
  const lateMin = Math.round((to.from - operation.from) / minuteMs);
  return moveMin + lateMin + (isOther ? otherTheatreMin : 0);
}

/** The first time from a place's on at which nothing is in the way and it ends in time. */
function firstFree(
  operation: Operation,
  { theatre, from }: Place,
  { calendar, until }: { readonly calendar: Calendar; readonly until: Instant },
): Instant | null {
  let at = from;
  for (let step = 0; step < stepsMax; step++) {
    if (at + operation.minutes * minuteMs > until) return null;
    const late = calendar.inWay(takenBy({ ...operation, theatre, from: at }));
    if (late === 0) return at;
    at = upToGrid(at + late);
  }
  return null;
}

/** What is taken, by whom it takes, so that one question does not look at the whole house. */
interface Calendar {
  /** By how much something would have to be later to be out of everything's way; 0: it is free. */
  inWay(taken: readonly Busy[]): number;
  and(more: readonly Busy[]): Calendar;
}

function calendarOf(taken: readonly Busy[], base: Calendar | null = null): Calendar {
  const byHolder = Map.groupBy(taken, keyOf);
  const meeting = (one: Busy) =>
    clashesWith([one], byHolder.get(keyOf(one)) ?? []).map(([, other]) => other);
  return calendarBy(meeting, base);
}

/** `meeting`: what meets one that would be taken, and may not. */
function calendarBy(meeting: (one: Busy) => readonly Busy[], base: Calendar | null): Calendar {
  const calendar: Calendar = {
    inWay(ours) {
      const late = ours.flatMap((one) => meeting(one).map(({ to }) => to - one.from));
      return Math.max(0, base?.inWay(ours) ?? 0, ...late);
    },
    and: (more) => calendarOf(more, calendar),
  };
  return calendar;
}

function keyOf({ holder, id }: Busy): string {
  return `${holder} ${id}`;
}
