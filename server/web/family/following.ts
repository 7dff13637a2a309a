import { missingCase } from "../../../shared/domain/result.ts";
import { minuteMs, secondMs } from "../../../shared/domain/time.ts";
import type { Instant } from "../../../shared/domain/time.ts";
import type { FamilyAnswer, FamilyView } from "./ask.ts";

/** How often the page asks; a change is seen within it. */
export const askEveryMs = 10 * secondMs;
/** After a question without an answer: sooner, since the network may be back. */
export const askAgainMs = 4 * secondMs;
/** From here the page says how old it is, and from there it shows no states any more. */
const ageingAfterMs = 30 * secondMs;
const staleAfterMs = 2 * minuteMs;

/** What the page holds, and since when. */
export interface Following {
  readonly view: FamilyView | null;
  readonly tag: string | null;
  /** The hospital's clock at the last answer, and this page's own at the same moment. */
  readonly asOf: Instant | null;
  readonly heardAtMs: number | null;
}

export const nothingHeard: Following = { view: null, tag: null, asOf: null, heardAtMs: null };

export function afterAnswer(before: Following, answer: FamilyAnswer, nowMs: number): Following {
  switch (answer.kind) {
    case "told":
      return { view: answer.view, tag: answer.tag, asOf: answer.asOf, heardAtMs: nowMs };
    case "same":
      return { ...before, asOf: answer.asOf, heardAtMs: nowMs };
    case "failed":
      return before;
    default:
      return missingCase(answer);
  }
}

/** How far what is shown can be trusted. A state that may be long over is not shown at all. */
export function ageOf({ heardAtMs }: Following, nowMs: number): "fresh" | "ageing" | "stale" {
  const ageMs = heardAtMs === null ? 0 : nowMs - heardAtMs;
  if (ageMs >= staleAfterMs) return "stale";
  return ageMs >= ageingAfterMs ? "ageing" : "fresh";
}

/** From this width on it is a television: nobody scrolls it, so it turns its pages. */
const wallFromPx = 1_200;
/** A line on the wall, in letters' heights: how wide at least, how high, and what lies between. */
const wallLine = { wide: 18, high: 4.2, gap: 0.6 } as const;
/** Long enough to find a number among those of a page. */
export const turnEveryMs = 10 * secondMs;

export interface Room {
  readonly columns: number;
  readonly rows: number;
}

/** How many lines a television shows at a time; nothing for a phone, which is scrolled. */
export function roomIn(box: {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly letterPx: number;
}): Room | null {
  if (box.widthPx < wallFromPx) return null;
  const fits = (px: number, each: number) =>
    Math.max(1, Math.floor((px / box.letterPx + wallLine.gap) / (each + wallLine.gap)));
  return {
    columns: fits(box.widthPx, wallLine.wide),
    rows: fits(box.heightPx, wallLine.high),
  };
}

/** The lines of the page that is shown now, and which of how many it is. */
export function pageOf<Line>(
  lines: readonly Line[],
  room: Room | null,
  nowMs: number,
): { readonly lines: readonly Line[]; readonly page: number; readonly pages: number } {
  const size = room === null ? lines.length : room.columns * room.rows;
  const pages = Math.max(1, Math.ceil(lines.length / Math.max(1, size)));
  const page = Math.floor(nowMs / turnEveryMs) % pages;
  return { lines: lines.slice(page * size, (page + 1) * size), page: page + 1, pages };
}

/** In the order of their numbers: on a wall of many, a number is looked for where it belongs. */
export function byLabel(
  one: { readonly label: string },
  other: { readonly label: string },
): number {
  const { length } = one.label;
  if (length !== other.label.length) return length - other.label.length;
  return one.label < other.label ? -1 : 1;
}
