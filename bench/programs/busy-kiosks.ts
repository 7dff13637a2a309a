import { setTimeout as sleep } from "node:timers/promises";
import { takeTicket } from "../kiosk-crowd.ts";
import { lightSockets } from "../light-socket.ts";
import { offer } from "./acts.ts";

// Patients at kiosks, in a process of their own: each takes a ticket, and the next one is there
// within forty milliseconds. No hospital is so full; it is the load under which a call is timed.

export type BusyActs = typeof acts;

export interface BusyArgument {
  readonly url: string;
  readonly tokens: readonly string[];
}

const pauseMsMax = 40;
const { url, tokens } = JSON.parse(process.argv[2] ?? "{}") as BusyArgument;
const kiosks = await lightSockets(url, tokens);
let isBusy = false;
let taken = 0;
let ended: Promise<unknown> = Promise.resolve();

const acts = {
  begin(): void {
    isBusy = true;
    taken = 0;
    ended = Promise.all(
      kiosks.map(async (kiosk, index) => {
        while (isBusy) {
          await takeTicket(kiosk, index + taken++);
          await sleep(pauseMsMax * Math.random());
        }
      }),
    );
  },
  async stop(): Promise<number> {
    isBusy = false;
    await ended;
    return taken;
  },
};

offer(acts);
