/**
 * What this browser remembers of its desk (language, service point, paper, laboratory). A browser that refuses
 * storage only asks again: nothing here is needed to work.
 */
export type RememberedKey =
  "language" | "servicePoint" | "printer" | "withoutPaper" | "detourQueue";

export function remembered(key: RememberedKey): string | null {
  try {
    return localStorage.getItem(`dawr.desk.${key}`);
  } catch {
    return null;
  }
}

/** Keeps one fact for the next visit; `null` forgets it. */
export function remember(key: RememberedKey, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(`dawr.desk.${key}`);
    else localStorage.setItem(`dawr.desk.${key}`, value);
  } catch {
    // Storage is full or forbidden: the next visit asks again.
  }
}
