// `npm run sim -- --seed N --days D`: simulates days of a whole hospital from one seed and prints
// what went wrong on purpose, what was checked, and how fast. Ends non-zero on a broken invariant.
// One house on each core at the same time, with the seeds that follow, unless `--jobs` says else.
// `--seeds N`: a day of each seed from 1, going on where `--resume FILE` says the last run ended.
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { manyDays, progressLine } from "../test/simulation/many-days.ts";
import { reportLines, whole } from "../test/simulation/report.ts";
import { daySizes, simulate } from "../test/simulation/simulate.ts";
import type { DaySize } from "../test/simulation/simulate.ts";
import { jobDone, runJobs } from "./sim-jobs.ts";

const usage =
  "npm run sim -- [--seed N] [--days D] [--size small|clinic|full] [--disk memory|files] [--calm] [--jobs N]\n" +
  "npm run sim -- --seeds N [--size small|clinic|full] [--resume FILE] [--minutes M] [--jobs N]";
/** Of many days one line in so many is told. */
const toldEvery = 20;

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    days: { type: "string", default: "1" },
    size: { type: "string", default: "full" },
    disk: { type: "string" },
    calm: { type: "boolean", default: false },
    jobs: { type: "string", default: String(availableParallelism()) },
    seeds: { type: "string", default: "0" },
    resume: { type: "string" },
    minutes: { type: "string", default: "600" },
  },
});
const [seed, days, seeds] = [Number(values.seed), Number(values.days), Number(values.seeds)];
const jobs = Number(values.jobs);
const size = Object.keys(daySizes).find((name): name is DaySize => name === values.size);
const disk = (["memory", "files"] as const).find((name) => name === values.disk);
const isDiskSaid = values.disk === undefined || disk !== undefined;
if (
  !Number.isSafeInteger(seed) ||
  !(days >= 1) ||
  !(jobs >= 1) ||
  size === undefined ||
  !isDiskSaid
) {
  console.error(usage);
  process.exitCode = 2;
} else if (seeds >= 1) {
  const { progress, broken } = await manyDays({
    ...{ size, seeds, jobs, file: values.resume ?? null },
    endAfterMs: Number(values.minutes) * 60_000,
    isEnough(sofar) {
      if ((sofar.nextSeed - 1) % toldEvery === 0) console.log(progressLine(sofar));
      return false;
    },
  });
  console.log(progressLine(progress));
  console.log(broken === null ? "no invariant is broken" : `BROKEN ${whole(broken)}`);
  if (broken !== null) process.exitCode = 1;
} else if (jobs > 1) {
  const all = Array.from({ length: jobs }, (_, index) => seed + index);
  const done = await runJobs(all, process.argv.slice(2));
  const commands = done.reduce((sum, each) => sum + each.commands, 0);
  const wallMs = Math.max(...done.map((each) => each.wallMs));
  console.log(
    `${jobs} houses at the same time: ${Math.round((commands / wallMs) * 1_000)} commands/s ` +
      "with every invariant checked",
  );
  if (done.some(({ isWhole }) => !isWhole)) process.exitCode = 1;
} else {
  const used = process.cpuUsage();
  const report = await simulate({
    ...{ seed, days, size, faults: !values.calm },
    ...(disk === undefined ? {} : { disk }),
  });
  const { user, system } = process.cpuUsage(used);
  for (const line of reportLines(report)) console.log(line);
  const perCpuSecond = Math.round((report.tally.commands / (user + system)) * 1_000_000);
  console.log(`${perCpuSecond} commands per second of processor time`);
  process.send?.(jobDone(report));
  if (report.broken.length > 0) process.exitCode = 1;
}
