import { io } from "socket.io-client";
import { v7 } from "uuid";
import { commandIdOf } from "../../shared/domain/ids.ts";
import type { CommandId } from "../../shared/domain/ids.ts";
import { createClient } from "../../shared/protocol/client.ts";
import type { Client } from "../../shared/protocol/client.ts";
import type { DirectoryData } from "../../shared/protocol/feeds.ts";
import { socketWire } from "../../shared/protocol/socket-wire.ts";
import { protocolNumber } from "../../shared/protocol/wire.ts";
import {
  answerToCall,
  arrivalGapMinutes,
  claimsProtection,
  visitMinutes,
  walkMinutes,
} from "./day-plan.ts";

const minuteMs = 60_000;
/** A clerk with nobody to call looks again after so many minutes. */
const idleMinutes = 0.5;
/** The demo ends by itself after this many hospital hours; start it again for another day. */
const dayMinutes = 9 * 60;

export interface DayOptions {
  readonly server: string;
  /** Hospital minutes that pass in one real minute. */
  readonly speed: number;
  readonly chance: () => number;
  /** Pairs a device of this machine with the server. */
  readonly pair: (request: object) => Promise<{ readonly deviceToken: string }>;
  readonly say: (line: string) => void;
}

/** Plays one hospital day over real sockets: patients arrive and clerks work. Ends with the day. */
export async function playDay(options: DayOptions): Promise<void> {
  const desk = await enter(options, { kind: "console", name: "Demo registration" });
  const directory = await firstDirectory(desk);
  const clerks = await Promise.all(
    directory.servicePoints.map(async ({ servicePointId }) => ({
      servicePointId,
      client: await enter(options, { kind: "console", name: "Demo clerk", servicePointId }),
    })),
  );
  options.say(`${clerks.length} clerks are at work; patients arrive at speed ${options.speed}.`);
  const endsAtMs = performance.now() + (dayMinutes * minuteMs) / options.speed;
  const isOver = () => performance.now() >= endsAtMs;
  await Promise.all([
    arrivals(options, desk, directory, isOver),
    ...clerks.map((clerk) => work(options, clerk.client, clerk.servicePointId, isOver)),
  ]);
  for (const client of [desk, ...clerks.map((clerk) => clerk.client)]) client.close();
}

async function enter(options: DayOptions, request: object): Promise<Client> {
  const { deviceToken } = await options.pair(request);
  const socket = io(options.server, {
    transports: ["websocket"],
    auth: { protocol: protocolNumber, deviceToken, language: "ar" },
    forceNew: true,
  });
  return createClient(socketWire(socket, setTimeout), {
    monotonicMs: () => performance.now(),
    sleep: (ms) => new Promise((wake) => setTimeout(wake, ms)),
  });
}

function firstDirectory(client: Client): Promise<DirectoryData> {
  return new Promise((resolve) => {
    const leave = client.follow("directory", "site", ({ snapshot }) => {
      if (snapshot === null) return;
      resolve(snapshot.data);
      queueMicrotask(() => leave());
    });
  });
}

async function arrivals(
  options: DayOptions,
  desk: Client,
  directory: DirectoryData,
  isOver: () => boolean,
): Promise<void> {
  const services = directory.clinics.flatMap((clinic) => clinic.services);
  const startedMs = performance.now();
  while (!isOver()) {
    const minute = ((performance.now() - startedMs) / minuteMs) * options.speed;
    await pass(options, arrivalGapMinutes(minute, directory.servicePoints.length, options.chance));
    const service = services[Math.floor(options.chance() * services.length)];
    if (service === undefined) return;
    await desk.command(
      "issueTicket",
      {
        serviceId: service.serviceId,
        priorityClass: claimsProtection(options.chance) ? "protected" : "normal",
      },
      commandId(),
    );
  }
}

/** One clerk: call, wait for the patient, serve, end; a recall, a no-show, a late comer at times. */
async function work(
  options: DayOptions,
  client: Client,
  servicePointId: string,
  isOver: () => boolean,
): Promise<void> {
  const { chance } = options;
  while (!isOver()) {
    const called = await client.command("callNext", { servicePointId }, commandId());
    if (called === null || !called.ok) {
      await pass(options, idleMinutes);
      continue;
    }
    const { callId, entryId } = called.reply;
    await pass(options, walkMinutes(chance));
    const answer = answerToCall(chance);
    if (answer !== "comes") {
      await client.command("recall", { callId }, commandId());
      await pass(options, walkMinutes(chance));
    }
    if (answer === "stays away" || answer === "turns up later") {
      await client.command("noShow", { callId }, commandId());
      if (answer === "turns up later") await client.command("requeue", { entryId }, commandId());
      continue;
    }
    await client.command("startService", { callId }, commandId());
    await pass(options, visitMinutes(chance));
    await client.command("endService", { callId }, commandId());
  }
}

function pass(options: DayOptions, minutes: number): Promise<void> {
  return new Promise((wake) => setTimeout(wake, (minutes * minuteMs) / options.speed));
}

function commandId(): CommandId {
  return commandIdOf(v7());
}
