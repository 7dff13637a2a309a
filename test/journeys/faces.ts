// The faces of the hospital as people meet them: each opens on its own screen and is used by hand.
import type { Browser, BrowserContextOptions, Locator, Page } from "@playwright/test";
import { expect } from "@playwright/test";
import type { Language } from "../../shared/domain/language.ts";
import { demoPassword } from "./hospital.ts";

/** Every journey is made in a right-to-left and in a left-to-right language. */
export const languages = ["ar", "en"] as const satisfies readonly Language[];

/** The real screens of each face (pixels). */
export const screens = {
  kiosk: { width: 1080, height: 1920 },
  board: { width: 1920, height: 1080 },
  uprightBoard: { width: 1080, height: 1920 },
  desk: { width: 1440, height: 900 },
  /** A small phone, so high that the whole page is in sight. */
  phone: { width: 360, height: 1800 },
} as const;

/** How a face is looked at. */
export interface Look {
  /** The page's time can be wound on. */
  readonly clock?: boolean;
  /** So far the device's own clock is wrong. */
  readonly clockOffMs?: number;
  /** Of its pictures, to the pixels of the real screen. */
  readonly scale?: number;
}

/** A page of a face, its clocks as asked for, before it opens anything. */
export async function newPage(
  browser: Browser,
  face: keyof typeof screens,
  look: Look & BrowserContextOptions = {},
): Promise<Page> {
  const { clock = false, clockOffMs = 0, scale = 1, ...options } = look;
  const context = await browser.newContext({
    viewport: screens[face],
    deviceScaleFactor: scale,
    ...options,
  });
  const page = await context.newPage();
  if (clock) await page.clock.install();
  if (clockOffMs !== 0) await page.addInitScript(setClockOff, clockOffMs);
  return page;
}

/** Runs in the page: its calendar is wrong, its monotonic clock runs as ever. */
function setClockOff(offMs: number): void {
  const TrueDate = Date;
  globalThis.Date = new Proxy(TrueDate, {
    construct: (target, given: []) =>
      given.length > 0 ? new target(...given) : new target(target.now() + offMs),
    get: (target, name, self): unknown =>
      name === "now" ? () => target.now() + offMs : Reflect.get(target, name, self),
  });
}

export interface Kiosk {
  readonly page: Page;
  tap(target: string): Promise<void>;
  /** From the first screen to a clinic's card, and to a service's where the clinic has several. */
  choose(clinicId: string, serviceId?: string): Promise<void>;
  /** The ticket on the screen, once it is there. */
  ticket(): Promise<{ readonly label: string; readonly trackUrl: string }>;
  /** Waits until the paper's state is this one, as the screen says it. */
  paperIs(state: "printing" | "printed" | "not_printed" | "unknown"): Promise<void>;
}

/** The kiosk as the next patient finds it, set to a language by its own button. */
export async function openKiosk(
  browser: Browser,
  url: string,
  language: Language,
  options: Look = {},
): Promise<Kiosk> {
  const page = await newPage(browser, "kiosk", { ...options, hasTouch: true });
  await page.goto(url);
  const kiosk: Kiosk = {
    page,
    tap: (target) => page.locator(target).tap(),
    async choose(clinicId, serviceId) {
      await kiosk.tap('[data-act="take-ticket"]');
      await kiosk.tap(`[data-choice="${clinicId}"]`);
      if (serviceId !== undefined) await kiosk.tap(`[data-choice="${serviceId}"]`);
    },
    async ticket() {
      const shown = page.locator(".issued");
      await expect(shown).toBeVisible({ timeout: 30_000 });
      const label = await shown.getAttribute("data-label");
      const trackUrl = await shown.locator("[data-track-url]").getAttribute("data-track-url");
      return { label: label ?? "", trackUrl: trackUrl ?? "" };
    },
    paperIs: (state) =>
      expect(page.locator(".issued")).toHaveAttribute("data-paper", state, { timeout: 30_000 }),
  };
  await expect(page.locator('[data-screen="home"]')).toBeVisible();
  await kiosk.tap(`[data-language="${language}"]`);
  await expect(page.locator("html")).toHaveAttribute("lang", language);
  return kiosk;
}

/** A waiting room's television. */
export async function openBoard(
  browser: Browser,
  server: string,
  room: string,
  language: Language,
  options: Look = {},
): Promise<Page> {
  const page = await newPage(browser, "board", options);
  await page.goto(`${server}/display/?room=${room}&lang=${language}`);
  await expect(page.locator('.board[data-stale="fresh"]')).toBeVisible();
  return page;
}

export interface Desk {
  readonly page: Page;
  act(name: string): Locator;
  /** Whom the desk shows as being here now; an empty text for nobody. */
  currentIs(label: string, status?: "called" | "serving"): Promise<void>;
  /** The desk has heard the answer to its last press. */
  settled(): Promise<void>;
}

/** Reception's first screen: the real form, in a language. */
export async function openSignIn(
  browser: Browser,
  server: string,
  language: Language,
  options: Look = {},
): Promise<Page> {
  const page = await newPage(browser, "desk", options);
  await page.goto(`${server}/reception/`);
  await expect(page.locator('[data-screen="sign-in"]')).toBeVisible();
  const choice = page.locator(`[data-language="${language}"]`);
  if (!(await choice.isVisible())) await page.locator('[data-act="language"]').click();
  await choice.click();
  await expect(page.locator("html")).toHaveAttribute("lang", language);
  return page;
}

export async function signIn(page: Page, user: string): Promise<void> {
  await page.locator('input[name="user"]').fill(user);
  await page.locator('input[name="password"]').fill(demoPassword);
  await page.keyboard.press("Enter");
  await expect(page.locator('[data-screen="choose-point"]')).toBeVisible();
}

/** A desk at work: signed in by the form, its service point chosen. */
export async function openDesk(
  browser: Browser,
  server: string,
  options: Look & {
    readonly language: Language;
    readonly servicePoint: string;
    readonly user?: string;
  },
): Promise<Desk> {
  const page = await openSignIn(browser, server, options.language, options);
  await signIn(page, options.user ?? "reception");
  await page.locator(`[data-service-point="${options.servicePoint}"]`).click();
  await expect(page.locator('[data-screen="console"]')).toBeVisible();
  return deskOf(page);
}

export function deskOf(page: Page): Desk {
  return {
    page,
    act: (name) => page.locator(`[data-act="${name}"]`),
    async currentIs(label, status) {
      const here = page.locator("[data-current-label]");
      await expect(here).toHaveAttribute("data-current-label", label);
      if (status !== undefined) await expect(here).toHaveAttribute("data-current-status", status);
    },
    settled: () => expect(page.locator("[data-act][data-wait]")).toHaveCount(0),
  };
}

/** Closes whatever a test opened, so that the next one has the machine for itself. */
export async function closeAll(browser: Browser): Promise<void> {
  await Promise.all(browser.contexts().map((context) => context.close()));
}
