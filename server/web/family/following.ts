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
