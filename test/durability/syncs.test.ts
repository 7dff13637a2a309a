// `kill -9` cannot tell a synced commit from one that only the kernel holds: only the system calls
// can. So they are watched, and the same watch must find fault with a store that syncs less.
import { describe, expect, test } from "vitest";
import { startProgram } from "./child.ts";
import { createDyingDisk } from "./crash-image.ts";
import { foldersFor } from "./folders.ts";
import { hasStrace, readTrace, underStrace } from "./strace.ts";
import type { DiskAct } from "./strace.ts";
import { ackIn, traceWriter } from "./traced-writer.ts";
import type { WriterOrders } from "./writer-orders.ts";
import { connect, post } from "../harness/server.ts";

const folders = foldersFor("syncs");
/** Forty commands each by itself, then sixty that arrive four at a time. */
const bursts = [...Array<number>(40).fill(1), ...Array<number>(15).fill(4)];

interface Watched {
  readonly acks: number;
  readonly groups: number;
  readonly walSyncs: number;
  /** Acknowledgements given while a part of the log was not synced. */
  readonly ackedUnsynced: number;
}

async function watch(synchronous: WriterOrders["synchronous"]): Promise<Watched> {
  const folder = folders.fresh();
  const { acts, end } = await traceWriter({ folder, synchronous, bursts, restAfter: [] });
  const disk = createDyingDisk();
  let acks = 0;
  let ackedUnsynced = 0;
  let walSyncs = 0;
  for (const act of acts) {
    disk.act(act);
    const ack = act.kind === "say" ? ackIn(act.text) : null;
    if (ack === null || ack.ack === "founded") {
      if (ack !== null) walSyncs = 0;
      else if (isWalSync(act)) walSyncs++;
      continue;
    }
    acks++;
    if (disk.unsynced("-wal") > 0) ackedUnsynced++;
  }
  return { acks, groups: end.groups, walSyncs, ackedUnsynced };
}

/** What must hold of a durable store; each line is a fault. */
function faults({ groups, walSyncs, ackedUnsynced }: Watched): readonly string[] {
  return [
    ...(walSyncs >= groups ? [] : ["fewer syncs than commit groups"]),
    ...(ackedUnsynced === 0 ? [] : ["acknowledged before the sync"]),
  ];
}

function isWalSync(act: DiskAct): boolean {
  return act.kind === "sync" && act.path.endsWith("-wal");
}

describe.skipIf(!hasStrace)("syncing (skipped where strace is absent)", () => {
  test("every commit group is synced before any of it is acknowledged", async () => {
    const watched = await watch(2);
    console.log("FULL", watched);
    expect({ faults: faults(watched), acks: watched.acks }).toEqual({ faults: [], acks: 100 });
    expect(watched.groups).toBe(bursts.length);
  });

  test("the same watch finds fault with NORMAL, so it can find fault", async () => {
    const watched = await watch(1);
    console.log("NORMAL", watched);
    expect(faults(watched)).toEqual([
      "fewer syncs than commit groups",
      "acknowledged before the sync",
    ]);
  });

  test("the program itself syncs for each command that comes alone", async () => {
    const folder = folders.fresh();
    const trace = `${folder}.strace`;
    const program = await startProgram(folder, { under: underStrace(trace) });
    const paired = await post(`${program.url}/api/demo/pair`, { kind: "kiosk", name: "one" });
    const kiosk = await connect(program.url, paired as object);
    const syncs = () => readTrace(trace, folder).filter(isWalSync).length;
    const before = syncs();
    for (let count = 0; count < 30; count++) {
      const answer = await kiosk.ask("issueTicket", { serviceId: "dental-visit" });
      expect(answer.ok).toBe(true);
    }
    kiosk.close();
    await program.kill();
    expect(syncs() - before).toBeGreaterThanOrEqual(30);
  });
});
