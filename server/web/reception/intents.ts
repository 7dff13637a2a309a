import type { CommandId, QueueId } from "../../../shared/domain/ids.ts";
import { missingCase } from "../../../shared/domain/result.ts";
import type { PointData, QueueLine } from "../../../shared/protocol/feeds.ts";
import { isLineAct, whyNot } from "./acts.ts";
import type { LineAct } from "./acts.ts";
import type { Act, Asked, Details, Intent, Situation } from "./situation.ts";

/** From a press to the one command it means, with what a small step has asked in between. */

/** The small step that stands before an act. Most acts have none: they are one key. */
export type StepKind =
  | "result"
  | "reason"
  | "priority"
  | "hold"
  | "transfer"
  | "detour"
  | "pause"
  | "takeOver"
  | "closePoint"
  | "closeQueue"
  | "reopenQueue"
  | "serve";

/** What must be asked before this act can go; nothing when it goes at once. */
export function stepOf(act: Act, situation: Situation): StepKind | null {
  switch (act) {
    case "end":
    case "endAndNext":
      return (situation.point?.current?.outcome.wants ?? "nothing") === "nothing" ? null : "result";
    case "callChosen":
    case "cancel":
    case "reinstate":
      return "reason";
    case "setPriority":
      return "priority";
    case "pausePoint":
      return "pause";
    case "reopenQueue":
      return situation.queues.filter((queue) => queue.closed).length > 1 ? "reopenQueue" : null;
    case "hold":
    case "transfer":
    case "detour":
    case "takeOver":
    case "closePoint":
    case "closeQueue":
    case "serve":
      return act;
    default:
      return null;
  }
}

/**
 * What a press means, or nothing when it is not possible now or still lacks an answer. An act that
 * is unanswered over the same situation keeps its command id, so however often it is pressed it
 * acts once.
 */
export function intentOf(
  act: Act,
  situation: Situation,
  newId: () => CommandId,
  details: Details = {},
): Intent | null {
  const { point, desk } = situation;
  if (point === null || whyNot(act, situation) !== null) return null;
  const line = isLineAct(act) ? (situation.chosen ?? point.current) : point.current;
  const asked = isLineAct(act)
    ? line && askedOfLine(act, line, point, details)
    : askedHere(act, point, situation, details);
  if (asked === null) return null;
  const over = JSON.stringify([act, point.current?.callId ?? "", asked]);
  if (desk.unanswered?.over === over) return desk.unanswered;
  const label = act === "undo" ? (desk.lastDone?.label ?? null) : labelOf(act, line);
  return { act, commandId: newId(), asked, label, over };
}

function labelOf(act: Act, line: QueueLine | null): string | null {
  return isLineAct(act) || aboutCurrent.includes(act) ? (line?.label ?? null) : null;
}
const aboutCurrent: readonly Act[] = [
  ...(["endAndNext", "noShowAndNext", "recall", "start", "end", "noShow"] as const),
];

/** A reason counts when it says something. */
function reasonIn({ reason }: Details): { readonly reason?: string } {
  const said = reason?.trim() ?? "";
  return said === "" ? {} : { reason: said };
}

function askedOfLine(
  act: LineAct,
  line: QueueLine,
  { servicePointId }: PointData,
  details: Details,
): Asked | null {
  const { entryId } = line;
  const { minutes, toQueueId } = details;
  const { reason } = reasonIn(details);
  switch (act) {
    case "requeue":
    case "park":
    case "unpark":
      return { name: act, payload: { entryId, ...reasonIn(details) } };
    case "markReady":
      return { name: act, payload: { entryId } };
    case "hold":
      return minutes === undefined ? null : { name: act, payload: { entryId, minutes } };
    case "callChosen":
      return reason === undefined
        ? null
        : { name: act, payload: { servicePointId, entryId, reason } };
    case "cancel":
      return reason === undefined ? null : { name: "cancelEntry", payload: { entryId, reason } };
    case "reinstate":
      return reason === undefined ? null : { name: act, payload: { entryId, reason } };
    case "setPriority":
    case "confirmClaim":
    case "lowerClaim":
      return askedOfClass(act, line, details);
    case "transfer":
    case "detour":
      return toQueueId === undefined ? null : askedOfMove(act, line, toQueueId, details);
    default:
      return missingCase(act);
  }
}

/** A claim is confirmed as it stands, or lowered to the class of everybody. */
function askedOfClass(
  act: "setPriority" | "confirmClaim" | "lowerClaim",
  line: QueueLine,
  details: Details,
): Asked | null {
  const { reason } = reasonIn(details);
  const classes = {
    setPriority: details.priorityClass,
    confirmClaim: line.priorityClass,
    lowerClaim: "normal",
  } as const;
  const priorityClass = classes[act];
  if (reason === undefined || priorityClass === undefined) return null;
  return { name: "setPriority", payload: { entryId: line.entryId, priorityClass, reason } };
}

/** Who only goes to the laboratory and comes back keeps the whole wait, there and here. */
function askedOfMove(
  act: "transfer" | "detour",
  { entryId }: QueueLine,
  toQueueId: QueueId,
  details: Details,
): Asked | null {
  const moved = { entryId, toQueueId, ...reasonIn(details) };
  if (act === "detour") {
    return { name: "transfer", payload: { ...moved, placement: "keep", returnTo: true } };
  }
  const { placement, minutes } = details;
  if (placement === undefined) return null;
  if (placement !== "afterMinutes") return { name: "transfer", payload: { ...moved, placement } };
  return minutes === undefined
    ? null
    : { name: "transfer", payload: { ...moved, placement, minutes } };
}

function askedHere(
  act: Exclude<Act, LineAct>,
  point: PointData,
  situation: Situation,
  details: Details,
): Asked | null {
  const { servicePointId } = point;
  switch (act) {
    case "callNext":
      return { name: act, payload: { servicePointId } };
    case "undo": {
      const { lastDone } = situation.desk;
      return lastDone && { name: act, payload: { commandId: lastDone.commandId } };
    }
    case "serve": {
      const { serviceId } = details;
      const { reason } = reasonIn(details);
      if (serviceId === undefined || reason === undefined) return null;
      return { name: "serveWithoutTicket", payload: { servicePointId, serviceId, reason } };
    }
    case "openPoint":
    case "closePoint":
    case "resumePoint":
      return { name: act, payload: { servicePointId } };
    case "takeOver":
      return { name: "openPoint", payload: { servicePointId, takeOver: true } };
    case "pausePoint": {
      const { pause: kind, until } = details;
      if (kind === undefined) return null;
      const end = until === undefined ? {} : { until };
      return { name: act, payload: { servicePointId, kind, ...end } };
    }
    case "closeQueue":
      return askedOfClosing(details);
    case "reopenQueue": {
      const closed = situation.queues.filter((queue) => queue.closed);
      const queueId = details.queueId ?? (closed.length === 1 ? closed[0]?.queueId : undefined);
      return queueId === undefined ? null : { name: act, payload: { queueId } };
    }
    default:
      return askedOfCurrent(act, point, situation, details);
  }
}

type VisitAct = "endAndNext" | "noShowAndNext" | "recall" | "start" | "end" | "noShow";

function askedOfCurrent(
  act: VisitAct,
  { servicePointId, current }: PointData,
  situation: Situation,
  details: Details,
): Asked | null {
  if (current === null) return null;
  const { callId } = current;
  switch (act) {
    case "endAndNext": {
      const outcome = outcomeIn(details, situation);
      if (outcome === null) return null;
      return { name: "callNext", payload: { servicePointId, finish: { as: "end", ...outcome } } };
    }
    case "noShowAndNext":
      return { name: "callNext", payload: { servicePointId, finish: { as: "noShow" } } };
    case "end": {
      const outcome = outcomeIn(details, situation);
      return outcome && { name: "endService", payload: { callId, ...outcome } };
    }
    case "start":
      return { name: "startService", payload: { callId } };
    case "recall":
    case "noShow":
      return { name: act, payload: { callId } };
    default:
      return missingCase(act);
  }
}

/** What is said as a visit ends; nothing when the service wants more than was given. */
function outcomeIn(details: Details, { point, stopHere }: Situation) {
  const wants = point?.current?.outcome.wants ?? "nothing";
  const { resultCode } = details;
  const note = details.note?.trim() ?? "";
  if (wants === "code" && resultCode === undefined) return null;
  if (wants === "note" && note === "") return null;
  return {
    ...(resultCode === undefined ? {} : { resultCode }),
    ...(note === "" ? {} : { note }),
    ...(stopHere ? { stopHere } : {}),
  };
}

function askedOfClosing(details: Details): Asked | null {
  const { queueId, waiting, toQueueId, forDay } = details;
  const { reason } = reasonIn(details);
  if (queueId === undefined || waiting === undefined || reason === undefined) return null;
  const closing = { queueId, waiting, reason };
  switch (waiting) {
    case "finish":
      return { name: "closeQueue", payload: closing };
    case "transfer":
      return toQueueId === undefined
        ? null
        : { name: "closeQueue", payload: { ...closing, toQueueId } };
    case "rebook":
      return forDay === undefined ? null : { name: "closeQueue", payload: { ...closing, forDay } };
    default:
      return missingCase(waiting);
  }
}
