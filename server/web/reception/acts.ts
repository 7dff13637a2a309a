import { afterVerb } from "../../../shared/domain/entry.ts";
import type { EntryVerb } from "../../../shared/domain/entry.ts";
import { missingCase } from "../../../shared/domain/result.ts";
import type { RefusalCode } from "../../../shared/domain/refusal.ts";
import type { StaffRole } from "../../../shared/domain/role.ts";
import type { PointData, QueueLine } from "../../../shared/protocol/feeds.ts";
import type { Act, Here, Situation, WhyNot } from "./situation.ts";

/** The step in an entry's life that an act about a line is. */
const stepsOfLife = {
  requeue: "requeue",
  callChosen: "call",
  park: "park",
  unpark: "unpark",
  hold: "hold",
  transfer: "transfer",
  detour: "leave",
  markReady: "ready",
  setPriority: "setPriority",
  confirmClaim: "setPriority",
  lowerClaim: "setPriority",
  cancel: "cancel",
  reinstate: "reinstate",
} as const satisfies Partial<Record<Act, EntryVerb>>;
export type LineAct = keyof typeof stepsOfLife;

/** Is it an act about one patient of the list, or about the one at the point? */
export function isLineAct(act: Act): act is LineAct {
  return Object.hasOwn(stepsOfLife, act);
}

/** Nothing when the act can be asked for now; otherwise the first reason that stands in its way. */
export function whyNot(act: Act, situation: Situation): WhyNot | null {
  const { role, point, stale, desk } = situation;
  if (!mayCall(role)) return "role";
  if (stale) return "stale";
  if (point === null) return "loading";
  if (desk.pending !== null) return "pending";
  if (isLineAct(act)) return whyNotLine(act, point, situation);
  return whyNotHere(act, point, situation);
}

/** About a line of the list, or else the patient at the point. */
function whyNotLine(act: LineAct, point: PointData, situation: Situation): WhyNot | null {
  const line = situation.chosen ?? point.current;
  if (line === null) return "nobodyHere";
  if (afterVerb(line.status, stepsOfLife[act]) === null) {
    return line.status === "serving" ? "visitStarted" : "stateForbids";
  }
  const isAboutClaim = act === "confirmClaim" || act === "lowerClaim";
  if (isAboutClaim && !line.claimed) return "stateForbids";
  return act === "callChosen" ? whyNoCall(point, situation) : null;
}

/** Why this point can call nobody besides the next by the rule. */
function whyNoCall(point: PointData, situation: Situation): WhyNot | null {
  if (point.current !== null) return "patientHere";
  return isPausedNow(situation) ? "paused" : null;
}

function whyNotHere(
  act: Exclude<Act, LineAct>,
  point: PointData,
  situation: Situation,
): WhyNot | null {
  const status = point.current?.status ?? null;
  switch (act) {
    case "callNext":
      if (isPausedNow(situation)) return "paused";
      return point.waiting > 0 ? null : "nobodyWaiting";
    case "endAndNext":
      if (status === null) return "nobodyHere";
      if (isPausedNow(situation)) return "paused";
      return point.waiting > 0 ? null : "nobodyElse";
    case "noShowAndNext":
      if (status === null) return "nobodyHere";
      if (afterVerb(status, "noShow") === null) return "visitStarted";
      if (isPausedNow(situation)) return "paused";
      return point.waiting > 0 ? null : "nobodyElse";
    case "recall":
    case "start":
    case "end":
    case "noShow":
      if (status === null) return "nobodyHere";
      return afterVerb(status, act) === null ? "visitStarted" : null;
    case "undo": {
      const { lastDone } = situation.desk;
      if (lastDone === null) return "nothingToUndo";
      return situation.nowMs < lastDone.undoUntilMs ? null : "undoOver";
    }
    case "serve":
      return whyNoCall(point, situation);
    default:
      return whyNotDesk(act, point, situation);
  }
}

type DeskAct =
  | "openPoint"
  | "takeOver"
  | "closePoint"
  | "pausePoint"
  | "resumePoint"
  | "closeQueue"
  | "reopenQueue";

function whyNotDesk(act: DeskAct, point: PointData, situation: Situation): WhyNot | null {
  const { status, seat, current } = point;
  const possible = (is: boolean) => (is ? null : "deskForbids");
  switch (act) {
    case "openPoint":
      return possible(status === "closed");
    case "takeOver":
      return possible(status !== "closed" && seat !== null && seat.name !== situation.name);
    case "closePoint":
      if (status === "closed") return "deskForbids";
      return current === null ? null : "patientHere";
    case "pausePoint":
      return possible(status === "open");
    case "resumePoint":
      return possible(status === "paused");
    case "closeQueue":
      return possible(situation.queues.some((queue) => !queue.closed));
    case "reopenQueue":
      return possible(situation.queues.some((queue) => queue.closed));
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
    case "technician":
    case "supervisor":
      return true;
    case "admin":
    case "auditor":
      return false;
    default:
      return missingCase(role);
  }
}

/** Has it paused, and is the pause not over by itself? Past its end the next call ends it. */
export function isPausedNow({ point, serverNow }: Here): boolean {
  if (point === null || point.status !== "paused") return false;
  const until = point.pause?.until ?? null;
  return until === null || serverNow === null || serverNow < until;
}

/**
 * What F2 means now. With a patient here it ends that visit and calls the next in one act; a
 * paused desk is resumed first; at a closed one a call sits down too, so it is opened by itself
 * only when there is nobody to call.
 */
export function nextAct(here: Here): "callNext" | "endAndNext" | "resumePoint" | "openPoint" {
  const { point } = here;
  if (isPausedNow(here)) return "resumePoint";
  if (point === null) return "callNext";
  if (point.current !== null) return "endAndNext";
  return point.status === "closed" && point.waiting === 0 ? "openPoint" : "callNext";
}

/** What F8 means now. */
export function visitAct({ point }: Here): "start" | "end" {
  return point?.current?.status === "serving" ? "end" : "start";
}

/**
 * The one filled action. It follows only the patient's and the desk's state, never the link or a
 * pending answer, so that focus rests on it while they change.
 */
export function rightAct(here: Here): Act {
  const { point } = here;
  if (point === null || point.current === null) return nextAct(here);
  if (point.current.status !== "serving") return "start";
  return point.waiting > 0 && !isPausedNow(here) ? "endAndNext" : "end";
}

/** In this order a line offers what is possible with it; keys and buttons have the rest. */
const menuOfLine: readonly LineAct[] = [
  "callChosen",
  "requeue",
  "unpark",
  "markReady",
  "reinstate",
  "confirmClaim",
  "lowerClaim",
  "setPriority",
  "hold",
  "park",
  "transfer",
  "detour",
  "cancel",
];
const menuOfDesk = [
  "resumePoint",
  "openPoint",
  "pausePoint",
  "takeOver",
  "serve",
  "closePoint",
  "closeQueue",
  "reopenQueue",
] as const satisfies readonly Act[];

/** Never offered: these say that the act has no place here, not that it has to wait. */
const hiding: readonly (WhyNot | null)[] = [
  "role",
  "loading",
  "nobodyHere",
  "visitStarted",
  "stateForbids",
  "deskForbids",
];

/** What can be done with one line, also what has to wait for something else first. */
export function lineMenu(line: QueueLine, situation: Situation): readonly Act[] {
  const about = { ...situation, chosen: line };
  return menuOfLine.filter((act) => !hiding.includes(whyNot(act, about)));
}

/** What can be done with the desk and its queues. */
export function deskMenu(situation: Situation): readonly Act[] {
  return menuOfDesk.filter((act) => !hiding.includes(whyNot(act, situation)));
}

/** What is right to do after a refusal; nothing when it cannot be done now. */
export function remedyOf(code: RefusalCode, situation: Situation): Act | null {
  const own = remedies[code];
  if (own !== undefined && whyNot(own, situation) === null) return own;
  const right = rightAct(situation);
  return whyNot(right, situation) === null ? right : null;
}

const remedies: Readonly<Partial<Record<RefusalCode, Act>>> = {
  service_point_paused: "resumePoint",
  service_point_busy: "end",
  result_required: "end",
  taken: "takeOver",
};
