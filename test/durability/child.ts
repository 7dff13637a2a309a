import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { demoPassword, unhurried } from "../harness/server.ts";

/** A child process, its lines on stdout so far, and how it ended. */
export interface Child {
  readonly process: ChildProcess;
  /** The first line that starts with `{` and holds this key. Rejects when the child ends without. */
  saying(key: string): Promise<Record<string, unknown>>;
  readonly lines: readonly string[];
  readonly ended: Promise<{ readonly code: number | null; readonly errors: string }>;
}

export interface ChildOptions {
  /** What stands before the program: `strace` and its arguments, or a shell that sets a limit. */
  readonly under?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Another user of the system, by number. Only root can ask for one. */
  readonly uid?: number;
}

/** Compiled once, started many times: a start is what these tests wait for most. */
const compileCache = mkdtempSync(join(tmpdir(), "dawr-compiled-"));

/** A test that failed halfway leaves no process behind: each is ended by its own id. */
const started = new Set<ChildProcess>();
afterAll(() => {
  for (const child of started) child.kill("SIGKILL");
  rmSync(compileCache, { recursive: true, force: true });
});

/** Starts one of our programs by the same Node, its errors kept to be shown when it fails. */
export function startChild(args: readonly string[], options: ChildOptions = {}): Child {
  const [command = "", ...rest] = [...(options.under ?? []), process.execPath, ...args];
  const child = spawn(command, rest, {
    stdio: ["ignore", "pipe", "pipe"],
    ...(options.uid === undefined ? {} : { uid: options.uid, gid: options.uid }),
    env: { ...process.env, NODE_COMPILE_CACHE: compileCache, ...options.env },
  });
  started.add(child);
  const lines: string[] = [];
  let begun = "";
  let errors = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    const parts = (begun + text).split("\n");
    begun = parts.pop() ?? "";
    lines.push(...parts);
    child.emit("lines");
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    errors += text;
  });
  const ended = once(child, "close").then(([code]) => {
    started.delete(child);
    child.emit("lines");
    return { code: code as number | null, errors };
  });
  return {
    process: child,
    lines,
    ended,
    async saying(key) {
      for (;;) {
        const line = lines.find((each) => each.startsWith("{") && each.includes(`"${key}"`));
        if (line !== undefined) return JSON.parse(line) as Record<string, unknown>;
        if (child.exitCode !== null || child.signalCode !== null) {
          throw new Error(`the child ended (${child.exitCode ?? child.signalCode}): ${errors}`);
        }
        await once(child, "lines");
      }
    },
  };
}

export interface Program extends Child {
  readonly url: string;
  /** The server's own process: under strace it is not the one that we started. */
  readonly pid: number;
  /** As a power switch is for a process. Resolves when it is gone. */
  kill(): Promise<void>;
  /** As an operator does. */
  stop(): Promise<void>;
}

/** The real server program on this folder, ready to be used. */
export async function startProgram(folder: string, options: ChildOptions = {}): Promise<Program> {
  const child = startChild(["server/main.ts"], {
    ...options,
    env: {
      DAWR_DATA: folder,
      DAWR_DEMO: "1",
      DAWR_DEMO_PASSWORD: demoPassword,
      DAWR_PORT: "0",
      DAWR_PUBLIC_URL: "http://dawr.test",
      ...unhurried,
      ...options.env,
    },
  });
  const { listening, pid } = await child.saying("listening");
  const end = async (signal: "SIGKILL" | "SIGTERM") => {
    process.kill(Number(pid), signal);
    await child.ended;
  };
  return {
    ...child,
    url: String(listening),
    pid: Number(pid),
    kill: () => end("SIGKILL"),
    stop: () => end("SIGTERM"),
  };
}
