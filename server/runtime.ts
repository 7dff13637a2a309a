import { createHash, createHmac, randomBytes } from "node:crypto";
import { pino } from "pino";
import { v7 } from "uuid";
import type { Instant } from "../shared/domain/time.ts";

/** Time, chance and ids come from here and nowhere else, so a test can wind them by hand. */
export interface Runtime {
  readonly now: () => Instant;
  readonly randomBytes: (count: number) => Buffer;
  readonly uuid: () => string;
}

export const systemRuntime: Runtime = {
  now: () => Date.now(),
  randomBytes: (count) => randomBytes(count),
  uuid: () => v7(),
};

export type Log = Pick<ReturnType<typeof pino>, "info" | "warn" | "error" | "fatal">;

/** Logs to stderr as JSON lines; no payload, name or token is ever logged. */
export function createLog(level: string): Log {
  return pino({ level, base: null }, pino.destination({ fd: 2, sync: true }));
}

export function sha256(...parts: readonly (string | Uint8Array)[]): Buffer {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/** A keyed digest: what is guessable (a phone number) can't be confirmed without the key. */
export function keyedDigest(key: Uint8Array, ...parts: readonly (string | Uint8Array)[]): Buffer {
  const mac = createHmac("sha256", key);
  for (const part of parts) mac.update(part);
  return mac.digest();
}
