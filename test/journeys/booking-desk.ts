// A desk's way to a booking, and sessions to book into, for the journeys that begin with one.
import { expect } from "@playwright/test";
import type { ClinicId, ServiceId, ShiftId } from "../../shared/domain/ids.ts";
import type { Language } from "../../shared/domain/language.ts";
import { addDays } from "../../shared/domain/local-day.ts";
import { localDayIn } from "../../shared/i18n/calendar.ts";
import { clockTime } from "../../shared/i18n/translate.ts";
import { staffIdOf } from "./appointments.ts";
import type { Desk } from "./faces.ts";
import { isFit } from "./fit.ts";
import type { Hospital } from "./hospital.ts";
import { deskMeasures } from "./readable.ts";
import { hospitalZone as zone } from "./zone.ts";

export interface SessionsWish {
  readonly clinic: string;
  readonly service: string;
  /** Who signs in so. */
  readonly doctor: string;
}

/** A session of this hour and of tomorrow's: whenever these journeys run, somebody can come. */
export async function holdsSessionsNow(
  hospital: Hospital,
  { clinic, service, doctor }: SessionsWish,
): Promise<void> {
  const now = Date.now();
  const today = localDayIn(now, zone);
  const hour = Number(clockTime(now, zone).slice(0, 2));
  const staffId = await staffIdOf(hospital, doctor);
  const supervisor = await hospital.staff("supervisor");
  const shiftId = `now-${clinic}-${doctor}` as ShiftId;
  const clinicId = clinic as ClinicId;
  await supervisor.ask("putShift", {
    ...{ shiftId, kind: "clinic", tier: null, names: { ar: "وجبة اليوم", en: "Today" } },
    ...{ startMin: hour * 60, endMin: hour * 60 + 180 },
  });
  await supervisor.ask("putSessionPlan", {
    ...{ clinicId, shiftId, serviceId: service as ServiceId },
    ...{ capacity: 6, windowMin: 60, overbookMax: 2 },
  });
  for (const day of [today, addDays(today, 1)]) {
    await supervisor.ask("planShift", { clinicId, staffId, day, shiftId, pointId: null });
  }
  const { version } = await supervisor.look("roster", `${clinic}:${today}:2`);
  const span = { from: today, to: addDays(today, 2), version };
  await supervisor.ask("publishRoster", { clinicId, ...span, movePatients: false });
  supervisor.close();
}

export async function registers(desk: Desk, language: Language, given: string): Promise<void> {
  const { page, act } = desk;
  await expect(page.locator('input[name="q"]')).toBeFocused();
  await fits(desk, "patient");
  await act("newPatient").click();
  const people = { given, father: "كاظم", family: language === "ar" ? "الشمري" : "الجبوري" };
  for (const [name, text] of Object.entries(people)) {
    await page.locator(`.patients input[name="${name}"]`).fill(text);
  }
  await act("savePerson").click();
  await expect(page.locator('[data-step="service"]')).toBeVisible();
}

export async function picksService(desk: Desk, typed: string): Promise<void> {
  const { page } = desk;
  await expect(page.locator('input[name="service"]')).toBeFocused();
  await page.keyboard.type(typed);
  await fits(desk, "service");
  await page.keyboard.press("Enter");
  await expect(page.locator("[data-place]").first()).toBeFocused();
}

export function fits({ page }: Desk, name: string): Promise<void> {
  return isFit(page, `booking ${name}`, deskMeasures);
}

/** From the desk's key to a booked first place; the code of the booking. */
export async function booksFirst(
  desk: Desk,
  {
    language,
    given,
    typed,
  }: { readonly language: Language; readonly given: string; readonly typed: string },
): Promise<string> {
  const { page, act } = desk;
  await page.keyboard.press("F6");
  await registers(desk, language, given);
  await picksService(desk, typed);
  await fits(desk, "places");
  await page.keyboard.press("1");
  await expect(act("confirmBooking")).toBeFocused();
  await fits(desk, "confirm");
  await page.keyboard.press("Enter");
  const code = page.locator("[data-code]");
  await expect(code).toBeVisible();
  return (await code.getAttribute("data-code")) ?? "";
}
