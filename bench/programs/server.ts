import { setTimeout as sleep } from "node:timers/promises";
import { readConfig } from "../../server/config.ts";
import { systemRuntime } from "../../server/runtime.ts";
import { serve } from "../../server/serve.ts";
import { accept } from "../../shared/domain/result.ts";
import type { DeviceKind } from "../../shared/domain/role.ts";
import { nowUs } from "../statistics.ts";
import { offer } from "./acts.ts";

// Our own server as a process of its own: the real `serve`, with a few questions on the side.

export interface ServerArgument {
  readonly folder: string;
  /** 1: a commit for each command. */
  readonly batchMax?: number;
}

export type ServerActs = typeof acts;

const { folder, batchMax } = JSON.parse(process.argv[2] ?? "{}") as ServerArgument;
/** No limits of pace and number: the benchmarks ask how much passes, not whether a flood is held. */
const unlimited = "999999999";
const config = readConfig({
  DAWR_DATA: folder,
  DAWR_DEMO: "1",
  DAWR_DEMO_PASSWORD: "a demo password",
  DAWR_PORT: "0",
  DAWR_PUBLIC_URL: "http://dawr.test",
  DAWR_COMMANDS_PER_SECOND: unlimited,
  DAWR_COMMANDS_BURST: unlimited,
  DAWR_EVENTS_PER_SECOND: unlimited,
  DAWR_EVENTS_BURST: unlimited,
  DAWR_HANDSHAKES_PER_SECOND: unlimited,
  DAWR_STRANGERS_PER_ADDRESS: unlimited,
  DAWR_SOCKETS_PER_STAFF: unlimited,
});
const quiet = () => undefined;
const complain = (...args: unknown[]) => console.error(...args);
const served = await serve(config, {
  runtime: systemRuntime,
  log: { info: quiet, warn: complain, error: complain, fatal: complain },
  die(error) {
    throw error;
  },
  ...(batchMax === undefined ? {} : { batchMax }),
});

const acts = {
  url: () => served.url,
  /** Pairs so many devices of a kind in one transaction, and gives their tokens. */
  pair(asked: { kind: DeviceKind; count: number; servicePointId?: string }): readonly string[] {
    const { store, access } = served.hospital;
    const tokens = Array.from({ length: asked.count }, () =>
      store.runtime.randomBytes(32).toString("base64url"),
    );
    store.transact((tx) => {
      for (const token of tokens) {
        const { kind, servicePointId = null } = asked;
        access.pair(tx, { kind, name: kind, waitingRoomId: null, servicePointId }, token);
      }
    });
    return tokens;
  },
  /**
   * Says so many times that a service point changed. Nothing is written, so what is measured is the
   * telling alone: the board is built from the store, made a frame, and sent to all who follow it.
   */
  async tell(asked: { servicePointId: string; times: number; pauseMs: number }): Promise<Told> {
    const startedUs: number[] = [];
    const before = process.cpuUsage();
    for (let time = 0; time < asked.times; time++) {
      served.groupCommit.enqueue({
        principal: "server",
        command: null,
        flow(tx) {
          tx.touch(`point:${asked.servicePointId}`);
          return accept(null);
        },
        settle: () => startedUs.push(nowUs()),
      });
      served.groupCommit.flush();
      await sleep(asked.pauseMs);
    }
    const { user, system } = process.cpuUsage(before);
    return { startedUs, cpuUs: user + system };
  },
  cpuUs(): number {
    const { user, system } = process.cpuUsage();
    return user + system;
  },
  /** What stays after a thorough collection (`--expose-gc`): room that V8 keeps for later is not it. */
  memoryBytes() {
    global.gc?.({ type: "major", execution: "sync", flavor: "last-resort" });
    const { rss, heapUsed, external } = process.memoryUsage();
    return { rss, used: heapUsed + external };
  },
  close: () => served.close(),
};

/** When each broadcast began, and what all of them cost the server. */
export interface Told {
  readonly startedUs: readonly number[];
  readonly cpuUs: number;
}

offer(acts);
