import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { afterVerb, entryStatuses } from "../../shared/domain/entry.ts";
import type { EntryStatus, EntryVerb } from "../../shared/domain/entry.ts";
import { commandRefusals } from "../../shared/protocol/commands.ts";
import type { CommandName } from "../../shared/protocol/commands.ts";
import type { RefusalCode } from "../../shared/domain/refusal.ts";
import type { PayloadInput } from "../../shared/protocol/client.ts";
import {
  callNext,
  aBigHospital,
  entryOf,
  everything,
  issue,
} from "../../test/harness/big-hospital.ts";
import { codeOf, expectWhole, granted } from "../../test/harness/hospital.ts";
import type { Answered, TestHospital } from "../../test/harness/hospital.ts";

let h: TestHospital;
beforeEach(() => {
  h = aBigHospital();
});
afterEach(() => {
  expectWhole(h);
  h.close();
});

/** An entry in a state, and the latest call of it, if there was one. */
interface Subject {
  readonly entryId: string;
  readonly callId: string | null;
}

const reason = "a test asks";
const waiting = (service = "doctor-visit"): Subject => ({
  entryId: issue(h, service).entryId,
  callId: null,
});
const called = (): Subject => {
  waiting();
  return callNext(h, "doctor-1");
};
function after<Name extends CommandName>(
  subject: Subject,
  name: Name,
  payload: PayloadInput<Name>,
): Subject {
  granted(h.ask(name, payload));
  return subject;
}
const onEntry = (
  subject: Subject,
  name: "park" | "cancelEntry" | "hold" | "transfer",
  more: object,
): Subject => after(subject, name, { entryId: subject.entryId, ...more } as never);
const onCall = (subject: Subject, name: "startService" | "endService" | "noShow"): Subject =>
  after(subject, name, { callId: subject.callId ?? "" });

/** How an entry comes into each state, by nothing but commands. */
const into: Readonly<Record<EntryStatus, () => Subject>> = {
  waiting,
  held: () => onEntry(waiting(), "hold", { minutes: 30 }),
  parked: () => onEntry(called(), "park", {}),
  away: () =>
    onEntry(called(), "transfer", { toQueueId: "lab", placement: "keep", returnTo: true }),
  preparing() {
    const { ticketId } = issue(h, "doctor-pharmacy");
    granted(h.ask("endService", { callId: callNext(h, "doctor-1").callId }));
    const line = h.queue.read.lineOfTicket(Number(ticketId.slice(1)));
    return { entryId: `e${line?.id ?? 0}`, callId: null };
  },
  called,
  serving: () => onCall(called(), "startService"),
  done: () => onCall(called(), "endService"),
  no_show: () => onCall(called(), "noShow"),
  transferred: () => onEntry(called(), "transfer", { toQueueId: "imaging", placement: "keep" }),
  rebooked() {
    const subject = waiting();
    const closing = { queueId: "doctor", waiting: "rebook", forDay: "2026-11-30", reason } as const;
    granted(h.ask("closeQueue", closing));
    granted(h.ask("reopenQueue", { queueId: "doctor" }));
    return subject;
  },
  cancelled: () => onEntry(waiting(), "cancelEntry", { reason }),
};

interface Tried {
  readonly command: CommandName;
  readonly verb: EntryVerb;
  /** Why not, in a state that the verb is not for. */
  readonly no: (status: EntryStatus) => RefusalCode;
  readonly ask: (subject: Subject, id: string) => Answered<unknown>;
}

const wrongState = () => "wrong_state" as const;
const ofCall = (status: EntryStatus) =>
  status === "called" || status === "serving" ? "wrong_state" : "not_called";
const entryCommand = <Name extends CommandName>(
  command: Name,
  verb: EntryVerb,
  more: object = {},
): Tried => ({
  command,
  verb,
  no: wrongState,
  ask: ({ entryId }, id) => h.ask(command, { entryId, ...more } as never, { id }),
});
const callCommand = (
  command: "recall" | "startService" | "endService" | "noShow",
  verb: EntryVerb,
): Tried => ({
  command,
  verb,
  no: ofCall,
  ask: ({ callId }, id) => h.ask(command, { callId: callId ?? "c999999" }, { id }),
});

const tried: readonly Tried[] = [
  {
    command: "callChosen",
    verb: "call",
    no: () => "not_waiting",
    ask(subject, id) {
      const isPharmacy = entryOf(h, subject.entryId).queue_id === "pharmacy";
      const servicePointId = isPharmacy ? "counter" : "doctor-2";
      const { entryId } = subject;
      return h.ask("callChosen", { servicePointId, entryId, reason }, { id });
    },
  },
  callCommand("recall", "recall"),
  callCommand("startService", "start"),
  callCommand("endService", "end"),
  callCommand("noShow", "noShow"),
  entryCommand("requeue", "requeue"),
  entryCommand("park", "park"),
  entryCommand("unpark", "unpark"),
  entryCommand("hold", "hold", { minutes: 20 }),
  entryCommand("markReady", "ready"),
  entryCommand("setPriority", "setPriority", { priorityClass: "urgent", reason }),
  entryCommand("transfer", "transfer", { toQueueId: "registration", placement: "restart" }),
  entryCommand("transfer", "leave", {
    toQueueId: "registration",
    placement: "keep",
    returnTo: true,
  }),
  entryCommand("cancelEntry", "cancel", { reason }),
  entryCommand("reinstate", "reinstate", { reason }),
];

const isFor = (status: EntryStatus, verb: EntryVerb) => afterVerb(status, verb) !== null;

describe("a verb in a state that it is not for is refused by its own code and changes nothing", () => {
  it.each(entryStatuses)("%s", (status) => {
    const subject = into[status]();
    expect(entryOf(h, subject.entryId).status).toBe(status);
    const before = everything(h);
    for (const { command, verb, no, ask } of tried.filter((each) => !isFor(status, each.verb))) {
      const code = no(status);
      expect([verb, codeOf(ask(subject, h.runtime.uuid()))]).toEqual([verb, code]);
      expect(commandRefusals[command]).toContain(code);
      expect(everything(h)).toEqual(before);
    }
  });
});

const allowed = entryStatuses.flatMap((status) =>
  tried.filter(({ verb }) => isFor(status, verb)).map((each) => [status, each.verb, each] as const),
);

describe("a verb in a state that it is for is accepted, and taken back exactly", () => {
  it.each(allowed)("%s: %s", (status, verb, { ask }) => {
    const subject = into[status]();
    const before = everything(h);
    const id = h.runtime.uuid();
    const answer = ask(subject, id);
    // Somebody raised by triage is held no longer.
    const isRaised = verb === "setPriority" && status === "held";
    const becomes = isRaised ? "waiting" : afterVerb(status, verb);
    expect([codeOf(answer), entryOf(h, subject.entryId).status]).toEqual(["ok", becomes]);
    expectWhole(h);
    const undone = codeOf(h.ask("undo", { commandId: id }));
    // What was heard in the room cannot be unheard.
    expect(undone).toBe(verb === "recall" ? "wrong_state" : "ok");
    if (undone === "ok") expect(standing(h, before)).toEqual(standing(h, before, before));
  });
});

type Rows = readonly Readonly<Record<string, unknown>>[];

/**
 * What a command and its undo leave as it was, of the rows that were there before: but for the
 * numbers of the journal's rows, a seat that was taken, and calls and places kept as taken back.
 */
function standing(
  hospital: TestHospital,
  before: Readonly<Record<string, unknown>>,
  tables = everything(hospital),
): unknown {
  const rows = (table: string) => tables[table] as Rows;
  const ids = (table: string) => new Set((before[table] as Rows).map((row) => row["id"]));
  const [entries, calls] = [ids("entry"), ids("call")];
  const added = rows("entry").filter((row) => !entries.has(row["id"]));
  const made = rows("call").filter((row) => !calls.has(row["id"]));
  expect([added, made].map((list) => list.map((row) => row["status"]))).toEqual([
    added.map(() => "cancelled"),
    made.map(() => "undone"),
  ]);
  return {
    entries: rows("entry")
      .filter((row) => entries.has(row["id"]))
      .map(({ last_seq: _, ...row }) => row),
    calls: rows("call").filter((row) => calls.has(row["id"])),
    tickets: tables["ticket"],
    waiting: rows("waiting_count").filter((row) => row["n"] !== 0),
    counts: rows("point_day").filter((row) => row["called"] !== 0),
  };
}
