import type { ServicePointId } from "../../shared/domain/ids.ts";
import type { Caller } from "./caller.ts";
import type { Hospital } from "./hospital.ts";

/** Patients of a morning, by service: enough for every list to have something in it. */
const patients: Readonly<Record<string, number>> = {
  "internal-visit": 9,
  "children-visit": 6,
  "heart-visit": 3,
  "heart-ecg": 2,
  "women-visit": 5,
  "eye-visit": 14,
  "eye-glasses": 3,
  "dental-visit": 7,
  "bones-visit": 4,
  "ent-visit": 5,
};
/** Every so many patients are older, disabled or pregnant. */
const protectedEvery = 5;

/** A hospital in the middle of its morning: tickets, calls, visits, some over, one no-show. */
export async function liveAMorning(hospital: Hospital): Promise<void> {
  const kiosk = await hospital.device("kiosk");
  for (const [service, count] of Object.entries(patients)) {
    for (let n = 1; n <= count; n++) {
      const language = n % 3 === 0 ? "en" : "ar";
      const isProtected = n % protectedEvery === 0;
      await kiosk.issue(service, {
        language,
        ...(isProtected ? { priorityClass: "protected" as const } : {}),
      });
    }
  }
  const desk = await hospital.staff("supervisor");
  for (const point of ["room-1", "room-3", "room-11", "room-12", "room-13", "room-14", "room-5"]) {
    await visit(desk, point);
  }
  for (const point of ["room-11", "room-1"]) await call(desk, point, "noShow");
  for (const point of ["room-2", "room-14"]) await call(desk, point, "startService");
  for (const point of ["room-3", "room-7", "room-15", "room-13"]) await call(desk, point);
  desk.close();
  for (const service of ["eye-visit", "dental-visit", "children-visit"]) {
    await kiosk.issue(service, { priorityClass: "protected" });
    await kiosk.issue(service);
  }
  kiosk.close();
}

async function visit(desk: Caller, point: string): Promise<void> {
  const callId = await call(desk, point, "startService");
  await desk.ask("endService", { callId });
}

async function call(desk: Caller, point: string, then?: "startService" | "noShow") {
  const { callId } = await desk.ask("callNext", { servicePointId: point as ServicePointId });
  if (then !== undefined) await desk.ask(then, { callId });
  return callId;
}
