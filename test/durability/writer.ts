// A child program of the durability tests: the product's store, flows and group commit under a
// load that is told by the arguments. Each answer is written to stdout, in one write of its own,
// in the tick in which the product hands it over; what was written there has been acknowledged.
import { writeSync } from "node:fs";
import { foundDemo, demoSite } from "../../server/demo/found-demo.ts";
import { readConfig } from "../../server/config.ts";
import { createHospital } from "../../server/hospital.ts";
import { createLog, systemRuntime } from "../../server/runtime.ts";
import { createGroupCommit } from "../../server/store/group-commit.ts";
import { durablePragmas } from "../../server/store/open.ts";
import { openStore } from "../../server/store/store.ts";
import type { WriterAck, WriterEnd, WriterOrders } from "./writer-orders.ts";
import { loadFlow, writerUrl } from "./writer-orders.ts";

const orders = JSON.parse(process.argv[2] ?? "{}") as WriterOrders;
await main();

async function main(): Promise<void> {
  const store = openStore(
    {
      folder: orders.folder,
      pragmas: { ...durablePragmas, synchronous: orders.synchronous },
    },
    systemRuntime,
  );
  const hospital = createHospital(store, writerUrl, demoSite);
  const config = readConfig({
    DAWR_DATA: orders.folder,
    DAWR_DEMO: "1",
    DAWR_DEMO_PASSWORD: "a demo password",
  });
  await foundDemo(hospital, config);
  let groups = 0;
  let busy = 0;
  let acceptedInGroup = 0;
  const groupCommit = createGroupCommit({
    store,
    log: createLog("silent"),
    publish() {
      if (acceptedInGroup > 0) groups++;
      acceptedInGroup = 0;
    },
    die: () => process.exit(74),
  });
  let number = 0;
  const sayOnStdout = (line: WriterAck | WriterEnd) => writeSync(1, `${JSON.stringify(line)}\n`);

  const burst = (size: number) =>
    Promise.all(
      Array.from({ length: size }, () => {
        const flow = loadFlow(hospital, number++);
        return new Promise<void>((settled) => {
          groupCommit.enqueue({
            principal: "d1",
            command: { id: systemRuntime.randomBytes(16), digest: systemRuntime.randomBytes(16) },
            flow: flow.run,
            settle(outcome) {
              settled();
              if (!outcome.ok && outcome.code === "busy") busy++;
              if (!outcome.ok) return;
              acceptedInGroup++;
              const { label, ticketId } = outcome.reply as { label: string; ticketId: string };
              sayOnStdout({ ack: flow.name, label, ticketId, version: outcome.version });
            },
          });
        });
      }),
    );

  sayOnStdout({ ack: "founded", label: "", ticketId: "", version: store.head().seq });
  for (const [index, size] of orders.bursts.entries()) {
    await burst(size);
    // The product folds its log back when it has been idle; so be idle.
    if (orders.restAfter.includes(index)) await new Promise((wake) => setTimeout(wake, 800));
  }
  sayOnStdout({ groups, busy });
  // No closing: a writer that ends leaves what a killed one leaves.
  process.exit(0);
}
