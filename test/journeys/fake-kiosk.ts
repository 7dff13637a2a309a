import { expect } from "@playwright/test";
import type { Browser, Page } from "@playwright/test";
import type { DeviceState, IssueOutcome } from "../../kiosk/device-api.ts";
import { aTicket } from "../../kiosk/agent/testing/samples.ts";
import { idOf } from "../../shared/domain/ids.ts";
import type { Language } from "../../shared/domain/language.ts";
import { label } from "../../shared/domain/label.ts";
import type { DirectoryData } from "../../shared/protocol/feeds.ts";
import { newPage } from "./faces.ts";

/**
 * The kiosk's page over a device that says what it is told to: for what a real morning brings
 * rarely. The n-th question for a ticket gets the n-th outcome; the last one is repeated.
 */
export async function openFakeKiosk(
  browser: Browser,
  url: string,
  language: Language,
  told: { readonly directory: DirectoryData; readonly outcomes: readonly IssueOutcome[] },
): Promise<Page> {
  const page = await newPage(browser, "kiosk", { hasTouch: true });
  const state: DeviceState = {
    link: { up: true, refusal: null },
    serverTime: Date.parse("2026-11-23T10:42:00+03:00"),
    directory: told.directory,
    printer: { state: "ready", paperLow: false },
    papers: {},
  };
  await page.addInitScript(
    ({ held, outcomes }) => {
      let asked = 0;
      const device = {
        onState(listener: (state: unknown) => void) {
          listener(held);
          return () => undefined;
        },
        issueTicket: () =>
          Promise.resolve(outcomes[Math.min(asked++, outcomes.length - 1)] ?? null),
      };
      Object.defineProperty(window, "device", { value: device });
    },
    { held: state, outcomes: told.outcomes },
  );
  await page.goto(url);
  await expect(page.locator('[data-screen="home"]')).toBeVisible();
  await page.locator(`[data-language="${language}"]`).tap();
  await expect(page.locator("html")).toHaveAttribute("lang", language);
  return page;
}

/** The n-th ticket of a family, as the agent answers it. */
export function issuedNumber(n: number): IssueOutcome {
  const ticket = aTicket({ ticketId: idOf("ticket", n), label: label("A", 100 + n) });
  return { kind: "issued", ticket };
}
