import type { ClinicId, OutageId, ThingId } from "./ids.ts";
import type { Names } from "./language.ts";
import type { Instant } from "./time.ts";

export const thingKinds = ["machine", "instruments", "other"] as const;
export type ThingKind = (typeof thingKinds)[number];

/** A thing that can be in one place at a time: an ultrasound machine, a C-arm, a set of instruments. */
export interface Thing {
  readonly thingId: ThingId;
  readonly names: Names;
  readonly kind: ThingKind;
  /** Whose it is, and where it is offered first; nothing: the whole house's. */
  readonly clinicId: ClinicId | null;
  /** Planned no more; what it is planned for stays. */
  readonly isRetired: boolean;
}

/** A time in which a thing can't be used: it is serviced, or broken. */
export interface Outage {
  readonly outageId: OutageId;
  readonly from: Instant;
  readonly to: Instant;
  readonly reason: string;
}
