// What a house plans with: equipment that is in one place at a time, pauses of a session, cycles of
// weeks; and each act that touches patients shown before it is done.
import { expect, test } from "@playwright/test";
import type { Browser, Page } from "@playwright/test";
import type { StaffId } from "../../shared/domain/ids.ts";
import { addDays, weekStart } from "../../shared/domain/local-day.ts";
import type { LocalDay } from "../../shared/domain/local-day.ts";
import type { Language } from "../../shared/domain/language.ts";
import type { SessionLine } from "../../shared/protocol/scheduling-feeds.ts";
import type { Caller } from "./caller.ts";
import { isFit } from "./fit.ts";
import { languages, newPage } from "./faces.ts";
import { demoPassword, startHospitalInParts } from "./hospital.ts";
import { deskMeasures } from "./readable.ts";
import { withHospital } from "./with-hospital.ts";

const hospital = withHospital(() => startHospitalInParts());

/** Clinics of two doctors each, so that one journey leaves nothing to the other. */
const clinics = { ar: "eye", en: "bones" } as const;
const pauseClinics = { ar: "heart", en: "women" } as const;

for (const language of languages) {
  test(`${language}: an ultrasound is kept, planned for a shift, and goes out of service seen`, async ({
    browser,
  }) => {
    const clinic = clinics[language];
    const planner = await hospital().staff("supervisor");
    const session = await aSession(planner, clinic);
    const page = await openAdmin(browser, language, "#/things");
    const thing = `sonar-${language}`;
    await page.locator('[data-act="new-thing"]').click();
    await page.locator('input[name="thing-id"]').fill(thing);
    await page.locator('input[name="name-ar"]').fill("جهاز السونار المحمول");
    await page.locator('input[name="name-en"]').fill("Mobile ultrasound");
    await isFit(page, `planning ${language} thing`, deskMeasures);
    await page.locator('dialog [data-act="confirm"]').click();
    const row = page.locator(`[data-thing="${thing}"]`);
    await expect(row).toBeVisible();

    await goTo(page, `#/roster/${clinic}/${session.day}/week`);
    const cell = page.locator(
      `.roster-cell[data-staff="${session.staffId}"][data-day="${session.day}"]`,
    );
    await cell.focus();
    await page.keyboard.press("Enter");
    await page.locator(`.cell-editor-shift input[name="thing-${thing}"]`).click();
    await expect(cell.locator(".shift-things")).toBeVisible();
    await isFit(page, `planning ${language} cell`, deskMeasures);
    await page.keyboard.press("Escape");

    await goTo(page, "#/things");
    await row.locator('[data-act="take-out"]').click();
    await chooseDay(page, session.day);
    await page.locator('dialog input[name="reason"]').fill("صيانة");
    await expect(page.locator('[data-uses="1"]')).toBeVisible();
    // Somebody planned with it, and that has to have been seen.
    const confirm = page.locator('dialog [data-act="confirm"]');
    await expect(confirm).toHaveAttribute("aria-disabled", "true");
    await page.locator('input[name="despite"]').check();
    await expect(page.locator('[data-uses="1"]')).toBeVisible();
    await isFit(page, `planning ${language} out`, deskMeasures);
    await page.locator('dialog [data-act="confirm"]').click();
    await expect(row.locator("[data-outage]")).toBeVisible();
    await isFit(page, `planning ${language} things`, deskMeasures);
    await goTo(page, `#/roster/${clinic}/${session.day}/week`);
    await page.locator(".findings summary").click();
    await expect(page.locator('[data-finding="outOfService"]')).toBeVisible();
    await goTo(page, "#/things");
    await row.locator('[data-act="give-back"]').click();
    await expect(row.locator("[data-outage]")).toHaveCount(0);
    planner.close();
  });

  test(`${language}: a pause comes into the sessions, and whom it moves is counted before`, async ({
    browser,
  }) => {
    const clinic = pauseClinics[language];
    const planner = await hospital().staff("supervisor");
    const session = await aSession(planner, clinic);
    await bookAt(planner, session, clinic);
    const page = await openAdmin(browser, language, `#/staff/${clinic}/-/week`);
    const { shiftId } = await shiftOf(planner, session);
    await page.locator(`[data-shift-row="${shiftId}"] [data-act="put-plan"]`).click();
    await page.locator('dialog [data-act="add-break"]').click();
    const start = new Date(session.from + 3 * 3_600_000).toISOString().slice(11, 16);
    await page.locator('input[name="break-from-0"]').fill(start);
    await page.locator('input[name="break-to-0"]').fill(plusHalfHour(start));
    await page.locator('dialog [data-value="now"]').click();
    const happens = page.locator(".what-happens");
    await expect(happens).toHaveAttribute("data-touched", "1");
    await expect(happens.locator("[data-told]")).toBeVisible();
    await isFit(page, `planning ${language} pause`, deskMeasures);
    await page.locator('dialog [data-act="confirm"]').click();
    await expect(page.locator('dialog [data-act="take-back"]')).toBeVisible();
    await page.locator('dialog [data-act="done"]').click();

    await goTo(page, `#/sessions/${clinic}/${session.day}/week`);
    const card = page.locator(`[data-session="${session.sessionId}"]`);
    await expect(card.locator("[data-break]")).toBeVisible();
    await card.locator('[data-act="change-session"]').click();
    await page.locator('input[name="late"]').fill("20");
    await expect(page.locator('[data-told="doctorLate"]')).toBeVisible();
    await isFit(page, `planning ${language} session`, deskMeasures);
    planner.close();
  });

  test(`${language}: a cycle of two weeks is kept with its names, and says where it is`, async ({
    browser,
  }) => {
    const clinic = clinics[language];
    const page = await openAdmin(browser, language, `#/roster/${clinic}/-/week`);
    await page.locator('[data-act="patterns"]').click();
    const weeks = page.locator(".pattern-weeks > li");
    await expect(weeks.first()).toBeVisible();
    const before = await weeks.count();
    await page.locator('[data-act="add-week"]').click();
    await expect(weeks).toHaveCount(before + 1);
    const name = language === "ar" ? "أسبوع الليالي" : "Week of nights";
    await page.locator(`input[name="week-name-${before}"]`).fill(name);
    await weeks.last().locator("select").first().selectOption({ index: 1 });
    await expect(weeks.last().locator(".pattern-shift")).toBeVisible();
    await isFit(page, `planning ${language} pattern`, deskMeasures);
    await page.locator('dialog [data-act="confirm"]').click();
    await expect(page.locator("dialog")).toHaveCount(0);
    await page.locator('[data-act="patterns"]').click();
    await expect(page.locator(`input[name="week-name-${before}"]`)).toHaveValue(name);
    await expect(page.locator("[data-week-now]")).toBeVisible();
  });

  test(`${language}: a holiday says whom it moves before it is confirmed`, async ({ browser }) => {
    const clinic = language === "ar" ? "ent" : "dental";
    const planner = await hospital().staff("supervisor");
    const session = await aSession(planner, clinic);
    await bookAt(planner, session, clinic);
    const page = await openAdmin(browser, language, `#/calendar/${clinic}/${session.day}/month`);
    await page.locator(`.month-day[data-day="${session.day}"] button`).click();
    const happens = page.locator(".what-happens");
    await expect(happens).toHaveAttribute("data-touched", /[1-9]/);
    await page.locator('input[name="name-ar"]').fill("عيد");
    await isFit(page, `planning ${language} holiday`, deskMeasures);
    await page.locator('dialog [data-act="confirm"]').click();
    await page.locator('dialog [data-act="take-back"]').click();
    await expect(page.locator(`[data-day="${session.day}"][data-holiday]`)).toHaveCount(0);
    planner.close();
  });
}

async function openAdmin(browser: Browser, language: Language, hash: string): Promise<Page> {
  const page = await newPage(browser, "desk");
  await page.goto(`${hospital().server}/admin/${hash}`);
  await expect(page.locator('[data-screen="sign-in"]')).toBeVisible();
  await page.locator(`[data-language="${language}"]`).click();
  await page.locator('input[name="user"]').fill("supervisor");
  await page.locator('input[name="password"]').fill(demoPassword);
  await page.keyboard.press("Enter");
  await expect(page.locator("[data-section-page]")).toBeVisible();
  return page;
}

async function goTo(page: Page, hash: string): Promise<void> {
  await page.evaluate((to) => {
    window.location.hash = to;
  }, hash);
}

/** Both ends of a range of one day. */
async function chooseDay(page: Page, day: LocalDay): Promise<void> {
  const cell = page.locator(`dialog .calendar [data-day="${day}"], dialog .calendar td`).filter({
    hasText: new RegExp(`^${Number(day.slice(8))}$`),
  });
  const inMonth = cell.locator(":not([data-outside-month])").last();
  await inMonth.click();
  await inMonth.click();
}

function plusHalfHour(time: string): string {
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  const later = hour * 60 + minute + 30;
  return [Math.floor(later / 60), later % 60]
    .map((part) => String(part).padStart(2, "0"))
    .join(":");
}

/** A session of next week with another one after it, where its patients may go. */
async function aSession(planner: Caller, clinic: string): Promise<SessionLine> {
  const today = new Date().toISOString().slice(0, 10);
  const week = await planner.look("sessions", `${clinic}:${addDays(weekStart(today), 7)}:12`);
  const open = week.sessions
    .filter(({ status, staffId }) => status === "open" && staffId !== ("s0" as StaffId))
    .toSorted((a, b) => a.from - b.from);
  const [first] = open;
  if (first === undefined || open.length < 2) throw new Error(`no sessions of ${clinic}`);
  return first;
}

async function bookAt(planner: Caller, session: SessionLine, family: string): Promise<void> {
  const patient = { given: "زهراء", father: "علي", family };
  const { patientId } = await planner.ask("registerPatient", patient);
  await planner.ask("bookPlace", { patientId, sessionId: session.sessionId, at: session.from });
}

async function shiftOf(planner: Caller, session: SessionLine) {
  const roster = await planner.look("roster", `${session.clinicId}:${session.day}:1`);
  const own = roster.assignments.find(
    ({ staffId, state }) => staffId === session.staffId && state === "published",
  );
  if (own === undefined) throw new Error("the session has no shift");
  return own;
}
