import { entryStatuses } from "../../../shared/domain/entry.ts";
import { languages } from "../../../shared/domain/language.ts";
import { priorityClasses } from "../../../shared/domain/priority.ts";
import { pauseKinds } from "../../../shared/domain/service.ts";
import { secondMs } from "../../../shared/domain/time.ts";
import { asOfHeader } from "../../../shared/protocol/track.ts";
import type { TrackView } from "../../../shared/protocol/track.ts";
import type { TrackAnswer } from "./tracking.ts";

/** A phone at the edge of the network: whoever has not answered by then will not. */
const answerWithinMs = 10 * secondMs;

/** The two questions about a ticket. Neither ever throws: no answer is `failed`. */
export interface Ask {
  /** Exchanges the token of the QR for a key. */
  open(token: string): Promise<TrackAnswer>;
  /** What became of the ticket since the view of this tag. */
  look(key: string, tag: string | null): Promise<TrackAnswer>;
}

export function createAsk(fetcher: typeof fetch): Ask {
  async function ask(init: RequestInit): Promise<TrackAnswer> {
    try {
      const signal = AbortSignal.timeout(answerWithinMs);
      // Not the browser's cache but the tag decides what is new: the age must be the server's.
      const response = await fetcher("/api/track", { ...init, signal, cache: "no-store" });
      return await answerOf(response);
    } catch {
      return { kind: "failed" };
    }
  }
  return {
    open: (token) =>
      ask({
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ token }),
      }),
    look: (key, tag) =>
      ask({
        headers: {
          authorization: `Bearer ${key}`,
          ...(tag === null ? {} : { "if-none-match": tag }),
        },
      }),
  };
}

async function answerOf(response: Response): Promise<TrackAnswer> {
  const asOf = Number(response.headers.get(asOfHeader));
  const isOurs = Number.isSafeInteger(asOf) && asOf > 0;
  if (response.status === 304) return isOurs ? { kind: "same", asOf } : { kind: "failed" };
  const said: unknown = await response.json();
  if (!isObject(said)) return { kind: "failed" };
  if (response.status === 404) {
    // Only the server's own word ends the page: a hotspot's "not found" does not.
    const isRefused = isObject(said["refusal"]) && said["refusal"]["code"] === "unknown_ticket";
    return isRefused ? { kind: "unknown", asOf: isOurs ? asOf : null } : { kind: "failed" };
  }
  const view = readView(said["view"]);
  if (!response.ok || !isOurs || view === null) return { kind: "failed" };
  const key = typeof said["key"] === "string" ? said["key"] : null;
  return { kind: "told", key, tag: response.headers.get("etag"), view, asOf };
}

/** A view in the shape that this page draws; nothing for what another version may have sent. */
export function readView(value: unknown): TrackView | null {
  if (!isObject(value)) return null;
  const { label, language, zone, issuedAt, status, ahead, wait, call } = value;
  const { step, pause, why, rates } = value;
  const names = ["hospitalNames", "clinicNames", "waitingRoomNames"].map((each) => value[each]);
  const isDrawn =
    typeof label === "string" &&
    typeof zone === "string" &&
    typeof issuedAt === "number" &&
    languages.some((known) => known === language) &&
    entryStatuses.some((known) => known === status) &&
    (ahead === null || typeof ahead === "number") &&
    (wait === null || isObject(wait)) &&
    (call === null || (isObject(call) && isNames(call["servicePointNames"]))) &&
    isObject(step) &&
    (pause === null || (isObject(pause) && pauseKinds.some((known) => known === pause["kind"]))) &&
    (why === null || isWhy(why)) &&
    isObject(rates) &&
    names.every(isNames);
  return isDrawn ? (value as unknown as TrackView) : null;
}

function isWhy(value: unknown): boolean {
  if (!isObject(value)) return false;
  return [value["ahead"], value["couldPass"]].every(
    (list) => Array.isArray(list) && list.every((each) => isObject(each) && isClass(each)),
  );
}

function isClass(each: Record<string, unknown>): boolean {
  return priorityClasses.some((known) => known === each["priorityClass"]);
}

function isNames(value: unknown): boolean {
  return isObject(value) && typeof value["ar"] === "string";
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
