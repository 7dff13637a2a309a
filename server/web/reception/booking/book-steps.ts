import type {
  AppointmentId,
  CommandId,
  OrderId,
  PatientId,
  ServiceId,
  SessionId,
} from "../../../../shared/domain/ids.ts";
import type { LocalDay } from "../../../../shared/domain/local-day.ts";
import type { RefusalCode } from "../../../../shared/domain/refusal.ts";
import { missingCase } from "../../../../shared/domain/result.ts";
import type { Instant } from "../../../../shared/domain/time.ts";
import type {
  BookedReply,
  SchedulingReplies,
} from "../../../../shared/protocol/scheduling-commands.ts";
import type { PayloadInput } from "../../../../shared/protocol/client.ts";

/** A place as somebody chose it, with the words that the next step says it in. */
export interface ChosenPlace {
  readonly sessionId: SessionId;
  readonly at: Instant;
  readonly to: Instant;
  readonly staffName: string;
  /** Chosen as one more than the session is for: it takes a reason. */
  readonly isOver: boolean;
}

/** What is asked for in the end. */
export type Want =
  | { readonly kind: "place"; readonly place: ChosenPlace }
  | {
      readonly kind: "series";
      readonly from: LocalDay;
      readonly everyDays: number;
      readonly count: number;
    }
  /** A place that somebody gives up in these days, `to` not among them. */
  | { readonly kind: "wait"; readonly from: LocalDay; readonly to: LocalDay };

export type BookStep = "patient" | "service" | "tests" | "place" | "confirm" | "done";

/** One command that is meant once: its id stays until it is answered. */
export type Asked = { readonly commandId: CommandId } & Request;
type Request = {
  readonly [Name in BookName]: { readonly name: Name; readonly payload: PayloadInput<Name> };
}[BookName];
export type BookName = "bookPlace" | "moveAppointment" | "bookSeries" | "joinWaitingList";

export type Booked =
  | { readonly kind: "place"; readonly reply: BookedReply; readonly place: ChosenPlace }
  | { readonly kind: "series"; readonly reply: SchedulingReplies["bookSeries"] }
  | { readonly kind: "wait" };

export interface Booking {
  readonly step: BookStep;
  /** The appointment that is moved; nothing for a new one. */
  readonly moves: AppointmentId | null;
  readonly patientId: PatientId | null;
  readonly serviceId: ServiceId | null;
  /** The order of tests that a new place is for. */
  readonly orderId: OrderId | null;
  /** Was that order chosen by somebody? Else it is the one that waits for a place, if any does. */
  readonly isForOrder: boolean;
  /** Is the chosen hour later than what is moved there may be taken at? It takes a reason. */
  readonly isLate: boolean;
  /** The first day that is looked at; nothing: from now on. */
  readonly from: LocalDay | null;
  readonly want: Want | null;
  readonly reason: string;
  /** Goes up when the free places must be asked anew. */
  readonly round: number;
  /** Why the place chosen before was not to be had: said above the next ones. */
  readonly lost: RefusalCode | null;
  readonly asked: Asked | null;
  readonly isSending: boolean;
  /** What stands in the way of confirming; `noAnswer`: it may have happened, and is asked again. */
  readonly trouble: RefusalCode | "noAnswer" | null;
  readonly booked: Booked | null;
}

export type BookEvent =
  | { readonly kind: "patient"; readonly patientId: PatientId }
  | { readonly kind: "service"; readonly serviceId: ServiceId }
  | { readonly kind: "order"; readonly orderId: OrderId | null }
  | { readonly kind: "late"; readonly isLate: boolean }
  /** Tests are to be ordered for this patient, to be taken another day. */
  | { readonly kind: "tests" }
  /** A place for what was ordered. */
  | {
      readonly kind: "forOrder";
      readonly orderId: OrderId;
      readonly serviceId: ServiceId;
    }
  | { readonly kind: "day"; readonly from: LocalDay | null }
  | { readonly kind: "want"; readonly want: Want }
  | { readonly kind: "reason"; readonly reason: string }
  /** Confirmed. `commandId`: a new one, used if this was not asked before. */
  | { readonly kind: "pressed"; readonly commandId: CommandId }
  | { readonly kind: "answered"; readonly commandId: CommandId; readonly outcome: Outcome }
  | { readonly kind: "silent"; readonly commandId: CommandId }
  | { readonly kind: "back" }
  /** The same patient needs another one. */
  | { readonly kind: "another" }
  | {
      readonly kind: "move";
      readonly appointmentId: AppointmentId;
      readonly patientId: PatientId;
      readonly serviceId: ServiceId;
    }
  | { readonly kind: "anew" };

export type Outcome =
  | { readonly ok: true; readonly reply: SchedulingReplies[BookName] }
  | { readonly ok: false; readonly code: RefusalCode };

export const begin: Booking = {
  step: "patient",
  moves: null,
  patientId: null,
  serviceId: null,
  orderId: null,
  isForOrder: false,
  isLate: false,
  from: null,
  want: null,
  reason: "",
  round: 0,
  lost: null,
  asked: null,
  isSending: false,
  trouble: null,
  booked: null,
};

/** The place went to somebody else, or is none any more: the next ones are shown at once. */
const placeGone: readonly RefusalCode[] = [
  "place_taken",
  "session_full",
  "session_closed",
  "unknown_session",
  "too_soon",
];

/** Four steps to a place: who, what for, when, and yes. */
export function after(now: Booking, event: BookEvent): Booking {
  switch (event.kind) {
    case "patient":
      return { ...begin, step: "service", patientId: event.patientId, round: now.round };
    case "service":
      return toPlaces({
        ...{ ...now, serviceId: event.serviceId, orderId: null },
        ...{ isForOrder: false, from: null },
      });
    case "order":
      if (now.isSending || now.isForOrder || now.step === "done") return now;
      return { ...now, orderId: event.orderId };
    case "late":
      return now.isSending || now.step === "done" ? now : { ...now, isLate: event.isLate };
    case "tests":
      return now.step === "service" ? { ...now, step: "tests" } : now;
    case "forOrder": {
      if (now.patientId === null || (now.step !== "service" && now.step !== "tests")) return now;
      const { orderId, serviceId } = event;
      return toPlaces({ ...now, orderId, serviceId, isForOrder: true, from: null });
    }
    case "day":
      return now.step === "place" ? { ...now, from: event.from } : now;
    case "want":
      if (now.step !== "place") return now;
      return { ...now, step: "confirm", want: event.want, lost: null, trouble: null };
    case "reason":
      return { ...now, reason: event.reason };
    case "pressed":
      return pressed(now, event.commandId);
    case "answered":
      return now.asked?.commandId === event.commandId ? answered(now, event.outcome) : now;
    case "silent":
      if (now.asked?.commandId !== event.commandId || !now.isSending) return now;
      return { ...now, isSending: false, trouble: "noAnswer" };
    case "back":
      return back(now);
    case "another":
      return now.patientId === null
        ? begin
        : { ...begin, step: "service", patientId: now.patientId };
    case "move": {
      const { appointmentId, patientId, serviceId } = event;
      return { ...begin, step: "place", moves: appointmentId, patientId, serviceId };
    }
    case "anew":
      return begin;
    default:
      return missingCase(event);
  }
}

function toPlaces(now: Booking): Booking {
  return { ...now, step: "place", want: null, lost: null, trouble: null, round: now.round + 1 };
}

/**
 * A second press while the first is on its way is the same wish. After silence the same wish keeps
 * its command id, so it cannot happen twice; another wish gets a new one.
 */
function pressed(now: Booking, commandId: CommandId): Booking {
  if (now.step !== "confirm" || now.isSending || lacksReason(now)) return now;
  const request = requestOf(now);
  if (request === null) return now;
  const isSame = now.asked !== null && sameRequest(now.asked, request);
  const id = isSame && now.asked !== null ? now.asked.commandId : commandId;
  return { ...now, asked: { commandId: id, ...request }, isSending: true, trouble: null };
}

function sameRequest(one: Request, other: Request): boolean {
  const text = ({ name, payload }: Request) => JSON.stringify([name, payload]);
  return text(one) === text(other);
}

/** Over the capacity, or after the hour of a fast, only with a reason. */
export function lacksReason({ want, isLate, reason }: Booking): boolean {
  return (isOver(want) || isLate) && reason.trim() === "";
}

export function isOver(want: Want | null): boolean {
  return want?.kind === "place" && want.place.isOver;
}

/** What confirming would ask; nothing while something is not chosen. */
export function requestOf(now: Booking): Request | null {
  const { patientId, serviceId, want, moves } = now;
  if (patientId === null || serviceId === null || want === null) return null;
  switch (want.kind) {
    case "place": {
      const { sessionId, at } = want.place;
      const reason = now.reason.trim();
      if (moves !== null) {
        // A reason for the hour makes no room in a session that filled up meanwhile.
        const over = isOver(want) && reason !== "" ? { reason } : {};
        const late = now.isLate && reason !== "" ? { lateReason: reason } : {};
        return {
          name: "moveAppointment",
          payload: { appointmentId: moves, sessionId, at, ...over, ...late },
        };
      }
      const over = reason === "" ? {} : { overbookReason: reason };
      const order = now.orderId === null ? {} : { orderId: now.orderId };
      return { name: "bookPlace", payload: { patientId, sessionId, at, ...over, ...order } };
    }
    case "series": {
      const { from, everyDays, count } = want;
      return { name: "bookSeries", payload: { patientId, serviceId, from, everyDays, count } };
    }
    case "wait": {
      const { from, to } = want;
      return { name: "joinWaitingList", payload: { patientId, serviceId, from, to } };
    }
    default:
      return missingCase(want);
  }
}

function answered(now: Booking, outcome: Outcome): Booking {
  const settled = { ...now, asked: null, isSending: false };
  if (outcome.ok) {
    return { ...settled, step: "done", trouble: null, booked: bookedOf(now, outcome.reply) };
  }
  // The session filled up and would take one more: nobody is put over the capacity by accident.
  const isFull = outcome.code === "reason_required" && !isOver(now.want);
  const code = isFull ? "place_taken" : outcome.code;
  if (!placeGone.includes(code)) return { ...settled, trouble: code };
  return { ...toPlaces(settled), lost: code };
}

function bookedOf({ want }: Booking, reply: SchedulingReplies[BookName]): Booked {
  if (want?.kind === "place" && "code" in reply) return { kind: "place", reply, place: want.place };
  return "booked" in reply ? { kind: "series", reply } : { kind: "wait" };
}

function back(now: Booking): Booking {
  if (now.isSending) return now;
  switch (now.step) {
    case "patient":
    case "service":
    case "done":
      return begin;
    case "tests":
    case "place":
      if (now.moves !== null || now.patientId === null) return begin;
      return { ...begin, step: "service", patientId: now.patientId };
    case "confirm":
      return toPlaces(now);
    default:
      return missingCase(now.step);
  }
}
