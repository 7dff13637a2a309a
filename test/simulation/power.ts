import type { Tx } from "../../server/store/store.ts";
import type { Hospital } from "../../server/hospital.ts";
import type { Agenda } from "./agenda.ts";
import type { Dice } from "./dice.ts";
import type { FaultCounts } from "./faults.ts";
import type { CommitFault, Machine, Ran } from "./machine.ts";
import type { Network } from "./network.ts";
import type { Devices, Staff } from "./people.ts";

/** The server's power, disk and clock, and whoever pulls at them. */
export interface PowerPorts {
  readonly agenda: Agenda;
  readonly dice: Dice;
  readonly counts: FaultCounts;
  readonly kind: "memory" | "files";
  readonly phase: { readonly isOpen: boolean; readonly isRough: boolean };
  readonly boot: (nextFault: () => CommitFault | null, skewMs: () => number) => Machine;
  /** The server is up again; `last`: flows of the commit that it went down in. */
  readonly onBoot: (machine: Machine, last: readonly Ran[]) => void;
  readonly onDeath: () => void;
}

const tickEveryMs = 15_000;
const nightTickEveryMs = 300_000;
const minuteMs = 60_000;

export function createPower(ports: PowerPorts) {
  const { agenda, dice, counts, kind, phase } = ports;
  let machine: Machine | null = null;
  let armed: CommitFault | null = null;
  let last: readonly Ran[] = [];
  let skewMs = 0;
  let isOver = false;

  function nextFault(): CommitFault | null {
    const fault = armed;
    armed = null;
    if (fault !== null) counts.hit(fault);
    return fault;
  }

  function start(): void {
    if (isOver || machine !== null) return;
    machine = ports.boot(nextFault, () => skewMs);
    ports.onBoot(machine, last);
    last = [];
  }

  function beat(): void {
    if (isOver) return;
    machine?.tick();
    agenda.after(phase.isOpen ? tickEveryMs : nightTickEveryMs, beat);
  }

  function fillDisk(): void {
    const db = machine?.connection;
    if (db === undefined || !db.open) return;
    counts.hit("disk_full");
    const pages = db.pragma("page_count", { simple: true }) as number;
    db.pragma(`max_page_count = ${pages + dice.below(3)}`);
    agenda.after(dice.between(2_000, 15_000), () => db.open && roomAgain());
  }

  function roomAgain(): void {
    const db = machine?.connection;
    if (db?.open === true) db.pragma("max_page_count = 1073741823");
  }

  function turnClock(byMs: number): void {
    counts.hit(byMs > 0 ? "clock_forward" : "clock_back");
    skewMs += byMs;
  }

  return {
    machine: () => machine,
    start() {
      start();
      beat();
    },
    /** The first transaction: the house and its devices. */
    devices(
      furnish: (hospital: Hospital, tx: Tx, kiosks: number) => Devices,
      kiosks: number,
    ): Devices {
      if (machine === null) throw new Error("furnished without a server");
      const { hospital, store } = machine;
      const devices = store.transact((tx) => furnish(hospital, tx, kiosks));
      ports.onBoot(machine, []);
      return devices;
    },
    died(ran: readonly Ran[]): void {
      last = ran;
      machine = null;
      ports.onDeath();
      agenda.after(phase.isRough ? dice.between(200, 20_000) : 100, start);
    },
    /** Lays the day's faults, each at a time of its own. */
    plan(lengthMs: number, network: Network, staff: Staff, midnightMs: number): void {
      const at = (run: () => void) =>
        agenda.after(dice.below(lengthMs), () => phase.isRough && run());
      const times = (count: number, run: () => void) => {
        for (let each = 0; each < count; each++) at(run);
      };
      const many = Math.max(1, Math.round(lengthMs / (60 * minuteMs)));
      const arm = (fault: CommitFault) => () => {
        armed = fault;
      };
      const deaths = kind === "files" ? (["power", "power", "kill_after"] as const) : commitDeaths;
      times(1, arm(dice.pick(deaths)));
      if (dice.oneIn(2)) times(1, arm(dice.pick(deaths)));
      if (dice.oneIn(2)) {
        times(1, () => {
          counts.hit("kill_idle");
          machine?.kill();
        });
      }
      if (dice.oneIn(2)) times(1, fillDisk);
      times(many, () => turnClock(dice.between(-10, 10) * minuteMs + dice.below(60_000)));
      planNetwork(at, network, ports, many);
      planPeople(at, staff, ports, many);
      if (midnightMs > lengthMs) return;
      // Just past midnight the clock is set back over it, and perhaps forward again.
      agenda.after(midnightMs + dice.between(1, 5) * minuteMs - skewMs, () => {
        counts.hit("clock_over_midnight");
        turnClock(-10 * minuteMs);
      });
    },
    heal(): void {
      armed = null;
      skewMs = 0;
      roomAgain();
      if (machine === null) start();
    },
    stop(): void {
      isOver = true;
      machine?.stop();
    },
  };
}

const commitDeaths = ["kill_before", "kill_after", "fsync_lost", "fsync_kept"] as const;

type PlanAt = (run: () => void) => void;

function planNetwork(at: PlanAt, network: Network, ports: PowerPorts, many: number): void {
  const { dice, counts } = ports;
  const { links } = network;
  for (let each = 0; each < 6 * many; each++) {
    at(() => {
      counts.hit("cut");
      dice.pick(links).cut(dice.between(100, 30_000));
    });
  }
  for (let each = 0; each < 3 * many; each++) {
    at(() => {
      counts.hit("half_open");
      dice.pick(links).halfOpen();
    });
  }
  at(() => {
    counts.hit("partition");
    network.partition(dice.between(1_000, 25_000));
  });
  at(() => {
    // All at once go and come: what a server's restart looks like to it.
    counts.hit("reconnect_storm");
    for (const link of links) link.cut(0);
  });
}

function planPeople(at: PlanAt, staff: Staff, { dice, counts }: PowerPorts, many: number): void {
  const { kiosks, displays, clerks } = staff;
  for (let each = 0; each < 4 * many; each++) {
    at(() => {
      counts.hit("same_tick_calls");
      for (const clerk of clerks) clerk.press();
    });
  }
  at(() => {
    counts.hit("flood");
    for (const kiosk of kiosks) kiosk.flood(12);
  });
  if (dice.oneIn(2)) at(() => dice.pick(kiosks).restart());
  if (dice.oneIn(2)) at(() => dice.pick(displays).reload());
}
