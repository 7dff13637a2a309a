import { idOf } from "../../../shared/domain/ids.ts";
import type {
  ClinicId,
  CommandId,
  ServiceId,
  ShiftId,
  StaffId,
} from "../../../shared/domain/ids.ts";
import type { Principal } from "../../../server/access/principal.ts";
import type { HouseClinic } from "../house.ts";
import { dayAfter } from "../model-places.ts";
import type { ModelSession } from "../model-places.ts";
import { baghdadDate } from "../model-views.ts";
import type { Dice } from "../dice.ts";
import { openDesk } from "../world.ts";
import type { Desk, World } from "../world.ts";

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

export interface Planning {
  readonly doctors: ReadonlyMap<string, readonly StaffId[]>;
  /** The first day's opening; the others have the same hour. */
  readonly opensAt: number;
  /** Between two changes of what was published. */
  readonly everyMs: number;
}

interface Office {
  readonly world: World;
  readonly dice: Dice;
  readonly desk: Desk;
  readonly planning: Planning;
  /** What was done last, that may be taken back. */
  lastId: CommandId;
}

/**
 * Who plans the clinics: publishes each day's roster and the next one's before the doors open, and
 * while patients book makes sessions shorter or smaller, cancels some, and publishes others.
 */
export function startPlanner(world: World, planning: Planning): void {
  const { agenda } = world;
  const principal: Principal = { kind: "staff", id: "s992" as StaffId, role: "supervisor" };
  const desk = openDesk(world, principal, "planner's desk");
  const dice = world.dice("planner");
  const office: Office = { world, dice, desk, planning, lastId: desk.newId() };

  async function work(): Promise<void> {
    for (const clinic of world.house.booked) await settle(office, clinic);
    let planned = -1;
    for (;;) {
      const today = Math.round((agenda.now() - planning.opensAt) / dayMs);
      if (today > planned) {
        for (const clinic of world.house.booked) await publishDays(office, clinic, today);
        planned = today;
      }
      await agenda.sleep(world.isOpen() ? dice.around(planning.everyMs) : nightLookMs);
      if (world.isOpen() && world.isRough()) await change(office);
    }
  }
  void work();
}

const nightLookMs = 5 * minuteMs;

/** A session begins at this instant on the day of this number. */
function beginsAt({ planning }: Office, { beginsMin }: HouseClinic, day: number): number {
  const opensAt = Math.floor(planning.opensAt / minuteMs) * minuteMs;
  return opensAt + day * dayMs + beginsMin * minuteMs;
}

const shiftOf = ({ clinic }: HouseClinic) => `shift-of-${clinic}` as ShiftId;

/** The clinic's shift, and what its sessions are like. */
async function settle(office: Office, clinic: HouseClinic): Promise<void> {
  const { desk } = office;
  const begins = beginsAt(office, clinic, 0);
  const startMin = Math.round(
    (begins - Date.parse(`${baghdadDate(begins)}T00:00:00+03:00`)) / minuteMs,
  );
  const shiftId = shiftOf(clinic);
  const names = { ar: "دوام", en: "Clinic hours" };
  const endMin = startMin + clinic.lastsMin;
  await desk.ask("putShift", { shiftId, names, kind: "clinic", startMin, endMin, tier: null });
  await desk.ask("putSessionPlan", {
    ...{ clinicId: clinic.clinic as ClinicId, shiftId, serviceId: clinic.service as ServiceId },
    ...{ capacity: clinic.capacity, windowMin: clinic.windowMin },
    overbookMax: clinic.overbookMax,
  });
}

async function publishDays(office: Office, clinic: HouseClinic, first: number): Promise<void> {
  const staff = office.planning.doctors.get(clinic.clinic) ?? [];
  for (const day of [first, first + 1]) {
    const on = baghdadDate(beginsAt(office, clinic, day));
    for (const staffId of staff.slice(0, clinic.doctors)) await plan(office, clinic, staffId, on);
  }
  await publish(office, clinic.clinic, baghdadDate(beginsAt(office, clinic, first)));
}

async function plan({ desk }: Office, clinic: HouseClinic, staffId: StaffId, day: string) {
  const clinicId = clinic.clinic as ClinicId;
  await desk.ask("planShift", { clinicId, staffId, day, shiftId: shiftOf(clinic), pointId: null });
}

/** Publishes what it looked at: the version is that of this moment. */
async function publish(office: Office, clinic: string, from: string): Promise<boolean> {
  const { world, desk, dice } = office;
  const version = world.machine()?.hospital.roster.read.version(clinic) ?? 0;
  office.lastId = desk.newId();
  const published = await desk.ask(
    "publishRoster",
    {
      ...{ clinicId: clinic as ClinicId, from, to: dayAfter(from, 2), version },
      movePatients: !dice.oneIn(4),
    },
    office.lastId,
  );
  return published?.ok === true;
}

const acts = {
  shorten: 5,
  narrow: 4,
  widen: 3,
  cancel: 3,
  restore: 4,
  roster: 5,
  late: 1,
} as const;

async function change(office: Office): Promise<void> {
  const { world, dice, desk } = office;
  const session = sessionToCome(office);
  if (session === null) return;
  const act = dice.weighted(acts);
  const sessionId = idOf("session", session.id);
  const reason = "the doctor was called away";
  const changing = async (to: { to?: number; capacity?: number; lateMin?: number }) => {
    office.lastId = desk.newId();
    const isSaid = !dice.oneIn(5);
    const asked = { sessionId, ...to, ...(isSaid ? { movePatients: dice.oneIn(2) } : {}), reason };
    const changed = await desk.ask("changeSession", asked, office.lastId);
    return changed?.ok === true && changed.reply.moved + changed.reply.unplaced > 0;
  };
  switch (act) {
    case "shorten": {
      const minutes = Math.floor((session.to - session.from) / minuteMs);
      const to = session.from + dice.between(1, minutes) * minuteMs;
      if (await changing({ to })) world.counts.hit("session_shortened");
      return;
    }
    case "narrow":
      if (await changing({ capacity: dice.below(3) })) world.counts.hit("session_shortened");
      return;
    case "widen": {
      const to = session.to + dice.between(10, 60) * minuteMs;
      return void (await changing({ to, capacity: dice.between(3, 6) }));
    }
    case "late":
      return void (await changing({ lateMin: dice.pick([0, 10, 40]) }));
    case "cancel": {
      office.lastId = desk.newId();
      const asked = { sessionId, movePatients: !dice.oneIn(3), reason };
      const cancelled = await desk.ask("cancelSession", asked, office.lastId);
      if (cancelled?.ok === true) world.counts.hit("session_cancelled");
      return;
    }
    case "restore": {
      const restored = await desk.ask("undoMove", { commandId: office.lastId });
      if (restored?.ok === true) world.counts.hit("session_restored");
      return;
    }
    default:
      return changeRoster(office, session);
  }
}

/** Takes a published shift out; somebody else has it, or its doctor has it anew, or nobody has. */
async function changeRoster(office: Office, session: ModelSession): Promise<void> {
  const { world, dice, desk, planning } = office;
  const clinic = world.house.booked.find((row) => row.clinic === session.clinic);
  if (clinic === undefined) return;
  await desk.ask("unplanShift", { assignmentId: idOf("assignment", session.assignment) });
  const staff = planning.doctors.get(session.clinic) ?? [];
  if (dice.oneIn(2)) await plan(office, clinic, dice.pick(staff), session.day);
  if (await publish(office, session.clinic, session.day)) world.counts.hit("roster_changed");
  if (dice.oneIn(2)) return;
  for (const staffId of staff) await plan(office, clinic, staffId, session.day);
  await publish(office, session.clinic, session.day);
}

/** One that is not over yet, open or not. */
function sessionToCome({ world, dice }: Office): ModelSession | null {
  const now = world.agenda.now();
  const coming = [...world.judge.model.places.sessions.values()].filter(({ to }) => to > now);
  return coming.length === 0 ? null : dice.pick(coming);
}
