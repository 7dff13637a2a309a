import { idOf } from "../../../shared/domain/ids.ts";
import type { PatientId, ServiceId, StaffId } from "../../../shared/domain/ids.ts";
import type { Principal } from "../../../server/access/principal.ts";
import type { Dice } from "../dice.ts";
import { dayAfter, isTaking, keptMs, windowsOf } from "../model-places.ts";
import type { ModelBooking, ModelSession } from "../model-places.ts";
import { baghdadDate } from "../model-views.ts";
import { openDesk } from "../world.ts";
import type { Desk, World } from "../world.ts";

/** So few that the same patient meets himself, and so many that they do not all have a place. */
const patientsOfWing = 12;
const desksCount = 3;
const dayMs = 86_400_000;
/** Bookings that somebody may still speak of. */
const recentMax = 40;

interface Counter {
  readonly world: World;
  readonly dice: Dice;
  /** Of the reception; each has its own link. */
  readonly desks: readonly Desk[];
  readonly kiosk: Desk;
  readonly patients: PatientId[];
}

/**
 * Patients who book: at a few desks they keep, take, change and give back places, wait for one where
 * there is none, and come for what they have, at a kiosk or a desk, at the right time or not.
 */
export function startBookers(world: World, kiosk: Principal, paceMs: number): void {
  const { agenda } = world;
  const desks = Array.from({ length: desksCount }, (_, each) => {
    const role = "receptionist" as const;
    const principal: Principal = { kind: "staff", id: `s${970 + each}` as StaffId, role };
    return openDesk(world, principal, `booking desk ${each}`);
  });
  const counter: Counter = {
    ...{ world, dice: world.dice("bookers"), desks, patients: [] },
    kiosk: openDesk(world, kiosk, "check-in at the kiosk"),
  };

  async function work(): Promise<void> {
    await register(counter);
    for (;;) {
      await agenda.sleep(world.isOpen() ? counter.dice.around(paceMs) : nightLookMs);
      // One who waits for an answer keeps nobody else from acting.
      if (world.isOpen()) void act(counter);
    }
  }
  void work();
}

const nightLookMs = 20_000;

async function register({ world, desks, patients }: Counter): Promise<void> {
  const [desk] = desks;
  const wings = Math.max(1, world.house.booked.length / 2);
  for (let each = 0; each < wings * patientsOfWing; each++) {
    const made = await desk?.ask("registerPatient", {
      ...{ given: `patient-of-sim-${each}`, birthYear: 1950 + each, isNew: true },
      phone: phoneOf(each),
    });
    if (made?.ok === true) patients.push(made.reply.patientId);
  }
}

const phoneOf = (each: number) => `+9647701${String(100_000 + each)}`;

const acts = {
  ...{ book: 30, hold: 10, move: 12, cancel: 14, wish: 7, answer: 7, checkIn: 26, rush: 9 },
} as const;

async function act(counter: Counter): Promise<void> {
  const { dice, desks, patients } = counter;
  if (patients.length === 0) return;
  const desk = dice.pick(desks);
  switch (dice.weighted(acts)) {
    case "book": {
      const place = placeIn(counter);
      if (place === null) return;
      const why = dice.oneIn(4) ? { overbookReason: "came from far" } : {};
      return void (await desk.ask("bookPlace", { patientId: someone(counter), ...place, ...why }));
    }
    case "hold":
      return hold(counter, desk);
    case "move": {
      const [booking, place] = [bookingOf(counter, ["booked", "held"]), placeIn(counter)];
      if (booking === null || place === null) return;
      const appointmentId = idOf("appointment", booking.id);
      const why = dice.oneIn(5) ? { reason: "the bus comes late" } : {};
      return void (await desk.ask("moveAppointment", { appointmentId, ...place, ...why }));
    }
    case "cancel": {
      const booking = bookingOf(counter, ["booked", "held"]);
      if (booking === null) return;
      const appointmentId = idOf("appointment", booking.id);
      return void (await desk.ask("cancelAppointment", { appointmentId, reason: "feels better" }));
    }
    case "wish":
      return wish(counter, desk);
    case "answer":
      return answerOffer(counter, desk);
    case "checkIn":
      return checkIn(counter, desk);
    default:
      return rush(counter);
  }
}

function someone({ dice, patients, world }: Counter): PatientId {
  // Somebody whom nobody has registered.
  if (dice.oneIn(60)) return idOf("patient", world.judge.head + 1_000);
  return dice.pick(patients);
}

/** A place is kept while somebody thinks: soon they take it, or too late, or never. */
async function hold(counter: Counter, desk: Desk): Promise<void> {
  const { dice, world } = counter;
  const place = placeIn(counter);
  if (place === null) return;
  const held = await desk.ask("holdPlace", { patientId: someone(counter), ...place });
  if (held?.ok !== true) return;
  if (dice.oneIn(4)) return world.counts.hit("place_left_held");
  await world.agenda.sleep(dice.oneIn(8) ? keptMs : dice.between(1, 100) * 1_000);
  await desk.ask("confirmHold", { appointmentId: held.reply.appointmentId });
}

async function wish(counter: Counter, desk: Desk): Promise<void> {
  const { dice, world } = counter;
  const from = baghdadDate(world.agenda.now());
  await desk.ask("joinWaitingList", {
    patientId: someone(counter),
    serviceId: dice.pick(world.house.booked).service as ServiceId,
    ...{ from, to: dayAfter(from, dice.oneIn(20) ? 0 : 2) },
  });
}

async function answerOffer({ dice, world }: Counter, desk: Desk): Promise<void> {
  const wishes = [...world.judge.model.places.wishes.values()].slice(-recentMax);
  const offered = wishes.filter(({ status }) => status === "offered");
  const pool = offered.length === 0 || dice.oneIn(6) ? wishes : offered;
  if (pool.length === 0) return;
  const wishId = idOf("wish", dice.pick(pool).id);
  const as = dice.pick(["taken", "taken", "declined", "withdrawn"] as const);
  await desk.ask("answerOffer", { wishId, as });
}

/** By the code on their slip, or at a desk by their phone; some touch twice, or go to both. */
async function checkIn(counter: Counter, desk: Desk): Promise<void> {
  const { dice, kiosk, world } = counter;
  // Of a few who come on the wrong day it is seen as well as of many.
  const isToday = ({ at }: ModelBooking) => at < world.agenda.now() + dayMs / 2;
  const booking = bookingOf(counter, ["booked"], dice.oneIn(5) ? undefined : isToday);
  if (booking === null) return;
  const value = dice.oneIn(40) ? "34679ABC" : booking.code;
  const coming = { by: "code", value } as const;
  const phone = world.judge.model.places.patients.get(booking.patient) ?? "";
  if (dice.oneIn(4)) {
    return void (await desk.ask("checkIn", { by: "phone", value: phone }));
  }
  const first = kiosk.ask("checkIn", coming);
  if (dice.oneIn(3)) {
    world.counts.hit("checked_in_twice");
    await (dice.oneIn(2) ? kiosk : desk).ask("checkIn", coming);
  }
  await first;
}

/** Several in the same moment, and often a single place is left. */
async function rush(counter: Counter): Promise<void> {
  const { desks, dice, patients, world } = counter;
  const { placeViews } = world.judge.model;
  const scarce = sessionsToCome(counter).flatMap((session) => {
    const left = session.capacity - placeViews.takers(session.id).length;
    const at = windowsOf(session).find(({ from }) => placeViews.leftAt(session, from, null) > 0);
    return at === undefined || left <= 0 ? [] : [{ session, at: at.from, left }];
  });
  const last = scarce.filter(({ left }) => left === 1);
  const pool = last.length === 0 ? scarce : last;
  if (pool.length === 0) return;
  const { session, at, left } = dice.pick(pool);
  if (left === 1) world.counts.hit("last_place_rush");
  const begun = dice.below(patients.length);
  const sessionId = idOf("session", session.id);
  await Promise.all(
    desks.map(async (desk, each) => {
      const patientId = patients[(begun + each) % patients.length];
      if (patientId !== undefined) await desk.ask("bookPlace", { patientId, sessionId, at });
    }),
  );
}

function sessionsToCome({ world }: Counter): readonly ModelSession[] {
  const now = world.agenda.now();
  const all = [...world.judge.model.places.sessions.values()];
  return all.filter(({ to, status }) => to > now && status === "open");
}

/** A time in a session that is to come, mostly one with room; now and then in any at all. */
function placeIn(counter: Counter) {
  const { dice, world } = counter;
  const { places, placeViews } = world.judge.model;
  const all = dice.oneIn(20) ? [...places.sessions.values()] : sessionsToCome(counter);
  if (all.length === 0) return null;
  const session = dice.pick(all);
  const windows = windowsOf(session);
  const free = windows.filter(({ from }) => placeViews.leftAt(session, from, null) > 0);
  const { from } = dice.pick(free.length === 0 || dice.oneIn(3) ? windows : free);
  // Between two windows there is no place.
  const at = dice.oneIn(50) ? from + 1 : from;
  return { sessionId: idOf("session", session.id), at };
}

/** A booking in one of these states, of the latest; now and then one that is over. */
function bookingOf(
  { dice, world }: Counter,
  statuses: readonly ModelBooking["status"][],
  suits: (booking: ModelBooking) => boolean = () => true,
): ModelBooking | null {
  const all = [...world.judge.model.places.bookings.values()];
  const isAny = dice.oneIn(12);
  const fit = all.filter(
    (each) => (isAny ? !isTaking(each) : statuses.includes(each.status)) && suits(each),
  );
  return fit.length === 0 ? null : dice.pick(fit.slice(-recentMax));
}
