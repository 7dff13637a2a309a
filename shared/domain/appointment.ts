import type { AppointmentId, ClinicId, PatientId, ServiceId, ServicePointId } from "./ids.ts";
import type { SessionId, StaffId, ThingId } from "./ids.ts";
import type { Interval } from "./interval.ts";
import type { LocalDay } from "./local-day.ts";
import type { BreakKind, Buffers } from "./roster.ts";
import type { Instant } from "./time.ts";

/** A pause of one session, as instants. */
export interface SessionBreak extends Interval {
  readonly kind: BreakKind;
}

/** One dated run of a clinic by a doctor, made by publishing a roster. */
export interface Session extends Buffers {
  readonly sessionId: SessionId;
  readonly clinicId: ClinicId;
  readonly serviceId: ServiceId;
  readonly staffId: StaffId;
  readonly pointId: ServicePointId | null;
  /** Of its shift. */
  readonly thingIds: readonly ThingId[];
  readonly day: LocalDay;
  readonly from: Instant;
  readonly to: Instant;
  readonly capacity: number;
  readonly windowMin: number;
  readonly overbookMax: number;
  readonly breaks: readonly SessionBreak[];
  readonly status: "open" | "cancelled";
  /** The doctor is expected so much later. */
  readonly lateMin: number;
}

export const appointmentStatuses = [
  /** A place kept for a moment while somebody decides. */
  "held",
  "booked",
  /** Has a ticket. */
  "checked_in",
  "fulfilled",
  "no_show",
  "cancelled",
  /** A hold that nobody confirmed in time. */
  "lapsed",
] as const;
export type AppointmentStatus = (typeof appointmentStatuses)[number];

/** Takes up a place of its session. */
export function takesPlace(status: AppointmentStatus): boolean {
  return (
    status === "held" || status === "booked" || status === "checked_in" || status === "fulfilled"
  );
}

export interface Appointment {
  readonly appointmentId: AppointmentId;
  readonly patientId: PatientId;
  readonly sessionId: SessionId;
  /** When its arrival window begins. */
  readonly at: Instant;
  readonly status: AppointmentStatus;
  /** Eight signs without look-alikes, for paper, phone and kiosk. */
  readonly code: string;
  readonly overbookReason: string | null;
}

/** A place that can be booked: an arrival window with how many are left in it. */
export interface FreePlace {
  readonly sessionId: SessionId;
  readonly staffId: StaffId;
  readonly at: Instant;
  readonly to: Instant;
  readonly left: number;
}

/** A hold is kept so long. */
export const holdMs = 5 * 60_000;
/** How early before the booked time, and how late after it, a check-in counts as the booking. */
export const checkInWindow = { earlyMin: 60, lateMin: 30 } as const;
