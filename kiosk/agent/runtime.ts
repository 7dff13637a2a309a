import { randomBytes } from "node:crypto";
import { v7 } from "uuid";
import type { CommandId } from "../../shared/domain/ids.ts";
import type { ClientTime } from "../../shared/protocol/client.ts";
import { commandIdOf } from "../../shared/domain/ids.ts";

/** Where the agent's time, ids and chance come from: here and nowhere else. */
export const agentTime: ClientTime = {
  monotonicMs: () => performance.now(),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};

/** Chance in [0, 1): kiosks that lost their server together do not all come back at once. */
export function agentChance(): number {
  return Math.random();
}

export function newCommandId(): CommandId {
  return commandIdOf(v7());
}

/** 256 bits, safe in a URL: the secret between this start of the agent and its own page. */
export function newPageToken(): string {
  return randomBytes(32).toString("base64url");
}
