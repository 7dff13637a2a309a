import type { FlowModules } from "./flow-modules.ts";
import { phoneNoticeMin } from "./scheduling/availability.rules.ts";
import type { AppointmentRow } from "./scheduling/place-tables.ts";
import type { Tx } from "./store/store.ts";
import { readBookingCode } from "../shared/domain/booking-code.ts";
import { takesPlace } from "../shared/domain/appointment.ts";
import { idOf, seqOf } from "../shared/domain/ids.ts";
import type { SessionId } from "../shared/domain/ids.ts";
import { accept, refuse, refuseAndKeep } from "../shared/domain/result.ts";
import type { Result } from "../shared/domain/result.ts";
import type { Instant } from "../shared/domain/time.ts";
import type { BookedReply } from "../shared/protocol/scheduling-commands.ts";

/** What a phone says to take a place: who, by two facts, and which place. */
export interface PhoneWish {
  readonly by: "phone" | "nationalId";
  readonly value: string;
  readonly birthYear: number;
  readonly sessionId: SessionId;
  readonly at: Instant;
}

/**
 * A place taken from a phone by somebody whom the reception has registered: by a number and the
 * birth year, early enough to come, and one of a service at a time.
 * Refusals: those of placing, `not_found`, `ambiguous`, `ask_reception` (guessed at too often).
 */
export function bookByPhone(modules: FlowModules, tx: Tx, wish: PhoneWish): Result<BookedReply> {
  const { patients, places } = modules;
  const { by, value, birthYear } = wish;
  const guess = { digest: modules.numberDigest(by, value), device: null, by };
  if (!patients.guesses.mayGuess(guess, tx.now)) return refuse("ask_reception");
  const found = by === "phone" ? patients.read.byPhone(value) : patients.read.byCard(value);
  const people = found.filter((id) => patients.read.details(id)?.birthYear === birthYear);
  const [patient, ...others] = people;
  if (patient === undefined) {
    patients.guesses.wrong(tx, guess);
    return refuseAndKeep("not_found");
  }
  if (others.length > 0) return refuse("ambiguous");
  const session = seqOf(wish.sessionId);
  const service = places.read.session(session)?.service_id;
  const ahead = places.read.ofPatient(patient, tx.now, Number.MAX_SAFE_INTEGER);
  if (ahead.some((row) => row.service_id === service && takesPlace(row.status))) {
    return refuse("already_booked");
  }
  const place = { patient, session, at: wish.at, overbookReason: null };
  return places.booking.book(tx, { ...place, noticeMin: phoneNoticeMin });
}

/** What a phone says about its own booking, by the code on the slip. */
export type PhoneAnswer = "cancel" | "taken" | "declined";

/** Gives a booking back, or answers an offer. Refusals: `not_found`, `wrong_state`, `hold_lapsed`. */
export function answerByPhone(
  { places }: FlowModules,
  tx: Tx,
  code: string,
  as: PhoneAnswer,
): Result<Pick<BookedReply, "appointmentId">> {
  const row = bookingOfCode(places, code);
  if (row === null) return refuse("not_found");
  const appointmentId = idOf("appointment", row.id);
  if (as === "cancel") {
    const cancelled = places.booking.cancel(tx, row.id, "by phone");
    if (!cancelled.ok) return cancelled;
    for (const service of places.booking.servicesOf([row])) places.wishes.offer(tx, service);
    return accept({ appointmentId });
  }
  const wish = places.read.wishOfHold(row.id);
  if (wish === undefined) return refuse(row.status === "lapsed" ? "hold_lapsed" : "wrong_state");
  const answered = places.wishes.answer(tx, wish.id, as);
  return answered.ok ? accept({ appointmentId }) : answered;
}

/**
 * Another free place of the same service, early enough to come. What is given up is offered on.
 * Refusals: those of placing, `unknown_session`, `wrong_state`.
 */
export function moveByPhone(
  { places }: FlowModules,
  tx: Tx,
  seq: number,
  to: { readonly sessionId: SessionId; readonly at: Instant },
): Result<BookedReply> {
  const row = places.read.appointment(seq);
  const session = seqOf(to.sessionId);
  if (row === undefined) return refuse("not_found");
  const services = [row.session_id, session].map((id) => places.read.session(id)?.service_id);
  if (services[0] !== services[1]) return refuse("unknown_session");
  // Without a reason: a phone takes free places only, never one above what a session holds.
  const place = { session, at: to.at, reason: null, noticeMin: phoneNoticeMin };
  const moved = places.booking.move(tx, seq, place);
  if (!moved.ok) return moved;
  for (const service of places.booking.servicesOf([row])) places.wishes.offer(tx, service);
  return moved;
}

/** A place given back. Refusals: `not_found`, `wrong_state`. */
export function cancelByPhone(
  { places }: FlowModules,
  tx: Tx,
  seq: number,
  reason: string,
): Result<Pick<BookedReply, "appointmentId">> {
  const cancelled = places.booking.cancel(tx, seq, `by phone: ${reason}`);
  if (!cancelled.ok) return cancelled;
  for (const service of places.booking.servicesOf([cancelled.value])) {
    places.wishes.offer(tx, service);
  }
  return accept({ appointmentId: idOf("appointment", seq) });
}

/** The booking of a code as somebody typed it. */
export function bookingOfCode(places: FlowModules["places"], text: string): AppointmentRow | null {
  const code = readBookingCode(text);
  return (code === null ? undefined : places.read.appointmentByCode(code)) ?? null;
}
