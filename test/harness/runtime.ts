import { createHash } from "node:crypto";
import type { Log, Runtime } from "../../server/runtime.ts";

/** A clock wound by hand, and chance that is the same each time. */
export interface HandRuntime extends Runtime {
  set(at: number): void;
  pass(ms: number): void;
}

/** Half past eight of a working Monday in Najaf. */
export const mondayMorning = Date.parse("2026-11-23T08:30:00+03:00");

export function handRuntime(startAt: number = mondayMorning): HandRuntime {
  let at = startAt;
  let drawn = 0;
  const draw = (count: number) => {
    const bytes: Buffer[] = [];
    for (let have = 0; have < count; have += 32) {
      bytes.push(createHash("sha256").update(`draw ${drawn++}`).digest());
    }
    return Buffer.concat(bytes).subarray(0, count);
  };
  return {
    now: () => at,
    randomBytes: draw,
    uuid: () => uuidV7(at, draw(10)),
    set(to) {
      at = to;
    },
    pass(ms) {
      at += ms;
    },
  };
}

/** RFC 9562, version 7: milliseconds first, then chance. */
export function uuidV7(at: number, chance: Buffer): string {
  const bytes = Buffer.alloc(16);
  bytes.writeUIntBE(at, 0, 6);
  chance.copy(bytes, 6, 0, 10);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString("hex");
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join("-");
}

/** Nothing is printed, and what would have been is kept for the test to look at. */
export function silentLog(): Log & { readonly lines: readonly string[] } {
  const lines: string[] = [];
  const note = (...args: unknown[]) => void lines.push(String(args.at(-1)));
  return { info: () => undefined, warn: note, error: note, fatal: note, lines };
}
