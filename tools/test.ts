// `npm test`: every check there is, one after another. A failing step does not hide the next ones;
// the last line counts them all. With DAWR_LONG=1 (`npm run test:long`) the long suite runs too.
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { addCounts, journeyCounts, summaryLine, unitCounts } from "./test-counts.ts";
import type { Counts } from "./test-counts.ts";
import { runNode } from "./run-node.ts";

interface Step {
  readonly name: string;
  readonly args: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly endAfterMs: number;
  /** Where the step writes its own count, and how to read it. Without one it counts as one test. */
  readonly report?: { readonly path: string; readonly count: (report: unknown) => Counts };
}

const minuteMs = 60_000;
const isLong = process.env["DAWR_LONG"] === "1";
const reports = "test-results";
const unitReport = `${reports}/unit.json`;
const journeyReport = `${reports}/journeys.json`;

/** Two slow cores that have other work besides still answer within half an hour, with the install. */
const wholeEndsAfterMs = isLong ? Infinity : 29 * minuteMs;

// A healthy run needs a fraction of these limits. The long suite is for a night.
const steps: readonly Step[] = [
  { name: "types", args: ["tools/types.ts"], endAfterMs: 4 * minuteMs },
  { name: "lint", args: [bin("eslint"), "."], endAfterMs: 5 * minuteMs },
  { name: "format", args: [bin("prettier"), "--check", "."], endAfterMs: 2 * minuteMs },
  { name: "arrows", args: ["tools/cruise.ts"], endAfterMs: 2 * minuteMs },
  // Before the tests: the server is tested with its pages.
  { name: "build", args: ["tools/build.ts", "--say"], endAfterMs: 3 * minuteMs },
  {
    name: "unit",
    args: [
      bin("vitest"),
      "run",
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${unitReport}`,
    ],
    endAfterMs: isLong ? 600 * minuteMs : 15 * minuteMs,
    report: { path: unitReport, count: unitCounts },
  },
  { name: "browser", args: ["tools/chromium.ts"], endAfterMs: 5 * minuteMs },
  {
    name: "journeys",
    args: [bin("playwright"), "test", "--reporter=list,json"],
    environment: { PLAYWRIGHT_JSON_OUTPUT_FILE: journeyReport },
    endAfterMs: isLong ? 90 * minuteMs : 22 * minuteMs,
    report: { path: journeyReport, count: journeyCounts },
  },
];

mkdirSync(reports, { recursive: true });
let total: Counts = { passed: 0, failed: 0, skipped: 0 };
const failures: string[] = [];
let stopped = false;
for (const step of steps) {
  const startedMs = performance.now();
  console.log(`\n=== ${step.name}`);
  const { counts, fault } = await runStep(step);
  const seconds = ((performance.now() - startedMs) / 1_000).toFixed(1);
  console.log(`--- ${step.name}: ${fault ?? "ok"} (${seconds} s)`);
  total = addCounts(total, counts);
  if (fault !== null) failures.push(`${step.name} ${fault}`);
  if (stopped) break;
}
console.log("");
for (const failure of failures) console.log(`FAILED: ${failure}`);
console.log(summaryLine(total));
process.exitCode = total.failed > 0 ? 1 : 0;

/** Runs a step and counts it. Whatever went wrong, a step that did not pass fails at least one. */
async function runStep(step: Step): Promise<{ counts: Counts; fault: string | null }> {
  // A report of an earlier run must not be counted for one that never wrote its own.
  if (step.report !== undefined) rmSync(step.report.path, { force: true });
  const leftMs = wholeEndsAfterMs - performance.now();
  const end = await runNode({
    ...step,
    endAfterMs: Math.max(1, Math.min(step.endAfterMs, leftMs)),
  });
  if (end.kind === "stopped") stopped = true;
  const ended = end.kind === "exited" && end.code === 0;
  const fault = ended ? null : faultOf(end.kind === "exited" ? end.code : null, step);
  const counted =
    step.report !== undefined && existsSync(step.report.path)
      ? step.report.count(JSON.parse(readFileSync(step.report.path, "utf8")))
      : { passed: ended ? 1 : 0, failed: 0, skipped: 0 };
  if (fault === null && counted.failed > 0) return { counts: counted, fault: "failed" };
  const failed = fault === null ? counted.failed : Math.max(1, counted.failed);
  return { counts: { ...counted, failed }, fault };
}

function faultOf(code: number | null, step: Step): string {
  if (code !== null) return `failed with exit code ${code}`;
  if (stopped) return "was stopped";
  return `was not done within its ${step.endAfterMs / minuteMs} minutes, or the whole run's`;
}

function bin(name: "eslint" | "prettier" | "vitest" | "playwright"): string {
  const scripts = {
    eslint: "eslint/bin/eslint.js",
    prettier: "prettier/bin/prettier.cjs",
    vitest: "vitest/vitest.mjs",
    playwright: "@playwright/test/cli.js",
  };
  return `node_modules/${scripts[name]}`;
}
