import type { DigestKey } from "./runtime.ts";
import { isOpen } from "../shared/domain/entry.ts";
import type { Names } from "../shared/domain/language.ts";
import type { Instant } from "../shared/domain/time.ts";
import type { TrackView } from "../shared/protocol/track.ts";
import { readTrackKey, readTrackToken, trackKey } from "./access/track-token.ts";
import { callsToday } from "./feeds.ts";
import type { KeptPlan, Plan } from "./plan.ts";
import type { LineRow } from "./queue/queue.sql.ts";
import type { Printing } from "./printing/printing.ts";
import type { Queue } from "./queue/queue.ts";

export interface TrackModules {
  readonly queue: Queue;
  readonly printing: Printing;
  readonly plan: KeptPlan;
  /** The hospital's secret key. */
  readonly key: DigestKey;
}

/** What a phone may know of a ticket, by the secret on its paper and by nothing else. */
export interface Track {
  /** The key and the ticket behind a token; nothing for a token that is not of a ticket of today. */
  open(token: string, now: Instant): { readonly key: string; readonly view: TrackView } | null;
  /** The ticket behind a key, on the same terms. */
  look(key: string, now: Instant): TrackView | null;
}

export function createTrack({ queue, printing, plan, key }: TrackModules): Track {
  const copyOf = (ticketSeq: number) =>
    queue.read.lineOfTicket(ticketSeq) === undefined ? null : printing.currentCopy(ticketSeq);

  /** A ticket is followed on its own service day, in which its label means one patient. */
  function view(ticketSeq: number | null, now: Instant): TrackView | null {
    const line = ticketSeq === null ? undefined : queue.read.lineOfTicket(ticketSeq);
    if (line === undefined || line.day !== queue.read.day()) return null;
    return viewOf(queue, plan.current(), line, now);
  }

  return {
    open(token, now) {
      const ticketSeq = readTrackToken(key, token, copyOf);
      const seen = view(ticketSeq, now);
      if (ticketSeq === null || seen === null) return null;
      return { key: trackKey(key, ticketSeq, copyOf(ticketSeq) ?? 0), view: seen };
    },
    look: (text, now) => view(readTrackKey(key, text, copyOf), now),
  };
}

function viewOf(queue: Queue, plan: Plan, line: LineRow, now: Instant): TrackView {
  const row = plan.queue.get(line.queue_id);
  const room = plan.room.get(row?.waitingRoomId ?? "");
  const { site } = plan.chart;
  return {
    label: line.label,
    language: line.language,
    hospitalNames: site.hospitalNames,
    clinicNames: plan.clinic.get(row?.clinicId ?? "")?.boardNames ?? unnamed,
    waitingRoomNames: room?.names ?? unnamed,
    zone: site.zone,
    issuedAt: line.issued_at,
    status: line.status,
    ahead: line.status === "waiting" ? queue.read.ahead(line, now) : null,
    // No estimate until there are data to make one from: an honest nothing.
    wait: null,
    call: isOpen(line.status) ? callOf(queue, plan, line) : null,
    ...callsToday(queue, plan, room?.id ?? ""),
  };
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

const unnamed: Names = { ar: "" };
