// A clinic with bookable hours on the day of the journey, made by the commands that staff send.
import { demoPassword } from "./hospital.ts";
import type { Hospital } from "./hospital.ts";
import type {
  ClinicId,
  PatientId,
  ServiceId,
  SessionId,
  StaffId,
} from "../../shared/domain/ids.ts";
import { addDays } from "../../shared/domain/local-day.ts";
import { minuteMs } from "../../shared/domain/time.ts";
import { localDayIn } from "../../shared/i18n/calendar.ts";
import { hospitalZone as zone } from "./zone.ts";

/** Hours round the clock for three days: whenever the journey runs, some window is near. */
export async function openBooking(
  hospital: Hospital,
  clinic: string,
  service: string,
  now: number,
): Promise<void> {
  const planner = await hospital.staff("supervisor");
  const clinicId = clinic as ClinicId;
  const shiftId = `${clinic}-day` as never;
  const from = localDayIn(now, zone);
  const to = addDays(from, 3);
  const times = { kind: "clinic", startMin: 0, endMin: 1_440, tier: null } as const;
  await planner.ask("putShift", { shiftId, names: { ar: "يوم", en: "Day" }, ...times });
  await planner.ask("putSessionPlan", {
    ...{ clinicId, shiftId, serviceId: service as ServiceId },
    ...{ capacity: 240, windowMin: 30, overbookMax: 0 },
  });
  for (const [n, user] of ["supervisor", "reception", "auditor"].entries()) {
    const staffId = await staffIdOf(hospital, user);
    const day = addDays(from, n);
    await planner.ask("planShift", { clinicId, staffId, day, shiftId, pointId: null });
  }
  const { version } = await planner.look("roster", `${clinic}:${from}:7`);
  await planner.ask("publishRoster", { clinicId, from, to, version, movePatients: false });
  planner.close();
}

/** Whoever signs in is told who that is. */
export async function staffIdOf({ server }: Hospital, user: string): Promise<StaffId> {
  const answer = await fetch(`${server}/api/sign-in`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ user, password: demoPassword }),
  });
  const { me } = (await answer.json()) as { readonly me: { readonly staffId: StaffId } };
  return me.staffId;
}

export interface Booked {
  readonly code: string;
  readonly at: number;
  readonly phone: string;
  readonly birthYear: number;
  readonly patientId: PatientId;
  readonly sessionId: SessionId;
}

let people = 0;

/** A patient of reception with a place so long after now. */
export async function bookPatient(
  hospital: Hospital,
  service: string,
  notBefore: number,
): Promise<Booked> {
  const desk = await hospital.staff("reception");
  const number = ++people;
  const person = { phone: `0770123${String(4000 + number)}`, birthYear: 1950 + number };
  const registered = await desk.ask("registerPatient", {
    ...{ given: `مراجع${"ابتثج".charAt(number % 5)}`, father: "صالح", ...person, isNew: true },
  });
  const { patientId } = registered;
  const { sessions } = await desk.look("sessions", `all:${localDayIn(notBefore, zone)}:2`);
  const session = sessions.find((one) => one.serviceId === service && one.to > notBefore);
  if (session === undefined) throw new Error("no session is open");
  const { sessionId, from, windowMin } = session;
  const windowMs = windowMin * minuteMs;
  const at = from + Math.max(0, Math.ceil((notBefore - from) / windowMs)) * windowMs;
  const { code } = await desk.ask("bookPlace", { patientId, sessionId, at });
  desk.close();
  return { code, at, ...person, patientId, sessionId };
}
