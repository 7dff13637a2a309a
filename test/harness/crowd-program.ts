import { setTimeout as sleep } from "node:timers/promises";
import { io } from "socket.io-client";
import type { Socket } from "socket.io-client";
import { offer } from "../../bench/programs/acts.ts";
import type { CommandId } from "../../shared/domain/ids.ts";
import { createClient } from "../../shared/protocol/client.ts";
import type { Client } from "../../shared/protocol/client.ts";
import type { ComeBack } from "../../shared/protocol/come-back.ts";
import { socketWire } from "../../shared/protocol/socket-wire.ts";
import { protocolNumber } from "../../shared/protocol/wire.ts";
import type { Snapshot } from "../../shared/protocol/wire.ts";
import { aCommandId } from "./server.ts";

// Hundreds of screens as one process beside the server's, each with the product's own client and
// an address of its own, as in a hospital. Its tests ask it what the screens have seen.

export interface Member {
  readonly deviceToken: string;
  readonly kind: "kiosk" | "display" | "console";
}

export type CrowdActs = typeof acts;

interface Screen {
  readonly member: Member;
  readonly socket: Socket;
  readonly client: Client;
  held: Snapshot | null;
  /** Since they all came, or were last told to mark the time. */
  trueAtMs: number;
  /** Frames of an older version than one that was seen before, within an epoch. */
  regressions: number;
  turnedAway: number;
  told: ComeBack | null;
}

interface Acknowledged {
  readonly screen: Screen;
  readonly commandId: CommandId;
  readonly label: string;
}

const pollMs = 20;
const screens: Screen[] = [];
const acknowledged: Acknowledged[] = [];
let markedMs = 0;
let isPressing = false;
let pressing: readonly Promise<void>[] = [];

function screenOf(url: string, member: Member, index: number): Screen {
  // Its types know only what browsers have too.
  const ownAddress: object = { localAddress: `127.0.${10 + (index >> 8)}.${index & 255}` };
  const socket = io(url, {
    ...ownAddress,
    transports: ["websocket"],
    forceNew: true,
    auth: { protocol: protocolNumber, deviceToken: member.deviceToken, language: "ar" },
  });
  const client = createClient(socketWire(socket, setTimeout, Math.random), {
    monotonicMs: () => performance.now(),
    sleep: (ms) => sleep(ms),
  });
  const screen: Screen = {
    ...{ member, socket, client, held: null, trueAtMs: 0, regressions: 0, turnedAway: 0 },
    told: null,
  };
  let newest: Snapshot | null = null;
  socket.on("snapshot", (snapshot: Snapshot) => {
    const isOlder = newest?.epoch === snapshot.epoch && snapshot.version < newest.version;
    if (isOlder) screen.regressions++;
    else newest = snapshot;
  });
  socket.on("comeBack", (window: ComeBack) => (screen.told = window));
  socket.on("connect_error", (error: Error & { data?: { code?: string } }) => {
    if (error.data?.code === "busy") screen.turnedAway++;
  });
  client.follow("board", "hall-1", ({ snapshot }) => (screen.held = snapshot));
  return screen;
}

/** Issues tickets one after another until told to stop, each until it is answered. */
async function press(screen: Screen): Promise<void> {
  while (isPressing) {
    const commandId = aCommandId();
    const answer = await screen.client.command(
      "issueTicket",
      { serviceId: "internal-visit" },
      commandId,
      100,
    );
    if (answer?.ok === true) acknowledged.push({ screen, commandId, label: answer.reply.label });
    await sleep(pollMs);
  }
}

const acts = {
  /** All at once. */
  come({ url, members }: { url: string; members: readonly Member[] }) {
    markedMs = performance.now();
    for (const [index, member] of members.entries()) screens.push(screenOf(url, member, index));
  },
  /** Waits until every screen shows this version or a later one on a living link. */
  async shows({ version, withinMs }: { version: number; withinMs: number }) {
    const waiting = new Set(screens);
    const from = performance.now();
    while (waiting.size > 0 && performance.now() - from < withinMs) {
      for (const screen of waiting) {
        if (!screen.socket.connected || (screen.held?.version ?? 0) < version) continue;
        screen.trueAtMs = performance.now() - markedMs;
        waiting.delete(screen);
      }
      await sleep(pollMs);
    }
    const times = (kind?: Member["kind"]) =>
      screens
        .filter(({ member }) => kind === undefined || member.kind === kind)
        .map(({ trueAtMs }) => Math.round(trueAtMs))
        .sort((one, other) => one - other);
    return {
      missing: waiting.size,
      lastMs: times().at(-1) ?? 0,
      medianMs: times()[Math.floor(screens.length / 2)] ?? 0,
      lastKioskMs: times("kiosk").at(-1) ?? 0,
      regressions: screens.reduce((sum, { regressions }) => sum + regressions, 0),
      mostTurnedAway: Math.max(...screens.map(({ turnedAway }) => turnedAway)),
      turnedAway: screens.reduce((sum, { turnedAway }) => sum + turnedAway, 0),
    };
  },
  /** Waits until all were told of a window that ends at this time or later. */
  async told({ toMs, withinMs }: { toMs: number; withinMs: number }) {
    const from = performance.now();
    const isTold = ({ member, told }: Screen) =>
      member.kind === "kiosk" || (told?.toMs ?? 0) >= toMs;
    while (!screens.every(isTold) && performance.now() - from < withinMs) await sleep(pollMs);
    return screens.filter(isTold).length;
  },
  press() {
    isPressing = true;
    pressing = screens.filter(({ member }) => member.kind === "kiosk").map(press);
  },
  /** Waits until so many tickets were acknowledged. */
  async issued({ count }: { count: number }) {
    while (acknowledged.length < count) await sleep(pollMs);
  },
  mark() {
    markedMs = performance.now();
  },
  /**
   * Stops pressing, and asks for every acknowledged ticket again by its own id: an answer that was
   * lost would be another ticket, or none.
   */
  async insist() {
    isPressing = false;
    await Promise.all(pressing);
    const answers = await Promise.all(
      acknowledged.map(({ screen, commandId }) =>
        screen.client.command("issueTicket", { serviceId: "internal-visit" }, commandId),
      ),
    );
    const again = answers.map((answer) => (answer?.ok === true ? answer.reply.label : null));
    return {
      acknowledged: acknowledged.length,
      different: acknowledged.filter(({ label }, index) => again[index] !== label).length,
      labels: new Set(acknowledged.map(({ label }) => label)).size,
    };
  },
  part() {
    for (const { client } of screens) client.close();
  },
};

offer(acts);
