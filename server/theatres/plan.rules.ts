import { canClash } from "../../shared/domain/busy.ts";
import type { Busy, BusyKind } from "../../shared/domain/busy.ts";
import { idOf, idPattern } from "../../shared/domain/ids.ts";
import type { OperationId } from "../../shared/domain/ids.ts";
import { overlaps } from "../../shared/domain/interval.ts";
import { dayNumber, minutesOfDay } from "../../shared/domain/local-day.ts";
import type { LocalDay } from "../../shared/domain/local-day.ts";
import type { PlanFinding } from "../../shared/domain/theatre.ts";
import { minuteMs } from "../../shared/domain/time.ts";
import type { Instant } from "../../shared/domain/time.ts";
import { takenBy } from "./operation.rules.ts";
import type { Operation, Planned } from "./operation.rules.ts";

export interface HeldBlock {
  readonly id: number;
  readonly theatre: string;
  readonly clinic: string;
  readonly staff: number | null;
  readonly day: LocalDay;
  readonly from: Instant;
  readonly to: Instant;
  readonly status: "held" | "released";
}

/** Everything that a plan is judged by. */
export interface PlanPicture {
  /** As it is to be. */
  readonly operation: Planned;
  /** Its local day. */
  readonly day: LocalDay;
  /** What takes the same people, theatre and things, without the operation itself. */
  readonly taken: readonly Busy[];
  /** Blocks of its theatre that touch its time. */
  readonly blocks: readonly HeldBlock[];
  readonly isTheatreOpen: boolean;
  /** Things that the house does not have, or not any more. */
  readonly missing: readonly string[];
}

/**
 * What a plan breaks, the hard first. Hard is what nobody may: somebody or something twice at a
 * time, on leave, out of service. The rest may stand with a reason.
 */
export function findingsOf(picture: PlanPicture): readonly PlanFinding[] {
  const { operation, taken, missing, isTheatreOpen, day } = picture;
  const late = dayNumber(day) - dayNumber(operation.dueDay);
  const found = [
    ...clashesWith(takenBy(operation), taken).map(([one, other]) => clash(operation, one, other)),
    ...(isTheatreOpen ? [] : [finding("theatreClosed", true, theatreOf(operation))]),
    ...missing.map((id) => finding("thingMissing", true, { holder: "thing", holderId: id })),
    ...onCallFindings(operation, taken),
    ...(isTeamWhole(operation) ? [] : [finding("teamIncomplete", false)]),
    ...blockFindings(picture),
    ...(late > 0 ? [finding("pastDue", false, { minutes: late * minutesOfDay })] : []),
  ];
  return found.toSorted((a, b) => Number(b.hard) - Number(a.hard));
}

/** Those that may stand, but not without a word why. */
export function wantsReason(findings: readonly PlanFinding[]): boolean {
  return findings.some(({ kind, hard }) => !hard && kind !== "teamIncomplete");
}

/** What of ours meets what else is taken: each other commitment once for each holder. */
export function clashesWith(
  ours: readonly Busy[],
  taken: readonly Busy[],
): readonly (readonly [Busy, Busy])[] {
  const found = new Map<string, readonly [Busy, Busy]>();
  for (const one of ours) {
    for (const other of taken) {
      if (other.isDraft === true || !canClash(one, other) || !overlaps(one, other)) continue;
      const key = `${one.holder} ${one.id} ${other.commitment}`;
      if (!found.has(key)) found.set(key, [one, other]);
    }
  }
  return [...found.values()].toSorted(([, a], [, b]) => a.from - b.from || a.to - b.to);
}

type Holding = Partial<Omit<PlanFinding, "kind" | "hard">>;

function finding(kind: PlanFinding["kind"], hard: boolean, more: Holding = {}): PlanFinding {
  const nothing = { holder: null, holderId: null, operationId: null, minutes: 0 };
  return { kind, hard, ...nothing, busy: null, from: null, to: null, ...more };
}

function theatreOf({ theatre }: Planned): Holding {
  return { holder: "room", holderId: theatre };
}

function clash(operation: Operation, one: Busy, other: Busy): PlanFinding {
  const minutes = Math.ceil(
    (Math.min(one.to, other.to) - Math.max(one.from, other.from)) / minuteMs,
  );
  const isOperation = idPattern("operation").test(other.commitment);
  const about = {
    ...{ holder: one.holder, holderId: holderIdOf(operation, one), minutes },
    operationId: isOperation ? (other.commitment as OperationId) : null,
    ...commitmentOf(other),
  };
  if (other.kind === "leave") return finding("onLeave", true, about);
  if (other.kind === "outOfService") return finding("thingMissing", true, about);
  return finding("clash", true, about);
}

/** A shift in the clinic is the session that it becomes, under either name. */
function commitmentOf({ kind, duty, from, to }: Busy): Pick<PlanFinding, "busy" | "from" | "to"> {
  const busy: BusyKind = kind === "shift" && duty === "clinic" ? "session" : kind;
  return { busy, from, to };
}

function holderIdOf({ patient }: Pick<Operation, "patient">, { holder, id }: Busy): string {
  if (holder !== "person") return id;
  return idOf(Number(id) === patient ? "patient" : "staff", Number(id));
}

/** Whoever is on call is there for emergencies: a planned list beside it is told. */
function onCallFindings(operation: Planned, taken: readonly Busy[]): readonly PlanFinding[] {
  if (operation.urgency === "immediate" || operation.urgency === "urgent") return [];
  const onCall = taken.filter(({ duty, isDraft }) => duty === "onCall" && isDraft !== true);
  return takenBy(operation).flatMap((one) => {
    const duty = onCall.find(
      (other) => other.holder === one.holder && other.id === one.id && overlaps(one, other),
    );
    if (duty === undefined) return [];
    const about = { holder: one.holder, holderId: holderIdOf(operation, one) };
    return [finding("clash", false, { ...about, ...commitmentOf(duty) })];
  });
}

function isTeamWhole({ team }: Pick<Operation, "team">): boolean {
  return (["surgeon", "anaesthetist"] as const).every((role) =>
    team.some((member) => member.role === role),
  );
}

/** A block lasts from the first patient in to the last one out: set-up and cleaning lie outside. */
function blockFindings({ operation, blocks }: PlanPicture): readonly PlanFinding[] {
  const block = blockOf(operation, blocks);
  if (block === undefined) return [finding("noBlock", false, theatreOf(operation))];
  const past = Math.ceil((operation.from + operation.minutes * minuteMs - block.to) / minuteMs);
  return past > 0 ? [finding("pastBlock", false, { ...theatreOf(operation), minutes: past })] : [];
}

/** The block in which an operation begins, if it may: its clinic's and surgeon's, or released. */
export function blockOf(
  { theatre, from, clinic, surgeon }: Planned,
  blocks: readonly HeldBlock[],
): HeldBlock | undefined {
  const isIts = (block: HeldBlock) =>
    block.status === "released" ||
    (block.clinic === clinic && (block.staff === null || block.staff === surgeon));
  return blocks.find(
    (block) => block.theatre === theatre && block.from <= from && from < block.to && isIts(block),
  );
}
