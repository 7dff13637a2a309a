import type { Access } from "./access/access.ts";
import { appointmentOf, patientName, sessionNames } from "./booking-lines.ts";
import { unnamed } from "./lines.ts";
import type { Patients } from "./patients/patients.ts";
import type { KeptPlan } from "./plan.ts";
import type { Queue } from "./queue/queue.ts";
import type { PatientAppointmentRow, WishRow } from "./scheduling/place-tables.ts";
import type { Places } from "./scheduling/places.ts";
import { offerMs } from "./scheduling/wishes.ts";
import { idOf, seqOf } from "../shared/domain/ids.ts";
import type { ClinicId, PatientId, ServiceId } from "../shared/domain/ids.ts";
import { dayMs } from "../shared/domain/time.ts";
import type { Instant } from "../shared/domain/time.ts";
import type {
  PatientBooking,
  PatientPlaces,
  WaitingList,
  WishLine,
} from "../shared/protocol/patient-places.ts";

/** Yesterday's visit is still asked about; what lies further back is in the patient's file. */
const backMs = dayMs;
/** A course of visits may reach so far. */
const aheadMs = 400 * dayMs;
/** Who waits for a place: of each service the first ones, which is whom a free place goes to. */
const listedOfService = 50;
const offersListed = 200;

interface PlaceModules {
  readonly places: Pick<Places, "read">;
  readonly patients: Pick<Patients, "read">;
  readonly access: Pick<Access, "nameOf">;
  readonly queue: Pick<Queue, "read">;
  readonly plan: KeptPlan;
}

/** What a desk asks before it books, moves or cancels: what somebody has, and who waits. */
export interface PatientPlacesRead {
  /** Nothing when there is no such patient, or none any more. */
  of(patientId: PatientId, now: Instant): PatientPlaces | null;
  waitingList(now: Instant): WaitingList;
}

export function createPatientPlaces(modules: PlaceModules): PatientPlacesRead {
  const { places, patients } = modules;

  function openWishes(now: Instant): readonly WishRow[] {
    const { offeredBefore, wishedServices, waitingWishes } = places.read;
    const waiting = wishedServices().flatMap((service) => waitingWishes(service, listedOfService));
    return [...offeredBefore(now + 1, offersListed), ...waiting.toSorted((a, b) => a.id - b.id)];
  }

  return {
    of(patientId, now) {
      const row = patients.read.answering(seqOf(patientId));
      if (row?.status !== "active") return null;
      const rows = patients.read.rowsOf(row.id);
      const booked = rows.flatMap((id) => places.read.ofPatient(id, now - backMs, now + aheadMs));
      return {
        patientId: idOf("patient", row.id),
        name: patientName(patients, row.id),
        bookings: booked
          .toSorted((one, other) => one.at - other.at || one.id - other.id)
          .map((each) => bookingLine(modules, each)),
        wishes: openWishes(now)
          .filter((wish) => rows.includes(wish.patient_id))
          .map((wish) => wishLine(modules, wish)),
      };
    },
    waitingList: (now) => ({ wishes: openWishes(now).map((wish) => wishLine(modules, wish)) }),
  };
}

function bookingLine(modules: PlaceModules, row: PatientAppointmentRow): PatientBooking {
  const { places, access, queue } = modules;
  const plan = modules.plan.current();
  const session = places.read.session(row.session_id);
  if (session === undefined) throw new Error(`no session ${row.session_id}`);
  const staffId = idOf("staff", session.staff_id);
  return {
    ...appointmentOf(row),
    serviceId: session.service_id as ServiceId,
    ...sessionNames(plan, session),
    clinicId: session.clinic_id as ClinicId,
    staffId,
    staffName: access.nameOf(staffId),
    day: session.day,
    label: row.ticket_id === null ? null : (queue.read.ticket(row.ticket_id)?.label ?? null),
    isOfSeries: row.series !== null,
  };
}

function wishLine(modules: PlaceModules, row: WishRow): WishLine {
  const details = modules.patients.read.details(row.patient_id);
  return {
    wishId: idOf("wish", row.id),
    patientId: idOf("patient", row.patient_id),
    patientName: patientName(modules.patients, row.patient_id),
    phone: details?.phone ?? null,
    serviceId: row.service_id as ServiceId,
    serviceNames: modules.plan.current().service.get(row.service_id)?.names ?? unnamed,
    from: row.from_day,
    to: row.to_day,
    offer: offerOf(modules, row),
  };
}

function offerOf({ places, access }: PlaceModules, row: WishRow): WishLine["offer"] {
  if (row.status !== "offered" || row.appointment_id === null) return null;
  const held = places.read.appointment(row.appointment_id);
  const session = held && places.read.session(held.session_id);
  if (held === undefined || session === undefined) return null;
  return {
    at: held.at,
    staffName: access.nameOf(idOf("staff", session.staff_id)),
    until: (row.offered_at ?? 0) + offerMs,
  };
}
