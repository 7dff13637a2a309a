// One wish is one ticket: tapped twice, answered into the void, or asked of a server that dies.
import { expect, test } from "@playwright/test";
import type { Page } from "@playwright/test";
import { languages, openKiosk } from "./faces.ts";
import type { Kiosk } from "./faces.ts";
import { startHospitalInParts } from "./hospital.ts";
import { withHospital } from "./with-hospital.ts";

/** Closer than any finger can be meant twice. */
const doubleTapMs = 50;

const hospital = withHospital(startHospitalInParts);

/** One clinic's numbers run on for whoever takes them; each language counts in its own. */
const places = {
  ar: { clinic: "dental", service: "dental-visit" },
  en: { clinic: "bones", service: "bones-visit" },
} as const;

for (const language of languages) {
  const { clinic, service } = places[language];

  test(`${language}: two taps within 50 ms are one ticket`, async ({ browser }) => {
    const kiosk = await openKiosk(browser, hospital().kiosk, language);
    await oneTicket(kiosk, service, async () => {
      await kiosk.tap('[data-act="take-ticket"]');
      const apartMs = await tapTwice(kiosk.page, `[data-choice="${clinic}"]`);
      expect(apartMs).toBeLessThan(doubleTapMs);
    });
  });

  test(`${language}: a retry after a lost answer gets the same ticket`, async ({ browser }) => {
    const { line } = hospital();
    const kiosk = await openKiosk(browser, hospital().kiosk, language);
    await oneTicket(kiosk, service, async () => {
      const before = await waiting(service);
      line.loseAnswers();
      await kiosk.choose(clinic);
      await expect.poll(() => waiting(service)).toBe(before + 1);
      await expect(kiosk.page.locator('[data-screen="issuing"]')).toBeVisible();
      line.cut();
      line.mend();
    });
  });

  test(`${language}: a server killed before it read the wish grants it once`, async ({
    browser,
  }) => {
    const kiosk = await openKiosk(browser, hospital().kiosk, language);
    await oneTicket(kiosk, service, async () => {
      hospital().freezeServer();
      await kiosk.choose(clinic);
      await expect(kiosk.page.locator('[data-screen="issuing"]')).toBeVisible();
      await hospital().killServer();
      await hospital().startServer();
    });
  });

  test(`${language}: a server killed after the commit keeps the ticket`, async ({ browser }) => {
    const { line } = hospital();
    const kiosk = await openKiosk(browser, hospital().kiosk, language);
    await oneTicket(kiosk, service, async () => {
      const before = await waiting(service);
      line.loseAnswers();
      await kiosk.choose(clinic);
      await expect.poll(() => waiting(service)).toBe(before + 1);
      await hospital().killServer();
      line.mend();
      await hospital().startServer();
      expect(await waiting(service)).toBe(before + 1);
    });
  });
}

/**
 * What happens in `act` ends in one ticket and one paper: the numbers before and after it leave
 * room for exactly one, and that is the one on the screen.
 */
async function oneTicket(kiosk: Kiosk, service: string, act: () => Promise<void>): Promise<void> {
  const before = numberOf(await takeElsewhere(service));
  const papersBefore = hospital().papers().length;
  await act();
  const { label } = await kiosk.ticket();
  await kiosk.paperIs("printed");
  expect(numberOf(label)).toBe(before + 1);
  expect(numberOf(await takeElsewhere(service))).toBe(before + 2);
  expect(hospital().papers().length - papersBefore).toBe(1);
  await kiosk.tap('[data-act="done"]');
}

/** Another patient's number, taken at another kiosk. */
async function takeElsewhere(service: string): Promise<string> {
  const elsewhere = await hospital().device("kiosk");
  const { label } = await elsewhere.issue(service);
  elsewhere.close();
  return label;
}

function numberOf(label: string): number {
  return Number(label.replace(/^[A-Z]+/, ""));
}

/** Patients waiting for a service, as the public directory counts them. */
async function waiting(service: string): Promise<number> {
  const answer = await fetch(`${hospital().server}/api/directory`);
  const { directory } = (await answer.json()) as {
    directory: { clinics: { services: { serviceId: string; waiting: number }[] }[] };
  };
  const services = directory.clinics.flatMap((clinic) => clinic.services);
  return services.find(({ serviceId }) => serviceId === service)?.waiting ?? -1;
}

/**
 * Two taps of a finger on one spot, sent without waiting in between. Returns the milliseconds
 * between the two touches as the page felt them.
 */
async function tapTwice(page: Page, target: string): Promise<number> {
  const box = await page.locator(target).boundingBox();
  if (box === null) throw new Error(`${target} is not on the screen`);
  await page.evaluate(() => {
    addEventListener("touchstart", (event) => {
      const { dataset } = document.documentElement;
      dataset["touches"] = `${dataset["touches"] ?? ""} ${event.timeStamp}`;
    });
  });
  const session = await page.context().newCDPSession(page);
  const point = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  // Each touch carries its own time, so that a busy machine does not draw them apart.
  const startS = (await page.evaluate(() => Date.now())) / 1_000;
  const touch = (type: "touchStart" | "touchEnd", afterMs: number) =>
    session.send("Input.dispatchTouchEvent", {
      type,
      touchPoints: type === "touchStart" ? [point] : [],
      timestamp: startS + afterMs / 1_000,
    });
  await Promise.all([
    touch("touchStart", 0),
    touch("touchEnd", 15),
    touch("touchStart", doubleTapMs - 10),
    touch("touchEnd", doubleTapMs),
  ]);
  const felt = (await page.locator("html").getAttribute("data-touches")) ?? "";
  const [first = NaN, second = NaN] = felt.trim().split(" ").map(Number);
  return second - first;
}
