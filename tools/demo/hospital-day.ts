import { io } from "socket.io-client";
import { v7 } from "uuid";
import { commandIdOf } from "../../shared/domain/ids.ts";
import type {
  CallId,
  CommandId,
  EntryId,
  QueueId,
  ServicePointId,
} from "../../shared/domain/ids.ts";
import { createClient } from "../../shared/protocol/client.ts";
import type { Client } from "../../shared/protocol/client.ts";
import type { DirectoryData, PointData, QueueLine } from "../../shared/protocol/feeds.ts";
import { socketWire } from "../../shared/protocol/socket-wire.ts";
import { protocolNumber } from "../../shared/protocol/wire.ts";
import { createDemoTests } from "./laboratory-day.ts";
import type { DemoTests, TestStaff } from "./laboratory-day.ts";
import {
  answerToCall,
  arrivalGapMinutes,
  claimsProtection,
  demandOf,
  drawService,
  isEmergency,
  languageOf,
  lateMinutes,
  needsLaboratory,
  pauseMinutes,
  pauseStartMinute,
  preparingMinutes,
  visitMinutes,
  walkMinutes,
} from "./day-plan.ts";

const minuteMs = 60_000;
/** A clerk with nobody to call looks up after so many minutes. */
const idleMinutes = 0.5;
/** So long after opening the doors let nobody in any more. */
const openMinutes = 8 * 60;
/** Whoever waits then is still seen, but the day ends here; start it again for another. */
const dayMinutes = 9 * 60;

export interface DayOptions {
  readonly server: string;
  /** Hospital minutes that pass in one real minute. */
  readonly speed: number;
  readonly chance: () => number;
  /** How long a patient of this queue stays on the mean. */
  readonly visitMinutesOf: (queueId: string) => number;
  /** Pairs a device of this machine with the server. */
  readonly pair: (request: object) => Promise<{ readonly deviceToken: string }>;
  /** The cookie of a member of the demo's staff; nothing when the password is not known. */
  readonly signIn: (user: string) => Promise<string | null>;
  readonly say: (line: string) => void;
}

/** The hospital's clock: minutes since the doors opened. */
interface Day extends DayOptions {
  readonly minute: () => number;
  readonly pass: (minutes: number) => Promise<void>;
}

interface Clerk {
  readonly client: Client;
  readonly servicePointId: ServicePointId;
  /** What the desk's own feed says last. */
  readonly point: () => PointData | null;
}

/** What happened so far. */
interface Tally {
  patients: number;
  visits: number;
  noShows: number;
}

/**
 * Plays one hospital day over real sockets: patients arrive, and a clerk works at every service
 * point. Ends when the doors are shut and nobody waits, at the latest nine hours after opening.
 */
export async function playDay(options: DayOptions): Promise<void> {
  const desk = await enter(options, { kind: "console", name: "Demo registration" });
  const directory = await firstDirectory(desk);
  const clerks = await Promise.all(
    directory.servicePoints.map(({ servicePointId }) => clerkAt(options, servicePointId)),
  );
  options.say(`${clerks.length} clerks are at work; patients arrive at speed ${options.speed}.`);
  // Before the doors open: signing in takes its time, which no patient waits for.
  const staff = await testStaff(options);
  const openedMs = performance.now();
  const day: Day = {
    ...options,
    minute: () => ((performance.now() - openedMs) / minuteMs) * options.speed,
    pass: (minutes) =>
      new Promise((wake) => setTimeout(wake, (minutes * minuteMs) / options.speed)),
  };
  const tests = staff === null ? null : createDemoTests({ ...day, commandId }, staff);
  if (tests === null) options.say("Nobody orders tests: the demo's password is not known here.");
  const tally: Tally = { patients: 0, visits: 0, noShows: 0 };
  try {
    await Promise.all([
      arrivals(day, desk, directory, tally),
      hourly(day, clerks, tally, tests),
      ...clerks.map((clerk) => work(day, clerk, tally, tests)),
      ...pharmacists(directory, clerks).map((one) => prepare(day, one.client, one.queueId)),
    ]);
  } finally {
    const others = staff === null ? [] : [staff.doctor, staff.nurse, staff.technician];
    for (const client of [desk, ...others, ...clerks.map((clerk) => clerk.client)]) client.close();
  }
}

/** Those whose names tests are ordered, taken and read in. */
async function testStaff(options: DayOptions): Promise<TestStaff | null> {
  const clients: Client[] = [];
  for (const user of ["doctor", "nurse", "technician"]) {
    const cookie = await options.signIn(user);
    if (cookie === null) {
      for (const client of clients) client.close();
      return null;
    }
    clients.push(connect(options.server, {}, { cookie }));
  }
  const [doctor, nurse, technician] = clients;
  if (doctor === undefined || nurse === undefined || technician === undefined) return null;
  return { doctor, nurse, technician };
}

async function enter(options: DayOptions, request: object): Promise<Client> {
  const { deviceToken } = await options.pair(request);
  return connect(options.server, { deviceToken });
}

function connect(
  server: string,
  auth: Readonly<Record<string, string>>,
  extraHeaders: Readonly<Record<string, string>> = {},
): Client {
  const socket = io(server, {
    transports: ["websocket"],
    auth: { protocol: protocolNumber, language: "ar", ...auth },
    extraHeaders,
    forceNew: true,
  });
  return createClient(socketWire(socket, setTimeout), {
    monotonicMs: () => performance.now(),
    sleep: (ms) => new Promise((wake) => setTimeout(wake, ms)),
  });
}

async function clerkAt(options: DayOptions, servicePointId: ServicePointId): Promise<Clerk> {
  const client = await enter(options, { kind: "console", name: "Demo clerk", servicePointId });
  let point: PointData | null = null;
  client.follow("point", servicePointId, ({ snapshot }) => {
    point = snapshot?.data ?? null;
  });
  return { client, servicePointId, point: () => point };
}

function waitingFor(clerk: Clerk): number {
  return clerk.point()?.next.length ?? 0;
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
  day: Day,
  desk: Client,
  directory: DirectoryData,
  tally: Tally,
): Promise<void> {
  const { chance } = day;
  const demands = demandOf({
    services: directory.clinics.flatMap((clinic) => clinic.services),
    points: directory.servicePoints,
    visitMinutesOf: day.visitMinutesOf,
  });
  let minute = 0;
  while (day.minute() < openMinutes) {
    // By the plan's own clock: a gap shorter than the machine's timer is made up for by the next.
    minute += arrivalGapMinutes(minute, demands, chance);
    const early = minute - day.minute();
    if (early > 0) await day.pass(early);
    const service = drawService(demands, chance);
    if (service === null || minute >= openMinutes) return;
    const issued = await desk.command(
      "issueTicket",
      {
        serviceId: service.serviceId,
        language: languageOf(chance),
        priorityClass: isEmergency(chance)
          ? "emergency"
          : claimsProtection(chance)
            ? "protected"
            : "normal",
      },
      commandId(),
    );
    if (issued === null || !issued.ok) continue;
    tally.patients += 1;
    if (tally.patients === 1) day.say(`One patient's phone: ${issued.reply.trackUrl}`);
  }
}

/** One clerk: call, wait for the patient, serve, end; a recall, a no-show, a late comer at times. */
async function work(day: Day, clerk: Clerk, tally: Tally, tests: DemoTests | null): Promise<void> {
  const { chance, pass } = day;
  const { client, servicePointId } = clerk;
  const late: Promise<void>[] = [];
  let pauseAt = pauseStartMinute(chance);
  while (day.minute() < dayMinutes) {
    if (day.minute() >= pauseAt) {
      pauseAt = Number.POSITIVE_INFINITY;
      await pause(day, clerk);
    }
    if (waitingFor(clerk) === 0) {
      // Whoever is at the laboratory still comes back.
      if (day.minute() > openMinutes && (tests?.counts().underWay ?? 0) === 0) break;
      await pass(idleMinutes);
      continue;
    }
    const called = await client.command("callNext", { servicePointId }, commandId());
    if (called === null || !called.ok) {
      await pass(idleMinutes);
      continue;
    }
    const { callId, entryId, ticketId, queueId } = called.reply;
    await pass(walkMinutes(chance));
    const answer = answerToCall(chance);
    if (answer !== "comes") {
      await client.command("recall", { callId }, commandId());
      await pass(walkMinutes(chance));
    }
    if (answer === "stays away" || answer === "turns up later") {
      await client.command("noShow", { callId }, commandId());
      tally.noShows += 1;
      if (answer === "turns up later") late.push(turnUpLater(day, client, entryId));
      else if (queueId === laboratory && tests !== null) late.push(tests.missed(ticketId));
      continue;
    }
    await client.command("startService", { callId }, commandId());
    await pass(visitMinutes(day.visitMinutesOf(queueId), chance));
    if (queueId === laboratory) await tests?.take(ticketId);
    if (wantsTests(day, clerk, queueId) && (await tests?.order(entryId, ticketId))) continue;
    await endVisit(day, clerk, callId);
    tally.visits += 1;
  }
  await Promise.all(late);
}

/** Where blood is taken; only doctors send there, and only first visits. */
const laboratory = "laboratory";
const doctorsSendFrom = new Set([
  "internal",
  "children",
  "heart",
  "chest",
  "diabetes",
  "digestive",
]);

/** A doctor wants to see the patient again with the results, at the first visit only. */
function wantsTests(day: Day, clerk: Clerk, queueId: QueueId): boolean {
  const isFirst = clerk.point()?.current?.boundTo === null;
  return isFirst && doctorsSendFrom.has(queueId) && needsLaboratory(day.chance);
}

/** With the result that its service wants, where it wants one. */
async function endVisit(day: Day, clerk: Clerk, callId: CallId): Promise<void> {
  const codes = clerk.point()?.current?.outcome.codes ?? [];
  const said = codes[Math.floor(day.chance() * codes.length)];
  const outcome = said === undefined ? {} : { resultCode: said.code };
  await clerk.client.command("endService", { callId, ...outcome }, commandId());
}

async function pause(day: Day, { client, servicePointId }: Clerk): Promise<void> {
  const kind = day.chance() < 0.5 ? "prayer" : "meal";
  await client.command("pausePoint", { servicePointId, kind }, commandId());
  await day.pass(pauseMinutes);
  await client.command("resumePoint", { servicePointId }, commandId());
}

/** At one of the pharmacy's windows it is told for all of them what is ready. */
function pharmacists(directory: DirectoryData, clerks: readonly Clerk[]) {
  return directory.queues
    .filter(({ queueId }) => queueId === "pharmacy")
    .flatMap(({ queueId }) => {
      const point = directory.servicePoints.find((each) => each.queueIds.includes(queueId));
      const clerk = clerks.find((each) => each.servicePointId === point?.servicePointId);
      return clerk === undefined ? [] : [{ client: clerk.client, queueId }];
    });
}

/** The pharmacist behind the windows: what was prepared is told ready, the oldest first. */
async function prepare(day: Day, window: Client, queueId: QueueId): Promise<void> {
  let preparing: readonly QueueLine[] = [];
  const leave = window.follow("queue", queueId, ({ snapshot }) => {
    preparing = (snapshot?.data.aside ?? []).filter((line) => line.status === "preparing");
  });
  while (day.minute() < dayMinutes) {
    await day.pass(preparingMinutes(day.chance));
    const ready = preparing;
    for (const { entryId } of ready) await window.command("markReady", { entryId }, commandId());
    if (day.minute() > openMinutes && ready.length === 0) break;
  }
  leave();
}

/** The clerk goes on; who stands there late is put back into the queue. */
async function turnUpLater(day: Day, client: Client, entryId: EntryId): Promise<void> {
  await day.pass(lateMinutes(day.chance));
  if (day.minute() < openMinutes) await client.command("requeue", { entryId }, commandId());
}

async function hourly(
  day: Day,
  clerks: readonly Clerk[],
  tally: Tally,
  tests: DemoTests | null,
): Promise<void> {
  for (let hour = 1; hour * 60 <= openMinutes; hour++) {
    await day.pass(hour * 60 - day.minute());
    const busy = clerks.filter((clerk) => waitingFor(clerk) > 0).length;
    const { patients, visits, noShows } = tally;
    day.say(
      `hour ${hour}: ${patients} patients came, ${visits} visits are over, ` +
        `${noShows} did not come; ${busy} of ${clerks.length} doors have a queue; ` +
        `${tests?.counts().ready ?? 0} have their results`,
    );
  }
}

function commandId(): CommandId {
  return commandIdOf(v7());
}
