import { idOf } from "../../shared/domain/ids.ts";
import type { AppointmentId, WishId } from "../../shared/domain/ids.ts";
import type { JournalFacts } from "../../shared/domain/journal.ts";
import type { LocalDay } from "../../shared/domain/local-day.ts";
import { accept, refuse } from "../../shared/domain/result.ts";
import type { Result } from "../../shared/domain/result.ts";
import { hourMs } from "../../shared/domain/time.ts";
import type { Instant } from "../../shared/domain/time.ts";
import type { Tx } from "../store/store.ts";
import { phoneNoticeMin } from "./availability.rules.ts";
import type { Availability } from "./availability.ts";
import type { Booking } from "./booking.ts";
import type { Outbox } from "./outbox.ts";
import type { PlaceTables, WishRow } from "./place-tables.ts";

/** How long an offered place is kept: a message is read, and somebody at home is asked. */
export const offerMs = 2 * hourMs;
/** People of one waiting list who are looked at when a place is free. */
const lookedAt = 50;
const placesLookedAt = 5;

/** Who waits for a place, in the order in which they came. */
export type Wishes = ReturnType<typeof createWishes>;

export function createWishes(
  tables: PlaceTables,
  availability: Availability,
  booking: Booking,
  outbox: Outbox,
  localDate: (at: Instant) => LocalDay,
) {
  const settle = (
    tx: Tx,
    wish: WishRow,
    status: JournalFacts["wishSettled"]["status"],
    appointment = wish.appointment_id,
  ) => void tx.record("wishSettled", { wish: wish.id, status, appointment });

  /** Offers free places of a service to those who wait for one, first come first. */
  function offer(tx: Tx, service: string): number {
    let offered = 0;
    for (const wish of tables.waitingWishes(service, lookedAt)) {
      if (wish.to_day <= localDate(tx.now)) {
        settle(tx, wish, "lapsed");
        continue;
      }
      if (offerOne(tx, wish)) offered++;
    }
    return offered;
  }

  function offerOne(tx: Tx, wish: WishRow): boolean {
    const span = { now: tx.now, fromDay: wish.from_day, toDay: wish.to_day };
    const free = availability.nextFree(wish.service_id, span, phoneNoticeMin, placesLookedAt);
    for (const { session, window } of free) {
      const held = booking.hold(tx, {
        ...{ patient: wish.patient_id, session: session.id, at: window.from },
        ...{ overbookReason: null, noticeMin: phoneNoticeMin },
      });
      if (!held.ok) continue;
      const appointment = Number(held.value.appointmentId.slice(1));
      settle(tx, wish, "offered", appointment);
      outbox.queue(tx, "placeOffered", { patient: wish.patient_id, about: appointment });
      return true;
    }
    return false;
  }

  /** Gives the place up, and says so. Returns the service that has a place again. */
  function close(tx: Tx, wish: WishRow, status: "declined" | "lapsed" | "withdrawn"): void {
    if (wish.appointment_id !== null) {
      booking.act(tx, wish.appointment_id, "lapse");
      outbox.drop(tx, wish.appointment_id);
    }
    settle(tx, wish, status);
  }

  return {
    offer,
    /** Refusal: `already_waiting`. */
    join(tx: Tx, fact: JournalFacts["wishMade"]): Result<{ readonly wishId: WishId }> {
      const waits = tables
        .waitingWishes(fact.service, lookedAt)
        .some((wish) => wish.patient_id === fact.patient);
      if (waits) return refuse("already_waiting");
      const wishId = idOf("wish", tx.record("wishMade", fact));
      offer(tx, fact.service);
      return accept({ wishId });
    },
    /** Refusals: `wrong_state`, `hold_lapsed`. */
    answer(
      tx: Tx,
      id: number,
      as: "taken" | "declined" | "withdrawn",
    ): Result<{ readonly wishId: WishId; readonly appointmentId: AppointmentId | null }> {
      const wish = tables.wish(id);
      if (wish === undefined) return refuse("wrong_state");
      const wishId = idOf("wish", id);
      if (as === "taken") {
        if (wish.status === "lapsed") return refuse("hold_lapsed");
        if (wish.status !== "offered" || wish.appointment_id === null) return refuse("wrong_state");
        const confirmed = booking.confirm(tx, wish.appointment_id);
        if (!confirmed.ok) return refuse("hold_lapsed");
        settle(tx, wish, "taken");
        return accept({ wishId, appointmentId: confirmed.value.appointmentId });
      }
      if (wish.status !== "offered" && wish.status !== "waiting") return refuse("wrong_state");
      close(tx, wish, as);
      offer(tx, wish.service_id);
      return accept({ wishId, appointmentId: null });
    },
    /** Offers that nobody took in time go on to the next; what is free is offered. */
    tick(tx: Tx, services: readonly string[]): void {
      for (const wish of tables.offeredBefore(tx.now - offerMs + 1, lookedAt)) {
        close(tx, wish, "lapsed");
      }
      for (const service of new Set([...services, ...tables.wishedServices()])) offer(tx, service);
    },
  };
}
