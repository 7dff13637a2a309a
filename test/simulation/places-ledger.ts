import type { EntryStatus } from "../../shared/domain/entry.ts";
import type { AppointmentStatus } from "../../shared/domain/appointment.ts";
import type { JournalFacts } from "../../shared/domain/journal.ts";
import type { Payload } from "../../shared/protocol/commands.ts";
import type { Check } from "./check.ts";
import type { Ran, Recorded } from "./machine.ts";
import { isTaking, keptMs, windowsOf } from "./model-places.ts";
import type { ModelBooking, ModelSession, PlacesState, PlaceViews } from "./model-places.ts";
import { isThere } from "./model-state.ts";

/** Lays the facts of places into the model, and says where one of them gives what is not there. */
export type Ledger = ReturnType<typeof createLedger>;

/** What may become of a booking, a second time. */
const steps: Readonly<Record<string, readonly AppointmentStatus[]>> = {
  held: ["booked", "lapsed", "cancelled"],
  booked: ["checked_in", "cancelled", "no_show"],
  checked_in: ["fulfilled", "no_show"],
};
/** What takes acts back may step backwards. */
const backwards: readonly Ran["name"][] = ["undoMove", "undoPublication"];
/** A booking is given up when its session is over for so long. */
const hourMs = 3_600_000;

interface Page {
  readonly state: PlacesState;
  readonly views: PlaceViews;
  readonly check: Check;
  readonly ran: Ran;
  readonly row: Recorded;
}

export function createLedger(
  state: PlacesState,
  views: PlaceViews,
  check: Check,
  /** What became of the first step of a ticket. */
  statusOf: (ticket: number) => EntryStatus | undefined,
) {
  return {
    /** One accepted flow: each of its rows, and what it leaves behind. */
    fold(ran: Ran): void {
      const touched = new Set<number>();
      for (const row of ran.facts) {
        const page: Page = { state, views, check, ran, row };
        if (row.name === "patientRegistered") {
          const { phone = "" } = ran.payload as Payload<"registerPatient">;
          state.patients.set(row.seq, phone);
        } else if (row.name === "sessionMade") made(page, row.fact as JournalFacts["sessionMade"]);
        else if (row.name === "sessionChanged") {
          const { session, to } = row.fact as JournalFacts["sessionChanged"];
          const known = state.sessions.get(session);
          check("I14", known !== undefined, () => `row ${row.seq} changes no session`);
          if (known !== undefined) Object.assign(known, to);
          touched.add(session);
        } else if (row.name === "placeTaken") {
          touched.add(taken(page, row.fact as JournalFacts["placeTaken"]));
        } else if (row.name === "appointmentMoved") {
          const fact = row.fact as JournalFacts["appointmentMoved"];
          judgeEnd(page, fact, statusOf);
          for (const session of moved(page, fact)) touched.add(session);
        } else if (row.name === "wishMade" || row.name === "wishSettled") wished(page);
      }
      for (const id of touched) judgeLeft(state, views, check, ran, id);
    },
  };
}

function made({ state, row }: Page, fact: JournalFacts["sessionMade"]): void {
  const { clinic, service, day, windowMin, assignment, staff, from, to } = fact;
  const { capacity, overbookMax } = fact;
  state.sessions.set(row.seq, {
    ...{ id: row.seq, clinic, service, day, windowMin, assignment, staff, from, to },
    ...{ capacity, overbookMax, status: "open", lateMin: 0 },
  });
  state.ofSession.set(row.seq, new Set());
}

function taken(page: Page, fact: JournalFacts["placeTaken"]): number {
  const { state, check, ran, row } = page;
  const { patient, session, at, status, code, overbookReason } = fact;
  check("I14", !state.byCode.has(code), () => `row ${row.seq} gives the code ${code} again`);
  const booking: ModelBooking = {
    ...{ id: row.seq, patient, code, madeAt: ran.now, session, at, status, ticket: null },
    overbookReason,
  };
  state.bookings.set(row.seq, booking);
  state.byCode.set(code, booking);
  state.ofPatient.set(patient, [...(state.ofPatient.get(patient) ?? []), booking]);
  judgePlace(page, booking);
  state.ofSession.get(session)?.add(booking);
  return session;
}

/** A place is given: it was there to give, before this booking had it. */
function judgePlace({ views, state, check, ran, row }: Page, booking: ModelBooking): void {
  const { id, patient, at, overbookReason } = booking;
  const about = () => `row ${row.seq} of ${ran.name}, a place in ${booking.session}`;
  const session = state.sessions.get(booking.session);
  if (session === undefined) return check("I14", false, () => `${about()}: no such session`);
  const others = views.takers(session.id, id);
  const isTwice = others.some((other) => other.patient === patient);
  check("I14", !isTwice, () => `${about()}: its patient m${patient} has one already`);
  check("I14", session.status === "open", () => `${about()}: it is ${session.status}`);
  const over = others.filter(views.isOver).length;
  if (overbookReason !== null) {
    const most = session.overbookMax;
    check("I14", over < most, () => `${about()}: ${over} above its capacity, and ${most} may be`);
  } else {
    const count = others.length - over;
    const most = session.capacity;
    check("I14", count < most, () => `${about()}: ${count} are in it, and it has ${most}`);
  }
  // What is taken back comes to the time that it had, where its window may have other bounds now.
  if (backwards.includes(ran.name)) return;
  const isDouble = views.hasPlaceOn(patient, session, id);
  check("I14", !isDouble, () => `${about()}: m${patient} has another one on this day`);
  const left = views.leftAt(session, at, id);
  check("I14", overbookReason !== null || left > 0, () => `${about()}: none was left at ${at}`);
}

/** One step of a booking; the sessions that it came from and is in. */
function moved(page: Page, fact: JournalFacts["appointmentMoved"]): readonly number[] {
  const { state, views, check, ran, row } = page;
  const booking = state.bookings.get(fact.appointment);
  if (booking === undefined) {
    check("I14", false, () => `row ${row.seq} moves no booking`);
    return [];
  }
  const about = () => `row ${row.seq} of ${ran.name}, a${booking.id}`;
  const was = { ...booking };
  for (const [key, value] of Object.entries(fact.from)) {
    const known = was[key as keyof ModelBooking];
    check("I14", known === value, () => `${about()}: ${key} was ${String(known)}, not ${value}`);
  }
  state.ofSession.get(was.session)?.delete(booking);
  Object.assign(booking, fact.to);
  const is = booking.status;
  const isStep = is === was.status || (steps[was.status]?.includes(is) ?? false);
  const isBack = backwards.includes(ran.name);
  check("I14", isStep || isBack, () => `${about()} goes from ${was.status} to ${is}`);
  const isElsewhere = booking.session !== was.session || booking.at !== was.at;
  if (isTaking(booking) && (isElsewhere || !isTaking(was))) judgePlace(page, booking);
  state.ofSession.get(booking.session)?.add(booking);
  const session = state.sessions.get(booking.session);
  if (was.status === "held" && is === "booked" && session !== undefined) {
    const has = views.hasRoomFor(booking, session);
    check("I14", has, () => `${about()} is booked where ${session.id} has no room for it`);
  }
  return [was.session, booking.session];
}

/** What ends by itself: holds after their time, visits as their tickets did, missed ones when over. */
function judgeEnd(
  { state, check, ran, row }: Page,
  { appointment, to }: JournalFacts["appointmentMoved"],
  statusOf: (ticket: number) => EntryStatus | undefined,
): void {
  const booking = state.bookings.get(appointment);
  if (booking === undefined || ran.name !== "tick" || to.status === undefined) return;
  const about = () => `row ${row.seq}, a${booking.id} becomes ${to.status}`;
  if (to.status === "lapsed") {
    const age = ran.now - booking.madeAt;
    return check("I14", age >= keptMs, () => `${about()} after ${age} ms`);
  }
  if (booking.status === "booked") {
    const session = state.sessions.get(booking.session);
    const isOver = (session?.to ?? 0) + hourMs < ran.now;
    return check("I14", to.status === "no_show" && isOver, () => `${about()} too early`);
  }
  const status = statusOf(booking.ticket ?? 0);
  const wanted = status === "no_show" ? "no_show" : "fulfilled";
  const isEnded = status !== undefined && !isThere(status);
  check("I14", isEnded && to.status === wanted, () => `${about()} when its ticket is ${status}`);
}

function wished({ state, check, row }: Page): void {
  if (row.name === "wishMade") {
    const { patient, service, from, to } = row.fact as JournalFacts["wishMade"];
    const wish = { id: row.seq, patient, service, from, to, status: "waiting", booking: null };
    return void state.wishes.set(row.seq, { ...wish, status: "waiting" });
  }
  const { wish: id, status, appointment } = row.fact as JournalFacts["wishSettled"];
  const wish = state.wishes.get(id);
  if (wish === undefined) return check("I14", false, () => `row ${row.seq} settles no wish`);
  const from = status === "offered" ? ["waiting"] : ["waiting", "offered"];
  check("I14", from.includes(wish.status), () => `row ${row.seq}: w${id} is ${wish.status}`);
  const kept = appointment === null ? undefined : state.bookings.get(appointment);
  if (status === "offered") {
    const isTheirs = kept?.status === "held" && kept.patient === wish.patient;
    check("I14", isTheirs, () => `row ${row.seq} offers w${id} what is not kept for them`);
  }
  Object.assign(wish, { status, booking: appointment });
}

/** Once all is done, everybody who is booked in a session has a place of it. */
function judgeLeft(
  { sessions }: PlacesState,
  views: PlaceViews,
  check: Check,
  ran: Ran,
  id: number,
): void {
  const session = sessions.get(id);
  if (session === undefined) return;
  const about = () => `after ${ran.name} ${JSON.stringify(ran.payload)} session ${id}`;
  const taking = views.takers(id);
  const booked = taking.filter(({ status }) => status === "booked");
  const isOpen = session.status === "open";
  check("I14", isOpen || booked.length === 0, () => `${about()} is closed on ${booked.length}`);
  const out = booked.filter(({ at }) => !isWithin(session, at));
  check("I14", out.length === 0, () => `${about()} leaves a${out[0]?.id} outside its hours`);
  const plain = taking.filter((each) => each.status !== "held" && !views.isOver(each));
  const here = plain.filter(({ status }) => status !== "booked").length;
  const most = Math.max(session.capacity, here);
  check(
    "I14",
    plain.length <= most,
    () => `${about()} has ${plain.length} booked and ${session.capacity} places`,
  );
  const held = new Set(taking.map(({ patient }) => patient));
  check("I14", held.size === taking.length, () => `${about()} has somebody twice`);
}

function isWithin(session: ModelSession, at: number): boolean {
  return windowsOf(session).some(({ from, to }) => from <= at && at < to);
}
