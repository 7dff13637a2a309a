import { idOf, seqOf } from "../../shared/domain/ids.ts";
import type { EntryId, QueueId, TicketId } from "../../shared/domain/ids.ts";
import type { ShownWait } from "../../shared/domain/journal.ts";
import { label } from "../../shared/domain/label.ts";
import type { Language } from "../../shared/domain/language.ts";
import type { PriorityClass } from "../../shared/domain/priority.ts";
import { accept, refuse } from "../../shared/domain/result.ts";
import type { Result } from "../../shared/domain/result.ts";
import type { Instant } from "../../shared/domain/time.ts";
import type { Tx } from "../store/store.ts";
import { canIssue } from "./queue.rules.ts";
import type { EntryRow } from "./queue.sql.ts";
import type { QueueTables } from "./queue-tables.ts";

export interface Issue {
  readonly serviceId: string;
  readonly queueId: QueueId;
  readonly series: string;
  readonly open: boolean;
  readonly dailyLimit: number | null;
  readonly language: Language;
  readonly priorityClass: PriorityClass;
  /** The class was claimed by the patient and nobody has confirmed it. */
  readonly claimed?: boolean | undefined;
  /** The queue's day begins so many minutes after midnight. */
  readonly startMin?: number | undefined;
  /** The other hours at which days of this site begin: night patients hold their labels. */
  readonly otherStarts?: readonly number[] | undefined;
  readonly patientId?: string | undefined;
  readonly groupId?: string | undefined;
  /** Of the queue's own, or of a later queue's of the journey (`isLaterSegment`). */
  readonly segment?: string | undefined;
  readonly isLaterSegment?: boolean | undefined;
  /** A booked patient's time: it counts from there, and before it nothing is earned. */
  readonly bookedAt?: Instant | undefined;
  /** The wait that the patient is shown; kept, to be compared with what comes true. */
  readonly wait?: ShownWait | null | undefined;
  /** The ticket that was promised a first place when its clinic closed. */
  readonly rebookedFrom?: TicketId | undefined;
}

export interface Issued {
  readonly ticketId: TicketId;
  readonly entryId: EntryId;
  readonly label: string;
  readonly serviceDay: string;
  readonly ahead: number;
  readonly issuedAt: Instant;
}

/** Days and tickets: numbers that never repeat among those who can see them. */
export function createIssuing(tables: QueueTables) {
  /**
   * The day in force of the queues whose day begins at this minute, opened by the server's clock
   * in the site's zone; never by a device. Opening it closes what the day before left.
   */
  function openDay(tx: Tx, localDate: string, startMin = 0): string {
    const open = tables.day(startMin);
    // Never back: a clock that was set back must not reopen yesterday's numbers.
    if (open !== null && open >= localDate) return open;
    const left = tables.leftovers(startMin);
    const rates = tables.pendingRates();
    tx.record("dayOpened", {
      day: localDate,
      leftWaiting: left.waiting,
      leftOpen: left.open,
      ...(startMin === 0 ? {} : { startMin }),
      ...(rates === null ? {} : { rates }),
    });
    tx.touch("day");
    return localDate;
  }

  /** Refusals: `service_closed`, `daily_limit`, `already_waiting`, `unknown_ticket`. */
  function issueTicket(tx: Tx, day: string, issue: Issue): Result<Issued> {
    const may = canIssue(issue, tables.issuedToday(day, issue.serviceId));
    if (!may.ok) return may;
    const { patientId, rebookedFrom } = issue;
    if (patientId !== undefined && tables.patientInQueue(issue.queueId, patientId) !== null) {
      return refuse("already_waiting");
    }
    if (rebookedFrom !== undefined && !isPromised(tables, rebookedFrom, day, issue)) {
      return refuse("unknown_ticket");
    }
    const { startMin = 0 } = issue;
    const { text, number } = nextLabel(day, issue);
    const eligibleAt = issue.bookedAt ?? tx.now;
    const seq = tx.record("ticketIssued", {
      day,
      label: text,
      series: issue.series,
      number,
      language: issue.language,
      service: issue.serviceId,
      queue: issue.queueId,
      class: issue.priorityClass,
      eligibleAt,
      ...(patientId === undefined ? {} : { patient: patientId }),
      ...(issue.groupId === undefined ? {} : { group: issue.groupId }),
      ...segmentOf(issue),
      ...(issue.wait ? { wait: issue.wait } : {}),
      ...(issue.claimed === true ? { claimed: true } : {}),
      ...(startMin === 0 ? {} : { startMin }),
      ...(rebookedFrom === undefined ? {} : { rebookedFrom: seqOf(rebookedFrom) }),
    });
    tx.touch(`queue:${issue.queueId}`);
    const turn = { priorityClass: issue.priorityClass, eligibleAt, seq };
    const rates = tables.rates(startMin);
    const { segment = "" } = segmentOf(issue);
    const { queueId } = issue;
    const before = tables.countAheadByClass({ queueId, turn, segment, now: tx.now, rates });
    return accept({
      ticketId: idOf("ticket", seq),
      entryId: idOf("entry", seq),
      label: text,
      serviceDay: day,
      ahead: sum(before),
      issuedAt: tx.now,
    });
  }

  /**
   * The next number of the series, past any that a patient of a night still holds: sent on from
   * there to a queue whose day has just begun, one may live on till its end.
   */
  function nextLabel(day: string, { series, otherStarts = [] }: Issue) {
    // Of one hour at which all days begin nobody outlives the day of the label.
    const otherDays =
      otherStarts.length < 2
        ? []
        : [...new Set(otherStarts.flatMap(tables.latestDays))].filter((other) => other !== day);
    let number = tables.lastNumber(day, series) + 1;
    let text = label(series, number);
    while (otherDays.some((other) => tables.isLabelAlive(other, text))) {
      number++;
      text = label(series, number);
    }
    return { text, number };
  }

  return { openDay, issueTicket };
}

function segmentOf({ segment, isLaterSegment = false }: Issue): {
  readonly segment?: string;
  readonly laterSegment?: string;
} {
  if (segment === undefined) return {};
  return isLaterSegment ? { laterSegment: segment } : { segment };
}

/**
 * Was this ticket rebooked for today, and nobody has come for the place yet? It is a first place
 * where the ticket was rebooked, or where its service is given by now, and nowhere else.
 */
function isPromised(
  tables: QueueTables,
  ticketId: TicketId,
  day: string,
  { queueId, serviceId }: Pick<Issue, "queueId" | "serviceId">,
): boolean {
  const seq = seqOf(ticketId);
  const isSameService = tables.ticket(seq)?.service_id === serviceId;
  const isPromise = (entry: EntryRow) =>
    entry.status === "rebooked" &&
    entry.rebooked_for === day &&
    (isSameService || entry.queue_id === queueId);
  return tables.entriesOfTicket(seq).some(isPromise) && tables.rebookedTo(seq) === null;
}

export function sum(counts: ReadonlyMap<PriorityClass, number>): number {
  let total = 0;
  for (const count of counts.values()) total += count;
  return total;
}
