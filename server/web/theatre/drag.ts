import type { OperationId, TheatreId } from "../../../shared/domain/ids.ts";
import type { RefusalCode } from "../../../shared/domain/refusal.ts";
import { missingCase } from "../../../shared/domain/result.ts";
import type { PlanFinding } from "../../../shared/domain/theatre.ts";
import { minuteMs } from "../../../shared/domain/time.ts";
import type { Instant } from "../../../shared/domain/time.ts";
import type { PlanCheck } from "../../../shared/protocol/theatre-feeds.ts";
import type { TimeScale } from "./time-scale.ts";
import { stepMin } from "./time-scale.ts";

/** A theatre and a time in it. */
export interface Spot {
  readonly theatreId: TheatreId;
  readonly from: Instant;
}

/** What is known of the spot under the lifted operation. */
export type Judged =
  | { readonly kind: "asking" }
  | { readonly kind: "said"; readonly check: PlanCheck }
  /** No plan at all can be made there: its time has passed, the theatre is closed. */
  | { readonly kind: "refused"; readonly code: RefusalCode }
  | { readonly kind: "noAnswer" };

export interface Lifted {
  readonly operationId: OperationId;
  readonly label: string;
  readonly minutes: number;
  /** Where it was; nothing: on the waiting list. */
  readonly origin: Spot | null;
  readonly spot: Spot;
  readonly by: "pointer" | "keys";
  readonly judged: Judged;
}

/**
 * An operation in the hand: lifted, moved over the lanes while the server judges each spot, and put
 * down. `dropping`: let go before the judgement came, which decides. `placed`: what is still to be
 * said of it, a team or a reason, is asked.
 */
export type Drag =
  | { readonly kind: "rest"; readonly refused: Lifted | null }
  | { readonly kind: "lifted"; readonly lifted: Lifted }
  | { readonly kind: "dropping"; readonly lifted: Lifted }
  | { readonly kind: "placed"; readonly lifted: Lifted };

export type DragEvent =
  | { readonly kind: "lift"; readonly lifted: Omit<Lifted, "judged"> }
  | { readonly kind: "over"; readonly spot: Spot }
  | { readonly kind: "judged"; readonly spot: Spot; readonly judged: Judged }
  | { readonly kind: "drop" }
  | { readonly kind: "cancel" }
  /** It was planned, or its refusal was read. */
  | { readonly kind: "settled" };

export const atRest: Drag = { kind: "rest", refused: null };

export function afterDrag(drag: Drag, event: DragEvent): Drag {
  switch (event.kind) {
    case "lift":
      return { kind: "lifted", lifted: { ...event.lifted, judged: { kind: "asking" } } };
    case "over":
      if (drag.kind !== "lifted" || isSpot(drag.lifted.spot, event.spot)) return drag;
      return {
        kind: "lifted",
        lifted: { ...drag.lifted, spot: event.spot, judged: { kind: "asking" } },
      };
    case "judged":
      return afterJudged(drag, event);
    case "drop":
      return drag.kind === "lifted" ? putDown(drag.lifted) : drag;
    case "cancel":
    case "settled":
      return atRest;
    default:
      return missingCase(event);
  }
}

function afterJudged(drag: Drag, event: Extract<DragEvent, { kind: "judged" }>): Drag {
  // An answer about a spot that it has left meanwhile says nothing.
  if (drag.kind === "rest" || !isSpot(drag.lifted.spot, event.spot)) return drag;
  const lifted = { ...drag.lifted, judged: event.judged };
  return drag.kind === "dropping" ? putDown(lifted) : { ...drag, lifted };
}

function putDown(lifted: Lifted): Drag {
  // Put back where it was: nothing was meant.
  if (lifted.origin !== null && isSpot(lifted.origin, lifted.spot)) return atRest;
  if (lifted.judged.kind === "asking") return { kind: "dropping", lifted };
  // Without an answer the server will judge the command itself.
  return isStopped(lifted.judged) ? { kind: "rest", refused: lifted } : { kind: "placed", lifted };
}

/** Nobody may put it down there. */
export function isStopped(judged: Judged): boolean {
  if (judged.kind === "refused") return true;
  return judged.kind === "said" && hardOf(judged.check.findings).length > 0;
}

/** What nobody may let pass. Who is still missing in the team is asked next, and stops no drop. */
export function hardOf(findings: readonly PlanFinding[]): readonly PlanFinding[] {
  return findings.filter(({ kind, hard }) => hard && kind !== "teamIncomplete");
}

/** A move is always asked for its reason; a first plan only where it breaks something soft. */
export function wantsReason(lifted: Lifted): boolean {
  if (lifted.origin !== null) return true;
  return (
    lifted.judged.kind === "said" &&
    lifted.judged.check.findings.some(({ kind, hard }) => !hard && kind !== "teamIncomplete")
  );
}

export function isSpot(one: Spot, other: Spot): boolean {
  return one.theatreId === other.theatreId && one.from === other.from;
}

/** So many steps later, kept on the scale with its whole length where that is possible. */
export function stepped(lifted: Lifted, steps: number, scale: TimeScale): Instant {
  const wanted = lifted.spot.from + steps * stepMin * minuteMs;
  const last = Math.max(scale.from, scale.to - stepMin * minuteMs);
  return Math.min(last, Math.max(scale.from, wanted));
}
