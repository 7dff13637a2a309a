import { mayCallAt, mayClaim } from "./access/permissions.ts";
import type { Principal } from "./access/principal.ts";
import type { Directory } from "./directory/directory.ts";
import { paperFlows, printerFor, tickPapers } from "./paper-flows.ts";
import { patientFlows, patientOnTicket } from "./patient-flows.ts";
import { placeFlows, tickPlaces } from "./place-flows.ts";
import type { Finish } from "./queue/calling.ts";
import type { CallVerb } from "./queue/queue.rules.ts";
import type { FlowModules, Flows, StoredReply } from "./flow-modules.ts";
import type { Flow, Tx } from "./store/store.ts";
import { laboratoryFlows } from "./laboratory-flows.ts";
import { rosterFlows } from "./roster-flows.ts";
import { theatreFlows } from "./theatre-flows.ts";
import { thingFlows } from "./thing-flows.ts";
import { planOf } from "./visit-plan.ts";
import { newcomer } from "./waits.ts";
import { idBytes } from "./store/command-id.ts";
import type { CallId, EntryId, QueueId } from "../shared/domain/ids.ts";
import { namesGiven } from "../shared/domain/language.ts";
import { accept, refuse } from "../shared/domain/result.ts";
import type { Result } from "../shared/domain/result.ts";
import { minuteMs } from "../shared/domain/time.ts";
import type { Instant } from "../shared/domain/time.ts";
import type {
  CallReply,
  CommandReplies,
  EntryReply,
  Payload,
  PointReply,
} from "../shared/protocol/commands.ts";

type CallWords = Omit<Finish, "verb">;

/** The stories that cross modules: each is one command, one transaction. */
export function createFlows(modules: FlowModules): Flows {
  return {
    ...ticketFlows(modules),
    ...callFlows(modules),
    ...entryFlows(modules),
    ...houseFlows(modules),
    ...paperFlows(modules, (tx) => openDays(modules, tx)),
    ...patientFlows(modules),
    ...rosterFlows(modules),
    ...thingFlows(modules),
    ...placeFlows(modules, (tx) => openDays(modules, tx)),
    ...theatreFlows(modules),
    ...laboratoryFlows(modules, (tx) => openDays(modules, tx)),
  };
}

/**
 * What time alone changes, told to everybody without anybody asking: days open and close what the
 * day before left, and holds whose time has come are released. Returns whether anything changed.
 * The waits that the walls show are kept here, too.
 */
export function createTick(modules: FlowModules, queueIds: () => readonly string[]): Flow<boolean> {
  let alarmsUntil: Instant | null = null;
  return (tx) => {
    const before = modules.dayStarts().map((startMin) => modules.queue.read.day(startMin));
    openDays(modules, tx);
    tickPlaces(modules, tx);
    tickPapers(modules, tx);
    const after = modules.dayStarts().map((startMin) => modules.queue.read.day(startMin));
    let released = 0;
    for (const queueId of queueIds()) {
      released += modules.queue.releaseDue(tx, queueId);
      modules.queue.learnFromOutcomes(queueId, tx.now);
      const day = modules.queue.read.day(startMinOf(modules, queueId)) ?? "";
      modules.queue.notePosted(tx, queueId, day, modules.waits.forEverybody(queueId, tx.now));
    }
    const hasRung = alarmsUntil !== null && modules.laboratory.read.hasRung(alarmsUntil, tx.now);
    alarmsUntil = tx.now;
    if (hasRung) tx.touch("labWork");
    const isNewDay = before.some((day, index) => day !== after[index]);
    return accept(released > 0 || hasRung || isNewDay);
  };
}

/**
 * A person says that the clock is right now, after it had been ahead: time goes on from `to`.
 * Refusal: `wrong_state` when it is not behind what the journal says.
 */
export function createClockMending(modules: FlowModules) {
  const { dayStarts, localDate } = modules;
  return (to: Instant, reason: string): Flow<{ readonly from: Instant; readonly to: Instant }> =>
    (tx) => {
      if (to >= tx.now) return refuse("wrong_state");
      const days = dayStarts().map((startMin) => ({
        startMin,
        day: localDate(to - startMin * minuteMs),
      }));
      tx.record("clockMended", { to, days, reason });
      tx.touch("day");
      return accept({ from: tx.now, to });
    };
}

/** Opens the days whose hour has come. Each command begins with it: no clock but the server's. */
function openDays({ queue, localDate, dayStarts }: FlowModules, tx: Tx): void {
  for (const startMin of dayStarts()) {
    queue.openDay(tx, localDate(tx.now - startMin * minuteMs), startMin);
  }
}

/** When the day of a queue begins, in minutes after midnight. */
function startMinOf({ directory }: FlowModules, queueId: string): number {
  return directory.queue(queueId)?.startMin ?? 0;
}

/** A call is acted on where it was made: another room's console has no say in it. */
function mayActAt(principal: Principal, pointId: string | null): boolean {
  return pointId === null || mayCallAt(principal, pointId);
}

function ticketFlows(modules: FlowModules): Pick<Flows, "issueTicket" | "serveWithoutTicket"> {
  return {
    issueTicket: (principal, payload) => (tx) => issueTicket(modules, tx, principal, payload),
    serveWithoutTicket: (principal, payload) => (tx) =>
      serveWithoutTicket(modules, tx, principal, payload),
  };
}

function issueTicket(
  modules: FlowModules,
  tx: Tx,
  principal: Principal,
  payload: Payload<"issueTicket">,
): Result<StoredReply<"issueTicket">> {
  const { queue, printing, directory, access } = modules;
  const offer = directory.offer(payload.serviceId);
  if (offer === null) return refuse("unknown_service");
  const { segment, rebookedFrom } = payload;
  const priorityClass = payload.priorityClass ?? "normal";
  const isKiosk = principal.kind === "device" && principal.deviceKind === "kiosk";
  if (!mayClaim(principal, priorityClass)) return refuse("forbidden");
  // A promised place is worth having, and a ticket's id can be guessed: the desk looks at the paper.
  if (rebookedFrom !== undefined && isKiosk) return refuse("forbidden");
  const isLaterSegment = segment !== undefined && offer.laterSegments.includes(segment);
  const isSegment = segment === undefined || offer.segments.includes(segment) || isLaterSegment;
  if (!isSegment) return refuse("invalid");
  const printer = printerFor(principal, payload.printerDeviceId);
  if (printer !== null && !access.isPrinterDevice(printer)) return refuse("invalid");

  openDays(modules, tx);
  const day = queue.read.day(offer.startMin) ?? "";
  const given = rebookedFrom === undefined ? priorityClass : "appointment";
  const bookedAt =
    rebookedFrom === undefined ? undefined : firstPlace(modules, tx.now, offer.startMin);
  const turn = { ...newcomer(given, tx.now), eligibleAt: bookedAt ?? tx.now };
  const segmentHere = isLaterSegment ? "" : (segment ?? "");
  const wait = modules.waits.forTurn(offer.queueId, turn, segmentHere, tx.now);
  const issued = queue.issueTicket(tx, day, {
    ...offer,
    serviceId: payload.serviceId,
    language: payload.language ?? "ar",
    priorityClass: given,
    claimed: isKiosk && priorityClass === "protected",
    otherStarts: modules.dayStarts(),
    patientId: patientOnTicket(modules.patients, payload.patientId),
    groupId: payload.groupId,
    segment,
    isLaterSegment,
    rebookedFrom,
    bookedAt,
    wait,
  });
  if (!issued.ok) return issued;
  const { ticketId, ahead } = issued.value;
  const range = wait && { fromMin: wait.fromMin, toMin: wait.toMin };
  const printJobId =
    printer === null ? null : printing.queue(tx, ticketId, printer, { ahead, wait: range });
  return accept({ ...issued.value, queueId: offer.queueId, wait: range, printJobId });
}

/**
 * The first place of its day: as if it had waited since the day's hour, also where the server was
 * started later than that.
 */
function firstPlace({ midnight }: FlowModules, now: Instant, startMin: number): Instant {
  return midnight(now - startMin * minuteMs) + startMin * minuteMs;
}

/** A ticket without paper, called and begun in one act: out of turn, so with a reason. */
function serveWithoutTicket(
  modules: FlowModules,
  tx: Tx,
  principal: Principal,
  payload: Payload<"serveWithoutTicket">,
): Result<CallReply> {
  const { queue, directory } = modules;
  const { servicePointId, serviceId, reason } = payload;
  const profile = directory.profile(servicePointId);
  if (profile === null) return refuse("unknown_service_point");
  if (!mayCallAt(principal, servicePointId)) return refuse("forbidden");
  const offer = directory.offer(serviceId);
  if (offer === null) return refuse("unknown_service");
  if (profile.queues.every(({ queueId }) => queueId !== offer.queueId)) {
    return refuse("wrong_state");
  }
  openDays(modules, tx);
  const issued = queue.issueTicket(tx, queue.read.day(offer.startMin) ?? "", {
    ...offer,
    serviceId,
    language: payload.language ?? "ar",
    priorityClass: "normal",
    otherStarts: modules.dayStarts(),
    patientId: patientOnTicket(modules.patients, payload.patientId),
  });
  if (!issued.ok) return issued;
  const called = queue.callChosen(tx, profile, issued.value.entryId, reason);
  if (!called.ok) return called;
  const begun = queue.actOnCall(tx, called.value.callId, "start", {}, planOf(modules));
  return begun.ok ? called : begun;
}

function callFlows(
  modules: FlowModules,
): Pick<
  Flows,
  "callNext" | "callChosen" | "recall" | "startService" | "endService" | "noShow" | "undo"
> {
  const { queue, directory } = modules;
  const plan = planOf(modules);
  const actOnCall =
    (principal: Principal, verb: CallVerb, callId: CallId, words: CallWords = {}) =>
    (tx: Tx): Result<EntryReply> => {
      if (!mayActAt(principal, queue.read.pointOfCall(callId))) return refuse("forbidden");
      openDays(modules, tx);
      return queue.actOnCall(tx, callId, verb, words, plan);
    };
  const calling =
    (
      principal: Principal,
      pointId: string,
      call: (tx: Tx, profile: NonNullable<ReturnType<Directory["profile"]>>) => Result<CallReply>,
    ): Flow<CallReply> =>
    (tx) => {
      const profile = directory.profile(pointId);
      if (profile === null) return refuse("unknown_service_point");
      if (!mayCallAt(principal, pointId)) return refuse("forbidden");
      openDays(modules, tx);
      return call(tx, profile);
    };
  return {
    callNext: (principal, { servicePointId, finish }) =>
      calling(principal, servicePointId, (tx, profile) => {
        if (finish === undefined) return queue.callNext(tx, profile, null, plan);
        const { as: verb, ...words } = finish;
        return queue.callNext(tx, profile, { verb, ...words }, plan);
      }),
    callChosen: (principal, { servicePointId, entryId, reason }) =>
      calling(principal, servicePointId, (tx, profile) =>
        queue.callChosen(tx, profile, entryId, reason),
      ),
    recall: (principal, { callId }) => actOnCall(principal, "recall", callId),
    startService: (principal, { callId }) => actOnCall(principal, "start", callId),
    endService: (principal, { callId, ...words }) => actOnCall(principal, "end", callId, words),
    noShow: (principal, { callId }) => actOnCall(principal, "noShow", callId),
    undo:
      (_, { commandId }) =>
      (tx) => {
        openDays(modules, tx);
        return undo(modules, tx, idBytes(commandId));
      },
  };
}

/** Orders go with the visit that they were made in; what was taken from a patient is not untaken. */
function undo(modules: FlowModules, tx: Tx, commandId: Uint8Array): Result<EntryReply> {
  const { queue, store, laboratory } = modules;
  const mine = store.trace(commandId).filter((row) => row.principal === tx.principal);
  if (mine.some((row) => laboratory.isForGood(row.name))) return refuse("nothing_to_undo");
  for (const row of mine) {
    if (row.name === "testsOrdered" && !laboratory.orders.takeBack(tx, row.seq)) {
      return refuse("wrong_state");
    }
  }
  return queue.undo(tx, commandId);
}

function entryFlows(
  modules: FlowModules,
): Pick<
  Flows,
  | "requeue"
  | "park"
  | "unpark"
  | "hold"
  | "markReady"
  | "setPriority"
  | "transfer"
  | "cancelEntry"
  | "reinstate"
> {
  const { queue, directory } = modules;
  /** A console sees to the queues of its own service point; staff see to any. */
  const isOfItsQueues = (principal: Principal, entryId: EntryId): boolean => {
    const entry = queue.read.entry(entryId);
    if (principal.kind === "staff" || entry === undefined) return true;
    const profile = directory.profile(principal.servicePointId ?? "");
    return profile?.queues.some(({ queueId }) => queueId === entry.queue_id) ?? false;
  };
  const onEntry =
    (
      principal: Principal,
      entryId: EntryId,
      act: (tx: Tx) => Result<EntryReply>,
    ): Flow<EntryReply> =>
    (tx) => {
      if (!mayActAt(principal, queue.read.pointOfEntry(entryId))) return refuse("forbidden");
      if (!isOfItsQueues(principal, entryId)) return refuse("forbidden");
      openDays(modules, tx);
      return act(tx);
    };
  return {
    requeue: (by, { entryId, reason }) =>
      onEntry(by, entryId, (tx) => queue.requeue(tx, entryId, reason)),
    park: (by, { entryId, reason }) =>
      onEntry(by, entryId, (tx) => queue.park(tx, entryId, reason)),
    unpark: (by, { entryId, reason }) =>
      onEntry(by, entryId, (tx) => queue.unpark(tx, entryId, reason)),
    hold: (by, { entryId, minutes }) =>
      onEntry(by, entryId, (tx) => queue.hold(tx, entryId, minutes * minuteMs)),
    markReady: (by, { entryId }) => onEntry(by, entryId, (tx) => queue.markReady(tx, entryId)),
    setPriority: (by, { entryId, priorityClass, reason }) =>
      onEntry(by, entryId, (tx) => {
        const startMin = startMinOf(modules, queue.read.entry(entryId)?.queue_id ?? "");
        return queue.setPriority(tx, entryId, { priorityClass, startMin }, reason);
      }),
    transfer: (by, { entryId, toQueueId, placement, minutes, returnTo, reason }) =>
      onEntry(by, entryId, (tx) => {
        // Minutes belong to `afterMinutes`, and only there.
        if ((minutes !== undefined) !== (placement === "afterMinutes")) return refuse("invalid");
        const to = directory.queue(toQueueId);
        if (to === null) return refuse("unknown_queue");
        const laterMs = (minutes ?? 0) * minuteMs;
        const asked = { to, placement, laterMs, returnTo: returnTo === true, reason };
        return queue.transfer(tx, entryId, asked);
      }),
    cancelEntry: (by, { entryId, reason }) =>
      onEntry(by, entryId, (tx) => queue.cancel(tx, entryId, reason)),
    reinstate: (by, { entryId, reason }) =>
      onEntry(by, entryId, (tx) => queue.reinstate(tx, entryId, reason)),
  };
}

function houseFlows(
  modules: FlowModules,
): Pick<
  Flows,
  | "openPoint"
  | "closePoint"
  | "pausePoint"
  | "resumePoint"
  | "closeQueue"
  | "reopenQueue"
  | "setRates"
  | "changeService"
> {
  const { queue, directory } = modules;
  const atPoint =
    (
      principal: Principal,
      pointId: string,
      act: (tx: Tx) => Result<PointReply>,
    ): Flow<PointReply> =>
    (tx) => {
      if (directory.profile(pointId) === null) return refuse("unknown_service_point");
      return mayCallAt(principal, pointId) ? act(tx) : refuse("forbidden");
    };
  return {
    openPoint: (by, { servicePointId: point, takeOver }) =>
      atPoint(by, point, (tx) => queue.openPoint(tx, point, takeOver === true)),
    closePoint: (by, { servicePointId: point }) =>
      atPoint(by, point, (tx) => queue.closePoint(tx, point)),
    pausePoint: (by, { servicePointId: point, kind, until }) =>
      atPoint(by, point, (tx) => queue.pausePoint(tx, point, kind ?? "away", until ?? null)),
    resumePoint: (by, { servicePointId: point }) =>
      atPoint(by, point, (tx) => queue.resumePoint(tx, point)),
    closeQueue: (_, payload) => (tx) => closeQueue(modules, tx, payload),
    reopenQueue:
      (_, { queueId }) =>
      (tx) => {
        const site = directory.queue(queueId);
        if (site === null) return refuse("unknown_queue");
        if (!site.closed) return refuse("wrong_state");
        directory.reopenQueue(tx, queueId);
        return accept({ queueId, closed: false, moved: 0 });
      },
    setRates:
      (_, { rates, reason }) =>
      (tx) => {
        // A day that should have begun by now begins with the old ones.
        openDays(modules, tx);
        const { urgentFirst, ...classes } = rates;
        queue.setRates(tx, urgentFirst === true ? { ...classes, urgentFirst } : classes, reason);
        return accept({ fromDay: "next" });
      },
    changeService:
      (_, { serviceId, ...change }) =>
      (tx) => {
        if (change.queueId !== undefined && directory.queue(change.queueId) === null) {
          return refuse("unknown_queue");
        }
        const names = change.names && namesGiven(change.names);
        const isChanged = directory.changeService(tx, serviceId, { ...change, names });
        return isChanged ? accept({ serviceId }) : refuse("unknown_service");
      },
  };
}

/** Nobody is dropped: they are finished, moved on with their time, or given a first place. */
function closeQueue(
  modules: FlowModules,
  tx: Tx,
  payload: Payload<"closeQueue">,
): Result<CommandReplies["closeQueue"]> {
  const { queue, directory } = modules;
  const { queueId, waiting, toQueueId, forDay, reason } = payload;
  const site = directory.queue(queueId);
  const to = toQueueId === undefined ? null : directory.queue(toQueueId);
  if (site === null || (toQueueId !== undefined && to === null)) return refuse("unknown_queue");
  if ((waiting === "transfer") !== (to !== null)) return refuse("invalid");
  if ((waiting === "rebook") !== (forDay !== undefined)) return refuse("invalid");
  if (to !== null && (to.closed || to.queueId === queueId)) return refuse("queue_closed");
  // Closed already: those who were to be finished may still be moved on or rebooked.
  if (site.closed && waiting === "finish") return refuse("wrong_state");
  openDays(modules, tx);
  const today = queue.read.day(site.startMin) ?? "";
  if (forDay !== undefined && forDay <= today) return refuse("invalid");
  directory.closeQueue(tx, {
    queue: queueId,
    waiting,
    reason,
    ...(toQueueId === undefined ? {} : { toQueue: toQueueId }),
    ...(forDay === undefined ? {} : { forDay }),
  });
  tx.touch(`queue:${queueId}`);
  const where = to !== null ? { to } : forDay !== undefined ? { forDay } : null;
  const moved = where === null ? 0 : queue.moveAll(tx, queueId, where, reason);
  return accept({ queueId: queueId as QueueId, closed: true, moved });
}
