import type { Names } from "./language.ts";

/** A further stop of a service's journey, after the queue it begins in. */
export interface ServiceStep {
  readonly queue: string;
  /** `keep`: the whole wait so far counts there; `restart`: it counts from the arrival there. */
  readonly placement: "keep" | "restart";
  /** Something is made ready before anybody can be called (a pharmacy's medicines). */
  readonly prepares?: boolean;
}

/** What a service wants said when a visit ends. */
export interface ServiceOutcome {
  readonly wants: "nothing" | "code" | "note";
  readonly codes: readonly { readonly code: string; readonly names: Names }[];
}

export const noOutcome: ServiceOutcome = { wants: "nothing", codes: [] };

/** Why a service point calls nobody for a while. `late`: the doctor has not come yet. */
export const pauseKinds = ["prayer", "meal", "away", "late"] as const;
export type PauseKind = (typeof pauseKinds)[number];

/** Where the time of a transferred patient stands in the new queue (docs/decisions/0016). */
export const placements = ["keep", "restart", "afterMinutes"] as const;
export type Placement = (typeof placements)[number];

/** A transfer by the patient's wish waits at most so long before it may be called. */
export const laterMinutesMax = 240;
