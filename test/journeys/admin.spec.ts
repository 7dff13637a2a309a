// Administration as supervisors meet it: a roster is changed, judged, looked at, published and taken
// back; leave is given and withdrawn; patients go and come back with it.
import { expect, test } from "@playwright/test";
import type { Browser, Locator, Page } from "@playwright/test";
import type { PatientId, SessionId, StaffId } from "../../shared/domain/ids.ts";
import { addDays } from "../../shared/domain/local-day.ts";
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
const leaveClinics = { ar: "heart", en: "women" } as const;

type Way = (page: Page, card: Locator, roster: string) => Promise<void>;

for (const language of languages) {
  test(`${language}: a week is changed, judged, looked at, published and taken back`, async ({
    browser,
  }) => {
    const clinic = clinics[language];
    const planner = await hospital().staff("supervisor");
    const { session, patientId } = await bookSomebody(planner, clinic);
    const page = await openAdmin(browser, language, `#/roster/${clinic}/${session.day}/week`);
    const cell = cellOf(page, session.staffId, session.day);

    await cell.focus();
    await page.keyboard.press("Delete");
    await expect(cell.locator('[data-state="removing"]')).toBeVisible();
    await expect(page.locator(".banner-draft")).toContainText("1");

    const busy = page.locator('.roster-cell:has([data-state="published"])').first();
    await busy.focus();
    await page.keyboard.press("Enter");
    await isFit(page, `admin ${language} cell`, deskMeasures);
    await page.locator('[data-shift="on-call-1"]').click();
    await expect(busy.locator("[data-clash]").first()).toBeVisible();
    const publish = page.locator('[data-act="publish"]');
    await expect(publish).toHaveAttribute("aria-disabled", "true");
    await page.locator(".findings summary").click();
    await expect(page.locator('[data-finding="clash"]').first()).toBeVisible();
    await isFit(page, `admin ${language} clash`, deskMeasures);
    await page.locator(".findings summary").click();

    await busy.focus();
    await page.keyboard.press("Enter");
    await page.locator('.cell-editor-item:has(.shift-onCall) [data-act="unplan"]').click();
    await page.keyboard.press("Escape");
    await expect(publish).toHaveAttribute("aria-disabled", "false");

    await publish.click();
    await expect(page.locator('[data-consequences="1"]')).toBeVisible();
    await isFit(page, `admin ${language} consequences`, deskMeasures);
    await page.locator('[data-act="confirm-publish"]').click();
    await page.locator('dialog [data-act="done"]').click();
    await expect(cell.locator("[data-assignment]")).toHaveCount(0);
    expect(await isBookedIn(planner, session.sessionId, patientId)).toBe(false);

    // What was published is a draft again, and its patients are where they were.
    await page.locator('[data-act="undo-publication"]').click();
    await expect(cell.locator('[data-state="removing"]')).toBeVisible();
    expect(await isBookedIn(planner, session.sessionId, patientId)).toBe(true);
    planner.close();
  });

  test(`${language}: leave is approved, its patients go elsewhere, and come back`, async ({
    browser,
  }) => {
    const clinic = leaveClinics[language];
    const takeBack = language === "ar" ? takenBackAtOnce : takenBackLater;
    const planner = await hospital().staff("supervisor");
    const { session, patientId } = await bookSomebody(planner, clinic);
    const { leaveId } = await planner.ask("requestLeave", {
      staffId: session.staffId,
      from: session.day,
      to: addDays(session.day, 1),
      kind: "study",
    });
    const page = await openAdmin(browser, language, "#/inbox");
    const card = page.locator(`[data-leave="${leaveId}"]`);
    await isFit(page, `admin ${language} inbox`, deskMeasures);
    await card.locator('[data-act="leave-approved"]').click();
    await expect(page.locator('[data-consequences="1"]')).toBeVisible();
    await isFit(page, `admin ${language} approve`, deskMeasures);
    await page.locator('dialog [data-act="confirm"]').click();
    await expect(page.locator('dialog [data-act="done"]')).toBeVisible();
    expect(await isBookedIn(planner, session.sessionId, patientId)).toBe(false);
    await takeBack(page, card, `#/roster/${clinic}/${session.day}/week`);
    const cell = cellOf(page, session.staffId, session.day);
    await expect(cell.locator('[data-state="published"]')).toBeVisible();
    expect(await isBookedIn(planner, session.sessionId, patientId)).toBe(true);
    planner.close();
  });
}

/** At once where it was done: the leave waits for its decision again. */
const takenBackAtOnce: Way = async (page, card, roster) => {
  await page.locator('dialog [data-act="take-back"]').click();
  await expect(card).toHaveAttribute("data-status", "requested");
  await goTo(page, roster);
};

/** Later: the leave is withdrawn, then its publishing is undone in the roster. */
const takenBackLater: Way = async (page, card, roster) => {
  await page.locator('dialog [data-act="done"]').click();
  await expect(card).toHaveAttribute("data-status", "approved");
  await card.locator('[data-act="leave-withdrawn"]').click();
  await page.locator('dialog input[name="reason"]').fill("the course was cancelled");
  await page.locator('dialog [data-act="confirm"]').click();
  await expect(card).toHaveAttribute("data-status", "withdrawn");
  await goTo(page, roster);
  await page.locator('[data-act="undo-publication"]').click();
};

test("a shift goes to another cell by keys, comes back, and goes by the mouse", async ({
  browser,
}) => {
  const planner = await hospital().staff("supervisor");
  const session = await aSession(planner, "ent");
  const page = await openAdmin(browser, "en", `#/roster/ent/${session.day}/week`);
  const from = cellOf(page, session.staffId, session.day);
  const free = page.locator(".roster-cell:not(:has(.shift))").first();
  await from.focus();
  await page.keyboard.press("Control+x");
  await free.focus();
  await page.keyboard.press("Control+v");
  await expect(from.locator('[data-state="removing"]')).toBeVisible();
  await expect(page.locator('[data-state="adding"]')).toHaveCount(1);
  await page.locator('[data-act="compare"]').click();
  await expect(page.locator("[data-change]")).toHaveCount(2);
  await page.locator('[data-act="discard-draft"]').click();
  await expect(from.locator('[data-state="published"]')).toBeVisible();
  await expect(page.locator('[data-draft="0"]')).toBeVisible();

  // The mouse means the same by dragging.
  await from.locator('[data-state="published"]').dragTo(free);
  await expect(from.locator('[data-state="removing"]')).toBeVisible();
  await expect(page.locator('[data-draft="2"]')).toBeVisible();
  planner.close();
});

test("an auditor reads and changes nothing", async ({ browser }) => {
  const page = await openAdmin(browser, "ar", "#/roster", "auditor");
  await expect(page.locator('[role="grid"]')).toBeVisible();
  await expect(page.locator('[data-section="inbox"]')).toHaveCount(0);
  await expect(page.locator(".roster-tools")).toHaveCount(0);
  await page.locator(".roster-cell:has(.shift)").first().focus();
  await page.keyboard.press("Enter");
  await expect(page.locator(".cell-editor")).toHaveCount(0);
  await page.keyboard.press("Delete");
  await expect(page.locator('[data-draft="0"]')).toBeVisible();
});

const everyLanguage: readonly Language[] = ["ar", "ckb", "en", "fa", "ur"];
const sections = [
  ...["roster", "sessions", "inbox", "calendar", "staff", "things", "rule", "services"],
  "theatres",
];

for (const language of everyLanguage) {
  test(`${language}: every section can be read`, async ({ browser }) => {
    const page = await openAdmin(browser, language, "#/roster/eye/-/week");
    for (const section of sections) {
      await goTo(page, `#/${section}/eye/-/week`);
      await expect(page.locator(`[data-section-page="${section}"]`)).toBeVisible();
      await isFit(page, `admin ${language} ${section}`, deskMeasures);
    }
    await goTo(page, "#/roster/eye/-/month");
    await expect(page.locator(".roster-month")).toBeVisible();
    await isFit(page, `admin ${language} month`, deskMeasures);
  });
}

async function openAdmin(
  browser: Browser,
  language: Language,
  hash: string,
  user = "supervisor",
): Promise<Page> {
  const page = await newPage(browser, "desk");
  await page.goto(`${hospital().server}/admin/${hash}`);
  await expect(page.locator('[data-screen="sign-in"]')).toBeVisible();
  await page.locator(`[data-language="${language}"]`).click();
  await page.locator('input[name="user"]').fill(user);
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

function cellOf(page: Page, staffId: StaffId, day: LocalDay) {
  return page.locator(`[data-staff="${staffId}"][data-day="${day}"]`);
}

/** A session of next week: far enough ahead that no notice is too short. */
async function aSession(planner: Caller, clinic: string): Promise<SessionLine> {
  const site = await planner.look("roster", `${clinic}:${today()}:1`);
  const week = await planner.look("sessions", `${clinic}:${addDays(site.from, 2)}:12`);
  const open = week.sessions.filter(({ status, from, day }) => {
    const others = week.sessions.filter((other) => other.day !== day && other.from > from);
    return status === "open" && others.length > 0;
  });
  const [first] = open.toSorted((a, b) => a.from - b.from);
  if (first === undefined) throw new Error(`no session of ${clinic}`);
  return first;
}

/** The day at Greenwich: near enough for a week to be asked for. */
function today(): LocalDay {
  return new Date().toISOString().slice(0, 10);
}

async function bookSomebody(
  planner: Caller,
  clinic: string,
): Promise<{ readonly session: SessionLine; readonly patientId: PatientId }> {
  const session = await aSession(planner, clinic);
  const { patientId } = await planner.ask("registerPatient", {
    given: "زهراء",
    father: "علي",
    family: clinic,
  });
  await planner.ask("bookPlace", { patientId, sessionId: session.sessionId, at: session.from });
  return { session, patientId };
}

async function isBookedIn(
  planner: Caller,
  sessionId: SessionId,
  patientId: PatientId,
): Promise<boolean> {
  const { bookings } = await planner.look("bookings", sessionId);
  return bookings.some((line) => line.patientId === patientId && line.status === "booked");
}
