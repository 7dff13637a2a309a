import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Chance } from "./chance.ts";
import type { DiskAct } from "./strace.ts";

/** What a disk writes whole or not at all. */
const sectorBytes = 512;

type Pending = Extract<DiskAct, { kind: "write" | "cut" }>;

/** A file's bytes: `size` of them, in a room that may be larger so that it can grow in place. */
interface Content {
  readonly room: Buffer;
  readonly size: number;
}

interface File {
  /** As of its last sync: a power cut cannot take this back. */
  durable: Content;
  /** Since then, in order: any of it may have reached the disk, or none. */
  pending: Pending[];
  /** Its name is in its folder, and the folder was synced. */
  named: boolean;
}

/**
 * A disk that is about to lose its power. It is handed what a program did; at any moment
 * `imageInto` lays down one of the disks that could be found afterwards.
 */
export interface DyingDisk {
  act(act: DiskAct): void;
  /** Bytes written to files whose name ends so and not synced since. */
  unsynced(ending: string): number;
  imageInto(folder: string, chance: Chance): void;
}

export function createDyingDisk(): DyingDisk {
  const files = new Map<string, File>();
  const fileAt = (path: string) => {
    const file = files.get(path) ?? {
      durable: { room: Buffer.alloc(0), size: 0 },
      pending: [],
      named: false,
    };
    files.set(path, file);
    return file;
  };
  return {
    act(act) {
      if (act.kind === "say") return;
      if (act.kind === "open") fileAt(act.path);
      else if (act.kind === "remove") files.delete(act.path);
      else if (act.kind === "sync") sync(files, act.path);
      else fileAt(act.path).pending.push(act);
    },
    unsynced(ending) {
      let count = 0;
      for (const [path, { pending }] of files) {
        if (!path.endsWith(ending)) continue;
        for (const act of pending) if (act.kind === "write") count += act.bytes.length;
      }
      return count;
    },
    imageInto(folder, chance) {
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder);
      for (const [path, file] of files) {
        if (!file.named && chance.below(2) === 0) continue;
        writeFileSync(join(folder, basename(path)), afterCut(file, chance));
      }
    },
  };
}

function sync(files: Map<string, File>, path: string): void {
  const file = files.get(path);
  if (file === undefined) {
    // A folder: the names in it are safe now.
    for (const [each, found] of files) if (dirname(each) === path) found.named = true;
    return;
  }
  for (const act of file.pending) file.durable = applied(file.durable, act);
  file.pending = [];
}

/** Changes the content in place where there is room, else gives a roomier one. */
function applied(content: Content, act: Pending): Content {
  const end = act.kind === "cut" ? act.size : act.at + act.bytes.length;
  const size = act.kind === "cut" ? end : Math.max(content.size, end);
  const room = size <= content.room.length ? content.room : Buffer.alloc(size * 2);
  if (room !== content.room) content.room.copy(room, 0, 0, content.size);
  // What was cut off must read as nothing if the file grows again.
  if (act.kind === "cut") room.fill(0, Math.min(size, content.size));
  else act.bytes.copy(room, act.at);
  return { room, size };
}

/** Each act since the last sync was dropped, kept, or torn: some of its sectors reached the disk. */
function afterCut(file: File, chance: Chance): Buffer {
  let content: Content = { ...file.durable, room: Buffer.from(file.durable.room) };
  // Some disks lose all that was not synced, some nothing: both ends must be visited.
  const keptPercent = chance.pick([0, 10, 50, 90, 100]);
  const tornPercent = chance.pick([0, 5, 50]);
  for (const act of file.pending) {
    if (act.kind === "cut" || chance.below(100) >= tornPercent) {
      if (chance.below(100) < keptPercent) content = applied(content, act);
      continue;
    }
    for (let from = 0; from < act.bytes.length; from += sectorBytes) {
      if (chance.below(2) === 0) continue;
      const bytes = act.bytes.subarray(from, from + sectorBytes);
      content = applied(content, { ...act, at: act.at + from, bytes });
    }
  }
  return content.room.subarray(0, content.size);
}
