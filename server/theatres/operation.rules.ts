import type { Busy } from "../../shared/domain/busy.ts";
import { idOf } from "../../shared/domain/ids.ts";
import {
  checklistItems,
  checklistParts,
  operationTransitions,
  takesTheatre,
} from "../../shared/domain/theatre.ts";
import type {
  CheckMark,
  ChecklistItem,
  ChecklistPart,
  DelayReason,
  OperationStatus,
  OperationVerb,
  Side,
} from "../../shared/domain/theatre.ts";
import type { OperationState } from "../../shared/domain/theatre-facts.ts";
import { minuteMs } from "../../shared/domain/time.ts";
import type { Instant } from "../../shared/domain/time.ts";

/** An operation as its row says it; ids are numbers of journal rows, words of the directory. */
export interface Operation extends OperationState {
  readonly id: number;
  readonly number: number;
  readonly patient: number;
  readonly procedure: string;
  readonly clinic: string;
  readonly side: Side;
  readonly requestedAt: Instant;
  readonly statusAt: Instant;
  /** When it last got a place, or another one. */
  readonly placedAt: Instant | null;
  readonly moved: Moved | null;
  readonly lastSeq: number;
}

/** The place that an operation was last moved from. */
export interface Moved {
  readonly seq: number;
  readonly at: Instant;
  readonly theatre: string;
  readonly from: Instant;
  readonly reason: string | null;
  readonly madeRoomFor: number | null;
  readonly delay: { readonly kind: DelayReason; readonly minutes: number } | null;
}

/** An operation with a place. */
export type Planned<Of extends OperationState = Operation> = Of & {
  readonly theatre: string;
  readonly from: Instant;
};

export function isPlanned<Of extends OperationState>(operation: Of): operation is Planned<Of> {
  return takesTheatre(operation.status) && operation.theatre !== null && operation.from !== null;
}

/** The status that a verb leads to; nothing when it is not allowed from here. */
export function after(verb: OperationVerb, status: OperationStatus): OperationStatus | null {
  const { from, to } = operationTransitions[verb];
  return from.includes(status) ? to : null;
}

/** While which statuses a part is checked: a gate that was passed is not checked afterwards. */
const checkedWhile: Readonly<Record<ChecklistPart, readonly OperationStatus[]>> = {
  before: ["requested", "planned"],
  signIn: ["arrived"],
  timeOut: ["signed_in"],
  // Needles and swabs are counted while the wound is being closed.
  signOut: ["incision", "closed"],
};

export function canMark(item: ChecklistItem, status: OperationStatus): boolean {
  return checkedWhile[partOf(item)].includes(status);
}

export function partOf(item: ChecklistItem): ChecklistPart {
  const part = checklistParts.find((each) =>
    (checklistItems[each] as readonly ChecklistItem[]).includes(item),
  );
  if (part === undefined) throw new Error(`${item} is in no part of the checklist`);
  return part;
}

/** What a person said of an item. */
export type Marks = ReadonlyMap<string, CheckMark>;

/** Of what nature an operation is, as far as its checklist asks. */
export interface Checked {
  readonly supplies: OperationState["supplies"];
  readonly fastingHours: number;
}

/**
 * The mark that counts. Fasting and supplies are not asked where there is nothing to fast or to
 * bring; and supplies that are not there are open, whoever ticked them.
 */
export function markThatCounts(item: ChecklistItem, marks: Marks, of: Checked): CheckMark {
  const mark = marks.get(item) ?? "open";
  if (item === "fasting" && of.fastingHours === 0 && mark === "open") return "notNeeded";
  if (item !== "supplies") return mark;
  if (of.supplies.length === 0 && mark === "open") return "notNeeded";
  const isMissing = of.supplies.some(({ isReady }) => !isReady);
  return mark === "done" && isMissing ? "open" : mark;
}

/** Is everything of a part done, or not needed? Then its gate is open. */
export function isWhole(part: ChecklistPart, marks: Marks, of: Checked): boolean {
  return checklistItems[part].every((item) => markThatCounts(item, marks, of) !== "open");
}

/** The part that gates the next step; nothing when none does. */
export function nextPart(status: OperationStatus): ChecklistPart | null {
  const steps = Object.values(operationTransitions);
  return steps.find(({ from, gate }) => gate !== null && from.includes(status))?.gate ?? null;
}

/** Minutes in theatre, from wheels in to wheels out; nothing before both were said. */
export function minutesTaken({ times }: Pick<OperationState, "times">): number | null {
  const { signIn, recover } = times;
  if (signIn === undefined || recover === undefined) return null;
  return Math.max(1, Math.round((recover - signIn) / minuteMs));
}

/** When its patient is to be out of the theatre, or was sooner. */
export function outAt({ from, minutes, times }: Planned<OperationState>): Instant {
  return Math.min(from + minutes * minuteMs, times.recover ?? Infinity);
}

/** When the theatre is taken by it: with its set-up before and its cleaning after. */
export function roomTime(of: Planned<OperationState>): { from: Instant; to: Instant } {
  return {
    from: of.from - of.setupMin * minuteMs,
    to: outAt(of) + of.cleaningMin * minuteMs,
  };
}

/**
 * What an operation takes on the one busy calendar: its people and its patient while it lasts, the
 * theatre and its things with set-up and cleaning. What ended early is given back.
 */
export function takenBy(operation: Operation): readonly Busy[] {
  if (!isPlanned(operation)) return [];
  const { from, team, patient, theatre, things } = operation;
  const room = roomTime(operation);
  const taking = (holder: Busy["holder"], id: string, span: { from: Instant; to: Instant }) => ({
    ...{ holder, id, kind: "operation" as const, commitment: idOf("operation", operation.id) },
    ...span,
  });
  const people = new Set([...team.map(({ staff }) => staff), patient]);
  return [
    ...[...people].map((one) => taking("person", `${one}`, { from, to: outAt(operation) })),
    taking("room", theatre, room),
    ...[...new Set(things)].map((thing) => taking("thing", thing, room)),
  ].filter((busy) => busy.from < busy.to);
}

export function labelOf({ number }: Pick<Operation, "number">): string {
  return `OP${number}`;
}
