import type { DigestKey } from "./runtime.ts";
import { isOpen } from "../shared/domain/entry.ts";
import { couldPass, standing } from "../shared/domain/explain.ts";
import type { Explanation } from "../shared/domain/explain.ts";
import type { ShownWait } from "../shared/domain/journal.ts";
import { minuteMs } from "../shared/domain/time.ts";
import type { Instant } from "../shared/domain/time.ts";
import type { TrackView } from "../shared/protocol/track.ts";
import { readTrackKey, readTrackToken, trackKey } from "./access/track-token.ts";
import { callsToday } from "./board.ts";
import { isBack, stepOf, unnamed } from "./lines.ts";
import { pauseOf } from "./pauses.ts";
import type { Laboratory } from "./laboratory/laboratory.ts";
import type { KeptPlan, Plan } from "./plan.ts";
import type { LineRow } from "./queue/queue.sql.ts";
import type { Printing } from "./printing/printing.ts";
import { turnOf } from "./queue/queue.ts";
import type { Queue } from "./queue/queue.ts";
import type { PhoneWait } from "./queue/wait-shown.rules.ts";
import { testsOfVisit } from "./visit-tests.ts";
import type { Waits } from "./waits.ts";

export interface TrackModules {
  readonly queue: Queue;
  readonly printing: Printing;
  readonly plan: KeptPlan;
  readonly waits: Waits;
  readonly laboratory: Pick<Laboratory, "read">;
  /** The hospital's secret key. */
  readonly key: DigestKey;
}

/** What a phone is told, and the wait in it that its patient was not shown before. */
export interface Seen {
  readonly view: TrackView;
  /** To be kept, so that it can be compared with what comes true. */
  readonly shown: { readonly entry: number; readonly wait: ShownWait } | null;
}

/** What a phone may know of a ticket, by the secret on its paper and by nothing else. */
export interface Track {
  /** The key and the ticket behind a token; nothing for a token that is not of a ticket of today. */
  open(token: string, now: Instant): (Seen & { readonly key: string }) | null;
  /** The ticket behind a key, on the same terms. */
  look(key: string, now: Instant): Seen | null;
}

export function createTrack(modules: TrackModules): Track {
  const { queue, printing, key } = modules;
  const copyOf = (ticketSeq: number) =>
    queue.read.lineOfTicket(ticketSeq) === undefined ? null : printing.currentCopy(ticketSeq);

  /** A ticket is followed on its own service day, in which its label means one patient. */
  function see(ticketSeq: number | null, now: Instant): Seen | null {
    const line = ticketSeq === null ? undefined : queue.read.lineOfTicket(ticketSeq);
    if (line === undefined || line.day !== queue.read.day(line.start_min)) return null;
    return seenOf(modules, line, now);
  }

  return {
    open(token, now) {
      const ticketSeq = readTrackToken(key, token, copyOf);
      const seen = see(ticketSeq, now);
      if (ticketSeq === null || seen === null) return null;
      return { key: trackKey(key, ticketSeq, copyOf(ticketSeq) ?? 0), ...seen };
    },
    look: (text, now) => see(readTrackKey(key, text, copyOf), now),
  };
}

function seenOf(modules: TrackModules, line: LineRow, now: Instant): Seen {
  const { queue, plan, waits } = modules;
  const fresh = line.status === "waiting" ? waits.forLine(line, now) : null;
  const onPhone = line.status === "waiting" ? queue.read.onPhone(line.id, fresh, now) : null;
  const tests = testsOfVisit(modules.laboratory, line);
  const view = { ...viewOf(queue, plan.current(), line, onPhone, now), tests };
  if (fresh === null || onPhone === null || onPhone.since !== now) return { view, shown: null };
  const { fromMin, toMin } = onPhone;
  return { view, shown: { entry: line.id, wait: { ...fresh, fromMin, toMin } } };
}

function viewOf(
  queue: Queue,
  plan: Plan,
  line: LineRow,
  shown: PhoneWait | null,
  now: Instant,
): Omit<TrackView, "tests"> {
  const row = plan.queue.get(line.queue_id);
  const startMin = row?.startMin ?? 0;
  const room = plan.room.get(row?.waitingRoomId ?? "");
  const { site } = plan.chart;
  const pause = pauseOf(queue, plan, line.queue_id, now);
  return {
    label: line.label,
    language: line.language,
    hospitalNames: site.hospitalNames,
    clinicNames: plan.clinic.get(row?.clinicId ?? "")?.boardNames ?? unnamed,
    waitingRoomNames: room?.names ?? unnamed,
    zone: site.zone,
    issuedAt: line.issued_at,
    status: line.status,
    ahead: line.status === "waiting" ? queue.read.ahead(line, now, startMin) : null,
    wait: shown && { fromMin: shown.fromMin, toMin: shown.toMin },
    isDelayed: shown?.isDelayed ?? false,
    call: isOpen(line.status) ? callOf(queue, plan, line) : null,
    ...callsToday(queue, plan, room?.id ?? ""),
    step: stepOf(plan, line),
    isBack: isBack(line),
    notBefore: line.not_before,
    pause: pause && { kind: pause.kind, until: pause.until },
    why: line.status === "waiting" ? whyOf(queue, line, now, startMin) : null,
    rates: queue.read.rates(startMin),
    rebookedFor: line.rebooked_for,
  };
}

/** Whole minutes only: the page's ETag would change with every millisecond otherwise. */
function whyOf(queue: Queue, line: LineRow, now: Instant, startMin: number): Explanation {
  const turn = turnOf(line);
  const rates = queue.read.rates(startMin);
  const ahead = [...queue.read.aheadByClass(line, now, startMin)].map(([priorityClass, count]) => ({
    priorityClass,
    count,
  }));
  const minute = Math.floor(now / minuteMs) * minuteMs;
  const passers = couldPass(turn, minute, rates).map(({ priorityClass, before }) => ({
    priorityClass,
    before: before === null ? null : Math.ceil(before / minuteMs) * minuteMs,
  }));
  return { ...standing(turn, now, rates), ahead, couldPass: passers };
}

function callOf(queue: Queue, plan: Plan, line: LineRow): TrackView["call"] {
  const call = queue.read.openCallOfEntry(line.id);
  if (call === undefined) return null;
  return {
    servicePointNames: plan.point.get(call.service_point_id)?.names ?? unnamed,
    at: call.last_at,
    recalls: call.recalls,
  };
}
