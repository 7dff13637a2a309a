// Operations as their people meet them: requested, planned by hand and by keys, stepped through the
// day with their checklist, seen by the family; and an emergency that moves others.
import { expect, test } from "@playwright/test";
import type { Browser, Locator, Page } from "@playwright/test";
import type { OperationId, TheatreId } from "../../shared/domain/ids.ts";
import { languages as everyLanguage } from "../../shared/domain/language.ts";
import type { Language } from "../../shared/domain/language.ts";
import { isFit } from "./fit.ts";
import { closeAll, languages, newPage, screens } from "./faces.ts";
import { demoPassword, startHospitalInParts } from "./hospital.ts";
import { deskMeasures, phoneMeasures } from "./readable.ts";
import {
  cataract,
  fracture,
  hospitalNow,
  inMinutes,
  newPatient,
  openTheatres,
  planned,
  requested,
  theatreIds,
} from "./theatre-house.ts";
import { withHospital } from "./with-hospital.ts";

const now = Date.now();
const hospital = withHospital(async () => {
  const started = await startHospitalInParts();
  await openTheatres(started, now);
  return started;
});

/** A long text in a bar ends in an ellipsis; its panel says it whole. */
const theatreMeasures = { ...deskMeasures, mayEnd: true };
/** Held in a hand with gloves on. */
const tabletMeasures = { ...deskMeasures, targetMin: 48, mayEnd: true };
const familyMeasures = { ...phoneMeasures, mayScroll: true };
const tablet = { width: 768, height: 1024 };

for (const language of languages) {
  test(`${language}: requested, planned by hand and by keys, stepped to the ward, seen outside`, async ({
    browser,
  }) => {
    test.setTimeout(240_000);
    // Each in a theatre of its own: the other's operation really took its time there.
    const [first, next] = language === "ar" ? theatreIds : theatreIds.slice(1);
    const nurse = await hospital().staff("supervisor");
    const { given } = await newPatient(nurse);
    const page = await openTheatre(browser, language, "?view=waiting");
    const label = await requestFor(page, given);

    // By hand: from the waiting list onto the first theatre.
    await page.locator('[data-row-label] [data-act="plan"]').first().waitFor();
    await page.locator(`[data-row-label="${label}"] [data-act="plan"]`).click();
    await page.locator('[data-side="waiting"]').click();
    await dragTo(page, page.locator(`.waiting-card[data-label="${label}"]`), first);
    await fillTeam(page);
    await isFit(page, `theatre ${language} plan dialog`, theatreMeasures);
    await page.locator('dialog [data-act="confirm"]').click();
    const bar = page.locator(`.bar[data-label="${label}"]`);
    await expect(laneOf(page, first).locator(bar)).toBeVisible();
    await expect(page.locator('[data-act="undo"]')).toBeVisible();

    // By keys: one theatre further down and ten minutes later.
    await bar.focus();
    await page.keyboard.press("Space");
    await page.keyboard.press("ArrowDown");
    const later = language === "ar" ? "ArrowLeft" : "ArrowRight";
    await page.keyboard.press(later);
    await page.keyboard.press(later);
    await expect(page.locator(".drag-said [data-finding]").first()).toBeVisible();
    await page.keyboard.press("Enter");
    await page.locator('dialog input[name="reason"]').fill("the first theatre is cleaned");
    await page.locator('dialog [data-act="confirm"]').click();
    await expect(laneOf(page, next).locator(bar)).toHaveAttribute("data-look", "moved");
    // And back again, by one press.
    await page.locator('[data-act="undo"]').click();
    await expect(laneOf(page, first).locator(bar)).toBeVisible();

    await stepThrough(page, bar, nurse);
    const family = await openFamily(browser, language);
    const line = family.locator(`[data-label="${label}"]`);
    await expect(line).toHaveAttribute("data-state", "recovery");
    await expect(family.locator("body")).not.toContainText(given);
    await page.locator('.panel-foot [data-act="step"]').click();
    await expect(page.locator(".operation-panel")).toHaveAttribute("data-status", "ward");
    nurse.close();
  });
}

for (const language of languages) {
  test(`${language}: an emergency is put first, and the new list is printed`, async ({
    browser,
  }) => {
    const nurse = await hospital().staff("supervisor");
    for (const theatreId of theatreIds) {
      const { operationId } = await requested(nurse, now);
      const from = inMinutes(Date.now(), language === "ar" ? 30 : 240);
      await planned(nurse, operationId, { theatreId: theatreId as TheatreId, from, minutes: 90 });
    }
    const { given } = await newPatient(nurse);
    const page = await openTheatre(browser, language, "");
    await page.locator('[data-act="emergency"]').click();
    await pickPatient(page, given);
    await page.locator('dialog select[name="procedure"]').selectOption(fracture);
    await chooseFirst(page.locator('dialog select[name="team-surgeon"]'), 1);
    await page.locator('dialog input[name="reason"]').fill("open fracture");
    await page.locator('dialog [data-act="propose"]').click();
    await expect(page.locator(".proposal").first()).toBeVisible();
    await isFit(page, `theatre ${language} proposals`, theatreMeasures);
    const moving = page.locator('.choice-option:has(.proposal:not([data-moves="0"]))');
    const offered =
      (await moving.count()) > 0 ? moving : page.locator(".choice-option:has(.proposal)");
    await offered.first().click();
    await page.locator('.proposals-side [data-act="confirm"]').click();
    const done = page.locator("[data-emergency]");
    await expect(done).toBeVisible();
    const label = (await done.getAttribute("data-emergency")) ?? "";
    await isFit(page, `theatre ${language} emergency done`, theatreMeasures);
    const href = await page.locator('[data-act="print-new-list"]').getAttribute("href");
    const list = await page.context().newPage();
    await list.goto(`${hospital().server}${href ?? ""}`);
    await expect(list.locator("body")).toContainText(label);
    await expect(list.locator("tr.changed").first()).toBeVisible();
    await list.close();
    await page.keyboard.press("Escape");
    await expect(page.locator(`.bar[data-label="${label}"]`)).toHaveAttribute(
      "data-look",
      "emergency",
    );
    nurse.close();
  });
}

for (const language of languages) {
  test(`${language}: a house keeps its theatres, procedures and blocks, and releases a block`, async ({
    browser,
  }) => {
    const page = await openAdmin(browser, language);
    const theatreId = `kept-${language}`;
    await page.locator('[data-act="new-theatre"]').click();
    await page.locator('input[name="theatre-id"]').fill(theatreId);
    await page.locator('input[name="name-ar"]').fill("صالة جديدة");
    await page.locator('input[name="name-en"]').fill("New theatre");
    await page.locator('dialog [data-act="confirm"]').click();
    await expect(page.locator(`[data-theatre-row="${theatreId}"]`)).toBeVisible();

    await page.locator('[data-act="new-procedure"]').click();
    await page.locator('input[name="procedure-id"]').fill(`lens-${language}`);
    await page.locator('input[name="name-ar"]').fill("زرع عدسة");
    await page.locator('input[name="name-en"]').fill("Lens implant");
    await isFit(page, `theatres ${language} procedure`, { ...deskMeasures, mayEnd: true });
    await page.locator('dialog [data-act="confirm"]').click();
    await expect(page.locator(`[data-procedure-row="lens-${language}"]`)).toBeVisible();

    const { day } = hospitalNow(Date.now());
    const cell = page.locator(`[data-cell="${theatreId} ${day}"]`);
    const addBlock = async (endMin: string) => {
      await cell.locator('[data-act="new-block"]').click();
      await page.locator('select[name="block-clinic"]').selectOption("eye");
      await page.locator('input[name="block-start"]').fill("0:00");
      await page.locator('input[name="block-end"]').fill(endMin);
    };
    await addBlock("23:30");
    await isFit(page, `theatres ${language} block`, deskMeasures);
    await page.locator('dialog [data-act="confirm"]').click();
    const block = cell.locator("[data-block]");
    await expect(block).toHaveAttribute("data-status", "held");
    // Whose the time is already stands in the dialog.
    await addBlock("10:00");
    await expect(page.locator("dialog .dialog-missing")).toContainText("23:30");
    await page.keyboard.press("Escape");
    await isFit(page, `theatres ${language} section`, deskMeasures);

    const desk = await openTheatre(browser, language, "?view=day");
    const free = laneOf(desk, theatreId).locator('[data-act="release-block"]');
    await isFit(desk, `theatre ${language} free block`, theatreMeasures);
    await free.click();
    await desk.locator('dialog input[name="reason"]').fill("no list today");
    await isFit(desk, `theatre ${language} release`, theatreMeasures);
    await desk.locator('dialog [data-act="confirm"]').click();
    await expect(free).toHaveCount(0);
    await expect(block).toHaveAttribute("data-status", "released");
  });
}

test("what nobody may let pass refuses the drop, and says why", async ({ browser }) => {
  const nurse = await hospital().staff("supervisor");
  const [first, second] = [await requested(nurse, now), await requested(nurse, now)];
  const spot = { from: inMinutes(Date.now(), 400), minutes: 40 };
  await planned(nurse, first.operationId, { ...spot, theatreId: theatreIds[0] as TheatreId });
  await planned(nurse, second.operationId, { ...spot, theatreId: theatreIds[2] as TheatreId });
  const { day } = hospitalNow(spot.from);
  const page = await openTheatre(browser, "en", `?view=day&day=${day}`);
  await page.locator(`.bar[data-label="${second.label}"]`).focus();
  for (const key of ["Space", "ArrowUp", "ArrowUp"]) await page.keyboard.press(key);
  await expect(page.locator('.drag-said [data-finding="clash"]').first()).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(
    page.locator('[data-notice="refusal"] [data-finding="clash"]').first(),
  ).toBeVisible();
  await expect(laneOf(page, theatreIds[2]).locator(`[data-label="${second.label}"]`)).toBeVisible();
  // Escape leaves everything as it was.
  await page.locator('[data-act="read"]').click();
  await page.locator(`.bar[data-label="${second.label}"]`).focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Escape");
  await expect(page.locator(".bar-ghost")).toHaveCount(0);
  nurse.close();
});

for (const language of everyLanguage) {
  test(`${language}: every view of operations can be read and touched`, async ({ browser }) => {
    test.setTimeout(240_000);
    const nurse = await hospital().staff("supervisor");
    const { operationId } = await requested(nurse, now);
    await planned(nurse, operationId, {
      ...{ theatreId: theatreIds[1] as TheatreId, minutes: 40 },
      from: inMinutes(Date.now(), 460 + everyLanguage.indexOf(language) * 60),
    });
    await requested(nurse, now);
    nurse.close();
    const page = await openTheatre(browser, language, "");
    const fits = (name: string) => isFit(page, `theatre ${language} ${name}`, theatreMeasures);
    await fits("day, waiting");
    const view = async (search: string, ready: string) => {
      await page.goto(`${hospital().server}/theatre/${search}`);
      await expect(page.locator(ready).first()).toBeVisible();
    };
    await view(`?operation=${operationId}`, ".operation-panel");
    await fits("day, an operation");
    await page.locator('.panel-acts [data-act="delay"]').click();
    await fits("delay");
    await page.keyboard.press("Escape");
    await page.locator('.panel-acts [data-act="cancel"]').click();
    await fits("cancel");
    await page.keyboard.press("Escape");
    await page.locator('[data-act="emergency"]').click();
    await fits("emergency");
    await view("?view=week", ".week-cell[data-count]");
    await fits("week");
    await view("?view=waiting", "[data-row-label]");
    await fits("waiting list");
    await page.locator('[data-act="request"]').click();
    await fits("request");
    await page.setViewportSize(screens.board);
    await view("?view=live", ".live-row[data-theatre]");
    await fits("live board");
    await page.setViewportSize(tablet);
    await view("?view=checklist", ".checklist-case");
    await isFit(page, `theatre ${language} checklist, today`, tabletMeasures);
    await view(`?view=checklist&operation=${operationId}`, ".check-item");
    await isFit(page, `theatre ${language} checklist`, tabletMeasures);
    await closeAll(browser);
    const family = await openFamily(browser, language);
    await isFit(family, `family ${language} on a phone`, familyMeasures);
    await family.setViewportSize(screens.board);
    await isFit(family, `family ${language} on the wall`, { ...familyMeasures, textMin: 26 });
  });
}

async function openAdmin(browser: Browser, language: Language): Promise<Page> {
  const page = await newPage(browser, "desk");
  await page.goto(`${hospital().server}/admin/#/theatres`);
  await page.locator(`[data-language="${language}"]`).click();
  await page.locator('input[name="user"]').fill("supervisor");
  await page.locator('input[name="password"]').fill(demoPassword);
  await page.keyboard.press("Enter");
  await expect(page.locator('[data-section-page="theatres"]')).toBeVisible();
  return page;
}

async function openTheatre(browser: Browser, language: Language, search: string): Promise<Page> {
  const page = await newPage(browser, "desk");
  await page.goto(`${hospital().server}/theatre/${search}`);
  await expect(page.locator('[data-screen="sign-in"]')).toBeVisible();
  await page.locator(`[data-language="${language}"]`).click();
  await page.locator('input[name="user"]').fill("supervisor");
  await page.locator('input[name="password"]').fill(demoPassword);
  await page.keyboard.press("Enter");
  await expect(page.locator('[data-screen="theatre"] main[aria-busy="false"]')).toBeVisible();
  return page;
}

async function openFamily(browser: Browser, language: Language): Promise<Page> {
  const page = await newPage(browser, "phone");
  await page.goto(`${hospital().server}/family/?lang=${language}`);
  await expect(page.locator('.family main[aria-busy="false"]')).toBeVisible();
  return page;
}

const laneOf = (page: Page, theatreId: string) => page.locator(`[data-lane="${theatreId}"]`);

async function pickPatient(page: Page, given: string): Promise<void> {
  await page.locator('dialog input[name="q"]').fill(given);
  await expect(page.locator("dialog [data-patient]")).toHaveCount(1);
  await page.keyboard.press("Enter");
  await expect(page.locator("dialog .picked-patient")).toContainText(given);
}

async function requestFor(page: Page, given: string): Promise<string> {
  await page.locator('[data-act="request"]').click();
  await pickPatient(page, given);
  await page.locator('dialog select[name="procedure"]').selectOption(cataract);
  await page.locator('dialog select[name="side"]').selectOption("left");
  await page.locator('dialog [data-act="confirm"]').click();
  await expect(page.locator("dialog")).toHaveCount(0);
  const row = page.locator("[data-row-label]").filter({ hasText: given });
  await expect(row).toHaveCount(1);
  return (await row.getAttribute("data-row-label")) ?? "";
}

async function dragTo(page: Page, card: Locator, theatreId: string): Promise<void> {
  const lane = laneOf(page, theatreId);
  await lane.scrollIntoViewIfNeeded();
  await card.scrollIntoViewIfNeeded();
  const from = await card.boundingBox();
  const nowLine = await page.locator(".now-line").boundingBox();
  const to = await lane.boundingBox();
  if (from === null || nowLine === null || to === null) throw new Error("nothing to drag");
  // A little later than now, whatever hours are in sight: what has passed is not planned any more.
  const isToTheLeft = (await lane.evaluate((box) => getComputedStyle(box).direction)) === "rtl";
  const x = nowLine.x + (isToTheLeft ? -1 : 1) * to.width * 0.05;
  await page.mouse.move(from.x + 24, from.y + 12);
  await page.mouse.down();
  await page.mouse.move(x, to.y + to.height / 2, { steps: 8 });
  await expect(page.locator(".bar-ghost")).toBeVisible();
  await expect(page.locator(".drag-said [data-finding]").first()).toBeVisible();
  await page.mouse.up();
  await expect(page.locator("dialog[open]")).toBeVisible();
}

/** The first who is free: what a plan would break is said while the team is chosen. */
async function fillTeam(page: Page): Promise<void> {
  const surgeon = page.locator('dialog select[name="team-surgeon"]');
  const count = await surgeon.locator("option").count();
  for (let index = 1; index < count; index++) {
    // Waited for from before the choice: on a slow machine the answer is there before the next line.
    const checked = page.waitForResponse("**/api/theatres/check");
    await chooseFirst(surgeon, index);
    await checked;
    if ((await page.locator("dialog [data-hard]").count()) === 0) return;
  }
}

async function chooseFirst(select: Locator, index: number): Promise<void> {
  await select.selectOption({ index });
}

type Nurse = Awaited<ReturnType<ReturnType<typeof hospital>["staff"]>>;

/** From the ward to recovery; a step whose part is open is refused, on screen and behind it. */
async function stepThrough(page: Page, bar: Locator, nurse: Nurse): Promise<void> {
  const operationId = (await bar.getAttribute("data-operation")) as OperationId;
  await bar.click();
  const panel = page.locator(".operation-panel");
  const step = page.locator('.panel-foot [data-act="step"]');
  const is = (status: string) => expect(panel).toHaveAttribute("data-status", status);
  const tickAll = async (part: string) => {
    const open = page.locator(`[data-part="${part}"] [data-mark="open"] .check-tick`);
    for (let left = await open.count(); left > 0; left--) {
      await open.first().click();
      await expect(open).toHaveCount(left - 1);
    }
  };
  await expect(step).toHaveAttribute("aria-disabled", "true");
  await expect(page.locator(".next-step-why")).toBeVisible();
  await expect(nurse.ask("stepOperation", { operationId, step: "sendFor" })).rejects.toThrow(
    "checklist_open",
  );
  await tickAll("before");
  for (const [status, part] of [
    ["sent_for", null],
    ["arrived", "signIn"],
    ["signed_in", "timeOut"],
    ["incision", null],
    ["closed", "signOut"],
    ["recovery", null],
  ] as const) {
    await expect(step).toHaveAttribute("aria-disabled", "false");
    await step.click();
    await is(status);
    if (part !== null) await tickAll(part);
  }
  const { operation } = await nurse.look("operation", operationId);
  expect(Object.keys(operation.times).toSorted()).toEqual(
    ["arrive", "close", "incise", "recover", "sendFor", "signIn"].toSorted(),
  );
}
