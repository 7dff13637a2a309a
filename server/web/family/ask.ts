import { secondMs } from "../../../shared/domain/time.ts";
import type { Instant } from "../../../shared/domain/time.ts";
import { asOfHeader } from "../../../shared/protocol/track.ts";
import { familyStates } from "../../../shared/protocol/theatre-feeds.ts";
import type { FamilyBoardData } from "../../../shared/protocol/theatre-feeds.ts";

/** A phone at the edge of the network: whoever has not answered by then will not. */
const answerWithinMs = 10 * secondMs;

/** The board as public pages get it. */
export interface FamilyView extends FamilyBoardData {
  /** The hospital's zone and its clock, when this was true. */
  readonly zone: string;
}

export type FamilyAnswer =
  | {
      readonly kind: "told";
      readonly view: FamilyView;
      readonly tag: string | null;
      readonly asOf: Instant;
    }
  | { readonly kind: "same"; readonly asOf: Instant }
  | { readonly kind: "failed" };

/** The one question of the page. It never throws: no answer is `failed`. */
export type FamilyAsk = (tag: string | null) => Promise<FamilyAnswer>;

export function createFamilyAsk(fetcher: typeof fetch): FamilyAsk {
  return async (tag) => {
    try {
      const response = await fetcher("/api/family", {
        signal: AbortSignal.timeout(answerWithinMs),
        // Not the browser's cache but the tag decides what is new: the age must be the server's.
        cache: "no-store",
        headers: tag === null ? {} : { "if-none-match": tag },
      });
      const asOf = Number(response.headers.get(asOfHeader));
      if (!Number.isSafeInteger(asOf) || asOf <= 0) return { kind: "failed" };
      if (response.status === 304) return { kind: "same", asOf };
      const view = viewIn(await response.json());
      if (!response.ok || view === null) return { kind: "failed" };
      return { kind: "told", view, tag: response.headers.get("etag"), asOf };
    } catch {
      return { kind: "failed" };
    }
  };
}

/** A board in the shape that this page draws; nothing for what another version may have sent. */
export function viewIn(answer: unknown): FamilyView | null {
  const view = isObject(answer) ? answer["view"] : null;
  if (!isObject(view)) return null;
  const { hospitalNames, lines, zone } = view;
  const isDrawn =
    isObject(hospitalNames) &&
    typeof hospitalNames["ar"] === "string" &&
    typeof zone === "string" &&
    Array.isArray(lines) &&
    lines.every(isLine);
  return isDrawn ? (view as unknown as FamilyView) : null;
}

function isLine(line: unknown): boolean {
  return (
    isObject(line) &&
    typeof line["label"] === "string" &&
    typeof line["since"] === "number" &&
    familyStates.some((known) => known === line["state"])
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
