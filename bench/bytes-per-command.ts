import { join } from "node:path";
import type { PrintJobId } from "../shared/domain/ids.ts";
import type { Connection } from "../server/store/open.ts";
import { createDesk } from "./desk.ts";
import { foundWithKiosks } from "./durable-commands.ts";
import { openHospital } from "./old-tickets.ts";
import type { Bench } from "./report.ts";

const tickets = 2_000;
const kb = 1_000;

/** What the database grows by in a ticket's usual life: issued, printed, called, ended. */
export const bytesPerCommand: Bench = {
  name: "bytes-per-command",
  async run({ scratch }) {
    const folder = join(scratch, "bytes");
    await foundWithKiosks(folder, 1);
    const hospital = openHospital(folder);
    const desk = createDesk(hospital);
    const jobs: PrintJobId[] = [];
    const life: readonly (readonly [string, (step: number) => void])[] = [
      ["issueTicket", (step) => jobs.push(desk.issue(step))],
      ["startPrint", (step) => desk.startPrint(jobs[step] ?? missing())],
      ["reportPrint", (step) => desk.reportPrint(jobs[step] ?? missing())],
      ["callNext, which ends the one before", (step) => desk.call(step)],
    ];
    const sizes = [sizeOf(hospital.store.db)];
    for (const [, act] of life) {
      for (let step = 0; step < tickets; step++) act(step);
      sizes.push(sizeOf(hospital.store.db));
    }
    desk.close();
    const grown = (from: number, to: number) => (sizes[to] ?? 0) - (sizes[from] ?? 0);
    return {
      tables: [
        {
          title: `The life of ${tickets} tickets; the answers kept for seven days are in it`,
          rows: life.map(([command], index) => ({
            command,
            "bytes each": Math.round(grown(index, index + 1) / tickets),
          })),
        },
      ],
      figures: [
        {
          name: "database for each command",
          value: grown(0, life.length) / (tickets * life.length) / kb,
          unit: "kB",
          goal: { sign: "<=", than: 1.2 },
        },
      ],
    };
  },
};

/** Of the database file, once everything is in it. */
function sizeOf(db: Connection): number {
  db.pragma("wal_checkpoint(TRUNCATE)");
  const pages = db.pragma("page_count", { simple: true });
  return Number(pages) * Number(db.pragma("page_size", { simple: true }));
}

function missing(): never {
  throw new Error("a ticket without a print job");
}
