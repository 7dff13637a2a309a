// A test from the doctor's word to the pharmacy's window, by the desks that do it, both ways.
import { expect, test } from "@playwright/test";
import type { Browser, Page } from "@playwright/test";
import { languages as allLanguages } from "../../shared/domain/language.ts";
import type { Language } from "../../shared/domain/language.ts";
import { languages, newPage, openBoard, openDesk, openKiosk } from "./faces.ts";
import type { Desk } from "./faces.ts";
import { isFit } from "./fit.ts";
import { demoPassword, startHospital } from "./hospital.ts";
import { openLaboratory, ordered, putCatalogue, scan, takenAt } from "./laboratory-house.ts";
import { barsText, qrText } from "./paper.ts";
import { boardMeasures, deskMeasures, kioskMeasures } from "./readable.ts";
import { withHospital } from "./with-hospital.ts";

const hospital = withHospital(startHospital);

/** Where each language works, so that one journey leaves nothing to the other. */
const places = {
  ar: { service: "internal-visit", room: "room-1", chair: "lab-chair-1", typed: "صوره رحله" },
  en: { service: "children-visit", room: "room-3", chair: "lab-chair-2", typed: "blod journey" },
} as const;
/** Where the patients of both wait. */
const hall = "hall-1";

const fitPlaces = {
  ar: { service: "internal-visit", room: "room-2", chair: "lab-chair-3" },
  ckb: { service: "heart-visit", room: "room-5", chair: "lab-chair-4" },
  en: { service: "skin-visit", room: "room-34", chair: "lab-chair-5" },
  fa: { service: "diabetes-visit", room: "room-44", chair: "lab-chair-6" },
  ur: { service: "children-visit", room: "room-4", chair: "lab-chair-1" },
} as const;

const resultReady = {
  ar: "النتيجة جاهزة. العودة إلى الطبيب نفسه",
  en: "Result ready. Go back to the same doctor",
} as const;

test.beforeAll(() => putCatalogue(hospital()));

async function press(desk: Desk, key: string): Promise<void> {
  await desk.page.keyboard.press(key);
  await desk.settled();
}

for (const language of languages) {
  test(`${language}: from the doctor's word to the pharmacy's window`, async ({ browser }) => {
    const { service, room, chair, typed } = places[language];
    const kiosk = await hospital().device("kiosk");
    const { label, trackUrl } = await kiosk.issue(service, { language });
    const later = await kiosk.issue(service);
    const { server } = hospital();

    // The doctor orders by a few letters and the keyboard alone.
    const doctor = await openDesk(browser, server, {
      ...{ language, servicePoint: room, user: "doctor" },
    });
    await ordersByKeyboard(doctor, label, typed);

    // The chair takes it: one key, and it says what in which tube.
    const nurse = await openDesk(browser, server, {
      ...{ language, servicePoint: chair, user: "nurse" },
    });
    await expect(nurse.page.locator(`[data-next-label="${label}"]`)).toBeVisible();
    await press(nurse, "F2");
    await nurse.currentIs(label, "called");
    await expect(nurse.page.locator('[data-take] [data-tube="lavender"]')).toBeVisible();
    await nurse.page.keyboard.press("F10");
    await expect(nurse.page.locator('[data-said="done"]')).toBeVisible();
    await expect(nurse.page.locator("[data-take]")).toHaveCount(0);
    const taken = await orderOf(label);
    await expect.poll(() => labelsOnPaper(taken.barcode)).toBe(1);
    await expect(nurse.page.locator('[data-label-state="printed"]')).toBeVisible();
    await press(nurse, "F8");
    await press(nurse, "F8");
    await nurse.currentIs("");

    // The laboratory hears of it, receives it by its label, and says that the result is ready.
    const laboratory = await openLaboratory(hospital(), browser, language);
    const row = laboratory.locator(`[data-order-label="${taken.label}"]`);
    await expect(row).toBeVisible();
    await scan(laboratory, taken.barcode);
    await expect(laboratory.locator('[data-scan="received"]')).toBeVisible();
    await expect(laboratory.locator(`[data-chosen="${taken.label}"]`)).toBeVisible();
    await scan(laboratory, taken.barcode);
    await expect(laboratory.locator('[data-scan="already_received"]')).toBeVisible();
    await printsAgain(laboratory);
    await expect.poll(() => labelsOnPaper(taken.barcode)).toBe(2);
    await laboratory.keyboard.press("F8");
    await expect(laboratory.locator('[data-said="done"]')).toBeVisible();
    await expect(row).toHaveCount(0);

    // Back to the same doctor, before whoever came later; then the pharmacy makes it ready first.
    await expect(doctor.page.locator(`[data-next-label="${label}"]`)).toBeVisible();
    await doctor.page.locator('[data-tab="waiting"]').click();
    await expect(doctor.page.locator(`[data-row-label="${label}"] .chip-ok`)).toBeVisible();
    const phone = await newPage(browser, "phone", { locale: language });
    await phone.goto(trackUrl.replace("http://dawr.test", server));
    await expect(phone.locator(".advice h2")).toHaveText(resultReady[language]);
    await phone.close();
    // Whoever has no phone reads it in the hall, by the label.
    const board = await openBoard(browser, server, hall, language);
    const told = board.locator('[data-kind="results"]').filter({ hasText: label });
    await expect(told).toBeVisible({ timeout: 40_000 });
    await isFit(board, `laboratory ${language} board`, boardMeasures);
    await board.close();
    await press(doctor, "F2");
    await doctor.currentIs(label, "called");
    await expect(doctor.page.locator(`[data-tests-of="${taken.label}"] .chip-ok`)).toBeVisible();
    await press(doctor, "F8");
    await press(doctor, "F2");
    await doctor.currentIs(later.label, "called");
    await givesMedicines(browser, language, label);
    kiosk.close();
  });

  test(`${language}: a specimen is rejected and taken again, a cancelled one is refused`, async ({
    browser,
  }) => {
    const { service, room, chair } = places[language];
    const { label, order } = await ordered(hospital(), { service, room }, [
      "journey-clotting",
      "journey-cbc",
    ]);
    const first = await takenAt(hospital(), chair, order);
    const laboratory = await openLaboratory(hospital(), browser, language);
    const row = laboratory.locator(`[data-order-label="${order.label}"]`);
    await row.click();
    // They were taken without a printer: each tube says so, and prints its label here.
    const none = laboratory.locator('[data-label-state="none"]');
    await expect(none).toHaveCount(2);
    await none.first().locator('[data-act="print-again"]').click();
    await expect(laboratory.locator('[data-label-state="printed"]')).toHaveCount(1);
    await expect(none).toHaveCount(1);
    await laboratory.keyboard.press("F9");
    const dialog = laboratory.locator("dialog[open]");
    await dialog.locator("label", { hasText: first[0] ?? "" }).click();
    await laboratory.keyboard.press("Digit1");
    await laboratory.keyboard.press("Enter");
    await expect(laboratory.locator('[data-said="done"]')).toBeVisible();
    await scan(laboratory, first[0] ?? "");
    await expect(laboratory.locator('[data-scan="wrong_state"]')).toBeVisible();

    // The patient is still in the house: called to the chair again, and only that tube is taken.
    const nurse = await openDesk(browser, hospital().server, {
      ...{ language, servicePoint: chair, user: "nurse" },
    });
    await expect(nurse.page.locator(`[data-next-label="${label}"]`)).toBeVisible();
    await press(nurse, "F2");
    await nurse.currentIs(label, "called");
    await expect(nurse.page.locator(".take-tubes li")).toHaveCount(1);
    await nurse.page.keyboard.press("F10");
    await expect(nurse.page.locator('[data-said="done"]')).toBeVisible();
    await press(nurse, "F8");
    await press(nurse, "F8");

    await row.click();
    await laboratory.keyboard.press("Shift+F9");
    await laboratory.locator('input[name="reason"]').fill("ordered twice");
    await laboratory.keyboard.press("Enter");
    await expect(laboratory.locator('[data-said="done"]')).toBeVisible();
    await scan(laboratory, first[1] ?? "");
    await expect(laboratory.locator('[data-scan="order_cancelled"]')).toBeVisible();
    await expect(laboratory.locator(".scan-facts")).toContainText(order.label);
  });
}

/** A few letters and the keyboard alone; the patient is then away, and the place is kept. */
async function ordersByKeyboard(doctor: Desk, label: string, typed: string): Promise<void> {
  await expect(doctor.page.locator(`[data-row-label="${label}"]`)).toBeVisible();
  await press(doctor, "F2");
  await doctor.currentIs(label, "called");
  await press(doctor, "F10");
  await doctor.page.keyboard.type(typed);
  await expect(
    doctor.page.locator('[aria-selected="true"][data-test="journey-cbc"]'),
  ).toBeVisible();
  await doctor.page.keyboard.press("Enter");
  await doctor.page.keyboard.press("Control+Enter");
  await expect(doctor.page.locator("[data-ordered]")).toBeVisible();
  await doctor.page.keyboard.press("Enter");
  await doctor.currentIs("");
  await doctor.page.locator('[data-tab="aside"]').click();
  await expect(doctor.page.locator(`[data-row-label="${label}"]`)).toHaveAttribute(
    ...(["data-row-status", "away"] as const),
  );
}

async function laboratoryFits(browser: Browser, language: Language, barcode: string) {
  const page = await openLaboratory(hospital(), browser, language);
  const at = (name: string) => isFit(page, `laboratory ${name}`, deskMeasures);
  await expect(page.locator("[data-order]")).not.toHaveCount(0);
  await at("worklist");
  await scan(page, barcode);
  await expect(page.locator('[data-scan="received"]')).toBeVisible();
  await at("received");
  await scan(page, "X000000");
  await expect(page.locator('[data-scan="unknown_specimen"]')).toBeVisible();
  await at("unknown");
  for (const [key, name] of [
    ["F9", "rejecting"],
    ["F4", "label again"],
    ["Shift+F9", "cancelling"],
  ] as const) {
    await page.keyboard.press(key);
    await expect(page.locator("dialog[open]")).toBeVisible();
    await at(name);
    await page.keyboard.press("Escape");
    await expect(page.locator("dialog")).toHaveCount(0);
  }
  await page.keyboard.press("F8");
  await expect(page.locator('[data-said="done"]')).toBeVisible();
  await page.locator('[data-filter="ready"]').click();
  await page.locator("[data-order]").first().click();
  await at("ready");
  await page.keyboard.press("Shift+F8");
  await expect(page.locator("dialog[open]")).toBeVisible();
  await at("taking back");
  await page.keyboard.press("Escape");
  await expect(page.locator("dialog")).toHaveCount(0);
  await page.keyboard.press("F6");
  await expect(page.locator('[data-tab="imaging"][aria-selected="true"]')).toBeVisible();
  await at("imaging");
}

/** The pharmacy makes the medicines ready, and only then calls. */
async function givesMedicines(browser: Browser, language: Language, label: string) {
  const pharmacy = await openDesk(browser, hospital().server, {
    ...{ language, servicePoint: "window-11", user: "nurse" },
  });
  await pharmacy.page.locator('[data-tab="aside"]').click();
  const prepared = pharmacy.page.locator(`[data-row-label="${label}"]`);
  await expect(prepared).toHaveAttribute("data-row-status", "preparing");
  await prepared.click();
  await pharmacy.page.keyboard.press("Enter");
  await pharmacy.page.locator('[data-menu-act="markReady"]').click();
  await pharmacy.settled();
  await expect(pharmacy.page.locator(`[data-next-label="${label}"]`)).toBeVisible();
  await press(pharmacy, "F2");
  await pharmacy.currentIs(label, "called");
  await press(pharmacy, "F8");
  await press(pharmacy, "F8");
}

/** While an answer is awaited a key does nothing, and the paper may be quicker than the answer. */
async function printsAgain(laboratory: Page): Promise<void> {
  await laboratory.keyboard.press("F4");
  await expect(laboratory.locator("dialog[open]")).toBeVisible();
  await laboratory.keyboard.press("Enter");
  await expect(laboratory.locator("dialog[open]")).toHaveCount(0);
  await expect(laboratory.locator('[data-said="done"]')).toBeVisible();
}

/** How many papers have this barcode, in bars and as a QR: what a tube needs to be told by. */
function labelsOnPaper(barcode: string): number {
  const papers = hospital()
    .papers()
    .map((name) => hospital().paper(name));
  return papers.filter((paper) => qrText(paper) === barcode && barsText(paper) === barcode).length;
}

/** What the collection has taken of a ticket's only order. */
async function orderOf(label: string) {
  const desk = await hospital().staff("supervisor");
  const { orders } = await desk.look("labWork", "laboratory");
  desk.close();
  const order = orders.find(({ ticketLabel }) => ticketLabel === label);
  return { label: order?.label ?? "", barcode: order?.specimens[0]?.barcode ?? "" };
}

for (const language of allLanguages) {
  test(`${language}: every screen of tests is fit to be read`, async ({ browser }) => {
    const { service, room, chair } = fitPlaces[language];
    const kiosk = await hospital().device("kiosk");
    await kiosk.issue(service);
    kiosk.close();
    const { server } = hospital();
    const doctor = await openDesk(browser, server, {
      ...{ language, servicePoint: room, user: "doctor" },
    });
    const fits = (desk: Desk, name: string) => isFit(desk.page, `tests ${name}`, deskMeasures);
    await expect(doctor.page.locator("[data-next-label]:not([data-next-label=''])")).toBeVisible();
    await press(doctor, "F2");
    await expect(doctor.page.locator('[data-current-status="called"]')).toBeVisible();
    await fits(doctor, "doctor with a patient");
    await press(doctor, "F10");
    await expect(doctor.page.locator("[data-test]")).not.toHaveCount(0);
    await fits(doctor, "ordering, nothing chosen");
    for (const id of ["journey-glucose", "journey-cbc", "journey-clotting"]) {
      await doctor.page.locator('[name="find-test"]').fill(id);
      await doctor.page.keyboard.press("Enter");
    }
    await expect(doctor.page.locator("[data-chosen-test]")).toHaveCount(3);
    await fits(doctor, "ordering, chosen");
    await doctor.page.keyboard.press("Control+Enter");
    await expect(doctor.page.locator("[data-ordered]")).toBeVisible();
    await fits(doctor, "ordered");
    const label = (await doctor.page.locator(".ordered-label").textContent()) ?? "";
    await doctor.page.keyboard.press("Enter");

    const nurse = await openDesk(browser, server, {
      ...{ language, servicePoint: chair, user: "nurse" },
    });
    await expect(nurse.page.locator(`[data-next-label="${label}"]`)).toBeVisible();
    await press(nurse, "F2");
    await expect(nurse.page.locator('[data-prepared="ask"]')).toBeVisible();
    await fits(nurse, "taking, to be asked");
    await nurse.page.locator('[data-act="joinOrder"]').click();
    await fits(nurse, "joining, who");
    await nurse.page.keyboard.press("Escape");
    await nurse.page.locator('[data-act="prepared"]').click();
    await expect(nurse.page.locator('[data-prepared="yes"]')).toBeVisible();
    await nurse.settled();
    await fits(nurse, "taking, confirmed");
    await nurse.page.keyboard.press("F10");
    await expect(nurse.page.locator("[data-take]")).toHaveCount(0);
    await fits(nurse, "taken");
    const { barcode } = await orderOf(label);
    await press(nurse, "F8");
    await press(nurse, "F8");

    await laboratoryFits(browser, language, barcode);
  });
}

test("the kiosk asks for the preparation in large type, and a no is no dead end", async ({
  browser,
}) => {
  const preparation = { fastingHours: 12, notAfterMin: null, words: null };
  const refusal = { kind: "refused", code: "preparation_asked" };
  const bookings = [{ appointmentId: "a1", at: Date.now(), label: null, preparation }];
  for (const language of allLanguages) {
    const { page, tap } = await openKiosk(browser, hospital().kiosk, language);
    await page.route("**/device/check-in", (route) =>
      route.fulfill({ json: { ...refusal, bookings } }),
    );
    await tap('[data-act="appointment"]');
    for (const sign of "07701234567") await tap(`[data-key="${sign}"]`);
    await tap('[data-act="go-on"]');
    await expect(page.locator('[data-fasting="12"]')).toBeVisible();
    await isFit(page, "kiosk preparation asked", kioskMeasures);
    await tap('[data-act="not-prepared"]');
    await expect(page.locator('[data-outcome="not_prepared"]')).toBeVisible();
    await isFit(page, "kiosk not prepared", kioskMeasures);
    await tap('[data-act="correct"]');
    await expect(page.locator('[data-act="prepared"]')).toBeVisible();
    await page.context().close();
  }
});

test("the catalogue is written, in every language", async ({ browser }) => {
  const page = await newPage(browser, "desk");
  await page.goto(`${hospital().server}/admin/#/laboratory`);
  await page.locator('input[name="user"]').fill("admin");
  await page.locator('input[name="password"]').fill(demoPassword);
  await page.keyboard.press("Enter");
  for (const language of allLanguages) {
    await page.locator('[data-act="language"]').click();
    await page.locator(`[data-language="${language}"]`).click();
    await expect(page.locator("html")).toHaveAttribute("lang", language);
    await isFit(page, "admin catalogue", deskMeasures);
    for (const act of ["new-test", "new-panel"]) {
      await page.locator(`[data-act="${act}"]`).click();
      await isFit(page, `admin catalogue ${act}`, deskMeasures);
      await page.keyboard.press("Escape");
      await expect(page.locator("dialog")).toHaveCount(0);
    }
  }
  await page.locator('[data-act="new-test"]').click();
  await page.locator('input[name="code"]').fill("Journey-New");
  await page.locator('input[name="name-ar"]').fill("فحص جديد");
  await page.locator('[data-act="confirm"]').click();
  await expect(page.locator('[data-test-row="journey-new"]')).toBeVisible();
});
