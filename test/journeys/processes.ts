// Starts parts of the product as processes of their own, as people and service managers do.
import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

export interface Part<Ready> {
  /** What it said in the line with which it was ready. */
  readonly ready: Ready;
  /** Sends a signal to it and to all that it started. */
  signal(name: "SIGSTOP" | "SIGCONT" | "SIGKILL"): void;
  /** Asks it to stop, kills it when it does not, and resolves once it is gone. */
  end(): Promise<void>;
  /** Resolves once it is gone, however that happened. */
  readonly gone: Promise<void>;
}

/** Twice what a start takes on two busy cores. */
const readyWithinMs = 30_000;
/** The server closes its store within this, or never. */
const stopWithinMs = 10_000;
const root = join(import.meta.dirname, "..", "..");

/**
 * Starts a program of the tree and waits for the line on its output that `ready` can read. Rejects
 * with all that it said when it ends before. It leads a process group of its own, which ends with
 * this process however this one ends.
 */
export function startPart<Ready>(
  script: string,
  options: {
    readonly args?: readonly string[];
    readonly environment?: Readonly<Record<string, string>>;
    readonly ready: (line: string) => Ready | null;
  },
): Promise<Part<Ready>> {
  const watch = pathToFileURL(join(root, "tools", "parent-watch.ts"));
  watch.searchParams.set("group", "");
  const child = spawn(
    process.execPath,
    ["--import", watch.href, join(root, script), ...(options.args ?? [])],
    {
      cwd: root,
      detached: true,
      stdio: ["ignore", "pipe", "pipe", "ipc"],
      env: { ...withoutDawr(process.env), ...options.environment },
    },
  );
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const signal = (name: NodeJS.Signals) => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, name);
    } catch {
      // ESRCH: it is gone already.
    }
  };
  const said: string[] = [];
  const { stdout, stderr } = child;
  if (stdout === null || stderr === null) throw new Error("a piped child has outputs");
  createInterface({ input: stderr }).on("line", (line) => said.push(line));
  return new Promise((resolve, reject) => {
    const fail = (why: string) => {
      signal("SIGKILL");
      reject(new Error(`${script} ${why}\n${said.join("\n")}`));
    };
    const overdue = setTimeout(() => fail("is not ready in time"), readyWithinMs);
    child.once("exit", (code) => fail(`ended with code ${code}`));
    createInterface({ input: stdout }).on("line", (line) => {
      said.push(line);
      const ready = options.ready(line);
      if (ready === null) return;
      clearTimeout(overdue);
      resolve({
        ready,
        signal,
        gone,
        async end() {
          signal("SIGCONT");
          signal("SIGTERM");
          const kill = setTimeout(() => signal("SIGKILL"), stopWithinMs);
          await gone;
          clearTimeout(kill);
          // What it may have left behind would hold ports and memory against the next hospital.
          signal("SIGKILL");
        },
      });
    });
  });
}

/** A line of JSON that has these texts in it; nothing for any other line. */
export function jsonLine<Name extends string>(
  ...names: readonly Name[]
): (line: string) => Readonly<Record<Name, string>> | null {
  return (line) => {
    try {
      const parsed: unknown = JSON.parse(line);
      const has = (name: Name) =>
        typeof parsed === "object" && parsed !== null && typeof fieldOf(parsed, name) === "string";
      return names.every(has) ? (parsed as Readonly<Record<Name, string>>) : null;
    } catch {
      return null;
    }
  };
}

function fieldOf(object: object, name: string): unknown {
  return Object.getOwnPropertyDescriptor(object, name)?.value;
}

/** A port that nobody has. Somebody could take it before it is used; then the start says so. */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < portTriesMax; tries++) {
    const port = lowestPort + Math.floor(Math.random() * portsBelowEphemeral);
    const server = createServer();
    const isFree = await new Promise<boolean>((resolve) => {
      server.once("error", () => resolve(false));
      server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
    });
    if (isFree) return port;
  }
  throw new Error("no free port was found");
}

/**
 * Below the ports that systems lend to outgoing connections (from 32,768 on Linux): a part that is
 * taken away and given back must find its port as it left it.
 */
const lowestPort = 20_000;
const portsBelowEphemeral = 12_000;
const portTriesMax = 100;

/** Whoever runs the journeys may have settings for a hospital of their own. */
function withoutDawr(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(environment).filter(([name]) => !name.startsWith("DAWR_")),
  );
}
