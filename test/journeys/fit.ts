// What every screen of every face must keep to.
import { AxeBuilder } from "@axe-core/playwright";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import type { Page } from "@playwright/test";
import { languages } from "./faces.ts";
import { unreadable } from "./readable.ts";
import type { Measures } from "./readable.ts";

/** All rules that are on by themselves, and those that our own promises need. */
const rules = {
  // 7:1 on every face (WCAG 1.4.6), not only the kiosk. What passes it passes the weaker rule.
  "color-contrast-enhanced": { enabled: true },
  "color-contrast": { enabled: false },
  "target-size": { enabled: true },
};

/** A frozen server sends no font; the screen is looked at as it then stands. */
const fontsWithinMs = 3_000;

/**
 * Axe reads the page's structure and colours, which are the same in each language but for the
 * direction: two languages are enough for it, and the long suite takes all. Measuring takes all.
 */
const isAxed = (language: string) =>
  process.env["DAWR_LONG"] === "1" || languages.some((each) => each === language);

/** A folder for a picture of every screen that is looked at: for people who want to look too. */
const picturesFolder = process.env["DAWR_PICTURES"];

export async function keepPicture(page: Page, name: string): Promise<void> {
  if (picturesFolder === undefined) return;
  const path = join(picturesFolder, `${name.replace(/\W+/g, "-")}.png`);
  // Fonts of a frozen server never come; that picture is done without.
  await page.screenshot({ path, animations: "disabled", timeout: 5_000 }).catch(() => undefined);
}

/**
 * Two rounds of layout from now: texts are fitted to a new size of the screen in the first. By
 * observers, which a page with a stopped clock still has.
 */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let round = 0; round < 2; round++) {
      await new Promise((resolve) => {
        const watch = new ResizeObserver(() => {
          watch.disconnect();
          resolve(null);
        });
        watch.observe(document.documentElement);
      });
    }
  });
}

/** What stays wrong for a second: on a busy machine a font or a new size may come in between. */
async function lastingly(page: Page, measures: Measures): Promise<readonly string[]> {
  let problems = await unreadable(page, measures);
  for (let look = 0; look < 4 && problems.length > 0; look++) {
    await new Promise((wake) => setTimeout(wake, 250));
    problems = await unreadable(page, measures);
  }
  return problems;
}

/** Looks at the screen as it stands. Nothing is let pass, however light axe thinks it. */
export async function isFit(page: Page, name: string, measures: Measures): Promise<void> {
  await test.step(name, async () => {
    await page.evaluate(
      (withinMs) =>
        Promise.race([
          document.fonts.ready,
          new Promise((resolve) => setTimeout(resolve, withinMs)),
        ]),
      fontsWithinMs,
    );
    await settled(page);
    await keepPicture(page, `${name} ${await page.locator("html").getAttribute("lang")}`);
    expect.soft(await lastingly(page, measures), `${name}: measures`).toEqual([]);
    if (!isAxed(await page.evaluate(() => document.documentElement.lang))) return;
    // Our pages have no frames: the legacy mode finds the same without opening a page each time.
    const axe = new AxeBuilder({ page })
      .options({ rules, resultTypes: ["violations"] })
      .setLegacyMode();
    const { violations } = await axe.analyze();
    const found = violations.flatMap(({ id, impact, nodes }) =>
      nodes.map(({ html, failureSummary }) => ({
        id,
        impact,
        html: html.slice(0, 160),
        failureSummary,
      })),
    );
    expect.soft(found, `${name}: axe`).toEqual([]);
  });
}
