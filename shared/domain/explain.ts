import type { Instant } from "./time.ts";
import { minuteMs } from "./time.ts";
import { compareTurns, priorityClasses, turnMs } from "./priority.ts";
import type { PriorityClass, Rates, Turn } from "./priority.ts";

/** Why a patient is where they are, as numbers; shared/i18n says it in words. */
export interface Explanation {
  /** Whole turn minutes so far; nothing for an emergency, which does not count any. */
  readonly turnMin: number | null;
  /** What one minute of this class counts; nothing for an emergency. */
  readonly rate: number | null;
  /** Who would be called before, by class; classes with nobody are left out. */
  readonly ahead: readonly { readonly priorityClass: PriorityClass; readonly count: number }[];
  readonly couldPass: readonly Passer[];
}

/** A class that could still pass; `before`: only those whose time begins before then. */
export interface Passer {
  readonly priorityClass: PriorityClass;
  /** Nothing: whenever they come. */
  readonly before: Instant | null;
}

/**
 * Explains a waiting turn among the others of its set. `calledAt`: when it will be called, as far
 * as anybody can say; the later that is, the more could still pass.
 */
export function explain(
  turn: Turn,
  others: readonly Turn[],
  now: Instant,
  calledAt: Instant,
  rates: Rates,
): Explanation {
  const before = others.filter(
    (other) => other.seq !== turn.seq && compareTurns(other, turn, now, rates) < 0,
  );
  const ahead = priorityClasses.flatMap((priorityClass) => {
    const count = before.filter((other) => other.priorityClass === priorityClass).length;
    return count === 0 ? [] : [{ priorityClass, count }];
  });
  return { ...standing(turn, now, rates), ahead, couldPass: couldPass(turn, calledAt, rates) };
}

/** The turn's own minutes and rate. */
export function standing(
  turn: Turn,
  now: Instant,
  rates: Rates,
): Pick<Explanation, "turnMin" | "rate"> {
  if (turn.priorityClass === "emergency") return { turnMin: null, rate: null };
  const turnMin = Math.floor(turnMs(turn, now, rates) / minuteMs);
  return { turnMin, rate: rates[turn.priorityClass] };
}

/**
 * Who could still come and pass a turn that is called at `calledAt`: emergencies whenever they
 * come; of a higher rate s, whose time begins before a + (1 − r/s)(t − a): the guarantee, turned
 * into words. A turn whose own time lies ahead then is passed by all whose time begins sooner.
 */
export function couldPass(turn: Turn, calledAt: Instant, rates: Rates): readonly Passer[] {
  if (turn.priorityClass === "emergency") return [];
  const mine = rates[turn.priorityClass];
  const waited = Math.max(0, calledAt - turn.eligibleAt);
  const isAhead = turn.eligibleAt > calledAt;
  const passers = priorityClasses.flatMap((priorityClass): readonly Passer[] => {
    if (priorityClass === "emergency") return [{ priorityClass, before: null }];
    if (isAhead) return [{ priorityClass, before: turn.eligibleAt }];
    if (priorityClass === turn.priorityClass) return [];
    if (rates.urgentFirst === true) {
      if (priorityClass === "urgent") return [{ priorityClass, before: null }];
      if (turn.priorityClass === "urgent") return [];
    }
    const rate = rates[priorityClass];
    if (rate <= mine) return [];
    // Rounded up: of whole milliseconds those before it are those before the exact time.
    const before = turn.eligibleAt + Math.ceil((waited * (rate - mine)) / rate);
    return [{ priorityClass, before }];
  });
  return passers;
}
