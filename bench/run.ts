import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { arch, cpus, loadavg, platform, release, tmpdir, totalmem } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { booking, freePlaces } from "./booking.ts";
import { broadcast } from "./broadcast.ts";
import { bytesPerCommand } from "./bytes-per-command.ts";
import { callToDisplay } from "./call-to-display.ts";
import { commitPerRequest } from "./commit-per-request.ts";
import { displayMemory } from "./display-memory.ts";
import { durableCommands } from "./durable-commands.ts";
import { history } from "./history.ts";
import { labWorklist } from "./lab-worklist.ts";
import { monthGrid } from "./month-grid.ts";
import { patientSearch } from "./patient-search.ts";
import { planCheck } from "./plan-check.ts";
import { queueRules } from "./queue-rules.ts";
import type { Bench } from "./report.ts";
import { printFindings, verdictOf } from "./report.ts";
import { ruleCost } from "./rule-cost.ts";
import { sleep } from "./statistics.ts";
import { roster } from "./roster.ts";
import { start } from "./start.ts";
import { theatreWeek } from "./theatre-week.ts";
import { ticketPicture } from "./ticket-picture.ts";
import { waitEstimate } from "./wait-estimate.ts";

/** Measures Dawr against the limits of this machine, each pair in the same minutes of it. */
const benches: readonly Bench[] = [
  durableCommands,
  commitPerRequest,
  history,
  ruleCost,
  broadcast,
  callToDisplay,
  displayMemory,
  start,
  bytesPerCommand,
  ticketPicture,
  patientSearch,
  booking,
  freePlaces,
  queueRules,
  waitEstimate,
  roster,
  monthGrid,
  theatreWeek,
  planCheck,
  labWorklist,
];

const usage = `npm run bench -- [--only NAME] [--rounds N] [--json FILE] [--scratch FOLDER]
  NAME: ${benches.map((bench) => bench.name).join(", ")} (again for more than one)
  --scratch: where the data stand while measured; the disk under it is what is measured.`;
const roundsUsual = 5;
const idleSampleMs = 1_000;
/** Below it somebody else is at work, and times mean less than ratios; ratios too mean less. */
const quietPercent = 80;

await main();

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      only: { type: "string", multiple: true },
      rounds: { type: "string", default: String(roundsUsual) },
      json: { type: "string" },
      scratch: { type: "string", default: tmpdir() },
    },
  });
  const rounds = Number(values.rounds);
  const wanted = values.only ?? benches.map((bench) => bench.name);
  const unknown = wanted.find((name) => benches.every((bench) => bench.name !== name));
  if (unknown !== undefined || !Number.isInteger(rounds) || rounds < 1) {
    console.error(usage);
    process.exitCode = 2;
    return;
  }
  const conditions = readConditions(rounds);
  console.log(`Dawr's benchmarks: ${Object.values(conditions).join(", ")}`);
  const found = [];
  const scratch = mkdtempSync(join(resolve(values.scratch), "dawr-bench-"));
  // A run that is broken off leaves its gigabyte behind no more than one that ends.
  process.once("exit", () => rmSync(scratch, { recursive: true, force: true }));
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));
  for (const bench of benches.filter(({ name }) => wanted.includes(name))) {
    const idlePercent = await idleBefore();
    const findings = await bench.run({ rounds, scratch });
    printFindings(bench.name, findings);
    if (idlePercent < quietPercent) {
      console.log(`\nOther programs were busy: before it the processors idled ${idlePercent} %.`);
    }
    const figures = findings.figures.map((each) => ({ ...each, verdict: verdictOf(each) }));
    found.push({ bench: bench.name, idlePercent, figures, tables: findings.tables });
  }
  if (values.json !== undefined) {
    writeFileSync(values.json, `${JSON.stringify({ conditions, found }, null, 2)}\n`);
  }
}

/** How much of the last second the processors had nothing to do, in percent. */
async function idleBefore(): Promise<number> {
  const read = () => {
    const times = cpus().map((cpu) => cpu.times);
    const idle = times.reduce((sum, each) => sum + each.idle, 0);
    const all = times.flatMap((each) => Object.values(each)).reduce((sum, each) => sum + each, 0);
    return { idle, all };
  };
  const before = read();
  await sleep(idleSampleMs);
  const after = read();
  return Math.round((100 * (after.idle - before.idle)) / (after.all - before.all));
}

/** What the figures depend on beside the program. */
function readConditions(rounds: number) {
  const gib = Math.round(totalmem() / 2 ** 30);
  return {
    date: new Date().toISOString().slice(0, 16),
    machine: `${cpus().length} x ${cpus()[0]?.model ?? "unknown"}, ${gib} GiB`,
    system: `${platform()} ${arch()} ${release()}`,
    node: process.version,
    load: `load ${loadavg()
      .map((load) => load.toFixed(1))
      .join(" ")}`,
    rounds: `${rounds} rounds`,
  };
}
