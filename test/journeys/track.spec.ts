// The page on the patient's own phone: every screen of it, in every language.
import { expect, test } from "@playwright/test";
import type { Page } from "@playwright/test";
import { languages } from "../../shared/domain/language.ts";
import { asOfHeader } from "../../shared/protocol/track.ts";
import type { TrackView } from "../../shared/protocol/track.ts";
import { aView, mondayMorning } from "../../server/web/track/testing/views.ts";
import { staleAfterMs } from "../../server/web/track/tracking.ts";
import { newPage } from "./faces.ts";
import { isFit } from "./fit.ts";
import { startHospital } from "./hospital.ts";
import { phoneMeasures } from "./readable.ts";
import { withHospital } from "./with-hospital.ts";

const hospital = withHospital(startHospital);

/** Of a real ticket's length. */
const token = "abcdefghijklmnopqrstuv";
const names = (en: string, others: string) => ({
  ar: others,
  ckb: others,
  en,
  fa: others,
  ur: others,
});
const call = {
  servicePointNames: names("Consulting room 13", "غرفة الاستشارة 13"),
  at: mondayMorning + 25 * 60_000,
  recalls: 1,
};

const views: Readonly<Record<string, Partial<TrackView>>> = {
  "waiting, far": { ahead: 124, wait: { fromMin: 155, toMin: 180 } },
  "waiting, near": { ahead: 2 },
  "waiting, next": { ahead: 0, wait: { fromMin: 1, toMin: 2 } },
  called: { status: "called", ahead: null, call },
  serving: { status: "serving", ahead: null, call },
  done: { status: "done", ahead: null },
  "no show": { status: "no_show", ahead: null },
  cancelled: { status: "cancelled", ahead: null },
};

test("the phone's page about a ticket", async ({ browser }) => {
  for (const [name, over] of Object.entries(views)) {
    const page = await newPage(browser, "phone", { clock: true });
    await answerWith(page, { view: aView({ label: "AB1000", ...over }) });
    await page.goto(`${hospital().server}/track/#${token}`);
    await expect(page.locator(".as-of")).toBeVisible();
    await isFitInEach(page, name);
    if (over.status !== "called" && name !== "waiting, far") continue;
    await page.route("**/api/track", (route) => route.abort());
    await page.clock.fastForward(staleAfterMs);
    await expect(page.locator(".stale")).toBeVisible();
    await expect(page.locator(".ticket-golden")).toHaveCount(0);
    await isFitInEach(page, `${name}, stale`);
  }
});

test("the phone's page without a ticket to follow", async ({ browser }) => {
  const page = await newPage(browser, "phone");
  const open = async (fragment: string) => {
    await page.goto("about:blank");
    await page.goto(`${hospital().server}/track/${fragment}`);
  };
  const isMessage = () => expect(page.locator(".message")).toBeVisible();
  await open("");
  await isMessage();
  await isFitInEach(page, "no code");
  await open(`#${token}`);
  await isMessage();
  await isFitInEach(page, "unknown");
  await page.route("**/api/track", (route) => route.abort());
  await open(`#${token}x`);
  await isMessage();
  await isFitInEach(page, "unreachable");
  for (const [name, later] of [
    ["replaced", 60_000],
    ["other day", 24 * 3_600_000],
  ] as const) {
    await answerWith(page, { view: aView() });
    await open(`#${token}${name.length}`);
    await expect(page.locator(".as-of")).toBeVisible();
    await answerWith(page, { asOf: mondayMorning + later });
    await page.reload();
    await isMessage();
    await isFitInEach(page, name);
  }
});

/** Answers every question about a ticket so; without a view that it is not known. */
async function answerWith(
  page: Page,
  { view = null, asOf = mondayMorning }: { view?: TrackView | null; asOf?: number },
): Promise<void> {
  await page.unroute("**/api/track");
  await page.route("**/api/track", (route) =>
    route.fulfill({
      status: view === null ? 404 : 200,
      headers: { [asOfHeader]: String(asOf), etag: '"1"' },
      json: view === null ? { refusal: { code: "unknown_ticket" } } : { view, key: "a key" },
    }),
  );
}

async function isFitInEach(page: Page, name: string): Promise<void> {
  for (const language of languages) {
    await page.locator("select").selectOption(language);
    await expect(page.locator("html")).toHaveAttribute("lang", language);
    await isFit(page, `phone ${language} ${name}`, phoneMeasures);
  }
}
