// A booking from the desk to the call: booked, over-full, moved, given back, arrived for, called.
import { expect, test } from "@playwright/test";
import type { SessionId } from "../../shared/domain/ids.ts";
import { booksFirst, fits, holdsSessionsNow, picksService, registers } from "./booking-desk.ts";
import { languages, openDesk } from "./faces.ts";
import { startHospital } from "./hospital.ts";
import { withHospital } from "./with-hospital.ts";

const hospital = withHospital(startHospital);

/** More than a window holds. */
const guestsMax = 60;
/** Where each language works, so that one journey leaves nothing to the other. */
const places = {
  ar: {
    clinic: "bones",
    service: "bones-visit",
    point: "room-14",
    typed: "العظام",
    doctor: "reception",
  },
  en: { clinic: "ent", service: "ent-visit", point: "room-15", typed: "ear", doctor: "nurse" },
} as const;

for (const language of languages) {
  test(`${language}: booked at the desk, arrived for with the code, and called`, async ({
    browser,
  }) => {
    const place = places[language];
    await holdsSessionsNow(hospital(), place);
    const desk = await openDesk(browser, hospital().server, {
      language,
      servicePoint: place.point,
    });
    const { page } = desk;
    const code = await booksFirst(desk, { language, given: "حيدر", typed: place.typed });
    await fits(desk, "booked");

    await page.locator('[data-tab="arrive"]').click();
    await page.locator('input[name="arrival"]').fill(code);
    await fits(desk, "arrive");
    await page.keyboard.press("Enter");
    const came = page.locator("[data-came]");
    await expect(came).toBeVisible();
    const label = (await came.getAttribute("data-came")) ?? "";
    await fits(desk, "came");
    await page.keyboard.press("Escape");
    await expect(page.locator("dialog")).toHaveCount(0);
    await expect(
      page.locator(`[data-row-label="${label}"], [data-next-label="${label}"]`).first(),
    ).toBeVisible();
    await page.keyboard.press("F2");
    await desk.currentIs(label, "called");
  });

  test(`${language}: a place that went meanwhile, one too many with a reason, moved, given back`, async ({
    browser,
  }) => {
    const place = places[language];
    const desk = await openDesk(browser, hospital().server, {
      language,
      servicePoint: place.point,
    });
    const { page, act } = desk;
    await page.keyboard.press("F6");
    await registers(desk, language, "كرار");
    await picksService(desk, place.typed);
    const first = page.locator("[data-place]").first();
    const taken = {
      sessionId: (await first.getAttribute("data-place")) ?? "",
      at: Number(await first.getAttribute("data-at")),
    };
    await page.keyboard.press("1");
    await expect(act("confirmBooking")).toBeFocused();
    await takesThePlace(taken);
    await page.keyboard.press("Enter");
    await expect(page.locator('[data-step="place"] [data-notice="refusal"]')).toBeVisible();
    await expect(page.locator("[data-place]").first()).toBeFocused();
    await fits(desk, "gone");

    await page.locator('[data-value="over"]').click();
    await fits(desk, "over");
    await page.locator(`[data-session="${taken.sessionId}"] [data-at="${taken.at}"]`).click();
    await page.locator('input[name="reason"]').fill("sent by the ward");
    await page.keyboard.press("Enter");
    await expect(page.locator("[data-code]")).toBeVisible();

    await act("another").click();
    await expect(page.locator("[data-booking]").first()).toBeVisible();
    await fits(desk, "has");
    await page.locator('[data-booking] [data-act="move"]').first().click();
    await page.locator("[data-place]").first().click();
    await page.keyboard.press("Enter");
    await expect(page.locator("[data-code]")).toBeVisible();

    await act("another").click();
    await page.locator('[data-booking] [data-act="cancel"]').first().click();
    await fits(desk, "cancelling");
    await page.locator('[data-cancelling] input[name="reason"]').fill("travels");
    await page.keyboard.press("Enter");
    await expect(page.locator('[data-booking] [data-act="move"]')).toHaveCount(0);
  });

  test(`${language}: a course, the waiting list, the day's sessions and one's own day`, async ({
    browser,
  }) => {
    const place = places[language];
    const desk = await openDesk(browser, hospital().server, {
      language,
      servicePoint: place.point,
    });
    const { page, act } = desk;
    await page.keyboard.press("F6");
    await registers(desk, language, "زينب");
    await picksService(desk, place.typed);
    await page.locator('[data-value="series"]').click();
    await fits(desk, "series");
    await act("chooseSeries").click();
    await page.keyboard.press("Enter");
    await expect(page.locator(".booking-visits").first()).toBeVisible();
    await fits(desk, "course");

    await act("another").click();
    await picksService(desk, place.typed);
    await page.locator('[data-value="wait"]').click();
    await fits(desk, "wait");
    await act("chooseWait").click();
    await page.keyboard.press("Enter");
    await expect(page.locator('[data-step="done"]')).toBeVisible();
    await page.locator('[data-tab="wait"]').click();
    await expect(page.locator("[data-wish]").first()).toBeVisible();
    await fits(desk, "waiting list");

    await page.locator('[data-tab="day"]').click();
    await expect(page.locator("[data-session]").first()).toBeVisible();
    await fits(desk, "sessions");
    await page.locator("[data-session]").first().click();
    await fits(desk, "booked in a session");

    await page.locator('[data-tab="mine"]').click();
    await expect(page.locator("#my-day")).toBeVisible();
    await page.locator("[data-day]:not([data-outside-month])").last().click();
    await act("askLeave").click();
    await fits(desk, "my day");
    await act("sendLeave").click();
    await expect(page.locator("[data-leave]").first()).toBeVisible();
    await act("withdrawLeave").first().click();
    await expect(page.locator("[data-leave]")).toHaveCount(0);
  });
}

/** All that is left of a window is taken by others. */
async function takesThePlace(place: { readonly sessionId: string; readonly at: number }) {
  const other = await hospital().staff("nurse");
  const at = { sessionId: place.sessionId as SessionId, at: place.at };
  for (let guest = 1; guest <= guestsMax; guest++) {
    const given = `زائر ${guest}`;
    const { patientId } = await other.ask("registerPatient", { given, isNew: true });
    const isTaken = await other.ask("bookPlace", { patientId, ...at }).then(
      () => true,
      () => false,
    );
    if (!isTaken) break;
  }
  other.close();
}
