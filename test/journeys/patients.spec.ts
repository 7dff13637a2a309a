// A patient's way through the desk: registered, found again, once only, with documents, and gone.
import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import type { Locator, Page } from "@playwright/test";
import type { ServicePointId } from "../../shared/domain/ids.ts";
import { languages } from "../../shared/domain/language.ts";
import type { Language } from "../../shared/domain/language.ts";
import { readZip } from "../harness/zip.ts";
import { openDesk } from "./faces.ts";
import type { Desk } from "./faces.ts";
import { isFit } from "./fit.ts";
import { startHospital } from "./hospital.ts";
import { deskMeasures } from "./readable.ts";
import { withHospital } from "./with-hospital.ts";

const hospital = withHospital(startHospital);

/** Each language its own people: they share one hospital. */
const families = {
  ar: "الموسوي",
  ckb: "البرزنجي",
  en: "الخفاجي",
  fa: "الأسدي",
  ur: "الزيدي",
} as const satisfies Record<Language, string>;

for (const language of languages) {
  test(`${language}: a patient is registered, found, merged and erased at the desk`, async ({
    browser,
  }) => {
    const desk = await openDesk(browser, hospital().server, {
      language,
      servicePoint: "room-6",
      user: "supervisor",
    });
    const panel = panelOf(desk, language);
    await registers(panel);
    await meetsANamesake(panel);
    await merges(panel);
    await erases(panel);
    await desk.page.keyboard.press("Escape");
    await expect(desk.page.locator("dialog")).toHaveCount(0);
    // No key reached the desk behind the panel: nobody was called.
    await expect(desk.page.locator("[data-current-status]")).toHaveCount(0);
  });
}

interface Panel extends Desk {
  readonly family: string;
  readonly card: string;
  at(view: string): Promise<void>;
  fits(name: string): Promise<void>;
  fill(fields: Readonly<Record<string, string>>): Promise<void>;
}

function panelOf(desk: Desk, language: Language): Panel {
  const { page } = desk;
  return {
    ...desk,
    family: families[language],
    card: `19841234567${languages.indexOf(language)}`,
    at: (view) => expect(page.locator(`[data-patients="${view}"]`)).toBeVisible(),
    fits: (name) => isFit(page, `patients ${name}`, deskMeasures),
    async fill(fields) {
      for (const [name, text] of Object.entries(fields)) {
        await page.locator(`.patients input[name="${name}"]`).fill(text);
      }
    },
  };
}

async function registers({ page, act, at, fits, fill, family, card }: Panel): Promise<void> {
  await fits("console");
  await page.keyboard.press("F3");
  await at("find");
  await expect(page.locator('input[name="q"]')).toBeFocused();
  await fits("find");
  await fill({ q: `علي ${family}` });
  await expect(page.locator(".patients .empty-state")).toBeVisible();
  await fits("none");
  await act("newPatient").click();
  await fill({ given: "علي", father: "حسين", grandfather: "عبد الكريم", family });
  await fill({ mother: "زهراء كاظم", birthYear: "١٩٨٤", phone: "0770 123 4567", nationalId: "12" });
  await act("savePerson").click();
  await expect(page.locator(".patients .notice-refusal")).toBeVisible();
  await fits("refused");
  await fill({ nationalId: card });
  await act("savePerson").click();
  await at("file");
  const patientId = await page.locator(".patients-file").getAttribute("data-patient");
  const reception = await hospital().staff("reception");
  await reception.issue("heart-ecg", { patientId: patientId ?? "" });
  const { callId } = await reception.ask("callNext", {
    servicePointId: "room-6" as ServicePointId,
  });
  await reception.ask("noShow", { callId });
  reception.close();
  await page.locator('input[name="document"]').setInputFiles({
    name: "تقرير الأشعة.txt",
    mimeType: "text/plain",
    buffer: Buffer.from("سليم"),
  });
  await expect(page.locator("[data-document]")).toHaveCount(1);
  await expect(page.locator("[data-line]")).toHaveCount(2);
  await fits("file");
  await savesItAll(page, act("saveFile"));
  await page.keyboard.press("F2");
}

/** One file with the timeline and the document, which another program unpacks. */
async function savesItAll(page: Page, save: Locator): Promise<void> {
  const saving = page.waitForEvent("download");
  await save.click();
  const { entries } = readZip(readFileSync(await (await saving).path()));
  expect(entries.map(({ name }) => name.replace(/f\d+/, "f"))).toEqual([
    "file.html",
    "timeline.csv",
    "file.json",
    "documents/f تقرير الأشعة.txt",
  ]);
  expect(entries.at(-1)?.body.toString()).toBe("سليم");
}

async function meetsANamesake({ page, act, at, fits, fill, family }: Panel): Promise<void> {
  await act("back").click();
  await act("newPatient").click();
  await fill({ given: "عَلي", father: "حسين", family: family.slice(2), birthYear: "1984" });
  await act("savePerson").click();
  await expect(page.locator("[data-namesakes] [data-patient]")).toHaveCount(1);
  await fits("namesakes");
  await act("registerOther").click();
  await at("file");
}

async function merges({ page, act, at, fits, fill, family }: Panel): Promise<void> {
  await act("mergePerson").click();
  await fill({ q: `علي حسين ${family.slice(2)}` });
  await expect(page.locator(".patients-hits [data-patient]")).toHaveCount(1);
  await fits("other");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await at("merge");
  await expect(page.locator(".patients-compare")).toBeVisible();
  await act("swap").click();
  await expect(page.locator(".patients-compare")).toBeVisible();
  await fits("merge");
  await fill({ reason: "هما واحد" });
  await act("giveReason").click();
  await at("file");
  await expect(page.locator("[data-document]")).toHaveCount(1);
  await fits("merged");
}

async function erases({ page, act, at, fits, fill }: Panel): Promise<void> {
  await act("erasePerson").click();
  await fill({ reason: "طلب صاحبه" });
  await fits("erase");
  await act("giveReason").click();
  await at("file");
  await expect(page.locator("[data-document]")).toHaveCount(0);
  await expect(page.locator('[data-line="ticket"]')).toHaveCount(1);
  await fits("erased");
}
