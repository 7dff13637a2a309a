import { missingCase } from "../shared/domain/result.ts";
import type { RefusalCode } from "../shared/domain/refusal.ts";
import { secondMs } from "../shared/domain/time.ts";
import type { Instant } from "../shared/domain/time.ts";
import { isNewer } from "../shared/protocol/client.ts";
import type { FeedState, LinkState } from "../shared/protocol/client.ts";
import type { BoardData } from "../shared/protocol/feeds.ts";
import type { Snapshot } from "../shared/protocol/wire.ts";
import { announceNext, seeCalls, silentAnnouncer } from "./announcer.ts";
import type { Announcer } from "./announcer.ts";
import { freshnessAt } from "./board.ts";
import { afterFrame } from "./server-clock.ts";
import type { ClockOffset } from "./server-clock.ts";

/** All that a board remembers while it runs. */
export interface Session {
  readonly snapshot: Snapshot<BoardData> | null;
  /** Why the server does not give this board; nothing when it does. */
  readonly refusal: RefusalCode | null;
  readonly linkUp: boolean;
  /**
   * The server tells this board of every change: it has sent a snapshot since the link came up. A
   * link alone proves nothing, for a subscription may be refused or lost while pings arrive.
   */
  readonly live: boolean;
  /** Monotonic instant at which the snapshot was last known to be true. */
  readonly trueAtMs: number;
  /** Since when the link is up without a snapshot, or when it was last asked for again. */
  readonly askedAtMs: number;
  /** Times the subscription was asked for anew; a change makes the screen subscribe again. */
  readonly asked: number;
  readonly offset: ClockOffset | null;
  readonly announcer: Announcer;
  readonly nowMs: number;
}

export type SessionEvent =
  | { readonly kind: "link"; readonly link: LinkState; readonly atMs: number }
  | { readonly kind: "feed"; readonly state: FeedState<"board">; readonly atMs: number }
  | { readonly kind: "tick"; readonly atMs: number };

/** A subscription without a snapshot for this long is asked for again: twice the answer's limit. */
export const askAgainAfterMs = 10 * secondMs;

export function newSession(nowMs: number): Session {
  return {
    snapshot: null,
    refusal: null,
    linkUp: false,
    live: false,
    trueAtMs: nowMs,
    askedAtMs: nowMs,
    asked: 0,
    offset: null,
    announcer: silentAnnouncer,
    nowMs,
  };
}

/** What the board remembers after an event. Pure; each event brings its monotonic instant. */
export function nextSession(session: Session, event: SessionEvent): Session {
  const at: Session = { ...session, nowMs: Math.max(session.nowMs, event.atMs) };
  switch (event.kind) {
    case "link":
      return afterLink(at, event.link);
    case "feed":
      return withAnnouncements(afterFeed(at, event.state));
    case "tick":
      return withAnnouncements(askAgain(at));
    default:
      return missingCase(event);
  }
}

/** The server's time at a monotonic instant; nothing before the first snapshot. */
export function serverTimeAt(session: Session, atMs: number): Instant | null {
  return session.offset === null ? null : session.offset + atMs;
}

/** Milliseconds since what this board shows was last known to be true. */
export function ageOf(session: Session): number {
  return Math.max(0, session.nowMs - session.trueAtMs);
}

function afterLink(session: Session, link: LinkState): Session {
  if (!link.up) return { ...session, linkUp: false, live: false };
  const opened = session.linkUp ? session : { ...session, linkUp: true, askedAtMs: session.nowMs };
  if (!opened.live || link.lastPacketAtMs === null) return opened;
  return { ...opened, trueAtMs: Math.max(opened.trueAtMs, link.lastPacketAtMs) };
}

function afterFeed(session: Session, state: FeedState<"board">): Session {
  if (state.refusal !== null) return { ...session, live: false, refusal: state.refusal };
  const { snapshot } = state;
  if (snapshot === null || !isNewer(snapshot, session.snapshot)) return session;
  const { nowMs } = session;
  const offset = afterFrame(session.offset, { serverTime: snapshot.serverTime, atMs: nowMs });
  const { epoch } = snapshot;
  const { calls } = snapshot.data;
  const announcer = seeCalls(session.announcer, { epoch, calls, serverNow: offset + nowMs });
  return { ...session, snapshot, refusal: null, live: true, trueAtMs: nowMs, offset, announcer };
}

function askAgain(session: Session): Session {
  const { linkUp, live, nowMs, askedAtMs, asked } = session;
  if (!linkUp || live || nowMs - askedAtMs < askAgainAfterMs) return session;
  return { ...session, asked: asked + 1, askedAtMs: nowMs };
}

function withAnnouncements(session: Session): Session {
  const mayAnnounce = session.live && freshnessAt(ageOf(session)) === "fresh";
  const announcer = announceNext(session.announcer, { nowMs: session.nowMs, mayAnnounce });
  return { ...session, announcer };
}
