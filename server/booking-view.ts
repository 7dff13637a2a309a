import type { Site } from "./directory/chart.ts";
import { sessionNames, waitingRoomNames } from "./booking-lines.ts";
import { unnamed } from "./lines.ts";
import type { Laboratory } from "./laboratory/laboratory.ts";
import { preparationFor } from "./preparation.ts";
import { bookingOfCode } from "./phone-booking.ts";
import type { Plan } from "./plan.ts";
import { phoneNoticeMin } from "./scheduling/availability.rules.ts";
import type { Places } from "./scheduling/places.ts";
import type { FreePlace } from "../shared/domain/appointment.ts";
import { idOf } from "../shared/domain/ids.ts";
import type { ServiceId } from "../shared/domain/ids.ts";
import type { LocalDay } from "../shared/domain/local-day.ts";
import type { Instant } from "../shared/domain/time.ts";
import type { BookView } from "../shared/protocol/book.ts";
import type { BookingView } from "../shared/protocol/scheduling-feeds.ts";

interface Modules {
  readonly places: Places;
  readonly laboratory: Pick<Laboratory, "orders" | "read">;
}

/** A booking as whoever has its code may see it: when and where, and no name. */
export function bookingView(modules: Modules, plan: Plan, text: string): BookingView | null {
  const { places } = modules;
  const row = bookingOfCode(places, text);
  const session = row && places.read.session(row.session_id);
  if (row === null || session === undefined || session === null) return null;
  const window = places.availability.windowOf(row.session_id, row.at);
  return {
    code: row.code,
    status: row.status,
    at: row.at,
    to: window?.to ?? session.to_at,
    ...sessionNames(plan, session),
    waitingRoomNames: waitingRoomNames(plan, session),
    isCancelled: session.status === "cancelled",
    doctorLateMin: session.late_min,
    isOffered: places.read.wishOfHold(row.id) !== undefined,
    preparation: preparationFor(modules, row.id),
  };
}

/** The same, as the page of its own slip shows it. */
export function bookView(
  modules: Modules,
  plan: Plan,
  seq: number,
  from: {
    readonly token: string;
    readonly url: string;
    readonly site: Pick<Site, "zone" | "hospitalNames"> | null;
  },
): BookView | null {
  const { places } = modules;
  const row = places.read.appointment(seq);
  const view = row === undefined ? null : bookingView(modules, plan, row.code);
  const session = row && places.read.session(row.session_id);
  if (row === undefined || view === null || session === undefined) return null;
  const { token, url, site } = from;
  return {
    ...{ ...view, token, url },
    serviceId: session.service_id as ServiceId,
    hospitalNames: site?.hospitalNames ?? unnamed,
    zone: site?.zone ?? "UTC",
    isOpen: row.status === "booked",
  };
}

/** The next free places of a service, for the desk or for a phone that has to come first. */
export function freePlaces(
  places: Places,
  asked: {
    readonly serviceId: string;
    readonly fromDay: LocalDay;
    readonly toDay: LocalDay;
    readonly now: Instant;
    /** Only places that suit; nothing: all. */
    readonly suits?: ((at: Instant) => boolean) | undefined;
  },
  { isStaff, max }: { readonly isStaff: boolean; readonly max: number },
): readonly FreePlace[] {
  const noticeMin = isStaff ? 0 : phoneNoticeMin;
  return places.availability
    .nextFree(asked.serviceId, asked, noticeMin, max)
    .map(({ session, window }) => ({
      sessionId: idOf("session", session.id),
      staffId: idOf("staff", session.staff_id),
      at: window.from,
      to: window.to,
      left: window.left,
    }));
}
