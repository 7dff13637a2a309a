import type { EntryState, JournalRow } from "../../shared/domain/journal.ts";
import type { JournalFacts } from "../../shared/domain/journal.ts";
import { defaultRates } from "../../shared/domain/priority.ts";
import type { Rates } from "../../shared/domain/priority.ts";
import { promiseBroken, rightful } from "./guarantee.ts";

/** What the journal alone says about the day's calls. */
export interface Recomputed {
  /** Calls by the rule, each of which was recomputed. */
  readonly calls: number;
  /** Calls out of turn, each with its reason. */
  readonly exceptions: number;
  /** Pairs of a called and a waiting patient that were held against the promise. */
  readonly pairs: number;
  /** What does not agree with the published rule, in words. */
  readonly wrong: readonly string[];
}

interface Waiting extends EntryState {
  readonly id: number;
  readonly arrival: number;
  readonly queue: string;
  readonly segment: string;
  readonly startMin: number;
}

const minuteMs = 60_000;
const stillThere = ["waiting", "held", "parked", "away", "preparing", "called", "serving"];

/**
 * Recomputes every call from the journal's rows, in their order, with nothing else: who waited in
 * which queue since when, whom the rule named, and whether the promise was kept. Anybody who has
 * the journal can do this.
 */
export function recomputeCalls(rows: Iterable<JournalRow>): Recomputed {
  const house = createHouse();
  const entries = new Map<number, Waiting>();
  const there = new Map<string, Set<number>>();
  const [wrong, counts] = [[] as string[], { calls: 0, exceptions: 0, pairs: 0 }];

  function put(entry: Waiting): void {
    entries.set(entry.id, entry);
    const inQueue = there.get(entry.queue) ?? new Set();
    if (stillThere.includes(entry.status)) inQueue.add(entry.id);
    else inQueue.delete(entry.id);
    there.set(entry.queue, inQueue);
  }

  function present(queues: Iterable<string> = there.keys()): readonly Waiting[] {
    return [...queues].flatMap((queue) =>
      [...(there.get(queue) ?? [])].flatMap((id) => entries.get(id) ?? []),
    );
  }

  function judge({ seq, at }: JournalRow, fact: JournalFacts["entryMoved"]): void {
    const called = entries.get(fact.entry);
    if (called === undefined) return void wrong.push(`row ${seq} calls nobody`);
    if (fact.outOfTurn === true) {
      counts.exceptions++;
      if ((fact.reason ?? "") === "") wrong.push(`row ${seq} calls out of turn without a reason`);
      return;
    }
    counts.calls++;
    const set = house.setOf(fact.point, present(house.queuesOf(fact.point)), at);
    const first = rightful(set, at, house.ratesOf);
    if (first?.id !== called.id) {
      wrong.push(
        `row ${seq} calls entry ${called.id}, and the rule names ${first?.id ?? "nobody"}`,
      );
    }
    const { looked, passed } = promiseBroken(set, called, at, house.ratesOf);
    counts.pairs += looked;
    for (const one of passed) wrong.push(`row ${seq} lets ${called.id} pass ${one.id}`);
  }

  for (const row of rows) {
    house.note(row);
    const { name, seq } = row;
    if (name === "ticketIssued" || name === "entryAdded") put(newEntry(row));
    if (name === "pointClosed") {
      const { point } = row.fact as JournalFacts["pointClosed"];
      for (const entry of present()) {
        const isBound = entry.boundPoint === point;
        if (isBound && entry.status !== "called" && entry.status !== "serving") {
          put({ ...entry, boundPoint: "" });
        }
      }
    }
    if (name === "dayOpened") {
      const { startMin = 0 } = row.fact as JournalFacts["dayOpened"];
      for (const entry of present()) {
        if (entry.startMin === startMin) put({ ...entry, status: "cancelled" });
      }
    }
    if (name !== "entryMoved") continue;
    const fact = row.fact as JournalFacts["entryMoved"];
    if (fact.verb === "call") judge(row, fact);
    const entry = entries.get(fact.entry);
    if (entry === undefined) wrong.push(`row ${seq} moves an entry that is not there`);
    else put({ ...entry, ...fact.to });
  }
  return { ...counts, wrong };
}

function newEntry({ seq, name, fact: raw }: JournalRow): Waiting {
  const fresh = {
    ...{ id: seq, arrival: seq, boundPoint: "", raisedFrom: null, raisedHold: null, requeues: 0 },
  };
  if (name === "ticketIssued") {
    const fact = raw as JournalFacts["ticketIssued"];
    const { queue, class: priorityClass, eligibleAt, segment = "", startMin = 0 } = fact;
    const { claimed = false } = fact;
    const place = { queue, segment, startMin, status: "waiting" as const, notBefore: null };
    return { ...fresh, ...place, priorityClass, eligibleAt, claimed };
  }
  const fact = raw as JournalFacts["entryAdded"];
  const { queue, class: priorityClass, eligibleAt, segment, startMin = 0 } = fact;
  const { status, notBefore, claimed, arrival = seq } = fact;
  return {
    ...fresh,
    ...{ arrival, queue, segment, startMin, status, notBefore, priorityClass, eligibleAt, claimed },
  };
}

/** Points and days, as the journal tells of them. */
function createHouse() {
  const points = new Map<string, JournalFacts["servicePointPut"]>();
  const rates = new Map<number, Rates>();
  const starts = new Map<string, number>();
  return {
    note({ name, fact }: JournalRow): void {
      if (name === "queuePut") {
        const put = fact as JournalFacts["queuePut"];
        starts.set(put.id, put.dayStartMin ?? 0);
      }
      if (name === "servicePointPut") {
        const put = fact as JournalFacts["servicePointPut"];
        points.set(put.id, put);
      }
      if (name === "dayOpened") {
        const opened = fact as JournalFacts["dayOpened"];
        rates.set(opened.startMin ?? 0, opened.rates ?? defaultRates);
      }
    },
    ratesOf: ({ queue }: Waiting): Rates => rates.get(starts.get(queue) ?? 0) ?? defaultRates,
    queuesOf: (pointId: string): readonly string[] => points.get(pointId)?.queues ?? [],
    /** Whom a point may call now. */
    setOf(pointId: string, present: readonly Waiting[], at: number): readonly Waiting[] {
      const point = points.get(pointId);
      if (point === undefined) return [];
      const { queues, helpAfterMin = {}, segments = [] } = point;
      return present.filter(({ status, queue, boundPoint, segment }) => {
        if (status !== "waiting" || !queues.includes(queue)) return false;
        if (segment !== "" && segments.length > 0 && !segments.includes(segment)) return false;
        if (boundPoint !== "") return boundPoint === pointId;
        const limit = helpAfterMin[queue];
        if (limit === undefined) return true;
        return present.some(
          (other) =>
            other.status === "waiting" &&
            other.queue === queue &&
            at - other.eligibleAt > limit * minuteMs,
        );
      });
    },
  };
}
