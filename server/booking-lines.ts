import { unnamed } from "./lines.ts";
import type { Patients } from "./patients/patients.ts";
import type { Plan } from "./plan.ts";
import type { AppointmentRow, SessionRow } from "./scheduling/place-tables.ts";
import type { Appointment } from "../shared/domain/appointment.ts";
import { idOf } from "../shared/domain/ids.ts";
import type { Names } from "../shared/domain/language.ts";
import { fullName } from "../shared/domain/patient.ts";

/** A booking itself, as every screen that shows one begins. */
export function appointmentOf(row: AppointmentRow): Appointment {
  return {
    appointmentId: idOf("appointment", row.id),
    patientId: idOf("patient", row.patient_id),
    sessionId: idOf("session", row.session_id),
    at: row.at,
    status: row.status,
    code: row.code,
    overbookReason: row.overbook_reason,
  };
}

/** What a session is called: its service and its clinic. */
export function sessionNames(
  plan: Plan,
  session: SessionRow,
): { readonly serviceNames: Names; readonly clinicNames: Names } {
  return {
    serviceNames: plan.service.get(session.service_id)?.names ?? unnamed,
    clinicNames: plan.clinic.get(session.clinic_id)?.names ?? unnamed,
  };
}

/** Where whoever is booked waits. */
export function waitingRoomNames(plan: Plan, session: SessionRow): Names {
  const queue = plan.queue.get(plan.service.get(session.service_id)?.queueId ?? "");
  return plan.room.get(queue?.waitingRoomId ?? "")?.names ?? unnamed;
}

/** Nothing of one who was erased. */
export function patientName(patients: Pick<Patients, "read">, patient: number): string {
  const details = patients.read.details(patient);
  return details === null ? "" : fullName(details);
}
