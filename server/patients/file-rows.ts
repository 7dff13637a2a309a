import type { AppointmentStatus } from "../../shared/domain/appointment.ts";
import type { EntryStatus } from "../../shared/domain/entry.ts";
import { idOf } from "../../shared/domain/ids.ts";
import type { Sql } from "../store/store.ts";
import { patientsSql } from "./patients.sql.ts";

/** Things of one kind in a file, newest first; years of a patient who comes every week. */
const linesMax = 300;
/** Queues that one ticket comes through; no journey is longer. */
const stopsMax = 40;

export interface TicketRow {
  readonly id: number;
  readonly label: string;
  readonly service_id: string;
  readonly issued_at: number;
}

export interface StopRow {
  readonly queue_id: string;
  readonly status: EntryStatus;
  readonly service_point_id: string | null;
  readonly started_at: number | null;
  readonly ended_at: number | null;
  readonly result_code: string | null;
}

export interface BookedRow {
  readonly id: number;
  readonly at: number;
  readonly status: AppointmentStatus;
  readonly service_id: string;
  readonly staff_id: number;
}

/** What the rest of the house did with a patient, as it stands in its own tables. */
export function createFileRows(sql: Sql) {
  const tickets = sql.query<[string, number], TicketRow>(patientsSql.ticketsOf);
  const stops = sql.query<[number, number], StopRow>(patientsSql.stopsOf);
  const appointments = sql.query<[number, number], BookedRow>(patientsSql.appointmentsOf);
  return {
    tickets: (patient: number) => tickets.all(idOf("patient", patient), linesMax),
    stops: (ticket: number) => stops.all(ticket, stopsMax),
    appointments: (patient: number) => appointments.all(patient, linesMax),
  };
}
