import type { Interval } from "../../shared/domain/interval.ts";
import type { Instant } from "../../shared/domain/time.ts";

/** A booking whose session is to go, as far as another place for it needs to be known. */
export interface Displaced {
  readonly appointment: number;
  readonly patient: number;
  readonly staff: number;
  readonly service: string;
  /** The local day as a number, and the minute of that day. */
  readonly day: number;
  readonly minute: number;
}

/** A window of another session with places left. */
export interface Offer {
  readonly session: number;
  readonly staff: number;
  readonly service: string;
  readonly at: Instant;
  readonly day: number;
  readonly minute: number;
  readonly left: number;
}

export interface Placement {
  readonly appointment: number;
  /** Nothing: there was no other place. */
  readonly to: Offer | null;
}

/**
 * Another place for each, in the order of their bookings: of the same service, on the nearest day
 * (never an earlier one: nobody can be told to have come yesterday), at the nearest time of day, by
 * the same doctor when all else is equal. No window is given to more than it has left, and nobody
 * gets a second place on a day on which they have one of this service.
 */
export function placeElsewhere(
  displaced: readonly Displaced[],
  offers: readonly Offer[],
  isBusyOn: (patient: number, service: string, day: number) => boolean,
): readonly Placement[] {
  const byService = Map.groupBy(offers, (offer) => offer.service);
  const left = new Map(offers.map((offer) => [offer, offer.left]));
  const given = new Set<string>();
  return inOrder(displaced).map((booking) => {
    const { patient, service } = booking;
    const best = (byService.get(service) ?? [])
      .filter((offer) => offer.day >= booking.day && (left.get(offer) ?? 0) > 0)
      .filter((offer) => !given.has(`${patient} ${service} ${offer.day}`))
      .reduce<Offer | null>(
        (found, offer) =>
          (found === null || compareFor(booking, offer, found) < 0) &&
          !isBusyOn(patient, service, offer.day)
            ? offer
            : found,
        null,
      );
    if (best !== null) {
      left.set(best, (left.get(best) ?? 0) - 1);
      given.add(`${patient} ${service} ${best.day}`);
    }
    return { appointment: booking.appointment, to: best };
  });
}

function inOrder(displaced: readonly Displaced[]): readonly Displaced[] {
  return displaced.toSorted(
    (a, b) => a.day - b.day || a.minute - b.minute || a.appointment - b.appointment,
  );
}

export interface Seated {
  readonly id: number;
  readonly at: Instant;
  readonly status: string;
}

/**
 * The bookings that a session has no room for any more: those in none of its windows (outside its
 * new times, in a pause), then the latest made above its capacity. Who has come already stays.
 */
export function surplusOf(
  seated: readonly Seated[],
  to: { readonly windows: readonly Interval[]; readonly capacity: number },
): readonly number[] {
  const isIn = (at: Instant) => to.windows.some((window) => window.from <= at && at < window.to);
  const isOut = ({ at, status }: Seated) => status === "booked" && !isIn(at);
  const out = seated.filter(isOut);
  const over = seated.length - out.length - to.capacity;
  const latest = seated
    .filter((each) => each.status === "booked" && !isOut(each))
    .toSorted((a, b) => b.id - a.id)
    .slice(0, Math.max(0, over));
  return [...out, ...latest].map(({ id }) => id);
}

/** Negative when the first suits better. */
function compareFor(booking: Displaced, one: Offer, other: Offer): number {
  return (
    one.day - other.day ||
    Math.abs(one.minute - booking.minute) - Math.abs(other.minute - booking.minute) ||
    Number(one.staff !== booking.staff) - Number(other.staff !== booking.staff) ||
    one.at - other.at ||
    one.session - other.session
  );
}
