import type { DeviceId, StaffId, WaitingRoomId, ServicePointId } from "../../shared/domain/ids.ts";
import type { DeviceKind } from "../../shared/domain/role.ts";
import type { Principal } from "../../server/access/principal.ts";
import type { Hospital } from "../../server/hospital.ts";
import type { Tx } from "../../server/store/store.ts";
import { createAgenda } from "./agenda.ts";
import { startBookers } from "./actors/booker.ts";
import { startClerk } from "./actors/clerk.ts";
import { startDisplay } from "./actors/display.ts";
import { startKiosk } from "./actors/kiosk.ts";
import { startPhones } from "./actors/phone.ts";
import { startPlanner } from "./actors/planner.ts";
import { startSupervisor } from "./actors/supervisor.ts";
import { startThief } from "./actors/thief.ts";
import type { Bug } from "./bugs.ts";
import { diceOf } from "./dice.ts";
import { fileDisk, memoryDisk } from "./disk.ts";
import { createFaultCounts } from "./faults.ts";
import type { FaultKind } from "./faults.ts";
import { furnishHouse, houseOf } from "./house.ts";
import type { House, HouseClinic } from "./house.ts";
import { createJudge } from "./invariants.ts";
import type { Invariant } from "./check.ts";
import type { Broken, Tally } from "./invariants.ts";
import { startMachine } from "./machine.ts";
import { untilMidnight } from "./model-views.ts";
import { createNetwork } from "./network.ts";
import type { Devices, Staff } from "./people.ts";
import { createPower } from "./power.ts";
import { judgeStore } from "./at-rest.ts";
import type { World } from "./world.ts";

/** How long a day lasts, and how dense it is. */
interface Day {
  readonly wings: number;
  readonly lengthMs: readonly [from: number, to: number];
  readonly kiosks: number;
  /** Between two acts of one desk, and between two patients at one kiosk, early and later. */
  readonly paceMs: number;
  readonly arrivalMs: readonly [early: number, later: number];
  /** What arrives while a commit is under way shares the next one. */
  readonly commitMs: number;
  readonly changesMs: number;
  readonly thiefMs: number;
  /** Between two acts of those who book, and between two changes of what they can book. */
  readonly bookingMs: number;
  readonly planningMs: number;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

export const daySizes = {
  /** Some minutes in which all happens: for the seeded bugs. */
  small: {
    lengthMs: [6 * minuteMs, 10 * minuteMs],
    ...{
      wings: 1,
      kiosks: 3,
      paceMs: 8_000,
      arrivalMs: [5_000, 25_000],
      commitMs: 3,
      changesMs: minuteMs,
    },
    ...{ thiefMs: 6_000, bookingMs: 7_000, planningMs: 45_000 },
  },
  /** An hour or so, as a clinic is. */
  clinic: {
    lengthMs: [30 * minuteMs, 75 * minuteMs],
    ...{ wings: 1, kiosks: 4, paceMs: 12_000, arrivalMs: [12_000, 60_000], commitMs: 3 },
    changesMs: 3 * minuteMs,
    ...{ thiefMs: 30_000, bookingMs: 20_000, planningMs: 3 * minuteMs },
  },
  /** A house of eight wings on its busiest quarter of an hour: many commands share a commit. */
  full: {
    lengthMs: [15 * minuteMs, 15 * minuteMs],
    ...{ wings: 8, kiosks: 60, paceMs: 1_500, arrivalMs: [4_000, 8_000], commitMs: 1_000 },
    changesMs: 30_000,
    ...{ thiefMs: 5_000, bookingMs: 1_500, planningMs: 15_000 },
  },
} as const satisfies Readonly<Record<string, Day>>;
export type DaySize = keyof typeof daySizes;

export interface SimulationOptions {
  readonly seed: number;
  readonly days: number;
  readonly size: DaySize;
  /** Without faults it is only busy. */
  readonly faults: boolean;
  /** Files can have their power cut; memory is faster. Nothing: as the seed says. */
  readonly disk?: "memory" | "files";
  readonly bug?: Bug;
}

export interface Report {
  readonly options: SimulationOptions;
  readonly disk: "memory" | "files";
  readonly broken: readonly Broken[];
  readonly faults: Readonly<Record<FaultKind, number>>;
  readonly checked: Readonly<Record<Invariant, number>>;
  readonly tally: Tally;
  readonly journalRows: number;
  readonly wallMs: number;
}

/** Monday, 23 November 2026, midnight in Baghdad. */
const monday = Date.parse("2026-11-23T00:00:00+03:00");
/** After the faults everything has so long to come to rest: the longest retry is within a minute. */
const healMs = 4 * minuteMs;

/** Simulates so many days of one house from one seed. The same options give the same report. */
export async function simulate(options: SimulationOptions): Promise<Report> {
  const startedMs = performance.now();
  const { seed, size } = options;
  const day = diceOf(seed, "day");
  const isInFiles = options.bug?.pragmas !== undefined || (size !== "full" && day.oneIn(4));
  const kind = options.disk ?? (isInFiles ? "files" : "memory");
  const sized: Day = daySizes[size];
  const lengthMs = day.between(...sized.lengthMs);
  // Every third day has midnight in its middle.
  const startMs = day.oneIn(3) ? 24 * hourMs - lengthMs / 3 : day.between(6, 20) * hourMs;
  const beganAt = monday + Math.round(startMs);
  const run = createRun(options, sized, kind, beganAt);
  for (let number = 0; number < options.days && run.isWhole(); number++) {
    await run.day(beganAt + number * 24 * hourMs, lengthMs);
  }
  return { ...run.end(), options, disk: kind, wallMs: performance.now() - startedMs };
}

function createRun(
  options: SimulationOptions,
  sized: Day,
  kind: "memory" | "files",
  beganAt: number,
) {
  const { seed, size, bug = null } = options;
  const agenda = createAgenda(beganAt - minuteMs);
  const counts = createFaultCounts();
  const house = houseOf(sized.wings);
  const judge = createJudge(house);
  const disk = kind === "files" ? fileDisk(bug?.pragmas) : memoryDisk(bug?.lyingDisk === true);
  const phase = { isOpen: false, isRough: false };
  const dice = (name: string) => diceOf(seed, name);
  const power = createPower({
    ...{ agenda, dice: dice("power"), counts, kind, phase },
    boot: (nextFault, skewMs) =>
      startMachine({
        ...{ agenda, disk, dice: dice(`machine ${agenda.now()}`), bug, nextFault, skewMs },
        eyes: { ...judge.eyes, died: (last) => power.died(last) },
        commandRate: { perSecond: 50, burst: 200 },
        commitMs: sized.commitMs,
      }),
    onBoot: (machine, last) => judgeStore(judge, machine, last, size === "full" ? "tables" : "all"),
    onDeath: () => network.serverGone(),
  });
  const network = createNetwork({
    ...{ agenda, dice: dice("network"), counts },
    machine: power.machine,
    isRough: () => phase.isRough,
  });
  const world: World = {
    ...{ agenda, house, judge, counts, network, bug, dice },
    machine: power.machine,
    isOpen: () => phase.isOpen,
    isRough: () => phase.isRough,
    waitingFor: { count: 0 },
    papers: [],
    printed: new Set(),
    overheard: [],
  };
  power.start();
  const staff = populate(
    world,
    sized,
    { faults: options.faults, opensAt: beganAt },
    power.devices(furnishing(house), sized.kiosks),
  );
  let crowdUntil = 0;
  staff.crowd.meanMs = () => sized.arrivalMs[agenda.now() < crowdUntil ? 0 : 1];

  /** Lets time pass, as long as nothing is broken. */
  async function pass(ms: number): Promise<void> {
    const until = agenda.now() + ms;
    while (agenda.now() < until && judge.broken.length === 0) {
      await agenda.run(Math.min(until, agenda.now() + 20_000));
    }
  }

  return {
    isWhole: () => judge.broken.length === 0,
    async day(from: number, lengthMs: number): Promise<void> {
      await pass(from - agenda.now());
      crowdUntil = from + lengthMs / 3;
      Object.assign(phase, { isOpen: true, isRough: options.faults });
      if (options.faults) power.plan(lengthMs, network, staff, untilMidnight(from));
      await pass(lengthMs);
      Object.assign(phase, { isOpen: false, isRough: false });
      power.heal();
      await pass(healMs);
      if (judge.broken.length > 0) return;
      judgeQuiet(world, staff, power.machine() !== null);
      const machine = power.machine();
      if (machine !== null) judgeStore(judge, machine, [], "all");
    },
    end() {
      const journalRows = judge.head;
      power.stop();
      disk.end();
      const { broken, checked, tally } = judge;
      return { broken, checked, tally, journalRows, faults: counts.all };
    },
  };
}

/** Everything has come to rest: nobody waits for an answer, every screen is true, papers settled. */
function judgeQuiet({ judge, waitingFor }: World, staff: Staff, isUp: boolean): void {
  const { check } = judge;
  check("I11", isUp, () => "the server did not come back");
  check("I20", waitingFor.count === 0, () => `${waitingFor.count} still wait for an answer`);
  for (const display of staff.displays) display.judgeQuiet();
  for (const { id, status } of judge.model.state.jobs.values()) {
    const isSettled = status !== "queued" && status !== "sent";
    check("I9", isSettled, () => `the paper p${id} is ${status} for ever`);
  }
}

type Furnishing = Parameters<ReturnType<typeof createPower>["devices"]>[0];

/** Furnishes an empty house, once, and pairs its devices. */
const furnishing =
  (house: House): Furnishing =>
  (hospital, tx, size) => {
    furnishHouse(tx, house);
    const pair = (
      deviceKind: DeviceKind,
      name: string,
      place: { room?: string; point?: string },
    ) => {
      const waitingRoomId = (place.room ?? null) as WaitingRoomId | null;
      const servicePointId = (place.point ?? null) as ServicePointId | null;
      const device = { kind: deviceKind, name, waitingRoomId, servicePointId };
      const id: DeviceId = hospital.access.pair(tx, device, `token of ${name}`);
      return { kind: "device", id, deviceKind, waitingRoomId, servicePointId } as const;
    };
    // One wing's screens are looked at; the others have theirs, which nobody simulates.
    const rooms = [...new Set(house.queues.map((queue) => queue.room))].slice(0, 3);
    return {
      kiosks: Array.from({ length: size }, (_, each) => pair("kiosk", `kiosk ${each}`, {})),
      displays: rooms.map((room) => ({ room, principal: pair("display", room, { room }) })),
      console: pair("console", "console", { point: house.points[0]?.id ?? "" }),
      doctors: new Map(house.booked.map((row) => [row.clinic, doctorsOf(hospital, tx, row)])),
    };
  };

/** One more than there are sessions: somebody to stand in. */
function doctorsOf({ access }: Hospital, tx: Tx, { clinic, doctors }: HouseClinic) {
  return Array.from({ length: doctors + 1 }, (_, each) => {
    const name = `doctor ${each} of ${clinic}`;
    return access.addStaff(tx, { user: name, name, role: "doctor", password: "-" });
  });
}

function populate(
  world: World,
  sized: Day,
  { faults, opensAt }: { readonly faults: boolean; readonly opensAt: number },
  devices: Devices,
): Staff {
  const crowd = { meanMs: () => minuteMs };
  const kiosks = devices.kiosks.map((principal, each) =>
    startKiosk(world, principal, `kiosk ${each}`, { meanMs: () => crowd.meanMs() }),
  );
  const displays = devices.displays.map(({ room, principal }) =>
    startDisplay(world, principal, room, `display of ${room}`),
  );
  const roles = ["receptionist", "nurse", "doctor"] as const;
  const clerks = world.house.points.map(({ id }, each) => {
    const member: Principal = {
      ...{ kind: "staff", id: `s${900 + each}` as StaffId },
      role: roles[each % 3] ?? "nurse",
    };
    return startClerk(world, each === 0 ? devices.console : member, id, sized.paceMs);
  });
  startPhones(world, 30_000);
  startPlanner(world, { doctors: devices.doctors, opensAt, everyMs: sized.planningMs });
  const [firstKiosk] = devices.kiosks;
  if (firstKiosk !== undefined) startBookers(world, firstKiosk, sized.bookingMs);
  if (faults) {
    startSupervisor(world, sized.changesMs);
    const [kiosk, display] = [devices.kiosks[0], devices.displays[0]?.principal];
    const stolen = [kiosk, display, devices.console].flatMap((one) => one ?? []);
    startThief(world, stolen, sized.thiefMs);
  }
  return { kiosks, displays, clerks, crowd };
}
