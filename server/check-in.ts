import type { Principal } from "./access/principal.ts";
import type { FlowModules, StoredReply } from "./flow-modules.ts";
import type { Guess } from "./patients/guesses.ts";
import { decideCheckIn } from "./scheduling/appointment.rules.ts";
import type { CheckInDecision } from "./scheduling/appointment.rules.ts";
import type { AppointmentRow, SessionRow } from "./scheduling/place-tables.ts";
import { ordersBooked, preparationFor } from "./preparation.ts";
import { newcomer } from "./waits.ts";
import type { Tx } from "./store/store.ts";
import { readBookingCode } from "../shared/domain/booking-code.ts";
import { idOf, seqOf } from "../shared/domain/ids.ts";
import type { ServiceId } from "../shared/domain/ids.ts";
import { accept, missingCase, refuse, refuseAndKeep } from "../shared/domain/result.ts";
import type { Result } from "../shared/domain/result.ts";
import type { RefusalCode } from "../shared/domain/refusal.ts";
import { dayMs } from "../shared/domain/time.ts";
import type { Instant } from "../shared/domain/time.ts";
import type { Payload } from "../shared/protocol/commands.ts";
import type { MeantBooking } from "../shared/protocol/scheduling-commands.ts";

/** A booking so far from today is another matter than the one the patient has come for. */
const otherDaysMs = 60 * dayMs;

type Asked = Payload<"checkIn">;

interface Candidate {
  readonly row: AppointmentRow;
  readonly session: SessionRow;
  readonly decision: CheckInDecision;
}

/** Which booking somebody means, and what a check-in of it comes to. */
type Meant =
  | { readonly ok: true; readonly candidate: Candidate }
  | {
      readonly ok: false;
      readonly code: RefusalCode;
      /** Bookings that the answer may speak of: nothing while the patient is not told apart. */
      readonly about: readonly AppointmentRow[];
    };

/**
 * A booked patient has come: one ticket, in the class of appointments, from the booked time on.
 * Every other outcome is a refusal with its own name.
 */
export function checkIn(
  modules: FlowModules,
  tx: Tx,
  principal: Principal,
  asked: Asked,
): Result<StoredReply<"checkIn">> {
  const meant = bookingMeant(modules, principal, asked, tx.now);
  if (!meant.ok) {
    const guess = guessOf(modules, principal, asked);
    if (guess === null || meant.code !== "not_found") return refuse(meant.code);
    modules.patients.guesses.wrong(tx, guess);
    return refuseAndKeep(meant.code);
  }
  const { row, session, decision } = meant.candidate;
  if (!decision.ok) return refuse(decision.code);
  const ready = readiness(modules, principal, asked, row.id);
  if (!ready.ok) return ready;
  const { queue, directory, printing, places, waits } = modules;
  const offer = directory.offer(session.service_id);
  if (offer?.open !== true) return refuse("session_closed");
  const day = queue.read.day(offer.startMin) ?? "";
  const turn = { ...newcomer("appointment", tx.now), eligibleAt: decision.countsFrom };
  const wait = waits.forTurn(offer.queueId, turn, "", tx.now);
  const issued = queue.issueTicket(tx, day, {
    ...offer,
    // Who was given a place is not turned away by the number of walk-ins.
    dailyLimit: null,
    serviceId: session.service_id,
    language: asked.language ?? modules.patients.read.details(row.patient_id)?.language ?? "ar",
    priorityClass: "appointment",
    otherStarts: modules.dayStarts(),
    patientId: idOf("patient", row.patient_id),
    bookedAt: decision.countsFrom,
    wait,
  });
  if (!issued.ok) return refuse(issued.code === "service_closed" ? "session_closed" : issued.code);
  const { ticketId, ahead } = issued.value;
  const came = places.booking.act(tx, row.id, "checkIn", null, seqOf(ticketId));
  if (!came.ok) return came;
  const here = { ticket: seqOf(ticketId), isPrepared: ready.value };
  for (const order of ordersBooked(modules.laboratory, row.id)) {
    modules.laboratory.orders.join(tx, idOf("order", order.id), here);
  }
  const range = wait && { fromMin: wait.fromMin, toMin: wait.toMin };
  const printer =
    principal.kind === "device" && principal.deviceKind === "kiosk" ? principal.id : null;
  const printJobId =
    printer === null ? null : printing.queue(tx, ticketId, printer, { ahead, wait: range });
  return accept({
    ...issued.value,
    queueId: offer.queueId,
    wait: range,
    printJobId,
    appointmentId: idOf("appointment", row.id),
    serviceId: session.service_id as ServiceId,
    bookedAt: row.at,
    isLate: decision.isLate,
    doctorLateMin: decision.doctorLateMin,
  });
}

/**
 * What the patient answers about the preparation; nothing when nothing is asked of them. Who is
 * not prepared does not wait for nothing: the kiosk sends them to a person, who may go on.
 * Refusals: `preparation_asked`, `not_prepared`.
 */
function readiness(
  modules: FlowModules,
  principal: Principal,
  { confirm = {} }: Asked,
  appointment: number,
): Result<boolean | null> {
  if (preparationFor(modules, appointment) === null) return accept(null);
  const { isPrepared } = confirm;
  if (isPrepared === undefined) return refuse("preparation_asked");
  const isKiosk = principal.kind === "device" && principal.deviceKind === "kiosk";
  return isKiosk && !isPrepared ? refuse("not_prepared") : accept(isPrepared);
}

/** What a refused check-in may say of bookings: their times and tickets, and no name. */
export function bookingsMeant(
  modules: FlowModules,
  principal: Principal,
  asked: Asked,
  now: Instant,
): readonly MeantBooking[] {
  const meant = bookingMeant(modules, principal, asked, now);
  const rows = meant.ok ? [meant.candidate.row] : meant.about;
  return rows.map((row) => ({
    appointmentId: idOf("appointment", row.id),
    at: row.at,
    label:
      row.ticket_id === null ? null : (modules.queue.read.ticket(row.ticket_id)?.label ?? null),
    ...preparationOfBooking(modules, row.id),
  }));
}

function preparationOfBooking(
  modules: FlowModules,
  appointment: number,
): Pick<MeantBooking, "preparation"> {
  const preparation = preparationFor(modules, appointment);
  return preparation === null ? {} : { preparation };
}

function bookingMeant(
  modules: FlowModules,
  principal: Principal,
  asked: Asked,
  now: Instant,
): Meant {
  switch (asked.by) {
    case "qr":
    case "code": {
      const row = byPaper(modules, asked);
      return row === null ? no("not_found") : judged(modules, [row], now);
    }
    case "phone":
    case "nationalId":
      return byPerson(modules, principal, asked, now);
    default:
      return missingCase(asked.by);
  }
}

/** A QR holds an address with a token behind `#`; the code below it says the same. */
function byPaper({ places, bookingOfToken }: FlowModules, { value }: Asked): AppointmentRow | null {
  const token = value.slice(value.indexOf("#") + 1);
  const seq = bookingOfToken(token);
  if (seq !== null) return places.read.appointment(seq) ?? null;
  const code = readBookingCode(value);
  return (code === null ? null : places.read.appointmentByCode(code)) ?? null;
}

/**
 * A number is not a secret: at a kiosk the birth year must go with it, whether anybody has that
 * number or not. At a desk a person looks at the patient, and is told of several.
 */
function byPerson(
  modules: FlowModules,
  principal: Principal,
  { by, value, confirm = {} }: Asked,
  now: Instant,
): Meant {
  const { patients, places } = modules;
  const isKiosk = principal.kind === "device" && principal.deviceKind === "kiosk";
  const { birthYear, appointmentId } = confirm;
  if (isKiosk && birthYear === undefined) return no("confirm_needed");
  const guess = guessOf(modules, principal, { by, value, confirm });
  if (guess !== null && !patients.guesses.mayGuess(guess, now)) return no("ask_reception");
  const found = by === "phone" ? patients.read.byPhone(value) : patients.read.byCard(value);
  const people = found.filter(
    (id) => birthYear === undefined || patients.read.details(id)?.birthYear === birthYear,
  );
  const rows = people
    .flatMap((id) => patients.read.rowsOf(id))
    .flatMap((id) => places.read.ofPatient(id, now - otherDaysMs, now + otherDaysMs));
  const chosen =
    appointmentId === undefined ? rows : rows.filter((row) => row.id === seqOf(appointmentId));
  return judged(modules, chosen, now);
}

/** A second fact that a kiosk was told; nothing where there is none to guess, or a person looks. */
function guessOf(
  { numberDigest }: FlowModules,
  principal: Principal,
  { by, value, confirm }: Asked,
): Guess | null {
  if (principal.kind !== "device" || principal.deviceKind !== "kiosk") return null;
  if ((by !== "phone" && by !== "nationalId") || confirm?.birthYear === undefined) return null;
  return { digest: numberDigest(by, value), device: principal.id, by };
}

/** Of several bookings the one that can be checked in now; else the one nearest to today. */
function judged(
  { places, localDate }: FlowModules,
  rows: readonly AppointmentRow[],
  now: Instant,
): Meant {
  const today = localDate(now);
  const candidates = rows.flatMap((row): Candidate[] => {
    const session = places.read.session(row.session_id);
    if (session === undefined) return [];
    const { day, to_at: to, late_min: lateMin } = session;
    const isOpen = session.status === "open";
    const { status, at } = row;
    const arrival = { status, at, day, session: { isOpen, to, lateMin } };
    return [{ row, session, decision: decideCheckIn(arrival, now, today) }];
  });
  const ready = candidates.filter(({ decision }) => decision.ok);
  const [only] = ready;
  if (only !== undefined && ready.length === 1) return { ok: true, candidate: only };
  if (ready.length > 1) return no("ambiguous", ready);
  const telling = candidates
    .filter(({ decision }) => !decision.ok && decision.code !== "not_found")
    .toSorted((a, b) => Math.abs(a.row.at - now) - Math.abs(b.row.at - now));
  const first = telling[0];
  if (first === undefined || first.decision.ok) return no("not_found");
  return no(first.decision.code, [first]);
}

function no(code: RefusalCode, about: readonly Candidate[] = []): Meant {
  return { ok: false, code, about: about.map(({ row }) => row) };
}
