import { takesPlace } from "../../shared/domain/appointment.ts";
import type { Interval } from "../../shared/domain/interval.ts";
import { addDays } from "../../shared/domain/local-day.ts";
import type { LocalDay } from "../../shared/domain/local-day.ts";
import { dayMs } from "../../shared/domain/time.ts";
import type { Instant } from "../../shared/domain/time.ts";
import { leftIn, offered, windowsOf, withoutOutages } from "./availability.rules.ts";
import type { FreeWindow, Place, SessionShape } from "./availability.rules.ts";
import { breaksIn } from "./place-tables.ts";
import type { HolidayRow, PlaceTables, SessionRow } from "./place-tables.ts";

/** The longest holiday there is: one that began so many days ago may still go on. */
const holidayDaysMax = 14;
/** Sessions looked at in one go while free places are looked for. */
const sessionsAtOnce = 16;
/** A session that began so long ago is over: shifts are shorter. */
const sessionMsMax = dayMs;

/** Windows of one service on one day: more than a house has. */
const placesOfDayMax = 1_000;

const nobody: ReadonlySet<number> = new Set();

export interface FreePlaceRow {
  readonly session: SessionRow;
  readonly window: FreeWindow;
}

/** What is left of sessions, worked out each time from the bookings: no slots are stored. */
export type Availability = ReturnType<typeof createAvailability>;

export function createAvailability(tables: PlaceTables) {
  function holidayOn(day: LocalDay): HolidayRow | null {
    const begun = tables.holidays(addDays(day, 1 - holidayDaysMax), addDays(day, 1));
    return begun.find((holiday) => day < addDays(holiday.day, holiday.days)) ?? null;
  }

  /** Why a clinic has no places on a day: announced and tentative holidays, its own closures. */
  function isClosed(clinic: string, day: LocalDay): boolean {
    return holidayOn(day) !== null || tables.closures(clinic, day, addDays(day, 1)).length > 0;
  }

  /** The windows with what is left of them, not counting bookings that are on their way out. */
  function windows(
    session: SessionRow,
    leaving: ReadonlySet<number> = nobody,
  ): readonly FreeWindow[] {
    const staying = tables.takenIn(session.id).filter((each) => !leaving.has(each.id));
    const shape = shapeOf(session);
    const taken = staying.map((each) => each.at);
    return withoutOutages(leftIn(shape, windowsOf(shape), taken), tables.outagesIn(session));
  }

  function isOpen(session: SessionRow): boolean {
    return session.status === "open" && !isClosed(session.clinic_id, session.day);
  }

  /**
   * A place as the rule that decides about it sees it; nothing when there is no such session.
   * `own`: a booking that would move there and so gives up what it has.
   */
  function placeAt(
    sessionId: number,
    at: Instant,
    own?: number,
  ): (Place & { readonly session: SessionRow }) | null {
    const leaving = own === undefined ? nobody : new Set([own]);
    const session = tables.session(sessionId);
    if (session === undefined) return null;
    const taken = tables.takenIn(session.id).filter((each) => !leaving.has(each.id));
    return {
      session,
      isOpen: isOpen(session),
      capacity: session.capacity,
      overbookMax: session.overbook_max,
      taken: taken.length,
      overbooked: taken.filter((each) => each.overbook_reason !== null).length,
      window: windows(session, leaving).find((window) => window.from === at) ?? null,
    };
  }

  /** Has the patient a place of this service on this day already? `own`: not counting this one. */
  function isBookedOn(patient: number, session: SessionRow, own?: number): boolean {
    const near = tables.ofPatient(patient, session.from_at - dayMs, session.to_at + dayMs);
    return near.some(
      (other) =>
        other.id !== own &&
        takesPlace(other.status) &&
        other.service_id === session.service_id &&
        other.day === session.day,
    );
  }

  /**
   * The next free places of a service in the order of their times, in days before `toDay`. It reads
   * sessions that have one, from now on, and stops when no later one could be sooner.
   */
  function nextFree(
    service: string,
    span: {
      readonly now: Instant;
      readonly fromDay: LocalDay;
      readonly toDay: LocalDay;
      /** Only windows that suit whoever comes; nothing: all. */
      readonly suits?: ((at: Instant) => boolean) | undefined;
    },
    noticeMin: number,
    max: number,
  ): readonly FreePlaceRow[] {
    const found: FreePlaceRow[] = [];
    let cursor = { from: span.now - sessionMsMax, id: 0 };
    for (;;) {
      const batch = tables.freeSessions(service, cursor, sessionsAtOnce);
      for (const session of batch) {
        const last = found[max - 1];
        if (last !== undefined && session.from_at >= last.window.from) return found.slice(0, max);
        if (session.day >= span.toDay) return found.slice(0, max);
        if (session.day < span.fromDay || !isOpen(session)) continue;
        const places = offered(windows(session), span.now, noticeMin).filter(
          (window) => span.suits?.(window.from) ?? true,
        );
        found.push(...places.map((window) => ({ session, window })));
        found.sort(byTime);
      }
      const end = batch.at(-1);
      if (end === undefined || batch.length < sessionsAtOnce) return found.slice(0, max);
      cursor = { from: end.from_at, id: end.id };
    }
  }

  /** The arrival window of a session that an instant lies in. */
  function windowOf(sessionId: number, at: Instant): Interval | null {
    const session = tables.session(sessionId);
    if (session === undefined) return null;
    const windows = windowsOf(shapeOf(session));
    return windows.find((window) => window.from <= at && at < window.to) ?? null;
  }

  /** What is free of a service on one day, at the desk. */
  function onDay(service: string, day: LocalDay, now: Instant): readonly FreePlaceRow[] {
    const span = { now, fromDay: day, toDay: addDays(day, 1) };
    return nextFree(service, span, 0, placesOfDayMax);
  }

  return { onDay, windowOf, isBookedOn, holidayOn, isClosed, windows, isOpen, placeAt, nextFree };
}

export function shapeOf(row: SessionRow): SessionShape {
  return {
    ...{ from: row.from_at, to: row.to_at, capacity: row.capacity, windowMin: row.window_min },
    breaks: breaksIn(row.breaks),
    ...{ bufferBeforeMin: row.buffer_before_min, bufferAfterMin: row.buffer_after_min },
  };
}

function byTime(a: FreePlaceRow, b: FreePlaceRow): number {
  return a.window.from - b.window.from || a.session.id - b.session.id;
}
