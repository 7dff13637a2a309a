import { spawn } from "node:child_process";
import type { Report } from "../test/simulation/simulate.ts";

/** What one process of several says of its days. */
export interface JobDone {
  readonly commands: number;
  readonly wallMs: number;
  readonly isWhole: boolean;
}

export function jobDone({ tally, wallMs, broken }: Report): JobDone {
  return { commands: tally.commands, wallMs, isWhole: broken.length === 0 };
}

/**
 * Runs the simulator once for each seed, all at the same time, each in a process of its own: a
 * simulated house is one thread. Prints what each says when it has ended, in the order of seeds.
 * A process that ended without a word is told as broken.
 */
export async function runJobs(
  seeds: readonly number[],
  args: readonly string[],
): Promise<readonly JobDone[]> {
  const ends = await Promise.all(
    seeds.map((seed) => runJob(["tools/sim.ts", ...args, "--jobs", "1", "--seed", String(seed)])),
  );
  for (const { text } of ends) process.stdout.write(`${text}\n`);
  return ends.map(({ done }) => done ?? { commands: 0, wallMs: 1, isWhole: false });
}

/** Pictures and frames are made and dropped by the thousand: a larger nursery collects them seldom. */
const nursery = "--max-semi-space-size=64";

function runJob(
  args: readonly string[],
): Promise<{ readonly text: string; readonly done: JobDone | null }> {
  const child = spawn(process.execPath, [nursery, ...args], {
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  let text = "";
  let done: JobDone | null = null;
  child.stdout?.setEncoding("utf8").on("data", (piece: string) => (text += piece));
  child.on("message", (message) => (done = message as JobDone));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", () => resolve({ text, done }));
  });
}
