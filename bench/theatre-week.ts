import { join } from "node:path";
import type { Page } from "@playwright/test";
import { buildPage, inBrowser, keyToPainted, painted, pressedToPainted } from "./browser-page.ts";
import type { Bench, Figure } from "./report.ts";
import { median, quantile } from "./statistics.ts";
import { addDays, weekStart } from "../shared/domain/local-day.ts";

const page = "server/web/theatre/testing/sample-theatre.html";
/** The day that the sample shows first. */
const sampleDay = "2026-11-23";
const theatres = 16;
const operations = 400;
const weekDays = 7;
/** Every list of a week has some; each day of it has at least so many. */
const lists = theatres * weekDays;
const operationsOfDay = Math.floor(operations / weekDays);
/** The week after the one that is opened, and its first day. */
const nextWeek = addDays(weekStart(sampleDay), weekDays);
/** As long as a hand takes that looks for a place. */
const dragMs = 2_500;
const movesMax = 5_000;

interface Round {
  readonly openMs: number;
  readonly turnMs: number;
  readonly dayMs: number;
  readonly keyMs: number;
  readonly framesMs: readonly number[];
}

/**
 * A week of sixteen theatres and four hundred operations in Chromium, drawn by the page that a
 * hospital gets, from samples: until it is painted, and an operation dragged over a day of it.
 */
export const theatreWeek: Bench = {
  name: "theatre-week",
  async run({ rounds, scratch }) {
    const folder = join(scratch, "theatre-week");
    await buildPage(page, folder);
    const measured = await inBrowser(folder, Math.max(3, rounds), measure);
    const ms = (what: "openMs" | "turnMs" | "dayMs" | "keyMs") =>
      median(measured.map((round) => round[what]));
    const frames = measured.flatMap(({ framesMs }) => framesMs);
    return {
      tables: [
        {
          title: `${theatres} theatres, ${operations} operations in the week, 1440 × 900`,
          rows: [
            {
              "opened to painted ms": ms("openMs"),
              "week turned to painted ms": ms("turnMs"),
              "a day of it ms": ms("dayMs"),
              "an arrow to painted ms": ms("keyMs"),
              "frames while dragging": frames.length,
              "p50 ms": quantile(frames, 0.5),
              "p95 ms": quantile(frames, 0.95),
            },
          ],
        },
      ],
      figures: [
        figure("a week turned to painted", ms("turnMs"), 500),
        figure("from the week to a day, painted", ms("dayMs"), 500),
        figure("an arrow key with an operation in the hand", ms("keyMs"), 100),
        figure("between two frames while dragging, p50", quantile(frames, 0.5), 20),
        figure("between two frames while dragging, p95", quantile(frames, 0.95), 50),
      ],
    };
  },
};

function figure(name: string, value: number, than: number): Figure {
  return { name, value, unit: "ms", goal: { sign: "<=", than } };
}

async function measure(tab: Page, url: string): Promise<Round> {
  const query = `theatres=${theatres}&operations=${operations}&view=week`;
  await tab.goto(`${url}/${page}?${query}`, { waitUntil: "commit" });
  const openMs = await painted(tab, ".week-cell[data-count]", lists);
  const week = `.week-grid:has([data-day="${nextWeek}"]) .week-cell[data-count]`;
  const turnMs = await pressedToPainted(tab, '[data-act="after"]', {
    selector: week,
    atLeast: lists,
  });
  const dayMs = await pressedToPainted(tab, `.week-day[data-day="${nextWeek}"]`, {
    selector: ".theatre-day .bar",
    atLeast: operationsOfDay,
  });
  return { openMs, turnMs, dayMs, framesMs: await dragged(tab), keyMs: await moved(tab) };
}

/** Times between the frames in which a hand carries an operation over the lanes, by real moves. */
async function dragged(tab: Page): Promise<readonly number[]> {
  const bar = await tab.locator(".bar[data-movable]").first().boundingBox();
  const lanes = await tab.locator(".timeline").boundingBox();
  if (bar === null || lanes === null) throw new Error("there is nothing to drag");
  const from = { x: bar.x + bar.width / 2, y: bar.y + bar.height / 2 };
  await tab.mouse.move(from.x, from.y);
  await tab.mouse.down();
  await tab.mouse.move(from.x + 20, from.y + 20, { steps: 4 });
  await tab.locator("[data-ghost]").waitFor();
  const frames = tab.evaluate(
    (lasting) =>
      new Promise<readonly number[]>((resolve) => {
        const times: number[] = [];
        const frame = (at: number) => {
          times.push(at);
          const [first = at] = times;
          if (at - first < lasting) requestAnimationFrame(frame);
          else resolve(times.slice(1).map((time, index) => time - (times[index] ?? time)));
        };
        requestAnimationFrame(frame);
      }),
    dragMs,
  );
  let isOver = false;
  void frames.finally(() => (isOver = true));
  for (let move = 0; !isOver && move < movesMax; move++) {
    // Over the lanes in loops, away from the edges at which they would scroll.
    const [along, down] = [Math.sin(move / 23), Math.cos(move / 31)];
    await tab.mouse.move(
      lanes.x + lanes.width * (0.5 + 0.3 * along),
      lanes.y + lanes.height * (0.5 + 0.3 * down),
    );
  }
  const between = await frames;
  await tab.keyboard.press("Escape");
  await tab.mouse.up();
  return between;
}

/** An operation picked up by the space bar, and one step of it. */
async function moved(tab: Page): Promise<number> {
  await tab.locator(".bar[data-movable]").first().focus();
  await tab.keyboard.press(" ");
  await tab.locator("[data-ghost]").waitFor();
  return keyToPainted(tab, "ArrowDown");
}
