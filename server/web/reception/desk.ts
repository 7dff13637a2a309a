import { afterVerb } from "../../../shared/domain/entry.ts";
import type { CommandId } from "../../../shared/domain/ids.ts";
import type { RefusalCode } from "../../../shared/domain/refusal.ts";
import { missingCase } from "../../../shared/domain/result.ts";
import type { StaffRole } from "../../../shared/domain/role.ts";
import { minuteMs } from "../../../shared/domain/time.ts";
import type { PayloadInput } from "../../../shared/protocol/client.ts";
import type { PointData, QueueLine } from "../../../shared/protocol/feeds.ts";

/**
 * The desk as a function of what it was told: which acts are alive, which one is right now, why
 * another is not possible, and what is remembered between a press and its answer.
 */

/** What a person at a service point can ask with one key. */
export const acts = [
  "callNext",
  "endAndNext",
  "noShowAndNext",
  "recall",
  "start",
  "end",
  "noShow",
  "requeue",
  "undo",
] as const;
export type Act = (typeof acts)[number];

/** Why an act is not possible now; the sentence is the message `reception.whyNot.<reason>`. */
export type WhyNot =
  | "role"
  | "stale"
  | "loading"
  | "pending"
  | "nobodyWaiting"
  | "nobodyElse"
  | "nobodyHere"
  | "visitStarted"
  | "nothingToUndo"
  | "undoOver";

/**
 * For how long the button offers to take an act back. The server holds the true limit, as long as
 * this one, and may still refuse.
 */
export const undoOfferedForMs = 2 * minuteMs;

/** All that decides what the desk offers. */
export interface Situation {
  readonly role: StaffRole;
  readonly point: PointData | null;
  readonly stale: boolean;
  /** The selected line among those who did not come; `requeue` is about it when there is one. */
  readonly chosen: QueueLine | null;
  readonly desk: Desk;
  /** Monotonic milliseconds. */
  readonly nowMs: number;
}

/** Nothing when the act can be asked for now; otherwise the first reason that stands in its way. */
export function whyNot(act: Act, situation: Situation): WhyNot | null {
  const { role, point, stale, desk } = situation;
  if (!mayCall(role)) return "role";
  if (stale) return "stale";
  if (point === null) return "loading";
  if (desk.pending !== null) return "pending";
  return whyNotHere(act, point, situation);
}

function whyNotHere(act: Act, point: PointData, situation: Situation): WhyNot | null {
  const status = point.current?.status ?? null;
  switch (act) {
    case "callNext":
      return point.waiting > 0 ? null : "nobodyWaiting";
    case "endAndNext":
      if (status === null) return "nobodyHere";
      return point.waiting > 0 ? null : "nobodyElse";
    case "noShowAndNext":
      if (status === null) return "nobodyHere";
      if (afterVerb(status, "noShow") === null) return "visitStarted";
      return point.waiting > 0 ? null : "nobodyElse";
    case "recall":
    case "start":
    case "end":
    case "noShow":
      if (status === null) return "nobodyHere";
      return afterVerb(status, act) === null ? "visitStarted" : null;
    case "requeue": {
      const line = situation.chosen ?? point.current;
      if (line === null) return "nobodyHere";
      return afterVerb(line.status, "requeue") === null ? "visitStarted" : null;
    }
    case "undo": {
      const { lastDone } = situation.desk;
      if (lastDone === null) return "nothingToUndo";
      return situation.nowMs < lastDone.undoUntilMs ? null : "undoOver";
    }
    default:
      return missingCase(act);
  }
}

/** Administrators and auditors read the queue; everybody who works at a point may call. */
export function mayCall(role: StaffRole): boolean {
  switch (role) {
    case "receptionist":
    case "nurse":
    case "doctor":
    case "supervisor":
      return true;
    case "admin":
    case "auditor":
      return false;
    default:
      return missingCase(role);
  }
}

/** What F2 means now: with a patient here it ends that visit and calls the next in one act. */
export function nextAct(point: PointData | null): "callNext" | "endAndNext" {
  return point === null || point.current === null ? "callNext" : "endAndNext";
}

/** What F8 means now. */
export function visitAct(point: PointData | null): "start" | "end" {
  return point?.current?.status === "serving" ? "end" : "start";
}

/**
 * The one filled action. It follows only the patient's state, never the link or a pending answer,
 * so that focus rests on it while they change.
 */
export function rightAct(point: PointData | null): Act {
  if (point === null || point.current === null) return "callNext";
  if (point.current.status !== "serving") return "start";
  return point.waiting > 0 ? "endAndNext" : "end";
}

/** One act as it will be asked: the command, and whom it is about for the words beside it. */
export interface Intent {
  readonly act: Act;
  readonly commandId: CommandId;
  readonly asked: Asked;
  readonly label: string | null;
  /** What was on the screen when it was pressed: the same act over it is the same intent. */
  readonly over: string;
}

export type Asked =
  | { readonly name: "callNext"; readonly payload: PayloadInput<"callNext"> }
  | { readonly name: "recall"; readonly payload: PayloadInput<"recall"> }
  | { readonly name: "startService"; readonly payload: PayloadInput<"startService"> }
  | { readonly name: "endService"; readonly payload: PayloadInput<"endService"> }
  | { readonly name: "noShow"; readonly payload: PayloadInput<"noShow"> }
  | { readonly name: "requeue"; readonly payload: PayloadInput<"requeue"> }
  | { readonly name: "undo"; readonly payload: PayloadInput<"undo"> };

/**
 * What a press means, or nothing when it is not possible now. An act that is still unanswered
 * over the same situation keeps its command id, so however often it is pressed it acts once.
 */
export function intentOf(
  act: Act,
  situation: Situation,
  newId: () => CommandId,
  reason?: string,
): Intent | null {
  const { point, desk, chosen } = situation;
  if (point === null || whyNot(act, situation) !== null) return null;
  const asked = askedFor(act, point, chosen, desk.lastDone, reason);
  if (asked === null) return null;
  const over = [act, point.current?.callId ?? "", chosen?.entryId ?? ""].join(" ");
  if (desk.unanswered?.over === over) return desk.unanswered;
  const about = act === "requeue" && chosen !== null ? chosen : point.current;
  const label = act === "undo" ? (desk.lastDone?.label ?? null) : (about?.label ?? null);
  return { act, commandId: newId(), asked, label, over };
}

function askedFor(
  act: Act,
  point: PointData,
  chosen: QueueLine | null,
  lastDone: Done | null,
  reason: string | undefined,
): Asked | null {
  const { servicePointId, current } = point;
  if (act === "callNext") return { name: "callNext", payload: { servicePointId } };
  if (act === "undo") {
    return lastDone && { name: "undo", payload: { commandId: lastDone.commandId } };
  }
  if (act === "requeue") {
    const line = chosen ?? current;
    const why = reason?.trim();
    const payload = line && { entryId: line.entryId, ...(why ? { reason: why } : {}) };
    return payload && { name: "requeue", payload };
  }
  if (current === null) return null;
  const { callId } = current;
  switch (act) {
    case "endAndNext":
      return { name: "callNext", payload: { servicePointId, finish: { as: "end" } } };
    case "noShowAndNext":
      return { name: "callNext", payload: { servicePointId, finish: { as: "noShow" } } };
    case "recall":
      return { name: "recall", payload: { callId } };
    case "start":
      return { name: "startService", payload: { callId } };
    case "end":
      return { name: "endService", payload: { callId } };
    case "noShow":
      return { name: "noShow", payload: { callId } };
    default:
      return missingCase(act);
  }
}

/** What stands between a press and its answer, and what must be read before it goes. */
export interface Desk {
  readonly pending: { readonly intent: Intent; readonly sinceMs: number } | null;
  /** Asked long ago and still without an answer; asking again keeps its id. */
  readonly unanswered: Intent | null;
  /** The last act that was carried out, for as long as it may be taken back. */
  readonly lastDone: Done | null;
  /** Newest first; each stays until a person has read it. */
  readonly notices: readonly Notice[];
}

export interface Done {
  readonly act: Act;
  readonly commandId: CommandId;
  readonly label: string | null;
  readonly undoUntilMs: number;
}

/** A refusal is an expected "no" (amber); `noAnswer` is a fault and says what was kept (red). */
export type Notice =
  | {
      readonly kind: "refused";
      readonly id: CommandId;
      readonly act: Act;
      readonly label: string | null;
      readonly code: RefusalCode;
    }
  | {
      readonly kind: "noAnswer";
      readonly id: CommandId;
      readonly act: Act;
      readonly label: string | null;
    };

/** More than three stacked messages are not read; the oldest says least about what is now. */
export const noticesMax = 3;

export const emptyDesk: Desk = {
  pending: null,
  unanswered: null,
  lastDone: null,
  notices: [],
};

export type Outcome =
  | { readonly kind: "done"; readonly label: string | null }
  | { readonly kind: "refused"; readonly code: RefusalCode }
  | { readonly kind: "noAnswer" };

export type DeskEvent =
  | { readonly kind: "pressed"; readonly intent: Intent; readonly atMs: number }
  | {
      readonly kind: "answered";
      readonly intent: Intent;
      readonly outcome: Outcome;
      readonly atMs: number;
    }
  /** Ten seconds without an answer: the person must know, the asking goes on. */
  | { readonly kind: "waitedLong"; readonly intent: Intent }
  | { readonly kind: "read"; readonly id: CommandId }
  /** Another service point: what was said about the former one goes. */
  | { readonly kind: "moved" };

/** The next state of the desk. A press while another is unanswered changes nothing. */
export function afterEvent(desk: Desk, event: DeskEvent): Desk {
  switch (event.kind) {
    case "pressed":
      if (desk.pending !== null) return desk;
      return {
        ...desk,
        pending: { intent: event.intent, sinceMs: event.atMs },
        notices: desk.notices.filter((notice) => notice.id !== event.intent.commandId),
      };
    case "answered":
      return afterAnswer(desk, event.intent, event.outcome, event.atMs);
    case "waitedLong":
      if (desk.pending?.intent.commandId !== event.intent.commandId) return desk;
      return unansweredNow(desk, event.intent);
    case "read":
      return { ...desk, notices: desk.notices.filter((notice) => notice.id !== event.id) };
    case "moved":
      return emptyDesk;
    default:
      return missingCase(event);
  }
}

function afterAnswer(desk: Desk, intent: Intent, outcome: Outcome, atMs: number): Desk {
  const id = intent.commandId;
  const isPending = desk.pending?.intent.commandId === id;
  const isUnanswered = desk.unanswered?.commandId === id;
  // The desk has moved to another service point, or a second asking was answered before this one.
  if (!isPending && !isUnanswered) return desk;
  if (outcome.kind === "noAnswer") return isPending ? unansweredNow(desk, intent) : desk;
  const settled: Desk = {
    ...desk,
    pending: isPending ? null : desk.pending,
    unanswered: isUnanswered ? null : desk.unanswered,
    notices: desk.notices.filter((notice) => notice.id !== id),
  };
  if (outcome.kind === "refused") {
    const { act, label } = intent;
    // What the server will not take back must not be offered again.
    const lastDone = act === "undo" ? null : settled.lastDone;
    const notice = { kind: "refused", id, act, label, code: outcome.code } as const;
    return noticed({ ...settled, lastDone }, notice);
  }
  return { ...settled, lastDone: doneNow(intent, outcome.label, atMs) };
}

/** A recall cannot be unheard and an undo cannot be undone: the button then offers nothing. */
function doneNow(intent: Intent, label: string | null, atMs: number): Done {
  const undoable = intent.act !== "undo" && intent.act !== "recall";
  return {
    act: intent.act,
    commandId: intent.commandId,
    label: label ?? intent.label,
    undoUntilMs: undoable ? atMs + undoOfferedForMs : atMs,
  };
}

function unansweredNow(desk: Desk, intent: Intent): Desk {
  const { act, label, commandId: id } = intent;
  const waiting = { ...desk, pending: null, unanswered: intent };
  return noticed(waiting, { kind: "noAnswer", id, act, label });
}

function noticed(desk: Desk, notice: Notice): Desk {
  const others = desk.notices.filter((other) => other.id !== notice.id);
  return { ...desk, notices: [notice, ...others].slice(0, noticesMax) };
}

/** Ask for an act; `about` names a patient who did not come, `reason` why that one is put back. */
export type Press = (act: Act, about?: QueueLine | null, reason?: string) => void;
