import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { sha256 } from "../../server/runtime.ts";
import { invariants } from "./check.ts";
import type { Invariant } from "./check.ts";
import { addCounts, createFaultCounts } from "./faults.ts";
import { simulate } from "./simulate.ts";
import type { DaySize, Report } from "./simulate.ts";

/** How far a run of many days has come. Kept in a file, so that a night that ends early is not lost. */
export interface Progress {
  /** A digest of the program that lived these days: for another one they say nothing. */
  readonly program: string;
  nextSeed: number;
  commands: number;
  calls: number;
  pairs: number;
  readonly faults: Record<string, number>;
  readonly checked: Record<Invariant, number>;
}

export interface ManyDays {
  readonly size: DaySize;
  /** The last seed; the first is 1, or the one after the last day in the file. */
  readonly seeds: number;
  /** Where the progress is kept; nothing: nowhere. */
  readonly file: string | null;
  /** No day begins after this. */
  readonly endAfterMs: number;
  /** Asked after each day: whether it is enough. */
  readonly isEnough?: (progress: Progress) => boolean;
}

/** Lives one day of each seed until all are done, one is broken, or the time is over. */
export async function manyDays(
  asked: ManyDays,
): Promise<{ readonly progress: Progress; readonly broken: Report | null }> {
  const { size, seeds, file, endAfterMs, isEnough = () => false } = asked;
  const beganMs = performance.now();
  const progress = begin(`${programDigest()} ${size}`, file);
  while (progress.nextSeed <= seeds && performance.now() - beganMs < endAfterMs) {
    const report = await simulate({ seed: progress.nextSeed, days: 1, size, faults: true });
    // A broken day is not passed: the next run begins with it.
    if (report.broken.length > 0) return { progress, broken: report };
    add(progress, report);
    if (file !== null) writeFileSync(file, JSON.stringify(progress, null, 2));
    if (isEnough(progress)) break;
  }
  return { progress, broken: null };
}

function begin(program: string, file: string | null): Progress {
  const none = Object.fromEntries(Object.keys(invariants).map((id) => [id, 0]));
  const fresh: Progress = {
    ...{ program, nextSeed: 1, commands: 0, calls: 0, pairs: 0 },
    faults: { ...createFaultCounts().all },
    checked: none as Record<Invariant, number>,
  };
  if (file === null) return fresh;
  mkdirSync(dirname(file), { recursive: true });
  if (!existsSync(file)) return fresh;
  const kept = JSON.parse(readFileSync(file, "utf8")) as Progress;
  return kept.program === program ? kept : fresh;
}

function add(progress: Progress, { faults, checked, tally }: Report): void {
  addCounts(progress.faults, faults);
  addCounts(progress.checked, checked);
  progress.nextSeed++;
  progress.commands += tally.commands;
  progress.calls += tally.calls;
  progress.pairs += tally.pairs;
}

/** Everything that a simulated day is made of. */
function programDigest(): string {
  const files = globSync(
    "{shared,server,kiosk/agent,display,test/simulation,test/harness}/**/*.ts",
  );
  const texts = files.sort().flatMap((name) => [name, "\n", readFileSync(name), "\n"]);
  return sha256(...texts)
    .toString("hex")
    .slice(0, 16);
}

/** What a person reads of it, in one line. */
export function progressLine({ nextSeed, commands, calls, pairs, checked }: Progress): string {
  const looks = Object.values(checked).reduce((sum, count) => sum + count, 0);
  return (
    `${nextSeed - 1} days, ${commands} commands, ${calls} calls by the rule, ` +
    `${pairs} pairs of called and waiting, ${looks} checks`
  );
}
