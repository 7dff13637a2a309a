import type { Store } from "../store/store.ts";
import { createAvailability } from "./availability.ts";
import { createMoves } from "./moves.ts";
import { createOutbox } from "./outbox.ts";
import { createPlaceAppliers } from "./place-appliers.ts";
import { createPlaceTables } from "./place-tables.ts";
import type { InstantAt } from "./ports.ts";
import { createSessions } from "./sessions.ts";

/** Sessions of published rosters, and the places in them. */
export type Places = ReturnType<typeof createPlaces>;

export function createPlaces(store: Store, instantAt: InstantAt) {
  store.applyWith(createPlaceAppliers(store));
  const tables = createPlaceTables(store);
  const availability = createAvailability(tables);
  const outbox = createOutbox(tables);
  const moves = createMoves(tables, availability, outbox);
  const sessions = createSessions(tables, availability, moves, instantAt);
  return { sessions, outbox, availability, read: tables };
}
