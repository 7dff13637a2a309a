// Papers that are no tickets: a booking's slip from the desk, with every outcome of its printer said;
// and lists of sessions that come out by themselves when a roster is published.
import { expect, test } from "@playwright/test";
import type { Page } from "@playwright/test";
import { translator } from "../../shared/i18n/translate.ts";
import { booksFirst, fits, holdsSessionsNow } from "./booking-desk.ts";
import { languages, newPage, openDesk } from "./faces.ts";
import { isFit } from "./fit.ts";
import { demoPassword, startHospitalInParts } from "./hospital.ts";
import type { Hospital } from "./hospital.ts";
import { qrText } from "./paper.ts";
import { deskMeasures } from "./readable.ts";
import { withHospital } from "./with-hospital.ts";

const places = {
  ar: {
    ...{ clinic: "bones", service: "bones-visit", doctor: "reception" },
    ...{ point: "room-14", typed: "العظام" },
  },
  en: {
    ...{ clinic: "ent", service: "ent-visit", doctor: "nurse" },
    ...{ point: "room-15", typed: "ear" },
  },
} as const;

for (const language of languages) {
  test.describe(language, () => {
    const hospital = withHospital(startHospitalInParts);

    test("a slip comes out of the ticket printer, and the desk says what became of it", async ({
      browser,
    }) => {
      const place = places[language];
      await holdsSessionsNow(hospital(), place);
      const desk = await openDesk(browser, hospital().server, {
        language,
        servicePoint: place.point,
      });
      const { page, act } = desk;
      await booksFirst(desk, { language, given: "منتظر", typed: place.typed });
      await expect(act("slip")).toHaveAttribute("href", /^\/print\/booking\/a\d+/);

      const t = translator(language);
      await act("printSlip").click();
      await outcomeIs(page, "printed");
      expect(bookingsOnPaper(hospital())).toHaveLength(1);
      await fits(desk, "slip printed");

      await hospital().fault("paper_out");
      await act("printSlip").click();
      await outcomeIs(page, "not_printed");
      await expect(page.locator("[data-slip-outcome]")).toContainText(t("ticket.copy", { n: 1 }));
      await fits(desk, "slip not printed");

      await hospital().fault("works");
      await hospital().fault("drop_midway");
      await act("printSlip").click();
      await outcomeIs(page, "unknown");
      await hospital().fault("works");

      await act("printSlip").click();
      await outcomeIs(page, "printed");
      // Nobody but the desk's hand printed again: the first, and this marked one.
      const [first, copy, ...more] = bookingsOnPaper(hospital());
      expect([copy, more]).toEqual([first, []]);
    });

    test("a published session's list waits for a printer, then comes out by itself", async ({
      browser,
    }) => {
      const { clinic, service } = places[language];
      const page = await openInbox(browser, hospital().server, language);
      await holdsSessionsNow(hospital(), { clinic, service, doctor: "supervisor" });
      const missing = page.locator(`[data-missing="${clinic}"] [data-list]`);
      await page.locator('[data-act="show-missing"]').click();
      await expect(missing.first()).toBeVisible();
      await expect(missing.first().locator("a")).toHaveAttribute("href", /^\/print\/session\//);
      await isFit(page, `admin ${language} lists missing`, deskMeasures);

      const count = await missing.count();
      await page.locator(`select[name="printer-${clinic}"]`).selectOption({ index: 1 });
      const before = hospital().papers().length;
      await missing.first().locator('[data-act="print-list"]').click();
      await expect(missing).toHaveCount(count - 1);
      await expect.poll(() => hospital().papers().length).toBe(before + 1);
      await isFit(page, `admin ${language} lists set`, deskMeasures);

      // From here on publishing is enough.
      const now = hospital().papers().length;
      await holdsSessionsNow(hospital(), { clinic, service, doctor: "auditor" });
      await expect.poll(() => hospital().papers().length).toBeGreaterThan(now);
    });
  });
}

function outcomeIs(page: Page, outcome: string): Promise<void> {
  return expect(page.locator("[data-slip-outcome]")).toHaveAttribute("data-slip-outcome", outcome, {
    timeout: 30_000,
  });
}

/** What the QR codes of the papers say that lead to a booking. */
function bookingsOnPaper(hospital: Hospital): readonly string[] {
  return hospital.papers().flatMap((name) => {
    const text = qrText(hospital.paper(name));
    return text?.includes("/book/#") ? [text] : [];
  });
}

async function openInbox(
  browser: Parameters<typeof newPage>[0],
  server: string,
  language: (typeof languages)[number],
): Promise<Page> {
  const page = await newPage(browser, "desk");
  await page.goto(`${server}/admin/#/inbox`);
  await expect(page.locator('[data-screen="sign-in"]')).toBeVisible();
  await page.locator(`[data-language="${language}"]`).click();
  await page.locator('input[name="user"]').fill("supervisor");
  await page.locator('input[name="password"]').fill(demoPassword);
  await page.keyboard.press("Enter");
  await expect(page.locator('[data-section-page="inbox"]')).toBeVisible();
  return page;
}
