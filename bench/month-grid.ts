import { join } from "node:path";
import type { Page } from "@playwright/test";
import { buildPage, inBrowser, keyToPainted, painted, pressedToPainted } from "./browser-page.ts";
import type { Bench } from "./report.ts";
import { median } from "./statistics.ts";

const page = "server/web/admin/testing/sample-desk.html";
const people = 60;

interface Round {
  readonly openMs: number;
  readonly turnMs: number;
  readonly moveMs: number;
}

/**
 * A month of sixty doctors in Chromium, drawn by the page that a hospital gets, from samples: how
 * long until it is painted, after the page opens, after the month is turned, after a key moves.
 */
export const monthGrid: Bench = {
  name: "month-grid",
  async run({ rounds, scratch }) {
    const folder = join(scratch, "month-grid");
    await buildPage(page, folder);
    const measured = await inBrowser(folder, Math.max(3, rounds), measure);
    const openMs = median(measured.map((round) => round.openMs));
    const turnMs = median(measured.map((round) => round.turnMs));
    const moveMs = median(measured.map((round) => round.moveMs));
    return {
      tables: [
        {
          title: `A month of ${people} people, 1440 × 900`,
          rows: [
            {
              "opened to painted ms": openMs,
              "turned to painted ms": turnMs,
              "an arrow to painted ms": moveMs,
            },
          ],
        },
      ],
      figures: [
        {
          name: `a month of ${people} people, turned to painted`,
          value: turnMs,
          unit: "ms",
          goal: { sign: "<=", than: 500 },
        },
        {
          name: "an arrow key in it",
          value: moveMs,
          unit: "ms",
          goal: { sign: "<=", than: 100 },
        },
      ],
    };
  },
};

async function measure(tab: Page, url: string): Promise<Round> {
  const address = `${url}/${page}?people=${people}#/roster/eye/2026-10-15/month`;
  await tab.goto(address, { waitUntil: "commit" });
  const openMs = await painted(tab, cellsOf("2026-10-01"), people);
  const november = { selector: cellsOf("2026-11-01"), atLeast: people };
  const turnMs = await pressedToPainted(tab, '[data-act="after"]', november);
  await tab.locator('[data-cell="0:0"]').focus();
  const moveMs = await keyToPainted(tab, "ArrowDown");
  return { openMs, turnMs, moveMs };
}

/** Of the month with this day, one for each person. */
const cellsOf = (day: string) => `.roster-month [data-day="${day}"]`;
