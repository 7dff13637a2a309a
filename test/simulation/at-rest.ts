import { createModules } from "../../server/hospital.ts";
import type { JournalRow } from "../../shared/domain/journal.ts";
import { verifyChain } from "../../server/store/journal.ts";
import type { Connection } from "../../server/store/open.ts";
import { verifyStore } from "../../server/store/store.ts";
import { isThere } from "./model-state.ts";
import type { Check } from "./check.ts";
import type { Judge } from "./invariants.ts";
import type { Model } from "./model.ts";
import type { Machine, Ran } from "./machine.ts";
import { recomputeCalls } from "./recompute-calls.ts";

/**
 * Looks at the data as a restart finds them. `last`: flows of the commit in which the process went;
 * all of them are there or none. `all`: also the pages, the fold, and every call by the journal.
 */
export function judgeStore(
  judge: Judge,
  machine: Machine,
  last: readonly Ran[],
  depth: "tables" | "all",
): void {
  const { check } = judge;
  const found = machine.head().seq;
  if (judge.model.state.days.size === 0) judge.startAt(found);
  const done = last.filter(({ result }) => result.ok);
  const lastSeq = done.flatMap(({ facts }) => facts).at(-1)?.seq ?? judge.head;
  if (found > judge.head && found === lastSeq) judge.eyes.committed(last);
  check("I2", found === judge.head, () => `the journal ends at ${found}, not at ${judge.head}`);
  if (found !== judge.head) return;
  judgeTables(judge, machine.connection);
  if (depth === "all") return judgeWhole(judge, machine);
  const chain = verifyChain(machine.connection);
  check("I15", chain.brokenAt === null, () => `the chain breaks at row ${chain.brokenAt}`);
}

function judgeWhole({ check, tally }: Judge, { connection, store }: Machine): void {
  const { damage, differing, brokenAt } = verifyStore(connection, store.runtime, createModules);
  check("I15", brokenAt === null, () => `the chain breaks at row ${brokenAt}`);
  const isWhole = damage.length === 0 && differing.length === 0;
  check("I15", isWhole, () => `not what the journal says: ${[...damage, ...differing].join()}`);
  const { wrong, calls, pairs } = recomputeCalls(rowsOf(connection));
  check("I6", wrong.length === 0, () => `by the journal alone: ${wrong[0]}`);
  tally.recomputed += calls;
  tally.recomputedPairs += pairs;
}

function* rowsOf(db: Connection): Generator<JournalRow> {
  const rows = db.prepare("SELECT seq, at, principal, name, fact FROM journal ORDER BY seq");
  for (const row of rows.iterate() as IterableIterator<JournalRow & { readonly fact: unknown }>) {
    yield { ...row, fact: JSON.parse(String(row.fact)) as JournalRow["fact"] };
  }
}

interface EntryLine {
  readonly id: number;
  readonly told: string;
}

/** Every entry, call and ticket of the tables against the model's. */
function judgeTables({ check, model }: Judge, db: Connection): void {
  const { state, views } = model;
  const lines = db.prepare(
    "SELECT id, status || ' ' || class || ' ' || eligible_at || ' ' || coalesce(not_before, 0)" +
      " || ' ' || bound_point || ' ' || queue_id || ' ' || requeues AS told FROM entry",
  );
  let count = 0;
  for (const { id, told } of lines.iterate() as IterableIterator<EntryLine>) {
    count++;
    const entry = state.entries.get(id);
    const { status, priorityClass, eligibleAt, notBefore, boundPoint, queue, requeues } =
      entry ?? nobody;
    const wanted = [status, priorityClass, eligibleAt, notBefore ?? 0, boundPoint, queue, requeues];
    check("I2", told === wanted.join(" "), () => `entry ${id} is ${told}, not ${wanted.join(" ")}`);
  }
  check("I2", count === state.entries.size, () => `${count} entries, not ${state.entries.size}`);
  const calls = db.prepare("SELECT id, status || ' ' || recalls AS told FROM call");
  for (const { id, told } of calls.iterate() as IterableIterator<EntryLine>) {
    const call = state.calls.get(id);
    const wanted = `${call?.status} ${call?.recalls}`;
    check("I4", told === wanted, () => `call ${id} is ${told}, not ${wanted}`);
  }
  const tickets = db.prepare("SELECT id, label AS told FROM ticket");
  for (const { id, told } of tickets.iterate() as IterableIterator<EntryLine>) {
    check("I2", told === state.tickets.get(id)?.label, () => `ticket ${id} is ${told}`);
  }
  const counted = db.prepare("SELECT sum(n) FROM waiting_count WHERE queue_id = ?").pluck();
  for (const id of state.queues.keys()) {
    const n = (counted.get(id) as number | null) ?? 0;
    check("I16", n === views.waiting(id), () => `${n} counted in ${id}, not ${views.waiting(id)}`);
  }
  judgePlaceTables(check, model, db);
  const open = [...state.entries.values()].filter(({ status }) => isThere(status)).length;
  check("I20", open <= 20_000, () => `${open} entries are open`);
}

/** Every booking and session of the tables against the model's, and each session's own count. */
function judgePlaceTables(check: Check, { places, placeViews }: Model, db: Connection): void {
  const bookings = db.prepare(
    "SELECT id, patient_id || ' ' || session_id || ' ' || at || ' ' || status || ' ' ||" +
      " coalesce(ticket_id, '-') || ' ' || coalesce(overbook_reason, '-') AS told FROM appointment",
  );
  let count = 0;
  for (const { id, told } of bookings.iterate() as IterableIterator<EntryLine>) {
    count++;
    const booking = places.bookings.get(id);
    const wanted =
      `${booking?.patient} ${booking?.session} ${booking?.at} ${booking?.status} ` +
      `${booking?.ticket ?? "-"} ${booking?.overbookReason ?? "-"}`;
    check("I14", told === wanted, () => `booking ${id} is ${told}, not ${wanted}`);
  }
  const known = places.bookings.size;
  check("I14", count === known, () => `${count} bookings, not ${known}`);
  const sessions = db.prepare(
    "SELECT id, from_at || ' ' || to_at || ' ' || capacity || ' ' || overbook_max || ' ' ||" +
      " status || ' ' || taken AS told FROM clinic_session",
  );
  for (const { id, told } of sessions.iterate() as IterableIterator<EntryLine>) {
    const { from, to, capacity, overbookMax, status } = places.sessions.get(id) ?? nowhere;
    const taken = placeViews.takers(id).length;
    const wanted = [from, to, capacity, overbookMax, status, taken].join(" ");
    check("I14", told === wanted, () => `session ${id} is ${told}, not ${wanted}`);
  }
}

const nowhere = { from: 0, to: 0, capacity: 0, overbookMax: 0, status: "unknown" };

const nobody = {
  ...{ status: "", priorityClass: "", eligibleAt: 0, notBefore: null, boundPoint: "" },
  ...{ queue: "", requeues: 0 },
};
