import { createHospital, createModules } from "../../server/hospital.ts";
import { createGroupCommit } from "../../server/store/group-commit.ts";
import type { Outcome } from "../../server/store/group-commit.ts";
import { openStore, verifyStore } from "../../server/store/store.ts";
import type { Store, Verdict } from "../../server/store/store.ts";
import { handRuntime, silentLog } from "../harness/runtime.ts";
import { loadFlow, writerUrl } from "./writer-orders.ts";
import type { WriterAck } from "./writer-orders.ts";

/** What a data folder holds after the product has opened it. */
export interface Recovered {
  /** The journal's last row. */
  readonly head: number;
  /** Every ticket by its id: its label. */
  readonly tickets: ReadonlyMap<string, string>;
  readonly calls: ReadonlySet<string>;
  readonly verdict: Verdict;
}

/** A clock at its beginning: the store goes on from the journal's last instant, in its day. */
const runtime = handRuntime(0);

/** Opens the folder as the server does and reads it all. Throws what the store throws. */
export function recover(folder: string): Recovered {
  const store = openStore({ folder }, runtime);
  try {
    return readRecovered(store);
  } finally {
    store.close();
  }
}

function readRecovered(store: Store): Recovered {
  const tickets = store.query<[], { id: number; label: string }>(
    "SELECT id, label FROM ticket ORDER BY id",
  );
  const calls = store.query<[], { ticket_id: number }>(
    "SELECT entry.ticket_id FROM call JOIN entry ON entry.id = call.entry_id",
  );
  return {
    head: store.head().seq,
    tickets: new Map(tickets.all().map(({ id, label }) => [`t${id}`, label])),
    calls: new Set(calls.all().map((row) => `t${row.ticket_id}`)),
    verdict: verifyStore(store.db, runtime, createModules),
  };
}

/** The acknowledged commands of which nothing is left. */
export function lost(acks: readonly WriterAck[], found: Recovered): readonly WriterAck[] {
  return acks.filter((each) => {
    if (found.head < each.version) return true;
    if (each.ack === "founded") return false;
    if (found.tickets.get(each.ticketId) !== each.label) return true;
    return each.ack === "callNext" && !found.calls.has(each.ticketId);
  });
}

/** Opens the folder and issues one more ticket of each clinic, as the server would after the cut. */
export function issueAfter(folder: string): readonly string[] {
  const store = openStore({ folder }, runtime);
  try {
    const hospital = createHospital(store, writerUrl);
    const labels: string[] = [];
    const groupCommit = createGroupCommit({
      store,
      log: silentLog(),
      publish: () => undefined,
      die(error) {
        throw error;
      },
    });
    for (const number of [0, 1, 2, 4]) {
      const settle = (outcome: Outcome) => {
        if (!outcome.ok) throw new Error(outcome.code);
        labels.push((outcome.reply as { label: string }).label);
      };
      groupCommit.enqueue({
        principal: "server",
        command: null,
        flow: loadFlow(hospital, number).run,
        settle,
      });
    }
    groupCommit.flush();
    groupCommit.stop();
    return labels;
  } finally {
    store.close();
  }
}
