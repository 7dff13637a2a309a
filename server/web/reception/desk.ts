import type { CommandId } from "../../../shared/domain/ids.ts";
import type { RefusalCode } from "../../../shared/domain/refusal.ts";
import { missingCase } from "../../../shared/domain/result.ts";
import { minuteMs } from "../../../shared/domain/time.ts";
import type { Act, Desk, Done, Intent, Notice } from "./situation.ts";

/**
 * The desk's memory as a function of what happened: what is remembered between a press and its
 * answer, and what must be read before it goes.
 */

/**
 * For how long the button offers to take an act back. The server holds the true limit, as long as
 * this one, and may still refuse.
 */
export const undoOfferedForMs = 2 * minuteMs;

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

/**
 * What no undo takes back: a recall cannot be unheard, an undo cannot be undone, and desks and
 * queues have their own way back (resume, reopen). The button then offers nothing.
 */
const final: readonly Act[] = [
  ...(["recall", "undo", "openPoint", "takeOver", "closePoint", "pausePoint"] as const),
  ...(["resumePoint", "closeQueue", "reopenQueue"] as const),
];

function doneNow(intent: Intent, label: string | null, atMs: number): Done {
  return {
    act: intent.act,
    commandId: intent.commandId,
    label: label ?? intent.label,
    undoUntilMs: final.includes(intent.act) ? atMs : atMs + undoOfferedForMs,
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
