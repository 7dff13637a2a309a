import type { CommandName, Payload } from "../../shared/protocol/commands.ts";
import type { schedulingPayloads } from "../../shared/protocol/scheduling-commands.ts";
import type { laboratoryPayloads } from "../../shared/protocol/laboratory-commands.ts";
import type { theatrePayloads } from "../../shared/protocol/theatre-commands.ts";
import type { Rates } from "../../shared/domain/priority.ts";
import { defaultRates } from "../../shared/domain/priority.ts";
import { no, yes } from "./model-book.ts";
import type { Book, Moment, Said } from "./model-book.ts";
import { isThere } from "./model-state.ts";
import type { ModelCall, ModelEntry, ModelPoint, ModelState } from "./model-state.ts";
import type { House } from "./house.ts";
import type { PlacesState } from "./model-places.ts";
import { countBefore } from "./guarantee.ts";

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** Looks of the verbs at the state, shared between them. */
export type Views = ReturnType<typeof createViews>;

export interface Desk {
  readonly state: ModelState;
  readonly places: PlacesState;
  readonly book: Book;
  readonly views: Views;
  /** Told of every call by the rule, before it is made: the candidates and whom the model calls. */
  readonly onCall: (call: RuledCall) => void;
}

export interface RuledCall {
  readonly point: string;
  readonly candidates: readonly ModelEntry[];
  readonly chosen: ModelEntry;
  readonly now: number;
}

/** The commands that are about the queue, with the one by which a booked patient comes into it. */
export type QueueCommand = Exclude<
  CommandName,
  | Exclude<keyof typeof schedulingPayloads, "checkIn">
  | keyof typeof theatrePayloads
  | keyof typeof laboratoryPayloads
  | "printSlip"
  | "printList"
  | "setClinicPrinter"
>;
type Verb<Name extends QueueCommand> = (moment: Moment, payload: Payload<Name>) => Said;
export type Verbs<Name extends QueueCommand = QueueCommand> = {
  readonly [Each in Name]: Verb<Each>;
};

export function createViews(state: ModelState, book: Book, house: House) {
  const entriesOf = (ticket: number): readonly ModelEntry[] =>
    (state.tickets.get(ticket)?.entries ?? []).flatMap((id) => state.entries.get(id) ?? []);
  const queueOf = (id: string) => state.queues.get(id);
  const day = (startMin: number) => state.days.get(startMin) ?? "";
  const inQueue = (queue: string, is: (entry: ModelEntry) => boolean): boolean =>
    [...(queueOf(queue)?.active ?? [])].some(is);

  const views = {
    entriesOf,
    day,
    rates: (startMin: number): Rates => state.rates.get(startMin) ?? defaultRates,
    /** Everybody in a queue counts by the rates of that queue's day. */
    ratesOf: ({ queue }: Pick<ModelEntry, "queue">): Rates =>
      views.rates(queueOf(queue)?.startMin ?? 0),
    callOf(entry: ModelEntry): ModelCall | null {
      if (entry.status !== "called" && entry.status !== "serving") return null;
      for (const { openCall } of state.points.values()) {
        const call = openCall === null ? undefined : state.calls.get(openCall);
        if (call?.entry === entry.id) return call;
      }
      return null;
    },
    /** The entry, if its day is still going on. */
    today(id: number): ModelEntry | null {
      const entry = state.entries.get(id);
      return entry !== undefined && entry.day === day(entry.startMin) ? entry : null;
    },
    isIn: (queue: string, ticket: number, patient: string | null): boolean =>
      inQueue(
        queue,
        (entry) => entry.ticket === ticket || (patient !== null && entry.patient === patient),
      ),
    hasPatient: (queue: string, patient: string): boolean =>
      inQueue(queue, (entry) => entry.patient === patient),
    /** Would bringing this entry back give its patient a second place? */
    isElsewhere(entry: ModelEntry, to: ModelEntry["status"] = "waiting"): boolean {
      const { patient } = entry;
      if (
        patient !== null &&
        inQueue(entry.queue, (other) => other !== entry && other.patient === patient)
      ) {
        return true;
      }
      return entriesOf(entry.ticket).some(
        (other) =>
          other !== entry &&
          isThere(other.status) &&
          !(other.status === "away" && views.leadsTo(entry, other)) &&
          !(to === "away" && views.leadsTo(other, entry)),
      );
    },
    /** Whose turn is before this one's in its own queue, as a newcomer is told. */
    ahead(entry: ModelEntry, now: number): number {
      const rates = views.ratesOf(entry);
      const others: ModelEntry[] = [];
      for (const other of queueOf(entry.queue)?.active ?? []) {
        const isApart =
          entry.segment !== "" && other.segment !== "" && other.segment !== entry.segment;
        if (other.status === "waiting" && other !== entry && !isApart) others.push(other);
      }
      return countBefore(others, entry, now, rates);
    },
    waiting(queue: string): number {
      let waiting = 0;
      for (const entry of queueOf(queue)?.active ?? []) {
        if (entry.status === "waiting") waiting++;
      }
      return waiting;
    },
    /** Everybody whom this point may call now. */
    candidates(point: ModelPoint, now: number): readonly ModelEntry[] {
      return point.house.queues.flatMap(({ queue, helpAfterMin }) => {
        const waiting: ModelEntry[] = [];
        let longest = Number.POSITIVE_INFINITY;
        for (const entry of queueOf(queue)?.active ?? []) {
          if (entry.status !== "waiting") continue;
          waiting.push(entry);
          longest = Math.min(longest, entry.eligibleAt);
        }
        const helps = helpAfterMin === null || now - longest > helpAfterMin * minuteMs;
        return waiting.filter(
          (entry) =>
            (entry.boundPoint === "" ? helps : entry.boundPoint === point.house.id) &&
            (entry.segment === "" || (point.house.segments?.includes(entry.segment) ?? true)),
        );
      });
    },
    openDays(moment: Moment): void {
      for (const startMin of house.dayStarts) {
        const date = baghdadDate(moment.now - startMin * minuteMs);
        if (day(startMin) >= date) continue;
        endDay(state, book, startMin, moment.now);
        for (const point of state.points.values()) {
          const { pause } = point;
          if (pause === null || (pause.until !== null && pause.until > moment.now)) continue;
          book.set(point, { status: point.by === "" ? "closed" : "open", pause: null });
        }
        book.put(state.days, startMin, date);
        book.put(state.openedAt, startMin, moment.now);
        book.put(state.rates, startMin, state.pendingRates ?? defaultRates);
        book.noteOther(moment);
      }
    },
    release(moment: Moment, queue: string): void {
      const due = [...(queueOf(queue)?.active ?? [])]
        .filter((entry) => entry.status === "held" && (entry.notBefore ?? 0) <= moment.now)
        .sort((a, b) => (a.notBefore ?? 0) - (b.notBefore ?? 0) || a.id - b.id);
      for (const entry of due.slice(0, 100)) {
        book.move(moment, "release", entry, { status: "waiting", notBefore: null });
      }
    },
    /** Is this stop a detour from that one, by however many others? */
    leadsTo(stop: ModelEntry, first: ModelEntry): boolean {
      for (let at: number | null = stop.returnTo; at !== null;) {
        if (at === first.id) return true;
        at = state.entries.get(at)?.returnTo ?? null;
      }
      return false;
    },
    /** Back to where they came from, when nothing of the ticket goes on anywhere. */
    sendBack(moment: Moment, entry: ModelEntry): void {
      const goesOn = ({ status }: ModelEntry) => isThere(status) && status !== "away";
      if (entry.returnTo === null || entriesOf(entry.ticket).some(goesOn)) return;
      views.comeBack(moment, entry.returnTo);
    },
    /** All stops that are there because this patient is away from here. */
    detours(entry: ModelEntry): readonly ModelEntry[] {
      const ways = new Set([entry.id]);
      return entriesOf(entry.ticket).filter((stop) => {
        const isOnTheWay = stop.returnTo !== null && ways.has(stop.returnTo);
        if (isOnTheWay) ways.add(stop.id);
        return isOnTheWay && isThere(stop.status);
      });
    },
    comeBack(moment: Moment, id: number): void {
      const away = state.entries.get(id);
      if (away === undefined) return;
      if (away.status !== "away") {
        if (away.returnTo !== null) views.comeBack(moment, away.returnTo);
        return;
      }
      const isHeld = (away.notBefore ?? 0) > moment.now;
      const patch = isHeld
        ? { status: "held" as const }
        : { status: "waiting" as const, notBefore: null };
      book.move(moment, "comeBack", away, patch);
    },
    /** Gives a ticket its place in a further queue. */
    addEntry(
      moment: Moment,
      from: ModelEntry,
      queue: string,
      place: Pick<ModelEntry, "status" | "eligibleAt" | "notBefore" | "step" | "returnTo"> & {
        /** Nothing: it arrives anew. */
        readonly arrival: number | null;
      },
    ): Said<ModelEntry> {
      const site = queueOf(queue);
      if (site === undefined || views.isIn(queue, from.ticket, from.patient)) {
        return no("already_waiting");
      }
      const { ticket, patient, priorityClass, claimed, raisedHold } = from;
      const segment = state.tickets.get(ticket)?.segment ?? "";
      const id = book.next(moment);
      const added: ModelEntry = {
        ...{ id, ticket, queue, patient, priorityClass, claimed, ...place },
        arrival: place.arrival ?? id,
        ...laterDay(from, { day: day(site.startMin), startMin: site.startMin }),
        segment: site.segments.includes(segment) ? segment : "",
        ...freshEntry(moment.now),
        raisedHold,
        raisedFrom: from.raisedFrom && Math.max(from.raisedFrom, place.eligibleAt),
      };
      book.add(moment, added, "added");
      return yes(added);
    },
  };
  return views;
}

interface ItsDay {
  readonly day: string;
  readonly startMin: number;
}

/** A night patient lives on in a queue whose day ends sooner than the night. */
function laterDay({ day, startMin }: ItsDay, there: ItsDay): ItsDay {
  const isLater = day > there.day || (day === there.day && startMin > there.startMin);
  return isLater ? { day, startMin } : there;
}

/** What every new entry has in common. */
export function freshEntry(now: number) {
  return {
    ...{ boundPoint: "", raisedFrom: null, raisedHold: null, requeues: 0, rebookedFor: null },
    ...{ changes: 0, movedAt: now, missedAt: 0, lastStep: 0 },
  };
}

/** A day's end finishes whatever the day left. */
function endDay(state: ModelState, book: Book, startMin: number, now: number): void {
  for (const point of state.points.values()) {
    const call = point.openCall === null ? undefined : state.calls.get(point.openCall);
    const entry = call && state.entries.get(call.entry);
    if (call === undefined || entry?.startMin !== startMin) continue;
    book.set(call, { status: "closed" });
    book.touchCall(call);
    book.set(point, { openCall: null });
  }
  for (const queue of state.queues.values()) {
    for (const entry of [...queue.active]) {
      if (entry.startMin === startMin) book.drift(entry, { status: "cancelled" }, now);
    }
  }
}

/** The date in Baghdad, which has been three hours before UTC all year since 2008. */
export function baghdadDate(at: number): string {
  return new Date(at + 3 * 60 * minuteMs).toISOString().slice(0, 10);
}

/** Milliseconds from now until the next midnight there. */
export function untilMidnight(at: number): number {
  return dayMs - ((at + 3 * 60 * minuteMs) % dayMs);
}
