// `npm run sim -- --seed N --days D`: simulates days of a whole hospital from one seed and prints
// what went wrong on purpose, what was checked, and how fast. Ends non-zero on a broken invariant.
import { parseArgs } from "node:util";
import { reportLines } from "../test/simulation/report.ts";
import { daySizes, simulate } from "../test/simulation/simulate.ts";
import type { DaySize } from "../test/simulation/simulate.ts";

const usage =
  "npm run sim -- [--seed N] [--days D] [--size tiny|small|full] [--disk memory|files] [--calm]";

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    days: { type: "string", default: "1" },
    size: { type: "string", default: "full" },
    disk: { type: "string" },
    calm: { type: "boolean", default: false },
  },
});
const [seed, days] = [Number(values.seed), Number(values.days)];
const size = Object.keys(daySizes).find((name): name is DaySize => name === values.size);
const disk = (["memory", "files"] as const).find((name) => name === values.disk);
const isDiskSaid = values.disk === undefined || disk !== undefined;
if (!Number.isSafeInteger(seed) || !(days >= 1) || size === undefined || !isDiskSaid) {
  console.error(usage);
  process.exitCode = 2;
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
  if (report.broken.length > 0) process.exitCode = 1;
}
