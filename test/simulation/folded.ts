import type { EntryStatus } from "../../shared/domain/entry.ts";
import type { CallState, EntryState, JournalFacts } from "../../shared/domain/journal.ts";
import type { Check } from "./check.ts";
import type { Ran, Recorded } from "./machine.ts";
import { baghdadDate } from "./model-views.ts";
import { isThere, placed } from "./model-state.ts";
import type { ModelCall, ModelEntry } from "./model-state.ts";

/** What the recorded facts add up to: the server's own story, to be held against the model's. */
export type Folder = ReturnType<typeof createFolder>;

interface Folded extends EntryState {
  readonly queue: string;
  readonly startMin: number;
  readonly segment: string;
  readonly arrival: number;
}

const compared = [
  ...(["status", "priorityClass", "eligibleAt", "notBefore", "boundPoint"] as const),
  ...(["claimed", "raisedFrom", "raisedHold", "requeues", "queue", "startMin"] as const),
  ...(["segment", "arrival"] as const),
];

/** Which status may follow which, verb by verb: the published table, written a second time. */
const lives: Readonly<Record<string, readonly [from: readonly EntryStatus[], to: string]>> = {
  call: [["waiting"], "called"],
  recall: [["called"], "same"],
  start: [["called"], "serving"],
  end: [["called", "serving"], "done"],
  noShow: [["called"], "no_show"],
  requeue: [["called", "no_show"], "waiting"],
  park: [["waiting", "held", "called", "serving"], "parked"],
  unpark: [["parked", "away"], "waiting or held"],
  leave: [["called", "serving"], "away"],
  comeBack: [["away"], "waiting or held"],
  awayAgain: [["waiting", "held"], "away"],
  hold: [["waiting", "held"], "held"],
  release: [["held"], "waiting"],
  ready: [["preparing"], "waiting or held"],
  transfer: [["waiting", "held", "parked", "preparing", "called", "serving"], "transferred"],
  rebook: [["waiting", "held", "parked", "away", "preparing"], "rebooked"],
  cancel: [["waiting", "held", "parked", "away", "preparing", "called"], "cancelled"],
  reinstate: [["cancelled"], "waiting or held"],
};

export function createFolder(check: Check) {
  const entries = new Map<number, Folded>();
  const there = new Set<number>();
  const calls = new Map<number, Pick<CallState, "status" | "recalls"> & { point: string }>();
  const labels = new Set<string>();
  const days = new Map<number, string>();
  let [lastSeq, lastAt] = [0, 0];

  const put = (id: number, entry: Folded) => {
    entries.set(id, entry);
    if (isThere(entry.status)) there.add(id);
    else there.delete(id);
  };
  const each = (change: (entry: Folded) => Folded | null) => {
    for (const id of [...there]) {
      const entry = entries.get(id);
      const changed = entry && change(entry);
      if (changed) put(id, changed);
    }
  };

  function moved({ seq, fact: raw }: Recorded): void {
    const fact = raw as JournalFacts["entryMoved"];
    const was = entries.get(fact.entry);
    if (was === undefined) return check("I15", false, () => `row ${seq} moves nobody`);
    const is = { ...was, ...fact.to };
    put(fact.entry, is);
    const life = lives[fact.verb];
    const follows =
      life === undefined ||
      (life[0].includes(was.status) &&
        (life[1] === "same"
          ? is.status === was.status
          : life[1].split(" or ").includes(is.status)));
    check("I5", follows, () => `row ${seq}: ${fact.verb} from ${was.status} to ${is.status}`);
    if (fact.verb === "call") {
      calls.set(seq, { status: "called", recalls: 0, point: fact.point });
      const isExplained = fact.outOfTurn !== true || (fact.reason ?? "") !== "";
      check("I8", isExplained, () => `row ${seq} calls out of turn without a reason`);
      return;
    }
    const call = fact.call === null ? undefined : calls.get(fact.call);
    if (fact.call !== null && call !== undefined) calls.set(fact.call, { ...call, ...fact.callTo });
  }

  function issued({ seq, fact: raw }: Recorded): void {
    const fact = raw as JournalFacts["ticketIssued"];
    const label = `${fact.day} ${fact.label}`;
    check("I1", !labels.has(label), () => `row ${seq} gives ${label} again`);
    labels.add(label);
    const { queue, startMin = 0, class: priorityClass, eligibleAt, claimed = false } = fact;
    const { segment = "" } = fact;
    const place = { queue, startMin, segment, arrival: seq };
    put(seq, { ...blank, ...place, priorityClass, eligibleAt, claimed });
  }

  function dayOpened({ seq, fact: raw }: Recorded, now: number): void {
    const { day, startMin = 0 } = raw as JournalFacts["dayOpened"];
    const wanted = baghdadDate(now - startMin * 60_000);
    const isNew = day === wanted && day > (days.get(startMin) ?? "");
    check("I13", isNew, () => `row ${seq} opens ${day} when it is ${wanted}`);
    days.set(startMin, day);
    each((entry) => (entry.startMin === startMin ? { ...entry, status: "cancelled" } : null));
  }

  function unbound(point: string): void {
    each((entry) =>
      entry.boundPoint === point && placed.has(entry.status) ? { ...entry, boundPoint: "" } : null,
    );
  }

  return {
    /** The numbers that these facts gave to things that the model has to make too. */
    madeBy: (facts: readonly Recorded[]): number[] =>
      facts
        .filter(
          ({ name, fact }) =>
            name === "ticketIssued" ||
            name === "entryAdded" ||
            name === "printQueued" ||
            (name === "entryMoved" && (fact as JournalFacts["entryMoved"]).verb === "call"),
        )
        .map(({ seq }) => seq),
    fold({ facts, now }: Ran): void {
      if (facts.length === 0) return;
      check("I17", now >= lastAt, () => `time went back from ${lastAt} to ${now}`);
      lastAt = now;
      for (const row of facts) {
        check(
          "I17",
          lastSeq === 0 || row.seq === lastSeq + 1,
          () => `row ${row.seq} after ${lastSeq}`,
        );
        lastSeq = row.seq;
        if (row.name === "ticketIssued") issued(row);
        else if (row.name === "entryMoved") moved(row);
        else if (row.name === "dayOpened") dayOpened(row, now);
        else if (row.name === "pointClosed") {
          unbound((row.fact as JournalFacts["pointClosed"]).point);
        } else if (row.name === "entryAdded") {
          const fact = row.fact as JournalFacts["entryAdded"];
          const { queue, startMin = 0, class: priorityClass, eligibleAt } = fact;
          const { status, notBefore, claimed, raisedFrom = null, raisedHold = null } = fact;
          const { segment, arrival = row.seq } = fact;
          put(row.seq, {
            ...blank,
            ...{ queue, startMin, segment, arrival, priorityClass, eligibleAt, status },
            ...{ notBefore, claimed, raisedFrom, raisedHold },
          });
        }
      }
    },
    /** Rows that were lost with a torn commit: the journal goes on from where it was. */
    rewindTo(seq: number): void {
      lastSeq = seq;
    },
    compare(
      wanted: ReadonlySet<ModelEntry>,
      wantedCalls: ReadonlySet<ModelCall>,
      about: () => string,
    ): void {
      for (const want of wanted) {
        const have = entries.get(want.id);
        for (const key of compared) {
          check(
            key === "eligibleAt" ? "I6" : "I5",
            have?.[key] === want[key],
            () => `${about()}: ${key} of ${want.id} is ${have?.[key]}, the model says ${want[key]}`,
          );
        }
      }
      for (const want of wantedCalls) {
        const have = calls.get(want.id);
        const isSame = have?.status === want.status && have.recalls === want.recalls;
        const text = () => `${about()}: call ${want.id} ${have?.status}, the model: ${want.status}`;
        // What the day's end closes has no row of its own.
        check("I4", isSame || want.status === "closed", text);
      }
    },
  };
}

const blank: Omit<
  Folded,
  "queue" | "startMin" | "segment" | "arrival" | "priorityClass" | "eligibleAt" | "claimed"
> = {
  status: "waiting",
  ...{ notBefore: null, boundPoint: "", raisedFrom: null, raisedHold: null, requeues: 0 },
};
