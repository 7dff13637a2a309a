import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { WebSocketServer } from "ws";
import { nowUs } from "../statistics.ts";
import { offer } from "./acts.ts";
import type { Told } from "./server.ts";

// The limit of telling: `ws`, on which our server stands too, with nothing between. It makes one
// text of one object for each broadcast and sends it to everybody.

export type BroadcasterActs = typeof acts;

const http = createServer();
const sockets = new WebSocketServer({ server: http, perMessageDeflate: false });
await new Promise<void>((listening) => http.listen(0, "127.0.0.1", listening));
const { port } = http.address() as AddressInfo;

const acts = {
  url: () => `ws://127.0.0.1:${port}`,
  async tell(asked: { frame: unknown; times: number; pauseMs: number }): Promise<Told> {
    const startedUs: number[] = [];
    const before = process.cpuUsage();
    for (let time = 0; time < asked.times; time++) {
      startedUs.push(nowUs());
      const bytes = Buffer.from(JSON.stringify(asked.frame));
      for (const client of sockets.clients) client.send(bytes, { binary: false });
      await sleep(asked.pauseMs);
    }
    const { user, system } = process.cpuUsage(before);
    return { startedUs, cpuUs: user + system };
  },
};

offer(acts);
