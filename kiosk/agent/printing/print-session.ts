import {
  afterRealTime,
  afterSensor,
  createReplyReader,
  fromAutoStatus,
  soundCondition,
  troubleOf,
  type PrinterCondition,
  type PrinterReply,
  type PrinterTrouble,
} from "../../../shared/printing/status.ts";
import {
  autoStatusOn,
  commandFiller,
  completionFence,
  cutPaper,
  forgetReceived,
  initialise,
  recoveryPreamble,
  sensorFence,
  statusQuery,
} from "../../../shared/printing/escpos.ts";
import { missingCase } from "../../../shared/domain/result.ts";
import type { PrinterProfile, StatusQuery } from "../../../shared/printing/printer-profiles.ts";
import type { ClientTime } from "../../../shared/protocol/client.ts";
import type { Link } from "./link.ts";

/** How long a printer may take for what. Tests pass shorter ones. */
export interface PrintLimits {
  /** A status request is answered in real time, in tens of milliseconds even over a slow line. */
  readonly statusMs: number;
  /** Silence without a known trouble: not a byte taken, not an answer. */
  readonly quietMs: number;
  /** It answers, but does not say done: the slowest line (38,400 baud) takes 17 s for a ticket. */
  readonly busyMs: number;
  /** Paper out or cover open within a ticket: time to refill. Longer, and the patient has gone. */
  readonly recoveryMs: number;
  /** The sensor fence answered, the process id did not: how long the stronger answer may lag. */
  readonly processIdLagMs: number;
  /** While waiting for the fence, how often to ask what is the matter. */
  readonly askAgainMs: number;
  /** An attempt ends, whatever the printer says: troubles that come and go must not go on for ever. */
  readonly attemptMs: number;
}
export const printLimits: PrintLimits = {
  statusMs: 700,
  quietMs: 10_000,
  busyMs: 20_000,
  recoveryMs: 30_000,
  processIdLagMs: 3_000,
  askAgainMs: 500,
  attemptMs: 90_000,
};

/** What an earlier attempt may have left in the printer. */
export type Leftover =
  | "nothing"
  /** We have just started, or nothing was sent: an unfinished band of somebody else at most. */
  | "perhaps_a_band"
  /** Part of a ticket may hang out of the printer: it is cut off, never joined to the next one. */
  | "perhaps_a_ticket";

/** How an attempt ended, before the ticket's own compromises are added. */
export type SessionEnd =
  | { readonly outcome: "printed"; readonly paperLow: boolean }
  | { readonly outcome: "not_printed" | "unknown"; readonly detail: SessionTrouble };
export type SessionTrouble =
  PrinterTrouble | "no_status" | "link_lost" | "stalled" | "no_confirmation";

export interface SessionOptions {
  readonly profile: PrinterProfile;
  readonly limits: PrintLimits;
  readonly time: ClientTime;
}

/**
 * One attempt to print on an open link: ask how the printer is, send the bands, cut, and wait for
 * the printer's word that it is done. `not_printed` only while not one byte of the ticket was
 * written; from the first byte on, only that word makes `printed`, and all else is `unknown`.
 */
export async function printOnLink(
  link: Link,
  ticket: {
    readonly bands: readonly Uint8Array[];
    readonly fenceId: string;
    readonly leftover: Leftover;
  },
  options: SessionOptions,
): Promise<SessionEnd> {
  const { profile } = options;
  const talk = createConversation(link, options);
  const unknown = async (detail: SessionTrouble): Promise<SessionEnd> => {
    // Or its rest comes out when the paper is refilled, beside the copy that staff print.
    await talk.forget();
    return { outcome: "unknown", detail };
  };
  // What is left of a ticket may wait in the printer; it must not come out in front of this one.
  if (ticket.leftover === "perhaps_a_ticket") await talk.forget();
  if (ticket.leftover !== "nothing") await talk.send(commandFiller);
  const before = await talk.askStatus();
  if (before !== "answered") return { outcome: "not_printed", detail: before };
  const trouble = talk.trouble();
  if (trouble !== null) return { outcome: "not_printed", detail: trouble };

  for (const bytes of openingBytes(ticket.leftover, profile)) {
    const sent = await talk.send(bytes);
    if (sent !== "sent") return { outcome: "not_printed", detail: sent };
  }
  for (const bytes of [...ticket.bands, cutPaper(profile)]) {
    const sent = await talk.send(bytes);
    if (sent !== "sent") return unknown(sent);
  }
  const confirmed = await talk.fence(ticket.fenceId);
  if (confirmed !== "confirmed") return unknown(confirmed);
  return { outcome: "printed", paperLow: talk.condition().paperLow };
}

/** How the printer is now; `no_status` or `link_lost` when it does not say. */
export async function askOnLink(
  link: Link,
  leftover: Leftover,
  options: SessionOptions,
): Promise<PrinterCondition | "no_status" | "link_lost"> {
  const talk = createConversation(link, options);
  if (leftover !== "nothing") await talk.send(commandFiller);
  const asked = await talk.askStatus();
  return asked === "answered" ? talk.condition() : asked;
}

function openingBytes(leftover: Leftover, profile: PrinterProfile): readonly Uint8Array[] {
  const settings = profile.autoStatus ? [initialise, autoStatusOn] : [initialise];
  switch (leftover) {
    case "nothing":
      return settings;
    case "perhaps_a_band":
      return [recoveryPreamble(profile), ...settings];
    case "perhaps_a_ticket":
      return [recoveryPreamble(profile), cutPaper(profile), ...settings];
    default:
      return missingCase(leftover);
  }
}

/** Questions and answers over one link, and what is known of the printer from them. */
function createConversation(link: Link, { profile, limits, time }: SessionOptions) {
  const read = createReplyReader();
  let condition = soundCondition;
  /** Status requests without a reply yet: replies do not say to which, but keep their order. */
  let asked: readonly StatusQuery[] = [];
  const completedIds = new Set<string>();
  let sensorAtMs: number | null = null;
  let fenceSent = false;
  let cleared = false;
  let lost = false;
  const startedMs = time.monotonicMs();
  let heardMs = startedMs;
  let wake: () => void = () => undefined;

  link.listen({
    onBytes(bytes) {
      heardMs = time.monotonicMs();
      for (const reply of read(bytes)) take(reply);
      wake();
    },
    onLost() {
      lost = true;
      wake();
    },
  });

  function take(reply: PrinterReply): void {
    switch (reply.kind) {
      case "realTime": {
        const [query] = asked;
        if (query === undefined) return;
        condition = afterRealTime(condition, query, reply.byte);
        // Its repeats are settled with it.
        asked = asked.filter((other) => other !== query);
        return;
      }
      case "autoStatus":
        condition = fromAutoStatus(reply.bytes);
        return;
      case "sensor":
        if (!fenceSent) return;
        condition = afterSensor(condition, reply.byte);
        // "No paper" is no word that all is on paper.
        if (!condition.paperEnd) sensorAtMs ??= time.monotonicMs();
        return;
      case "completed":
        completedIds.add(reply.id);
        return;
      case "cleared":
        cleared = true;
        return;
      case "other":
        return;
      default:
        return missingCase(reply);
    }
  }

  /** Until the next reply or the end of the link, at most `ms`. */
  function news(ms: number): Promise<void> {
    const told = new Promise<void>((resolve) => (wake = resolve));
    return Promise.race([told, time.sleep(ms)]);
  }

  function write(bytes: Uint8Array): { readonly done: () => boolean } {
    let done = false;
    link.write(bytes).then(
      () => {
        done = true;
        wake();
      },
      () => {
        lost = true;
        wake();
      },
    );
    return { done: () => done };
  }

  function ask(query: StatusQuery): void {
    asked = [...asked, query];
    write(statusQuery(query));
  }

  /**
   * Waits for something with the patience a printer deserves: a known trouble (no paper) may be
   * put right within `recoveryMs`, silence without a reason ends after `quietMs`, and a printer
   * that answers and yet is not done has `busyMs`. No wait goes past the attempt's own end.
   */
  async function patiently(isDone: () => boolean, mayAsk: boolean): Promise<boolean> {
    let sinceMs = time.monotonicMs();
    let troubled = troubleOf(condition) !== null;
    const questions = askingInTurn();
    while (!isDone()) {
      if (lost) return false;
      const nowMs = time.monotonicMs();
      const isTroubled = troubleOf(condition) !== null;
      if (isTroubled !== troubled) sinceMs = nowMs;
      troubled = isTroubled;
      if (nowMs - startedMs >= limits.attemptMs) return false;
      if (nowMs - sinceMs >= (troubled ? limits.recoveryMs : limits.busyMs)) return false;
      const isQuiet = nowMs - Math.max(sinceMs, heardMs) >= limits.quietMs;
      if (isQuiet && !troubled) return false;
      if (mayAsk) questions(nowMs);
      await news(Math.min(limits.askAgainMs, limits.quietMs));
    }
    return true;
  }

  /**
   * Puts the printer's questions one after the other, a pause between the rounds. One that finds no
   * answer is put again before the next: an answer does not say which question it is to.
   */
  function askingInTurn(): (nowMs: number) => void {
    let turn = 0;
    let askedAtMs = time.monotonicMs();
    return (nowMs) => {
      const isRoundOver = turn % profile.statusQueries.length === 0;
      const isAnswered = asked.length === 0;
      const pauseMs = isAnswered ? (isRoundOver ? limits.askAgainMs : 0) : limits.statusMs;
      if (nowMs - askedAtMs < pauseMs) return;
      askedAtMs = nowMs;
      const query = asked[0] ?? profile.statusQueries[turn % profile.statusQueries.length];
      if (isAnswered) turn++;
      if (query !== undefined) ask(query);
    };
  }

  const troubleOr = (otherwise: SessionTrouble): SessionTrouble =>
    lost ? "link_lost" : (troubleOf(condition) ?? otherwise);

  return {
    condition: () => condition,
    trouble: () => troubleOf(condition),
    async askStatus(): Promise<"answered" | "no_status" | "link_lost"> {
      for (const query of profile.statusQueries) {
        ask(query);
        const untilMs = time.monotonicMs() + limits.statusMs;
        while (asked.length > 0) {
          if (lost) return "link_lost";
          const leftMs = untilMs - time.monotonicMs();
          if (leftMs <= 0) return "no_status";
          await news(leftMs);
        }
      }
      return "answered";
    },
    /** Waits out any trouble, then hands the bytes over. */
    async send(bytes: Uint8Array): Promise<"sent" | SessionTrouble> {
      const isSound = () => troubleOf(condition) === null;
      if (!(await patiently(isSound, true))) return troubleOr("stalled");
      const writing = write(bytes);
      return (await patiently(writing.done, false)) ? "sent" : troubleOr("stalled");
    },
    /** Has the printer forget what it holds, where it can; waits for its word for a moment. */
    async forget(): Promise<void> {
      const request = forgetReceived(profile);
      if (lost || request === null) return;
      cleared = false;
      write(request);
      const untilMs = time.monotonicMs() + limits.statusMs;
      while (profile.forgets === "clear" && !cleared && !lost) {
        const leftMs = untilMs - time.monotonicMs();
        if (leftMs <= 0) return;
        await news(leftMs);
      }
    },
    /** Asks for word that all before this is on paper, and waits for it. */
    async fence(id: string): Promise<"confirmed" | SessionTrouble> {
      fenceSent = true;
      if (profile.processId) write(completionFence(id));
      write(sensorFence);
      return (await patiently(() => isConfirmed(id), true))
        ? "confirmed"
        : troubleOr("no_confirmation");
    },
  };

  /**
   * The process id is the strong word. Without it the sensor's answer counts, unless something is
   * wrong, or the printer has just shown by another id that it does know the strong one.
   */
  function isConfirmed(id: string): boolean {
    if (completedIds.has(id)) return true;
    if (sensorAtMs === null || completedIds.size > 0 || troubleOf(condition) !== null) return false;
    return time.monotonicMs() - sensorAtMs >= (profile.processId ? limits.processIdLagMs : 0);
  }
}
