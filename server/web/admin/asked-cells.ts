import type { Askings } from "./askings.ts";

/** Cells whose change is on its way, as `staffId day`. */
export type AskedCells = ReadonlySet<string>;

export function askedCells(askings: Askings): AskedCells {
  return new Set(askings.pending.flatMap(({ spot }) => spot ?? []));
}
