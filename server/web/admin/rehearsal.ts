import { messageKinds } from "../../../shared/domain/journal.ts";
import type { MessageKind } from "../../../shared/domain/journal.ts";
import type { ThingUse } from "../../../shared/protocol/scheduling-feeds.ts";
import { isObject, previewOf } from "./consequences.ts";
import type { Preview } from "./consequences.ts";

/** How many patients would be told what. */
export interface Told {
  readonly kind: MessageKind;
  readonly count: number;
}

/** What an act would do, as far as the server has said. */
export interface Foreseen {
  readonly preview: Preview;
  readonly told: readonly Told[];
  readonly uses: readonly ThingUse[];
}

/** Asks for what the very command would do. Nothing is done by asking. */
export async function askRehearsal(
  fetcher: typeof fetch,
  act: { readonly name: string; readonly payload: unknown },
  language: string,
): Promise<Foreseen> {
  try {
    const response = await fetcher("/api/rehearsals", {
      method: "POST",
      headers: { "content-type": "application/json", "accept-language": language },
      credentials: "same-origin",
      body: JSON.stringify(act),
    });
    return foreseenOf(await response.json());
  } catch {
    return foreseenOf(null);
  }
}

export function foreseenOf(answer: unknown): Foreseen {
  const preview = previewOf(answer);
  if (preview.kind !== "told" || !isObject(answer)) return { preview, told: [], uses: [] };
  const [told, uses] = [answer["told"], answer["uses"]];
  return {
    preview,
    told: Array.isArray(told) ? told.filter(isTold) : [],
    uses: Array.isArray(uses) ? uses.filter(isUse) : [],
  };
}

function isTold(value: unknown): value is Told {
  return (
    isObject(value) &&
    messageKinds.some((kind) => kind === value["kind"]) &&
    typeof value["count"] === "number"
  );
}

function isUse(value: unknown): value is ThingUse {
  return (
    isObject(value) &&
    typeof value["staffName"] === "string" &&
    typeof value["at"] === "number" &&
    typeof value["until"] === "number" &&
    isObject(value["shiftNames"])
  );
}

/** How many patients an act would touch; nothing while that is not known. */
export function touchedBy(foreseen: Foreseen | null): number | null {
  if (foreseen?.preview.kind !== "told") return null;
  const messages = foreseen.told.reduce((sum, { count }) => sum + count, 0);
  return Math.max(foreseen.preview.consequences.length, messages);
}
