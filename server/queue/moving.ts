import { isActive, isOpen } from "../../shared/domain/entry.ts";
import type { EntryStatus } from "../../shared/domain/entry.ts";
import { idOf, seqOf } from "../../shared/domain/ids.ts";
import type { EntryId } from "../../shared/domain/ids.ts";
import type { PriorityClass } from "../../shared/domain/priority.ts";
import { accept, refuse } from "../../shared/domain/result.ts";
import type { Result } from "../../shared/domain/result.ts";
import type { Placement } from "../../shared/domain/service.ts";
import type { Instant } from "../../shared/domain/time.ts";
import type { EntryReply } from "../../shared/protocol/commands.ts";
import type { Store, Tx } from "../store/store.ts";
import { isSentFrom } from "./acts.ts";
import type { Acts } from "./acts.ts";
import type { Calling, Onward } from "./calling.ts";
import { callStateOf, entryStateOf } from "./queue-appliers.ts";
import {
  decideHold,
  decidePlain,
  decidePriority,
  decideRequeue,
  keepsTime,
  placeIn,
} from "./queue.rules.ts";
import type { Change, Placed, PlainVerb } from "./queue.rules.ts";
import type { CallRow, EntryRow } from "./queue.sql.ts";
import type { QueueTables } from "./queue-tables.ts";

export interface Transfer {
  readonly to: Onward;
  readonly placement: Placement;
  readonly laterMs: number;
  /** A detour: the place here is kept, and the patient comes back to this service point. */
  readonly returnTo: boolean;
  readonly reason: string | undefined;
}

/** More people than a queue ever had; a closing moves no more in one transaction. */
const movedAtOnce = 5_000;

/** The verbs on an entry's place: none of them takes a position, and none gains one. */
export function createMoving(store: Store, tables: QueueTables, acts: Acts, calling: Calling) {
  interface Found {
    readonly entry: EntryRow;
    readonly call: CallRow | null;
  }
  const find = (id: EntryId): Found | null => {
    const entry = acts.entryOfToday(seqOf(id));
    return entry && { entry, call: tables.openCallOfEntry(entry.id) ?? null };
  };
  const because = (reason: string | undefined) => (reason === undefined ? {} : { reason });

  function plain(
    tx: Tx,
    verb: PlainVerb,
    entryId: EntryId,
    reason: string | undefined,
  ): Result<EntryReply> {
    const found = find(entryId);
    if (found === null) return refuse("wrong_state");
    const { entry, call } = found;
    const decided = decidePlain(verb, entryStateOf(entry), call && callStateOf(call), tx.now);
    if (!decided.ok) return decided;
    return accept(acts.move(tx, verb, entry, call, decided.value, because(reason)));
  }

  /** Back to waiting, near the old place. Refusals: `wrong_state`, `already_waiting`. */
  function requeue(tx: Tx, entryId: EntryId, reason: string | undefined): Result<EntryReply> {
    const found = find(entryId);
    if (found === null) return refuse("wrong_state");
    const { entry, call } = found;
    const decided = decideRequeue(
      entryStateOf(entry),
      call && callStateOf(call),
      call?.last_at ?? tables.noAnswerSince(entry.id),
      tx.now,
    );
    if (!decided.ok) return decided;
    if (acts.isElsewhere(entry)) return refuse("already_waiting");
    return accept(acts.move(tx, "requeue", entry, call, decided.value, because(reason)));
  }

  /**
   * Back into the queue with the old time. Who was away and is back before the other desk said
   * so: that desk's entry falls away, unless it is seeing to the patient just now.
   * Refusals: `wrong_state`.
   */
  function unpark(tx: Tx, entryId: EntryId, reason: string | undefined): Result<EntryReply> {
    const found = find(entryId);
    if (found?.entry.status !== "away") return plain(tx, "unpark", entryId, reason);
    const stops = tables.entriesOfTicket(found.entry.ticket_id);
    const detours = stops.filter(
      (stop) => isActive(stop.status) && isSentFrom(stops, stop, found.entry),
    );
    for (const detour of detours) {
      const decided = decidePlain("cancel", entryStateOf(detour), null, tx.now);
      if (!decided.ok || isOpen(detour.status)) return refuse("wrong_state");
      acts.move(tx, "cancel", detour, null, decided.value, because(reason));
    }
    return plain(tx, "unpark", entryId, reason);
  }

  /** Refusals: `wrong_state`, `queue_closed`, `already_waiting`. */
  function transfer(tx: Tx, entryId: EntryId, asked: Transfer): Result<EntryReply> {
    const found = find(entryId);
    if (found === null) return refuse("wrong_state");
    const { to, returnTo } = asked;
    if (to.closed) return refuse("queue_closed");
    if (to.queueId === found.entry.queue_id) return refuse("wrong_state");
    const decided = leaving(tx, found, returnTo);
    if (!decided.ok) return decided;
    const { entry, call } = found;
    const verb = returnTo ? "leave" : "transfer";
    acts.move(tx, verb, entry, call, decided.value, because(asked.reason));
    const place = stillHeld(
      placeIn(asked.placement, entry.eligible_at, tx.now, asked.laterMs),
      entry,
      tx.now,
    );
    const added = calling.addEntry(tx, entry, to, {
      ...place,
      step: entry.step,
      returnTo: returnTo ? entry.id : entry.return_to,
      keepsArrival: keepsTime(asked.placement),
    });
    if (!added.ok) return added;
    return accept({ entryId: idOf("entry", store.head().seq), status: place.status });
  }

  /** A detour comes back to the same service point, as long as somebody sits there. */
  function leaving(tx: Tx, { entry, call }: Found, returnTo: boolean): Result<Change> {
    const callState = call && callStateOf(call);
    if (!returnTo) return decidePlain("transfer", entryStateOf(entry), callState, tx.now);
    const point = call?.service_point_id ?? "";
    const isManned = point !== "" && tables.pointState(point).status !== "closed";
    const bound = isManned ? point : "";
    return decidePlain("leave", entryStateOf(entry), callState, tx.now, bound);
  }

  /** Refusals: `wrong_state`, `already_waiting`. */
  function reinstate(tx: Tx, entryId: EntryId, reason: string): Result<EntryReply> {
    const found = find(entryId);
    if (found !== null && found.entry.status === "cancelled" && acts.isElsewhere(found.entry)) {
      return refuse("already_waiting");
    }
    return plain(tx, "reinstate", entryId, reason);
  }

  /** A cancelled detour lets the patient come back to where it began. Refusal: `wrong_state`. */
  function cancel(tx: Tx, entryId: EntryId, reason: string): Result<EntryReply> {
    const cancelled = plain(tx, "cancel", entryId, reason);
    const entry = tables.entry(seqOf(entryId));
    if (cancelled.ok && entry !== undefined) sendBack(tx, entry);
    return cancelled;
  }

  /** The detour is over before its end: back to where it began, unless they are further on. */
  function sendBack(tx: Tx, { ticket_id: ticketId, return_to: returnTo }: EntryRow): void {
    if (returnTo === null) return;
    const isOn = ({ status }: EntryRow) => isActive(status) && status !== "away";
    if (!tables.entriesOfTicket(ticketId).some(isOn)) calling.comeBack(tx, returnTo);
  }

  function changeOnly(
    tx: Tx,
    verb: "hold" | "setPriority",
    entryId: EntryId,
    decide: (found: Found) => Result<Change>,
    reason?: string,
  ): Result<EntryReply> {
    const found = find(entryId);
    if (found === null) return refuse("wrong_state");
    const decided = decide(found);
    if (!decided.ok) return decided;
    return accept(acts.move(tx, verb, found.entry, null, decided.value, because(reason)));
  }

  /**
   * Moves on, or rebooks, everybody who has a place in a queue that closes. Returns how many.
   * Who is away or already in the other queue stays, and is seen to here.
   */
  function moveAll(
    tx: Tx,
    queueId: string,
    where: { readonly to: Onward } | { readonly forDay: string },
    reason: string,
  ): number {
    let moved = 0;
    for (const entry of tables.placed(queueId, movedAtOnce)) {
      const verb = "to" in where ? "transfer" : "rebook";
      const decided = decidePlain(verb, entryStateOf(entry), null, tx.now);
      if (!decided.ok) continue;
      if ("to" in where) {
        if (isIn(where.to.queueId, entry)) continue;
        acts.move(tx, verb, entry, null, decided.value, { reason });
        const { eligible_at: eligibleAt, not_before: notBefore, step, return_to: returnTo } = entry;
        const status = isStill(entry.status) ? entry.status : ("waiting" as const);
        const place = { status, eligibleAt, notBefore, step, returnTo, keepsArrival: true };
        calling.addEntry(tx, entry, where.to, place);
      } else {
        acts.move(tx, verb, entry, null, decided.value, { reason, forDay: where.forDay });
        sendBack(tx, entry);
      }
      moved++;
    }
    return moved;
  }

  const isIn = (queueId: string, entry: EntryRow): boolean =>
    tables.ticketInQueue(queueId, entry.ticket_id) !== null ||
    (entry.patient_id !== null && tables.patientInQueue(queueId, entry.patient_id) !== null);

  return {
    requeue,
    unpark,
    transfer,
    reinstate,
    cancel,
    moveAll,
    park: (tx: Tx, id: EntryId, reason: string | undefined) => plain(tx, "park", id, reason),
    markReady: (tx: Tx, id: EntryId) => plain(tx, "ready", id, undefined),
    hold: (tx: Tx, id: EntryId, laterMs: number) =>
      changeOnly(tx, "hold", id, ({ entry }) => decideHold(entryStateOf(entry), tx.now, laterMs)),
    /** `startMin`: of the entry's queue, whose day's rates say what is a raise. */
    setPriority: (
      tx: Tx,
      id: EntryId,
      to: { readonly priorityClass: PriorityClass; readonly startMin: number },
      reason: string,
    ) =>
      changeOnly(
        tx,
        "setPriority",
        id,
        ({ entry }) =>
          decidePriority(entryStateOf(entry), to.priorityClass, tx.now, tables.rates(to.startMin)),
        reason,
      ),
  };
}

/** Statuses that a move to another queue leaves as they are. */
function isStill(status: EntryStatus): status is "held" | "parked" | "preparing" {
  return status === "held" || status === "parked" || status === "preparing";
}

/** Whoever asked for more time has it in the other queue too, also when put aside meanwhile. */
function stillHeld(place: Placed, { not_before: notBefore }: EntryRow, now: Instant): Placed {
  const isHeld = notBefore !== null && notBefore > now;
  return isHeld && place.status === "waiting" ? { ...place, status: "held", notBefore } : place;
}
