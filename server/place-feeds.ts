import type { Access } from "./access/access.ts";
import { unnamed } from "./lines.ts";
import type { Patients } from "./patients/patients.ts";
import type { Plan } from "./plan.ts";
import type { Queue } from "./queue/queue.ts";
import { breaksIn } from "./scheduling/place-tables.ts";
import type { AppointmentRow, SessionRow } from "./scheduling/place-tables.ts";
import type { Places } from "./scheduling/places.ts";
import type { Roster } from "./scheduling/roster.ts";
import { directoryIdPattern, idOf, idPattern, seqOf } from "../shared/domain/ids.ts";
import type {
  ClinicId,
  ServiceId,
  ServicePointId,
  SessionId,
  ThingId,
} from "../shared/domain/ids.ts";
import { addDays, isLocalDay } from "../shared/domain/local-day.ts";
import { fullName } from "../shared/domain/patient.ts";
import { missingCase } from "../shared/domain/result.ts";
import type {
  BookingLine,
  BookingsData,
  SchedulingFeeds,
  SessionLine,
  SessionsData,
} from "../shared/protocol/scheduling-feeds.ts";

/** Two weeks: what a screen of sessions shows at once. */
const daysMax = 14;
const allClinics = "all";

type Names = "sessions" | "bookings";

export interface PlaceFeedModules {
  readonly places: Places;
  readonly roster: Pick<Roster, "read">;
  readonly patients: Pick<Patients, "read">;
  readonly access: Pick<Access, "nameOf">;
  readonly queue: Pick<Queue, "read">;
}

/** What the sessions' screens show; nothing when there is no such key. */
export function buildPlaceFeed(
  modules: PlaceFeedModules,
  plan: Plan,
  { feed, key }: { readonly feed: Names; readonly key: string },
): SchedulingFeeds[Names] | null {
  switch (feed) {
    case "sessions":
      return sessionsIn(modules, plan, key);
    case "bookings":
      return bookingsOf(modules, plan, key);
    default:
      return missingCase(feed);
  }
}

/** Key: `eye:2026-11-29:7`, or `all:…`. */
function sessionsIn(modules: PlaceFeedModules, plan: Plan, key: string): SessionsData | null {
  const [clinic = "", from = "", count = "", ...more] = key.split(":");
  const isSpan = directoryIdPattern.test(clinic) && isLocalDay(from) && /^[1-9]\d?$/.test(count);
  if (!isSpan || more.length > 0 || Number(count) > daysMax) return null;
  const isAll = clinic === allClinics;
  if (!isAll && !plan.clinic.has(clinic)) return null;
  const to = addDays(from, Number(count));
  const rows = modules.places.read.sessionsIn(isAll ? [] : [clinic], from, to);
  return {
    ...{ from, to },
    days: modules.roster.read.days(isAll ? "" : clinic, from, to),
    sessions: rows.map((row) => sessionLine(modules, plan, row)),
    hijriOffset: modules.places.holidays.hijriOffset(),
  };
}

/** One session with everybody who is or was booked into it, in the order of their times. */
export function bookingsOf(
  modules: PlaceFeedModules,
  plan: Plan,
  key: string,
): BookingsData | null {
  if (!idPattern("session").test(key)) return null;
  const row = modules.places.read.session(seqOf(key as SessionId));
  if (row === undefined) return null;
  return {
    session: sessionLine(modules, plan, row),
    bookings: modules.places.read
      .appointmentsOf(row.id)
      .map((booking) => bookingLine(modules, booking)),
  };
}

function sessionLine(
  { places, access, roster }: PlaceFeedModules,
  plan: Plan,
  row: SessionRow,
): SessionLine {
  const staffId = idOf("staff", row.staff_id);
  return {
    sessionId: idOf("session", row.id),
    clinicId: row.clinic_id as ClinicId,
    serviceId: row.service_id as ServiceId,
    staffId,
    pointId: row.point_id as ServicePointId | null,
    day: row.day,
    from: row.from_at,
    to: row.to_at,
    capacity: row.capacity,
    windowMin: row.window_min,
    overbookMax: row.overbook_max,
    breaks: breaksIn(row.breaks),
    bufferBeforeMin: row.buffer_before_min,
    bufferAfterMin: row.buffer_after_min,
    thingIds: (roster.read.assignment(row.assignment_id)?.things ?? []) as readonly ThingId[],
    status: row.status,
    lateMin: row.late_min,
    serviceNames: plan.service.get(row.service_id)?.names ?? unnamed,
    clinicNames: plan.clinic.get(row.clinic_id)?.names ?? unnamed,
    staffName: access.nameOf(staffId),
    pointNames: row.point_id === null ? null : (plan.point.get(row.point_id)?.names ?? null),
    booked: row.taken,
    checkedIn: places.read.checkedInOf(row.id),
  };
}

function bookingLine({ patients, queue }: PlaceFeedModules, row: AppointmentRow): BookingLine {
  const details = patients.read.details(row.patient_id);
  const ticket = row.ticket_id === null ? undefined : queue.read.ticket(row.ticket_id);
  return {
    appointmentId: idOf("appointment", row.id),
    patientId: idOf("patient", row.patient_id),
    sessionId: idOf("session", row.session_id),
    at: row.at,
    status: row.status,
    code: row.code,
    overbookReason: row.overbook_reason,
    patientName: details === null ? "" : fullName(details),
    phone: details?.phone ?? null,
    ticketId: row.ticket_id === null ? null : idOf("ticket", row.ticket_id),
    label: ticket?.label ?? null,
  };
}
