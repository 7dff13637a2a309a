import type { PauseKind } from "./service.ts";
import type { Instant } from "./time.ts";

/** `closed`: nobody sits there. The first call opens it. */
export const pointStatuses = ["closed", "open", "paused"] as const;
export type PointStatus = (typeof pointStatuses)[number];

/** Who sits where and since when, and whether they have paused. */
export interface PointState {
  readonly status: PointStatus;
  /** Whoever opened it or took it over: a member of staff or a console; empty while closed. */
  readonly by: string;
  readonly since: Instant;
  readonly pause: {
    readonly kind: PauseKind;
    readonly since: Instant;
    /** When it is expected to end. Past it the next call ends the pause. */
    readonly until: Instant | null;
  } | null;
}

/** Is it paused at this instant? A pause whose end has come keeps nobody from calling. */
export function isPaused(state: PointState, now: Instant): boolean {
  return state.pause !== null && (state.pause.until === null || now < state.pause.until);
}
