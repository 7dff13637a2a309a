import type { Store } from "../store/store.ts";
import type { LocalDay } from "../../shared/domain/local-day.ts";
import type { Instant } from "../../shared/domain/time.ts";
import { createAvailability } from "./availability.ts";
import { createBooking } from "./booking.ts";
import { createHolidays } from "./holidays.ts";
import { createMoves } from "./moves.ts";
import { createOutbox } from "./outbox.ts";
import { createPlaceAppliers } from "./place-appliers.ts";
import { createPlaceTables } from "./place-tables.ts";
import type { InstantAt } from "./ports.ts";
import { createSessions } from "./sessions.ts";
import { createWishes } from "./wishes.ts";

/** Sessions of published rosters, and the places in them. */
export type Places = ReturnType<typeof createPlaces>;

export function createPlaces(
  store: Store,
  { instantAt, localDate }: { instantAt: InstantAt; localDate: (at: Instant) => LocalDay },
) {
  store.applyWith(createPlaceAppliers(store));
  const tables = createPlaceTables(store);
  const availability = createAvailability(tables);
  const outbox = createOutbox(tables);
  const moves = createMoves(tables, availability, outbox);
  const sessions = createSessions(tables, availability, moves, instantAt);
  const booking = createBooking(store, tables, availability, moves, outbox);
  const wishes = createWishes(tables, availability, booking, outbox, localDate);
  const holidays = createHolidays(tables, sessions);
  return { sessions, booking, wishes, holidays, outbox, availability, read: tables };
}
