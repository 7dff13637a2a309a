import type { Appointment } from "../domain/appointment.ts";
import type { ClinicId, PatientId, ServiceId, StaffId, WishId } from "../domain/ids.ts";
import type { Names } from "../domain/language.ts";
import type { LocalDay } from "../domain/local-day.ts";
import type { Instant } from "../domain/time.ts";

/** `GET /api/patients/m12/places`: what is booked for somebody, and what is waited for. */
export interface PatientPlaces {
  /** The patient that this row was merged into answers for it. */
  readonly patientId: PatientId;
  readonly name: string;
  /** In the order of their times. */
  readonly bookings: readonly PatientBooking[];
  readonly wishes: readonly WishLine[];
}

export interface PatientBooking extends Appointment {
  readonly serviceId: ServiceId;
  readonly serviceNames: Names;
  readonly clinicId: ClinicId;
  readonly clinicNames: Names;
  readonly staffId: StaffId;
  readonly staffName: string;
  readonly day: LocalDay;
  /** The ticket that the check-in gave. */
  readonly label: string | null;
  /** One visit of a course. */
  readonly isOfSeries: boolean;
}

/** `GET /api/waiting-list`: who waits for a place, offers first: somebody calls them. */
export interface WaitingList {
  readonly wishes: readonly WishLine[];
}

export interface WishLine {
  readonly wishId: WishId;
  readonly patientId: PatientId;
  readonly patientName: string;
  readonly phone: string | null;
  readonly serviceId: ServiceId;
  readonly serviceNames: Names;
  readonly from: LocalDay;
  /** Not among them. */
  readonly to: LocalDay;
  /** A place that is kept for this patient until then; nothing while none is free. */
  readonly offer: {
    readonly at: Instant;
    readonly staffName: string;
    readonly until: Instant;
  } | null;
}
