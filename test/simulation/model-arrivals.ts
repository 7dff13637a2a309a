import type { Payload } from "../../shared/protocol/commands.ts";
import { issue } from "./model-house.ts";
import { no, yes } from "./model-book.ts";
import type { Moment, Said } from "./model-book.ts";
import type { ModelBooking, ModelSession, PlacesState } from "./model-places.ts";
import { baghdadDate } from "./model-views.ts";
import type { Desk, Verbs } from "./model-views.ts";

const minuteMs = 60_000;
const [earlyMs, lateMs] = [60 * minuteMs, 30 * minuteMs];

/** A booked patient who has come, as the model sees them. */
export function arrivalVerbs(desk: Desk): Verbs<"checkIn"> {
  const { state, book, views, places } = desk;
  return {
    checkIn(moment, payload) {
      views.openDays(moment);
      const meant = meantOf(places, payload, moment.now);
      if (!meant.ok) return meant;
      const { booking, session, isLate } = meant.value;
      const countsFrom = isLate ? moment.now : booking.at;
      const issued = issue(desk, moment, {
        ...{ service: session.service, priorityClass: "appointment", claimed: false },
        ...{ patient: `m${booking.patient}`, segment: "", rebookedFrom: null },
        bookedAt: countsFrom,
      });
      if (!issued.ok) return no(issued.code === "service_closed" ? "session_closed" : issued.code);
      const entry = issued.value;
      const ahead = views.ahead(entry, moment.now);
      return yes({
        ...{ ticketId: `t${entry.id}`, label: state.tickets.get(entry.ticket)?.label, ahead },
        ...{ serviceDay: entry.day, appointmentId: `a${booking.id}`, bookedAt: booking.at, isLate },
        printJobId: paper(book, state, moment, entry.id),
      });
    },
  };
}

/** A kiosk prints what it gives; a desk says the number. */
function paper(book: Desk["book"], { jobs }: Desk["state"], moment: Moment, ticket: number) {
  if (moment.hand.kind !== "kiosk") return null;
  const id = book.next(moment);
  book.put(jobs, id, { id, ticket, device: moment.hand.id, copy: 0, status: "queued" });
  book.noteOther(moment);
  return `p${id}`;
}

interface Arrival {
  readonly booking: ModelBooking;
  readonly session: ModelSession;
  readonly isLate: boolean;
}
type Meant = { readonly ok: true; readonly value: Arrival } | Extract<Said, { ok: false }>;

/** By their code, or at a desk by their phone: the one that can be checked in, else the nearest. */
function meantOf(places: PlacesState, { by, value }: Payload<"checkIn">, now: number): Meant {
  const coded = places.byCode.get(value);
  const phoned = [...places.patients].flatMap(([patient, phone]) =>
    phone === value ? (places.ofPatient.get(patient) ?? []) : [],
  );
  const bookings = by === "code" ? (coded === undefined ? [] : [coded]) : phoned;
  const seen = bookings
    .toSorted((a, b) => a.at - b.at || a.id - b.id)
    .flatMap((booking) => {
      const session = places.sessions.get(booking.session);
      return session === undefined ? [] : [{ booking, judged: arrive(booking, session, now) }];
    });
  const ready = seen.flatMap(({ judged }) => (judged.ok ? [judged] : []));
  const [only] = ready;
  if (only !== undefined) return ready.length === 1 ? only : refused("ambiguous");
  const nearest = seen
    .flatMap(({ booking, judged }) =>
      judged.ok || judged.code === "not_found" ? [] : [{ booking, judged }],
    )
    .toSorted((a, b) => Math.abs(a.booking.at - now) - Math.abs(b.booking.at - now));
  return nearest[0]?.judged ?? refused("not_found");
}

function refused(code: Extract<Said, { ok: false }>["code"]): Extract<Said, { ok: false }> {
  return { ok: false, code };
}

/** Every way of coming has a name of its own. */
function arrive(booking: ModelBooking, session: ModelSession, now: number): Meant {
  const { status, at } = booking;
  if (status === "checked_in" || status === "fulfilled") return refused("already_checked_in");
  if (session.status !== "open") return refused("session_closed");
  if (status !== "booked" && status !== "no_show") return refused("not_found");
  const ends = Math.max(session.to + session.lateMin * minuteMs, at + lateMs);
  const isEarly = now < at - earlyMs;
  const isPast = now >= ends;
  if ((isEarly || isPast) && session.day !== baghdadDate(now)) return refused("wrong_day");
  if (isEarly) return refused("too_early");
  if (isPast || status === "no_show") return refused("too_late");
  return { ok: true, value: { booking, session, isLate: now > at + lateMs } };
}
