import { nextTurn } from "../server/queue/queue.rules.ts";
import { defaultRates } from "../shared/domain/priority.ts";
import type { PriorityClass, Turn } from "../shared/domain/priority.ts";
import { hourMs, minuteMs, secondMs } from "../shared/domain/time.ts";
import type { Instant } from "../shared/domain/time.ts";
import { createChance } from "../tools/demo/day-plan.ts";

/**
 * A morning of a clinic, the same for the same seed: what happens to it (patients, doctors), drawn
 * before anybody is called, so that two rules or two estimates meet the very same morning.
 */
export interface ClinicDay {
  readonly opensAt: Instant;
  readonly doctors: readonly Doctor[];
  readonly patients: readonly Patient[];
}

export interface Doctor {
  /** His visits take so much of the usual time. */
  readonly pace: number;
  /** When he begins; the roster said {@link ClinicDay.opensAt}. */
  readonly startsAt: Instant;
  /** What the roster says of his break, and what he takes of it. */
  readonly breakAt: Instant;
  readonly plannedBreakMs: number;
  readonly takenBreakMs: number;
}

export interface Patient extends Turn {
  readonly comesAt: Instant;
  /** With a doctor of usual pace, the way to the door included. */
  readonly visitMs: number;
  readonly isNoShow: boolean;
}

export interface DayOptions {
  readonly doctors: number;
  /** Nothing: as many as keep these doctors busy for most of the morning. */
  readonly patients: number | null;
  readonly visitMinutes: number;
}

const opensAt = 8 * hourMs;
/** Deviation by mean. */
const visitSpread = 0.5;
const paceSpread = 0.25;
const breakMinutes = 20;
/** What a doctor waits before a patient is said not to be there. */
const noShowMs = 90 * secondMs;

export function drawDay(seed: number, options: DayOptions): ClinicDay {
  const chance = createChance(seed);
  const minutes = (from: number, to: number) =>
    Math.round((from + (to - from) * chance()) * minuteMs);
  const doctors = Array.from({ length: options.doctors }, () => ({
    pace: 1 + paceSpread * (2 * chance() - 1),
    startsAt: opensAt + (chance() < 0.3 ? 0 : minutes(0, 25)),
    breakAt: opensAt + minutes(90, 210),
    plannedBreakMs: breakMinutes * minuteMs,
    takenBreakMs: minutes(0.75 * breakMinutes, 1.5 * breakMinutes),
  }));
  const count = options.patients ?? Math.round(options.doctors * (26 + 12 * chance()));
  const patients = Array.from({ length: count }, () => ({
    comesAt: opensAt + arrivalMs(chance),
    priorityClass: classOf(chance()),
    visitMs: Math.round(visitMs(options.visitMinutes, chance)),
    isNoShow: chance() < 0.05,
  }))
    .toSorted((a, b) => a.comesAt - b.comesAt)
    .map((patient, at) => ({ ...patient, eligibleAt: patient.comesAt, seq: at + 1 }));
  return { opensAt, doctors, patients };
}

/** From an hour before opening: four of ten are there when it opens, and ever fewer come after. */
function arrivalMs(chance: () => number): number {
  const after = chance() < 0.4 ? -chance() : 4 * (1 - Math.sqrt(1 - chance()));
  return Math.round(after * hourMs);
}

function classOf(drawn: number): PriorityClass {
  return drawn < 0.05 ? "urgent" : drawn < 0.25 ? "protected" : "normal";
}

/** Log-normal. */
function visitMs(meanMinutes: number, chance: () => number): number {
  const sigma = Math.sqrt(Math.log(1 + visitSpread ** 2));
  const normal = Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance());
  return meanMinutes * minuteMs * Math.exp(normal * sigma - sigma ** 2 / 2);
}

/** The clinic as it is when a ticket is issued; what will happen is not in it. */
export interface ClinicNow {
  readonly now: Instant;
  readonly opensAt: Instant;
  /** Without the one that has just come. */
  readonly waiting: readonly Patient[];
  readonly desks: readonly Desk[];
  /** Of the day so far, oldest first. */
  readonly calls: readonly Call[];
  /** How long each finished call kept its desk, oldest first. */
  readonly servicesMs: readonly number[];
}

export interface Desk {
  readonly doctor: Doctor;
  readonly isServing: boolean;
  readonly busySince: Instant | null;
  readonly breakSince: Instant | null;
  readonly isBreakOver: boolean;
}

export interface Call {
  readonly patient: Patient;
  readonly at: Instant;
}

export type Choose = (waiting: readonly Patient[], now: Instant) => Patient | null;

/** The rule that the hospital goes by. */
export function byTurnMinutes(waiting: readonly Patient[], now: Instant): Patient | null {
  return nextTurn(waiting, now, () => defaultRates);
}

/** Plays a morning to its last patient and returns the calls; `onIssue` looks on at each ticket. */
export function playDay(
  day: ClinicDay,
  choose: Choose,
  onIssue: (patient: Patient, clinic: ClinicNow) => void = () => undefined,
): readonly Call[] {
  const waiting: Patient[] = [];
  const calls: Call[] = [];
  const servicesMs: number[] = [];
  const desks = day.doctors.map(desk);
  let now = 0;
  let arrived = 0;
  while (calls.length < day.patients.length) {
    const comes = day.patients[arrived];
    const free = firstFree(desks, now);
    if (comes !== undefined && (waiting.length === 0 || comes.comesAt <= free.readyAt(now))) {
      now = comes.comesAt;
      finishVisits(desks, now, servicesMs);
      const seen = desks.map((each) => each.seenAt(now));
      onIssue(comes, { now, opensAt: day.opensAt, waiting, desks: seen, calls, servicesMs });
      waiting.push(comes);
      arrived += 1;
      continue;
    }
    now = free.readyAt(now);
    finishVisits(desks, now, servicesMs);
    const patient = choose(waiting, now);
    if (patient === null) break;
    waiting.splice(waiting.indexOf(patient), 1);
    calls.push({ patient, at: now });
    free.call(patient, now);
  }
  return calls;
}

type MovingDesk = ReturnType<typeof desk>;

function firstFree(desks: readonly MovingDesk[], now: Instant): MovingDesk {
  return desks.reduce((first, each) => (each.readyAt(now) < first.readyAt(now) ? each : first));
}

function finishVisits(desks: readonly MovingDesk[], now: Instant, servicesMs: number[]): void {
  const ended = desks.flatMap((each) => each.finishBy(now) ?? []);
  servicesMs.push(...ended.toSorted((a, b) => a.endedAt - b.endedAt).map(({ tookMs }) => tookMs));
}

function desk(doctor: Doctor) {
  let freeAt = doctor.startsAt;
  let visit: { readonly since: Instant; readonly endedAt: Instant } | null = null;
  let breakSince: Instant | null = null;
  return {
    /** The first instant from `now` at which it can call: a break that is due is taken first. */
    readyAt(now: Instant): Instant {
      if (breakSince === null && doctor.breakAt <= Math.max(freeAt, now)) {
        breakSince = Math.max(freeAt, doctor.breakAt);
        freeAt = breakSince + doctor.takenBreakMs;
      }
      return Math.max(freeAt, now);
    },
    call(patient: Patient, now: Instant): void {
      const tookMs = patient.isNoShow ? noShowMs : Math.round(patient.visitMs * doctor.pace);
      freeAt = now + tookMs;
      visit = { since: now, endedAt: freeAt };
    },
    /** The visit that has ended by now, told once. */
    finishBy(now: Instant): { readonly endedAt: Instant; readonly tookMs: number } | null {
      if (visit === null || visit.endedAt > now) return null;
      const { since, endedAt } = visit;
      visit = null;
      return { endedAt, tookMs: endedAt - since };
    },
    seenAt(now: Instant): Desk {
      const since = breakSince !== null && breakSince <= now ? breakSince : null;
      return {
        doctor,
        isServing: doctor.startsAt <= now,
        busySince: visit?.since ?? null,
        breakSince: since,
        isBreakOver: since !== null && since + doctor.takenBreakMs <= now,
      };
    },
  };
}
