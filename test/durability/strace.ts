import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** Whether system calls can be watched here. Where not, the tests that need it say so. */
export const hasStrace =
  process.platform === "linux" && spawnSync("strace", ["-f", "true"]).status === 0;

/** What a program asked of the disk, in order. Bytes are as handed over. */
export type DiskAct =
  | { readonly kind: "open"; readonly path: string }
  | { readonly kind: "write"; readonly path: string; readonly at: number; readonly bytes: Buffer }
  | { readonly kind: "cut"; readonly path: string; readonly size: number }
  | { readonly kind: "sync"; readonly path: string }
  | { readonly kind: "remove"; readonly path: string }
  | { readonly kind: "say"; readonly text: string };

/** The longest piece SQLite writes at once is a page; our lines on stdout are far below. */
const bytesShown = 70_000;

/** To stand before a program: its acts on files and its lines on stdout are written to `file`. */
export function underStrace(file: string): readonly string[] {
  const calls = "open,openat,pwrite64,write,fsync,fdatasync,ftruncate,unlink";
  return [
    ...["strace", "-f", "--seccomp-bpf", "-y", "-xx", "-s", String(bytesShown)],
    ...["-e", `trace=${calls}`, "-e", "signal=none", "-o", file],
  ];
}

/** To stand before a program whose system call `call` on `path` shall fail, from the n-th on. */
export function failingUnderStrace(fault: {
  readonly path: string;
  readonly calls: string;
  readonly error: string;
  readonly when: string;
}): readonly string[] {
  const { path, calls, error, when } = fault;
  return [
    ...["strace", "-f", "--seccomp-bpf", "-qq", "-P", path, "-e", `trace=${calls}`],
    ...["-e", "signal=none", "-e", `inject=${calls}:error=${error}:when=${when}`],
    ...["-o", "/dev/null"],
  ];
}

/** Reads what {@link underStrace} wrote: the acts on files of `folder`, and lines on stdout. */
export function readTrace(file: string, folder: string): readonly DiskAct[] {
  const acts: DiskAct[] = [];
  const unfinished = new Map<string, string>();
  for (const line of readFileSync(file, "latin1").split("\n")) {
    const [, pid = "", text = ""] = /^(\d+) +(.*)$/.exec(line) ?? [];
    const resumed = /^<\.\.\. \w+ resumed>/.exec(text);
    if (text.endsWith("<unfinished ...>")) {
      unfinished.set(pid, text.slice(0, -"<unfinished ...>".length));
      continue;
    }
    const whole = resumed ? (unfinished.get(pid) ?? "") + text.slice(resumed[0].length) : text;
    const act = readCall(whole, folder);
    if (act !== null) acts.push(act);
  }
  return acts;
}

function readCall(text: string, folder: string): DiskAct | null {
  const [, name = "", args = "", result = ""] = /^(\w+)\((.*)\) += (-?\d+)/.exec(text) ?? [];
  if (name === "" || result.startsWith("-")) return null;
  const path = unescape(/^\d+<([^>]*)>/.exec(args)?.[1] ?? "").toString("utf8");
  const strings = [...args.matchAll(/"([^"]*)"/g)].map(([, body = ""]) => unescape(body));
  const numbers = args.split(", ").map(Number);
  const named = strings[0]?.toString("utf8") ?? "";
  const ours = (each: string) => each === folder || each.startsWith(`${folder}/`);
  switch (name) {
    case "open":
    case "openat":
      return ours(named) && args.includes("O_CREAT") ? { kind: "open", path: named } : null;
    case "unlink":
      return ours(named) ? { kind: "remove", path: named } : null;
    case "write":
      if (args.startsWith("1<")) return { kind: "say", text: String(strings[0]) };
      // Only SQLite's files stand in the image, and SQLite says where it writes.
      return null;
    case "pwrite64": {
      const bytes = strings[0] ?? Buffer.alloc(0);
      if (!ours(path)) return null;
      if (bytes.length !== Number(result)) throw new Error(`a write was cut short: ${path}`);
      return { kind: "write", path, at: numbers.at(-1) ?? 0, bytes };
    }
    case "ftruncate":
      return ours(path) ? { kind: "cut", path, size: numbers.at(-1) ?? 0 } : null;
    case "fsync":
    case "fdatasync":
      return ours(path) ? { kind: "sync", path } : null;
    default:
      throw new Error(`not asked for: ${name}`);
  }
}

function unescape(text: string): Buffer {
  return Buffer.from(text.replaceAll("\\x", ""), "hex");
}
