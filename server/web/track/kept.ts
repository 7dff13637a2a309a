import { languages } from "../../../shared/domain/language.ts";
import type { Language } from "../../../shared/domain/language.ts";
import { readView } from "./ask.ts";
import type { Remembered, Tracking } from "./tracking.ts";

/**
 * What this one tab keeps over a reload, and no longer than the tab lives: others use the phone
 * too. A browser that refuses storage forgets, and asks with the token in the address again.
 */
export interface Kept {
  /** What was known of the ticket of this token. */
  recall(token: string | null): Remembered | null;
  keep(state: Tracking): void;
  /** The language chosen by hand. */
  language(): Language | null;
  keepLanguage(language: Language): void;
}

const ticketName = "dawr.track.ticket";
const languageName = "dawr.track.language";

export function createKept(storage: () => Pick<Storage, "getItem" | "setItem">): Kept {
  const read = (name: string): string | null => {
    try {
      return storage().getItem(name);
    } catch {
      return null;
    }
  };
  const write = (name: string, text: string): void => {
    try {
      storage().setItem(name, text);
    } catch {
      // Full or forbidden: a reload asks again.
    }
  };
  return {
    recall: (token) => (token === null ? null : rememberedOf(read(ticketName), token)),
    keep({ token, key, view, asOf }) {
      if (view !== null) write(ticketName, JSON.stringify({ token, key, view, asOf }));
    },
    language() {
      const chosen = read(languageName);
      return languages.find((known) => known === chosen) ?? null;
    },
    keepLanguage: (language) => write(languageName, language),
  };
}

function rememberedOf(text: string | null, token: string): Remembered | null {
  if (text === null) return null;
  try {
    const kept = JSON.parse(text) as Readonly<Record<string, unknown>>;
    const { key, asOf } = kept;
    const view = readView(kept["view"]);
    if (kept["token"] !== token || typeof asOf !== "number" || view === null) return null;
    return { key: typeof key === "string" ? key : null, view, asOf };
  } catch {
    return null;
  }
}
