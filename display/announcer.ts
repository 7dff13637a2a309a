import type { CallId } from "../shared/domain/ids.ts";
import type { Instant } from "../shared/domain/time.ts";
import type { BoardCall } from "../shared/protocol/feeds.ts";

/**
 * Which calls this board announces, and when. A call is announced by its unseen (callId, recalls),
 * never by the version of a snapshot: snapshots coalesce, and one may bring two calls.
 */
export interface Announcer {
  /** The database's epoch the ids below belong to; nothing before the first snapshot. */
  readonly epoch: string | null;
  /** The highest recall count seen of each call, oldest seen first. */
  readonly seen: ReadonlyMap<CallId, number>;
  /** Waiting to be announced, oldest call first. */
  readonly pending: readonly Announcement[];
  readonly current: (Announcement & { readonly untilMs: number }) | null;
  /** The last announcements begun, oldest first, as `callId:recalls`. */
  readonly log: readonly string[];
}

export interface Announcement {
  readonly callId: CallId;
  readonly recalls: number;
  /** When it was called or recalled: the order of announcing. */
  readonly at: Instant;
}

/** One announcement: the tone (1.6 s) and the time to look up and find the card. */
export const announceMs = 3_500;
/** On the first snapshot only calls this young are announced: older ones were, before a reload. */
export const firstSightMaxAgeMs = 10_000;
/** Waiting announcements. Twenty take 70 s; whoever is called before that reads the board. */
export const pendingMax = 20;
/** Calls remembered: several days of one waiting room, so an undone call is not announced twice. */
export const seenMax = 2_000;
/** Announcements kept for tests and for the eye of whoever looks for a fault. */
export const logMax = 20;

export const silentAnnouncer: Announcer = {
  epoch: null,
  seen: new Map(),
  pending: [],
  current: null,
  log: [],
};

/**
 * Takes in a snapshot's calls. A call never seen, or recalled since, waits for its announcement;
 * one whose visit has started, or that is gone, needs none any more and loses its place.
 */
export function seeCalls(
  announcer: Announcer,
  snapshot: {
    readonly epoch: string;
    readonly calls: readonly BoardCall[];
    readonly serverNow: Instant;
  },
): Announcer {
  const firstSight = announcer.epoch !== snapshot.epoch;
  const known = firstSight ? silentAnnouncer : announcer;
  const seen = new Map(known.seen);
  const fresh: Announcement[] = [];
  for (const { callId, recalls, at, state } of snapshot.calls) {
    if (recalls <= (seen.get(callId) ?? -1)) continue;
    seen.delete(callId);
    seen.set(callId, recalls);
    // Whoever starts a visit has the patient before them: nobody needs to be summoned.
    if (state === "serving") continue;
    if (firstSight && snapshot.serverNow - at > firstSightMaxAgeMs) continue;
    fresh.push({ callId, recalls, at });
  }
  const summoned = new Set(
    snapshot.calls.filter((call) => call.state === "called").map((call) => call.callId),
  );
  const pending = [...known.pending.filter((waits) => summoned.has(waits.callId)), ...fresh];
  return {
    epoch: snapshot.epoch,
    seen: newestOf(seen, seenMax),
    pending: pending.sort(byTimeOfCall).slice(-pendingMax),
    current: known.current !== null && summoned.has(known.current.callId) ? known.current : null,
    log: announcer.log,
  };
}

/**
 * Goes on with the time: ends the announcement that is over and begins the next, one at a time.
 * A board that is not fresh (`mayAnnounce` false) begins none: it must not send anybody anywhere.
 */
export function announceNext(
  announcer: Announcer,
  at: { readonly nowMs: number; readonly mayAnnounce: boolean },
): Announcer {
  const { current, pending } = announcer;
  if (current !== null && at.nowMs < current.untilMs && at.mayAnnounce) return announcer;
  const [next, ...rest] = pending;
  if (next === undefined || !at.mayAnnounce) {
    return current === null ? announcer : { ...announcer, current: null };
  }
  return {
    ...announcer,
    pending: rest,
    current: { ...next, untilMs: at.nowMs + announceMs },
    log: [...announcer.log, announcementKey(next)].slice(-logMax),
  };
}

/** What makes an announcement one of a kind: `c12:0` is call 12, not yet recalled. */
export function announcementKey(announcement: Pick<Announcement, "callId" | "recalls">): string {
  return `${announcement.callId}:${announcement.recalls}`;
}

/** Calls of one instant go by their ids, which rise with the journal: `c9` before `c10`. */
function byTimeOfCall(one: Announcement, other: Announcement): number {
  return (
    one.at - other.at ||
    one.callId.length - other.callId.length ||
    (one.callId < other.callId ? -1 : Number(one.callId > other.callId)) ||
    one.recalls - other.recalls
  );
}

function newestOf<Key, Value>(map: ReadonlyMap<Key, Value>, count: number): Map<Key, Value> {
  return new Map([...map].slice(-count));
}
