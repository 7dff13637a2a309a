import type { AppointmentStatus } from "../../shared/domain/appointment.ts";
import type { RefusalCode } from "../../shared/domain/refusal.ts";

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** A desk keeps a place so long for whoever still thinks; an offer is kept by its waiting list. */
export const keptMs = 5 * minuteMs;
/** Whoever is not there yet needs so long to come. */
const noticeMs = 120 * minuteMs;

/** A run of a clinic with so many places, as its rows of the journal add up. */
export interface ModelSession {
  readonly id: number;
  readonly clinic: string;
  readonly service: string;
  readonly day: string;
  readonly windowMin: number;
  assignment: number;
  staff: number;
  from: number;
  to: number;
  capacity: number;
  overbookMax: number;
  status: "open" | "cancelled";
  lateMin: number;
}

export interface ModelBooking {
  readonly id: number;
  readonly patient: number;
  readonly code: string;
  readonly madeAt: number;
  session: number;
  at: number;
  status: AppointmentStatus;
  ticket: number | null;
  overbookReason: string | null;
}

export interface ModelWish {
  readonly id: number;
  readonly patient: number;
  readonly service: string;
  readonly from: string;
  readonly to: string;
  status: "waiting" | "offered" | "taken" | "declined" | "lapsed" | "withdrawn";
  booking: number | null;
}

/** What is known of places: who may have one, sessions, bookings, and who waits. */
export interface PlacesState {
  /** By number, with the phone they gave. */
  readonly patients: Map<number, string>;
  readonly sessions: Map<number, ModelSession>;
  readonly bookings: Map<number, ModelBooking>;
  readonly wishes: Map<number, ModelWish>;
  readonly byCode: Map<string, ModelBooking>;
  readonly ofSession: Map<number, Set<ModelBooking>>;
  readonly ofPatient: Map<number, ModelBooking[]>;
}

/** A window of a session: whoever is booked in it comes between its ends. */
export interface ModelWindow {
  readonly from: number;
  readonly to: number;
  readonly capacity: number;
}

export interface PlaceAsked {
  readonly patient: number;
  readonly session: number;
  readonly at: number;
  readonly reason: string | null;
  /** The booking that would give its own place up for this one. */
  readonly own: number | null;
}

export function emptyPlaces(): PlacesState {
  return {
    patients: new Map(),
    sessions: new Map(),
    bookings: new Map(),
    wishes: new Map(),
    byCode: new Map(),
    ofSession: new Map(),
    ofPatient: new Map(),
  };
}

/** Has a place of its session, and keeps others out of it. */
export function isTaking({ status }: Pick<ModelBooking, "status">): boolean {
  return ["held", "booked", "checked_in", "fulfilled"].includes(status);
}

/** Looks at the places, counted anew each time from the bookings themselves. */
export type PlaceViews = ReturnType<typeof createPlaceViews>;

export function createPlaceViews({
  sessions,
  bookings,
  wishes,
  ofSession,
  ofPatient,
}: PlacesState) {
  const takers = (session: number, but: number | null = null): readonly ModelBooking[] =>
    [...(ofSession.get(session) ?? [])].filter((each) => isTaking(each) && each.id !== but);
  const isOver = ({ overbookReason }: ModelBooking) => overbookReason !== null;

  const views = {
    takers,
    isOver,
    /** Of a service on a day nobody has two places. */
    hasPlaceOn: (patient: number, { service, day }: ModelSession, but: number | null): boolean =>
      (ofPatient.get(patient) ?? []).some((other) => {
        const its = sessions.get(other.session);
        const isThat = its?.service === service && its.day === day;
        return other.id !== but && isTaking(other) && isThat;
      }),
    /** How many more may be booked at this time; the session's own rest is not looked at. */
    leftAt(session: ModelSession, at: number, but: number | null): number {
      const window = windowsOf(session).find(({ from }) => from === at);
      if (window === undefined) return 0;
      return window.capacity - takers(session.id, but).filter((each) => isIn(window, each)).length;
    },
    /** Why a desk may not give this place away; nothing when it may. */
    refusalOf({ patient, session: id, at, reason, own }: PlaceAsked, now: number) {
      const session = sessions.get(id);
      if (session === undefined) return "unknown_session";
      if (session.status !== "open") return "session_closed";
      const window = windowsOf(session).find(({ from }) => from === at);
      if (window === undefined) return "invalid";
      if (window.to <= now) return "too_soon";
      const taken = takers(id, own);
      const isFull = taken.length >= session.capacity;
      if (isFull || views.leftAt(session, at, own) <= 0) {
        const isMost = taken.filter(isOver).length >= session.overbookMax;
        if (isMost) return isFull ? "session_full" : "place_taken";
        if (reason === null) return "reason_required";
      }
      return views.hasPlaceOn(patient, session, own) ? "already_booked" : null;
    },
    /** Would this place be one above what the session holds? */
    isAbove: ({ session: id, at, own }: PlaceAsked): boolean => {
      const session = sessions.get(id);
      const isFull = takers(id, own).length >= (session?.capacity ?? 0);
      return isFull || session === undefined || views.leftAt(session, at, own) <= 0;
    },
    /** May this kept place become a booking? */
    confirmRefusal(id: number, now: number): RefusalCode | null {
      const booking = bookings.get(id);
      if (booking === undefined) return "unknown_appointment";
      if (booking.status === "lapsed") return "hold_lapsed";
      const isOffer = [...wishes.values()].some(
        (wish) => wish.booking === id && wish.status === "offered",
      );
      const isPast = booking.status === "held" && now - booking.madeAt >= keptMs;
      if (isPast && !isOffer) return "hold_lapsed";
      const session = sessions.get(booking.session);
      if (session?.status !== "open" || booking.status !== "held") return "wrong_state";
      return views.hasRoomFor(booking, session) ? null : "hold_lapsed";
    },
    /** A session that got smaller has room for its bookings first, then for whoever confirms first. */
    hasRoomFor(booking: ModelBooking, session: ModelSession): boolean {
      const isThere = windowsOf(session).some((window) => isIn(window, booking));
      if (isOver(booking)) return isThere;
      const before = takers(session.id, booking.id).filter(
        (each) => each.status !== "held" && !isOver(each),
      );
      return isThere && before.length < session.capacity;
    },
    /** A place that could be offered to somebody on a waiting list this moment. */
    offerFor(wish: ModelWish, now: number): ModelSession | null {
      for (const session of sessions.values()) {
        const isWished = session.day >= wish.from && session.day < wish.to;
        if (session.service !== wish.service || session.status !== "open" || !isWished) continue;
        if (takers(session.id).length >= session.capacity) continue;
        if (views.hasPlaceOn(wish.patient, session, null)) continue;
        const isFree = ({ from }: ModelWindow) =>
          from >= now + noticeMs && views.leftAt(session, from, null) > 0;
        if (windowsOf(session).some(isFree)) return session;
      }
      return null;
    },
  };
  return views;
}

function isIn({ from, to }: ModelWindow, { at }: Pick<ModelBooking, "at">): boolean {
  return from <= at && at < to;
}

/** Equal steps from the beginning, the last as long as is left; places as the time passes. */
export function windowsOf({ from, to, capacity, windowMin }: ModelSession): readonly ModelWindow[] {
  const windows: ModelWindow[] = [];
  const given = (until: number) => Math.floor((capacity * (until - from)) / (to - from));
  for (let start = from; start < to; start += windowMin * minuteMs) {
    const end = Math.min(to, start + windowMin * minuteMs);
    windows.push({ from: start, to: end, capacity: given(end) - given(start) });
  }
  return windows;
}

/** The local date so many days after another. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T12:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}
