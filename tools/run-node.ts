import { spawn } from "node:child_process";
import { pathToFileURL } from "node:url";

export interface NodeRun {
  /** What follows `node`: the script and its arguments. */
  readonly args: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** The run is ended, with everything it started, after this many milliseconds. */
  readonly endAfterMs: number;
}

export type NodeEnd =
  | { readonly kind: "exited"; readonly code: number }
  | { readonly kind: "overdue" }
  | { readonly kind: "stopped" };

/** After being asked to stop, a group that is still there is killed. */
const killAfterMs = 10_000;

/**
 * Runs a Node program to its end with this terminal's output and no input. It leads a process
 * group of its own, so that browsers and servers it started end with it: when it is overdue,
 * when this process is asked to stop, and when this process is killed outright.
 */
export function runNode(run: NodeRun): Promise<NodeEnd> {
  const watch = pathToFileURL("tools/parent-watch.ts");
  watch.searchParams.set("group", "");
  const child = spawn(process.execPath, ["--import", watch.href, ...run.args], {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    env: { ...process.env, ...run.environment },
    detached: true,
  });
  let end: NodeEnd | null = null;
  const signalGroup = (signal: "SIGTERM" | "SIGKILL") => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, signal);
    } catch {
      // ESRCH: the whole group is gone already, which is what was wanted.
    }
  };
  const stop = (why: NodeEnd) => {
    end ??= why;
    signalGroup("SIGTERM");
    setTimeout(() => signalGroup("SIGKILL"), killAfterMs).unref();
  };
  const onSignal = () => stop({ kind: "stopped" });
  const overdue = setTimeout(() => stop({ kind: "overdue" }), run.endAfterMs);
  process.on("SIGINT", onSignal).on("SIGTERM", onSignal);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => {
      clearTimeout(overdue);
      process.off("SIGINT", onSignal).off("SIGTERM", onSignal);
      // What it left behind would hold ports and memory against the next run.
      signalGroup("SIGKILL");
      resolve(end ?? { kind: "exited", code: code ?? 1 });
    });
  });
}
