import { fork } from "node:child_process";
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { sha256 } from "../../server/runtime.ts";
import { invariants } from "./check.ts";
import type { Invariant } from "./check.ts";
import { addCounts, createFaultCounts } from "./faults.ts";
import { simulate } from "./simulate.ts";
import type { DaySize, Report, SimulationOptions } from "./simulate.ts";

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
  /** Processes that live days at the same time; 1: this one alone. */
  readonly jobs?: number;
  /** No day begins after this. */
  readonly endAfterMs: number;
  /** Asked after each day: whether it is enough. */
  readonly isEnough?: (progress: Progress) => boolean;
}

/** Lives one day of each seed until all are done, one is broken, or the time is over. */
export async function manyDays(
  asked: ManyDays,
): Promise<{ readonly progress: Progress; readonly broken: Report | null }> {
  const { size, seeds, file, jobs = 1, endAfterMs, isEnough = () => false } = asked;
  const beganMs = performance.now();
  const progress = begin(`${programDigest()} ${size}`, file);
  /** Days that ended before one with a lower seed. */
  const early = new Map<number, Report>();
  let nextSeed = progress.nextSeed;
  let broken: Report | null = null;
  let isOver = false;

  /** In the order of seeds, so that the next run knows where to go on. */
  function note(report: Report): void {
    early.set(report.options.seed, report);
    for (;;) {
      const next = early.get(progress.nextSeed);
      if (next === undefined || isOver) return;
      // A broken day is not passed: the next run begins with it.
      if (next.broken.length > 0) broken = next;
      else add(progress, next);
      early.delete(next.options.seed);
      if (file !== null) writeFileSync(file, JSON.stringify(progress, null, 2));
      isOver = broken !== null || isEnough(progress);
    }
  }

  async function live(worker: DayWorker): Promise<void> {
    while (!isOver && nextSeed <= seeds && performance.now() - beganMs < endAfterMs) {
      note(await worker.live({ seed: nextSeed++, days: 1, size, faults: true }));
    }
  }

  const workers = Array.from({ length: jobs }, () => (jobs === 1 ? here : elsewhere()));
  try {
    await Promise.all(workers.map(live));
  } finally {
    for (const worker of workers) worker.end();
  }
  return { progress, broken };
}

interface DayWorker {
  live(options: SimulationOptions): Promise<Report>;
  end(): void;
}

const here: DayWorker = { live: simulate, end: () => undefined };

/** In a process of its own. */
function elsewhere(): DayWorker {
  const child = fork(join(import.meta.dirname, "day-worker.ts"));
  return {
    live: (options) =>
      new Promise((resolve, reject) => {
        const gone = () => reject(new Error(`the process of seed ${options.seed} ended`));
        child.once("exit", gone);
        child.once("message", (report) => {
          child.off("exit", gone);
          resolve(report as Report);
        });
        child.send(options);
      }),
    end() {
      if (child.connected) child.disconnect();
    },
  };
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

/** Everything that a simulated day is made of: no page of staff or phones is. */
function programDigest(): string {
  const files = globSync(
    "{shared,server,kiosk/agent,display,test/simulation,test/harness}/**/*.ts",
    { exclude: ["server/web/**", "**/*.test.ts"] },
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
