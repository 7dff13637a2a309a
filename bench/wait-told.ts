import { aheadOf } from "../server/queue/queue.rules.ts";
import type { Learned } from "../server/queue/wait-learning.rules.ts";
import { estimateWait, likelyAhead } from "../server/queue/wait.rules.ts";
import type { WaitEstimate, WaitPoint, WaitSituation } from "../server/queue/wait.rules.ts";
import { defaultRates } from "../shared/domain/priority.ts";
import type { Instant } from "../shared/domain/time.ts";
import { byTurnMinutes, playDay } from "./clinic-day.ts";
import type { ClinicDay, ClinicNow, Desk, Patient } from "./clinic-day.ts";
import { median } from "./statistics.ts";

/** What one patient was told at issue, each other way to tell it, and how long the wait was. */
export interface Told {
  readonly situation: WaitSituation;
  readonly shownAt: Instant;
  readonly estimate: WaitEstimate;
  readonly guesses: Readonly<Record<Guess, number>>;
  readonly waitMs: number;
  /** Fewer than five had been called that day: others' waits say little yet. */
  readonly isEarly: boolean;
}

export const guessNames = [
  "last to enter service",
  "head of line",
  "median of last 10 waits",
] as const;
export type Guess = (typeof guessNames)[number];

/** Plays a morning by turn minutes; what was told and what became of it, in order of the calls. */
export function tellDay(
  day: ClinicDay,
  learned: Learned,
  breaksArePlanned: boolean,
): readonly Told[] {
  const told = new Map<Patient, Omit<Told, "waitMs">>();
  const calls = playDay(day, byTurnMinutes, (patient, clinic) => {
    const situation = situationOf(patient, clinic, learned, breaksArePlanned);
    const estimate = estimateWait(situation, learned, clinic.now);
    if (estimate === null) return;
    const guesses = guess(patient, clinic);
    const isEarly = clinic.calls.length < 5;
    told.set(patient, { situation, shownAt: clinic.now, estimate, guesses, isEarly });
  });
  return calls.flatMap(({ patient, at }) => {
    const shown = told.get(patient);
    return shown === undefined ? [] : [{ ...shown, waitMs: at - patient.comesAt }];
  });
}

function situationOf(
  patient: Patient,
  clinic: ClinicNow,
  learned: Learned,
  breaksArePlanned: boolean,
): WaitSituation {
  const situation = {
    priorityClass: patient.priorityClass,
    opensAt: clinic.opensAt,
    points: clinic.desks.map((desk) => pointOf(desk, clinic, breaksArePlanned)),
    recentServicesMs: clinic.servicesMs.slice(-20),
  };
  const ahead = likelyAhead(
    (waitedMs) => countAhead(patient, clinic.waiting, clinic.now + waitedMs),
    (count) => estimateWait({ ...situation, ahead: count }, learned, clinic.now)?.baseMs ?? null,
  );
  return { ...situation, ahead };
}

/** What the hospital knows of a desk: its roster and its pauses, not how they will turn out. */
function pointOf(
  { doctor, isServing, busySince, breakSince, isBreakOver }: Desk,
  { now, opensAt }: ClinicNow,
  breaksArePlanned: boolean,
): WaitPoint {
  const from = isServing ? doctor.startsAt : opensAt;
  const begun = { isServing, from, until: null, busySince };
  const plannedEnd = (since: Instant) =>
    breaksArePlanned && now < since + doctor.plannedBreakMs ? since + doctor.plannedBreakMs : null;
  if (isBreakOver) return { ...begun, pauses: [] };
  if (breakSince !== null) {
    return { ...begun, pauses: [{ from: breakSince, until: plannedEnd(breakSince) }] };
  }
  if (!breaksArePlanned) return { ...begun, pauses: [] };
  const due = Math.max(doctor.breakAt, now);
  return { ...begun, pauses: [{ from: due, until: due + doctor.plannedBreakMs }] };
}

/** Whom the rule would call before a patient, if it were asked at `at`. */
function countAhead(patient: Patient, waiting: readonly Patient[], at: Instant): number {
  const { emergenciesBelow, bounds } = aheadOf(patient, at, defaultRates);
  return waiting.filter((other) => {
    if (other.priorityClass === "emergency") return other.seq < emergenciesBelow;
    const bound = bounds.find(({ priorityClass }) => priorityClass === other.priorityClass);
    if (bound === undefined) return false;
    return (other.eligibleAt - bound.eligibleAt || other.seq - bound.seq) < 0;
  }).length;
}

/**
 * Where others' waits serve as the guess. Until anybody has been called, each takes the first in
 * line, as if that one were called when the doors open: they would know nothing otherwise.
 */
function guess(patient: Patient, clinic: ClinicNow): Readonly<Record<Guess, number>> {
  const { now, opensAt, calls, waiting } = clinic;
  const head = waiting[0];
  const headWaitMs = Math.max(now, opensAt) - (head ?? patient).comesAt;
  const last = calls.at(-1);
  const waitsMs = calls.slice(-10).map((call) => call.at - call.patient.comesAt);
  return {
    "last to enter service": last === undefined ? headWaitMs : last.at - last.patient.comesAt,
    "head of line": headWaitMs,
    "median of last 10 waits": last === undefined ? headWaitMs : median(waitsMs),
  };
}
