import { createHmac, createSecretKey, hash, randomBytes } from "node:crypto";
import type { KeyObject } from "node:crypto";
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

/** Where the parts of a digest are put together; most are a journal row, and fit. */
const scratch = Buffer.alloc(16 * 1024);

/** SHA-256 of the parts one after another; who calls keeps them apart. */
export function sha256(...parts: readonly (string | Uint8Array)[]): Buffer {
  let length = 0;
  for (const part of parts) length += typeof part === "string" ? 3 * part.length : part.length;
  const bytes = length <= scratch.length ? scratch : Buffer.allocUnsafe(length);
  let end = 0;
  for (const part of parts) {
    if (typeof part === "string") end += bytes.write(part, end);
    else {
      bytes.set(part, end);
      end += part.length;
    }
  }
  return hash("sha256", bytes.subarray(0, end), "buffer");
}

/** A key that digests are made with: one object, since making it anew costs as much as a digest. */
export type DigestKey = KeyObject;

export function digestKey(bytes: Uint8Array): DigestKey {
  return createSecretKey(bytes);
}

/** A keyed digest (HMAC): what is guessable (a phone number) can't be confirmed without the key. */
export function keyedDigest(key: DigestKey, ...parts: readonly (string | Uint8Array)[]): Buffer {
  const mac = createHmac("sha256", key);
  for (const part of parts) mac.update(part);
  return mac.digest();
}
