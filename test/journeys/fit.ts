import { AxeBuilder } from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import type { Page } from "@playwright/test";
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
    expect.soft(await unreadable(page, measures), `${name}: measures`).toEqual([]);
  });
}
