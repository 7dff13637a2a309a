import type { Interval } from "../../shared/domain/interval.ts";
import { intersect, isEmpty, subtract } from "../../shared/domain/interval.ts";
import type { RefusalCode } from "../../shared/domain/refusal.ts";
import { minuteMs } from "../../shared/domain/time.ts";
import type { Instant } from "../../shared/domain/time.ts";

/** An arrival window of a session, and how many patients it is for. */
export interface Window extends Interval {
  readonly capacity: number;
}

export interface FreeWindow extends Interval {
  readonly left: number;
}

export interface SessionShape extends Interval {
  readonly capacity: number;
  readonly windowMin: number;
  /** Pauses: windows begin anew after each. */
  readonly breaks?: readonly Interval[];
  /** Kept free before and after each window. */
  readonly bufferBeforeMin?: number;
  readonly bufferAfterMin?: number;
}

/** What is taken out of a session. Half-open like all intervals: what only touches takes nothing. */
export interface Cuts {
  /** Days that are closed: taken out as they are. */
  readonly closed: readonly Interval[];
  /** Other things its doctor or room does; the buffer before and after them is taken out too. */
  readonly busy: readonly Interval[];
  readonly bufferMin: number;
}

export const noCuts: Cuts = { closed: [], busy: [], bufferMin: 0 };

/**
 * The arrival windows of a session, in order: steps of its window length from its start and from
 * the end of each pause, with the buffers between them, without what is cut out. The capacity is spread over them by their length, so that it always adds up to
 * the whole; where a window is as short as a visit, it is a timed slot.
 */
export function windowsOf(session: SessionShape, cuts: Cuts = noCuts): readonly Window[] {
  const bufferMs = cuts.bufferMin * minuteMs;
  const widened = cuts.busy
    .filter((busy) => !isEmpty(busy))
    .map(({ from, to }) => ({ from: from - bufferMs, to: to + bufferMs }));
  const open = subtract([session], [...cuts.closed, ...widened]);
  const pieces = stepsOf(session).flatMap((step) => intersect([step], open));
  const lengthMs = pieces.reduce((sum, piece) => sum + piece.to - piece.from, 0);
  let beforeMs = 0;
  return pieces.map((piece) => {
    const untilMs = beforeMs + piece.to - piece.from;
    const until = share(session.capacity, untilMs, lengthMs);
    const capacity = until - share(session.capacity, beforeMs, lengthMs);
    beforeMs = untilMs;
    return { ...piece, capacity };
  });
}

/** How much of the capacity has been given out when so much of the time has passed. */
function share(capacity: number, passedMs: number, lengthMs: number): number {
  return Math.floor((capacity * passedMs) / lengthMs);
}

function stepsOf(session: SessionShape): readonly Interval[] {
  const { windowMin, breaks = [], bufferBeforeMin = 0, bufferAfterMin = 0 } = session;
  const [beforeMs, afterMs] = [bufferBeforeMin * minuteMs, bufferAfterMin * minuteMs];
  const windowMs = windowMin * minuteMs;
  const stepMs = beforeMs + windowMs + afterMs;
  return subtract([session], breaks).flatMap(({ from, to }) => {
    const count = Math.max(0, Math.ceil((to - from) / stepMs));
    const steps = Array.from({ length: count }, (_, index) => {
      const begin = from + index * stepMs + beforeMs;
      return { from: begin, to: Math.min(to - afterMs, begin + windowMs) };
    });
    // What is left at the end may be too short for its buffers.
    return steps.filter((step) => !isEmpty(step));
  });
}

/**
 * What is left of each window. `taken`: the times of the bookings that take a place; one that lies
 * in no window any more (its session was shortened) still takes a place of the session.
 */
export function leftIn(
  session: SessionShape,
  windows: readonly Window[],
  taken: readonly Instant[],
): readonly FreeWindow[] {
  const whole = Math.max(0, session.capacity - taken.length);
  return windows.map(({ from, to, capacity }) => {
    const booked = taken.filter((at) => from <= at && at < to).length;
    return { from, to, left: Math.min(whole, Math.max(0, capacity - booked)) };
  });
}

/**
 * A window has nothing left while what its session needs is out of service. Its places do not move
 * into the hours that are left, as a pause's do: the session was not planned for so many there.
 */
export function withoutOutages(
  windows: readonly FreeWindow[],
  outages: readonly Interval[],
): readonly FreeWindow[] {
  return windows.map((window) =>
    intersect([window], outages).length === 0 ? window : { ...window, left: 0 },
  );
}

/** Windows with a place in them that begin no sooner than the notice asks. */
export function offered(
  windows: readonly FreeWindow[],
  now: Instant,
  noticeMin: number,
): readonly FreeWindow[] {
  return windows.filter((window) => window.left > 0 && !isTooSoon(window, now, noticeMin));
}

/**
 * Without notice a window can be taken until it is over: somebody at the desk is there already.
 * Who has to come first needs the notice before it begins.
 */
export function isTooSoon(window: Interval, now: Instant, noticeMin: number): boolean {
  return noticeMin === 0 ? window.to <= now : window.from < now + noticeMin * minuteMs;
}

/** The notice of one who books from somewhere else, by phone. */
export const phoneNoticeMin = 120;

export interface Place {
  readonly isOpen: boolean;
  readonly capacity: number;
  readonly overbookMax: number;
  /** All who take a place, and those of them who were taken over the capacity, with a reason. */
  readonly taken: number;
  readonly overbooked: number;
  /** The window asked for; nothing when no window begins there. */
  readonly window: FreeWindow | null;
}

/** May this place be taken, and does it take the overbooking's reason? */
export function decidePlace(
  place: Place,
  asked: { readonly now: Instant; readonly noticeMin: number; readonly hasReason: boolean },
):
  | { readonly ok: true; readonly isOver: boolean }
  | { readonly ok: false; readonly code: RefusalCode } {
  const { window } = place;
  if (!place.isOpen) return { ok: false, code: "session_closed" };
  if (window === null) return { ok: false, code: "invalid" };
  if (isTooSoon(window, asked.now, asked.noticeMin)) return { ok: false, code: "too_soon" };
  const isFull = place.taken >= place.capacity;
  if (!isFull && window.left > 0) return { ok: true, isOver: false };
  if (place.overbooked >= place.overbookMax) {
    return { ok: false, code: isFull ? "session_full" : "place_taken" };
  }
  return asked.hasReason ? { ok: true, isOver: true } : { ok: false, code: "reason_required" };
}
