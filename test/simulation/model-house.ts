import { freshEntry } from "./model-views.ts";
import type { Desk, Verbs } from "./model-views.ts";
import { no, yes } from "./model-book.ts";
import type { Moment, Said } from "./model-book.ts";
import { placed, withSomebody } from "./model-state.ts";
import type { ModelEntry, ModelPoint, ModelTicket } from "./model-state.ts";
import type { Payload } from "../../shared/protocol/commands.ts";

type HouseVerb =
  | "issueTicket"
  | "openPoint"
  | "closePoint"
  | "pausePoint"
  | "resumePoint"
  | "closeQueue"
  | "reopenQueue"
  | "setRates"
  | "changeService"
  | "reprint"
  | "startPrint"
  | "reportPrint";

/** Tickets, seats, closings, settings and papers, as the model does them. */
export function houseVerbs(desk: Desk): Verbs<HouseVerb> {
  return { ...tickets(desk), ...seats(desk), ...closings(desk), ...papers(desk) };
}

interface Wish {
  readonly service: string;
  readonly priorityClass: ModelEntry["priorityClass"];
  readonly claimed: boolean;
  readonly patient: string | null;
  readonly segment: string;
  /** Asked for on behalf of a queue that the journey comes to. */
  readonly laterSegment?: string;
  readonly rebookedFrom: number | null;
  /** Of a booked patient: from when it counts. The walk-ins' limit is not theirs. */
  readonly bookedAt?: number;
}

/** A ticket with the next number of its series; days are open. */
export function issue(desk: Desk, moment: Moment, wish: Wish): Said<ModelEntry> {
  const { state, book, views } = desk;
  const service = state.services.get(wish.service);
  const queue = state.queues.get(service?.queue ?? "");
  if (service === undefined || queue === undefined) return no("unknown_service");
  const day = views.day(queue.startMin);
  const counted = `${day} ${service.id}`;
  const issued = state.issued.get(counted) ?? 0;
  if (!service.open || queue.closed) return no("service_closed");
  const isFull = service.dailyLimit !== null && issued >= service.dailyLimit;
  if (isFull && wish.bookedAt === undefined) return no("daily_limit");
  if (wish.patient !== null && views.hasPatient(queue.id, wish.patient)) {
    return no("already_waiting");
  }
  if (wish.rebookedFrom !== null && !isPromised(desk, wish.rebookedFrom, day, service)) {
    return no("unknown_ticket");
  }
  const otherDays = [...new Set(state.days.values())].filter((other) => other !== day);
  let number = (state.numbers.get(`${day} ${service.series}`) ?? 0) + 1;
  while (otherDays.some((other) => isAlive(desk, other, labelOf(service.series, number)))) number++;
  const id = book.next(moment);
  const label = labelOf(service.series, number);
  book.put(state.numbers, `${day} ${service.series}`, number);
  book.put(state.issued, counted, issued + 1);
  book.put(state.labels, `${day} ${label}`, id);
  const { rebookedFrom } = wish;
  if (rebookedFrom !== null) book.put(state.rebooked, rebookedFrom, id);
  const segment = wish.laterSegment ?? wish.segment;
  const ticket: ModelTicket = {
    ...{ id, day, label, service: service.id, segment, rebookedFrom, entries: [] },
  };
  book.put(state.tickets, id, ticket);
  const entry: ModelEntry = {
    ...{ id, ticket: id, queue: queue.id, day, startMin: queue.startMin, status: "waiting" },
    arrival: id,
    ...{ segment: wish.segment, patient: wish.patient, step: 0, returnTo: null, notBefore: null },
    priorityClass: rebookedFrom === null ? wish.priorityClass : "appointment",
    eligibleAt:
      wish.bookedAt ??
      (rebookedFrom === null ? moment.now : firstPlace(moment.now, queue.startMin)),
    claimed: wish.claimed,
    ...freshEntry(moment.now),
  };
  book.add(moment, entry, "other");
  return yes(entry);
}

/** The hour at which this day began in Baghdad. */
function firstPlace(now: number, startMin: number): number {
  const [zoneMs, startMs, dayMs] = [3 * 3_600_000, startMin * 60_000, 24 * 3_600_000];
  return Math.floor((now - startMs + zoneMs) / dayMs) * dayMs - zoneMs + startMs;
}

function labelOf(series: string, number: number): string {
  return `${series}${number < 10 ? "00" : number < 100 ? "0" : ""}${number}`;
}

function isAlive({ state, views }: Desk, day: string, label: string): boolean {
  const ticket = state.labels.get(`${day} ${label}`);
  if (ticket === undefined) return false;
  return views
    .entriesOf(ticket)
    .some(({ status }) => placed.has(status) || withSomebody.has(status));
}

/** Where a ticket stands: with somebody, else in a queue, else away, else where it ended. */
export function standing({ views }: Pick<Desk, "views">, ticket: number): ModelEntry | undefined {
  const entries = views.entriesOf(ticket);
  return (
    entries.find((entry) => withSomebody.has(entry.status)) ??
    entries.findLast((entry) => placed.has(entry.status) && entry.status !== "away") ??
    entries.findLast((entry) => entry.status === "away") ??
    [...entries].sort((a, b) => a.lastStep - b.lastStep).at(-1)
  );
}

/** Once, for its own service or in the queue where it was promised. */
function isPromised(
  { state, views }: Desk,
  ticket: number,
  day: string,
  { id, queue }: { readonly id: string; readonly queue: string },
): boolean {
  const isOwnService = state.tickets.get(ticket)?.service === id;
  const isPromise = ({ status, rebookedFor, queue: there }: ModelEntry) =>
    status === "rebooked" && rebookedFor === day && (isOwnService || there === queue);
  return views.entriesOf(ticket).some(isPromise) && !state.rebooked.has(ticket);
}

function tickets(desk: Desk): Verbs<"issueTicket"> {
  const { state, book, views } = desk;
  return {
    issueTicket(moment, payload) {
      const { hand } = moment;
      const service = state.services.get(payload.serviceId);
      if (service === undefined) return no("unknown_service");
      const isKiosk = hand.kind === "kiosk";
      const asked = payload.priorityClass ?? "normal";
      if (isKiosk && asked !== "normal" && asked !== "protected") return no("forbidden");
      if (isKiosk && payload.rebookedFrom !== undefined) return no("forbidden");
      const knows = (queue: string) =>
        state.queues.get(queue)?.segments.includes(payload.segment ?? "") ?? false;
      const isKnownHere = knows(service.queue);
      const isKnown = isKnownHere || service.steps.some((step) => knows(step.queue));
      if (payload.segment !== undefined && !isKnown) return no("invalid");
      const { segment = "" } = payload;
      views.openDays(moment);
      const issued = issue(desk, moment, {
        service: service.id,
        priorityClass: asked,
        claimed: isKiosk && asked === "protected",
        patient: payload.patientId ?? null,
        ...(isKnownHere ? { segment } : { segment: "", laterSegment: segment }),
        rebookedFrom:
          payload.rebookedFrom === undefined ? null : Number(payload.rebookedFrom.slice(1)),
      });
      if (!issued.ok) return issued;
      const entry = issued.value;
      const ahead = views.ahead(entry, moment.now);
      const printer = payload.printerDeviceId ?? (isKiosk ? hand.id : null);
      let printJobId: string | null = null;
      if (printer !== null) {
        const id = book.next(moment);
        const job = { id, ticket: entry.id, device: printer, copy: 0, status: "queued" as const };
        book.put(state.jobs, id, job);
        book.noteOther(moment);
        printJobId = `p${id}`;
      }
      const label = state.tickets.get(entry.ticket)?.label;
      return yes({ ticketId: `t${entry.id}`, label, serviceDay: entry.day, ahead, printJobId });
    },
  };
}

function mayActAt(moment: Moment, point: string): boolean {
  return moment.hand.boundTo === null || moment.hand.boundTo === point;
}

/** Whoever calls sits there; a pause keeps them from it until its end. */
export function sit({ book }: Desk, moment: Moment, point: ModelPoint): Said<null> {
  const { pause } = point;
  if (pause !== null && (pause.until === null || moment.now < pause.until)) {
    return no("service_point_paused");
  }
  if (point.status !== "open" || point.by !== moment.hand.id) {
    book.set(point, { status: "open", by: moment.hand.id, pause: null });
    book.noteOther(moment);
  }
  return yes(null);
}

function seats(desk: Desk): Verbs<"openPoint" | "closePoint" | "pausePoint" | "resumePoint"> {
  const { state, book } = desk;
  const at = (moment: Moment, id: string, act: (point: ModelPoint) => Said): Said => {
    const point = state.points.get(id);
    if (point === undefined) return no("unknown_service_point");
    return mayActAt(moment, id) ? act(point) : no("forbidden");
  };
  const leave = (moment: Moment, point: ModelPoint): Said => {
    book.set(point, { status: "closed", by: "", pause: null });
    book.noteOther(moment);
    for (const queue of state.queues.values()) {
      for (const entry of queue.active) {
        const isBound = entry.boundPoint === point.house.id && placed.has(entry.status);
        if (isBound) book.drift(entry, { boundPoint: "" }, moment.now);
      }
    }
    return yes({ servicePointId: point.house.id, status: "closed" });
  };
  return {
    openPoint: (moment, { servicePointId, takeOver }) =>
      at(moment, servicePointId, (point) => {
        if (point.status !== "closed" && point.by !== "") {
          if (point.by === moment.hand.id) return no("wrong_state");
          if (takeOver !== true) return no("taken");
        }
        book.set(point, { status: "open", by: moment.hand.id, pause: null });
        book.noteOther(moment);
        return yes({ servicePointId, status: "open" });
      }),
    closePoint: (moment, { servicePointId }) =>
      at(moment, servicePointId, (point) =>
        point.status === "closed" || point.openCall !== null
          ? no("wrong_state")
          : leave(moment, point),
      ),
    pausePoint: (moment, { servicePointId, until = null }) =>
      at(moment, servicePointId, (point) => {
        if (until !== null && until <= moment.now) return no("wrong_state");
        book.set(point, { status: "paused", pause: { until } });
        book.noteOther(moment);
        return yes({ servicePointId, status: "paused" });
      }),
    resumePoint: (moment, { servicePointId }) =>
      at(moment, servicePointId, (point) => {
        if (point.pause === null) return no("wrong_state");
        if (point.by === "") return leave(moment, point);
        book.set(point, { status: "open", pause: null });
        book.noteOther(moment);
        return yes({ servicePointId, status: "open" });
      }),
  };
}

function closings(desk: Desk): Verbs<"closeQueue" | "reopenQueue" | "setRates" | "changeService"> {
  const { state, book } = desk;
  return {
    closeQueue: (moment, payload) => closeQueue(desk, moment, payload),
    reopenQueue(moment, { queueId }) {
      const queue = state.queues.get(queueId);
      if (queue === undefined) return no("unknown_queue");
      if (!queue.closed) return no("wrong_state");
      book.set(queue, { closed: false });
      book.noteOther(moment);
      return yes({ queueId, closed: false, moved: 0 });
    },
    setRates(moment, { rates: { urgentFirst, ...classes } }) {
      desk.views.openDays(moment);
      book.set(state, {
        pendingRates: urgentFirst === true ? { ...classes, urgentFirst } : classes,
      });
      book.noteOther(moment);
      return yes({ fromDay: "next" });
    },
    changeService(moment, { serviceId, open, dailyLimit, queueId }) {
      if (queueId !== undefined && !state.queues.has(queueId)) return no("unknown_queue");
      const service = state.services.get(serviceId);
      if (service === undefined) return no("unknown_service");
      book.set(service, {
        open: open ?? service.open,
        dailyLimit: dailyLimit === undefined ? service.dailyLimit : dailyLimit,
        queue: queueId ?? service.queue,
      });
      book.noteOther(moment);
      return yes({ serviceId });
    },
  };
}

/** Nobody is forgotten: they stay, go on with their time, or have a promise of another day. */
function closeQueue(desk: Desk, moment: Moment, payload: Payload<"closeQueue">): Said {
  const { state, book, views } = desk;
  const { queueId, waiting, toQueueId, forDay } = payload;
  const queue = state.queues.get(queueId);
  const to = toQueueId === undefined ? null : state.queues.get(toQueueId);
  if (queue === undefined || to === undefined) return no("unknown_queue");
  if ((waiting === "transfer") !== (to !== null)) return no("invalid");
  if ((waiting === "rebook") !== (forDay !== undefined)) return no("invalid");
  if (to !== null && (to.closed || to === queue)) return no("queue_closed");
  if (queue.closed && waiting === "finish") return no("wrong_state");
  views.openDays(moment);
  if (forDay !== undefined && forDay <= views.day(queue.startMin)) return no("invalid");
  book.set(queue, { closed: true });
  book.noteOther(moment);
  let moved = 0;
  for (const entry of [...queue.active].sort((a, b) => a.id - b.id)) {
    if (!placed.has(entry.status)) continue;
    if (forDay !== undefined) {
      const promise = { status: "rebooked" as const, notBefore: null, rebookedFor: forDay };
      book.move(moment, "rebook", entry, promise);
      views.sendBack(moment, entry);
      moved++;
    }
    if (to === null || entry.status === "away") continue;
    if (views.isIn(to.id, entry.ticket, entry.patient)) continue;
    const { status, eligibleAt, notBefore, step, returnTo, arrival } = entry;
    const place = { status, eligibleAt, notBefore, step, returnTo, arrival };
    book.move(moment, "transfer", entry, { status: "transferred", notBefore: null });
    views.addEntry(moment, entry, to.id, place);
    moved++;
  }
  return yes({ queueId, closed: true, moved });
}

function papers(desk: Desk): Verbs<"reprint" | "startPrint" | "reportPrint"> {
  const { state, book } = desk;
  const own = (moment: Moment, id: string) => {
    const job = state.jobs.get(Number(id.slice(1)));
    return job?.device === moment.hand.id ? job : undefined;
  };
  return {
    reprint(moment, { ticketId, printerDeviceId }) {
      desk.views.openDays(moment);
      const ticket = Number(ticketId.slice(1));
      const entry = standing(desk, ticket);
      if (entry === undefined || desk.views.today(entry.id) === null) return no("unknown_ticket");
      const last = [...state.jobs.values()].findLast((job) => job.ticket === ticket);
      const device = printerDeviceId ?? last?.device;
      if (device === undefined) return no("no_printer");
      const copy = (last?.copy ?? 0) + 1;
      if (copy > 9) return no("daily_limit");
      const id = book.next(moment);
      book.put(state.jobs, id, { id, ticket, device, copy, status: "queued" });
      book.noteOther(moment);
      return yes({ printJobId: `p${id}`, copy });
    },
    startPrint(moment, { printJobId }) {
      const job = own(moment, printJobId);
      if (job === undefined) return no("unknown_job");
      if (job.status !== "queued" && job.status !== "sent") return no("wrong_state");
      if (job.status === "queued") book.noteOther(moment);
      book.set(job, { status: "sent" });
      return yes({ printJobId, status: "sent" });
    },
    reportPrint(moment, { printJobId, outcome }) {
      const job = own(moment, printJobId);
      if (job === undefined) return no("unknown_job");
      const may =
        job.status === "sent" ||
        job.status === outcome ||
        (job.status === "queued" && outcome === "not_printed");
      if (!may) return no("wrong_state");
      if (job.status !== outcome) book.noteOther(moment);
      book.set(job, { status: outcome });
      return yes({ printJobId, status: outcome });
    },
  };
}
