import type { JournalFacts } from "../../shared/domain/journal.ts";
import type { CommandName, Payload } from "../../shared/protocol/commands.ts";
import type { Check } from "./check.ts";
import type { Ran } from "./machine.ts";
import { no, yes } from "./model-book.ts";
import type { Said } from "./model-book.ts";
import type { ModelWish, PlacesState, PlaceViews } from "./model-places.ts";

/** The commands about places whose answer the model knows before it is given. */
export const placeCommands = [
  ...(["holdPlace", "bookPlace", "confirmHold", "moveAppointment", "cancelAppointment"] as const),
  ...(["joinWaitingList", "answerOffer", "cancelSession"] as const),
] as const satisfies readonly CommandName[];
export type PlaceCommand = (typeof placeCommands)[number];

type Answers = {
  readonly [Name in PlaceCommand]: (payload: Payload<Name>, now: number) => Said;
};

const numberOf = (id: string) => Number(id.slice(1));

/** What each command about places answers. Nothing is changed: the rows of the journal do that. */
export function placeAnswers(
  state: PlacesState,
  views: PlaceViews,
  knowsService: (id: string) => boolean,
): Answers {
  const placed = (
    { patientId, sessionId, at }: Payload<"holdPlace">,
    reason: string | null,
    now: number,
  ): Said => {
    const patient = numberOf(patientId);
    if (!state.patients.has(patient)) return no("unknown_patient");
    const asked = { patient, session: numberOf(sessionId), at, reason, own: null };
    const code = views.refusalOf(asked, now);
    return code === null ? yes({ sessionId, at }) : no(code);
  };
  return {
    holdPlace: (payload, now) => placed(payload, null, now),
    bookPlace: (payload, now) => placed(payload, payload.overbookReason ?? null, now),
    confirmHold({ appointmentId }, now) {
      const code = views.confirmRefusal(numberOf(appointmentId), now);
      return code === null ? yes({ appointmentId }) : no(code);
    },
    moveAppointment({ appointmentId, sessionId, at, reason = null }, now) {
      const booking = state.bookings.get(numberOf(appointmentId));
      if (booking === undefined) return no("unknown_appointment");
      if (booking.status !== "held" && booking.status !== "booked") return no("wrong_state");
      const [session, { patient, id: own, code }] = [numberOf(sessionId), booking];
      const reply = { appointmentId, sessionId, at, code };
      if (booking.session === session && booking.at === at) return yes(reply);
      const refused = views.refusalOf({ patient, session, at, reason, own }, now);
      return refused === null ? yes(reply) : no(refused);
    },
    cancelAppointment({ appointmentId }) {
      const booking = state.bookings.get(numberOf(appointmentId));
      if (booking === undefined) return no("unknown_appointment");
      const may = booking.status === "held" || booking.status === "booked";
      return may ? yes({ appointmentId }) : no("wrong_state");
    },
    joinWaitingList({ patientId, serviceId, from, to }) {
      const patient = numberOf(patientId);
      if (!state.patients.has(patient)) return no("unknown_patient");
      if (!knowsService(serviceId)) return no("unknown_service");
      if (to <= from) return no("invalid");
      const isTheirs = (wish: ModelWish) => wish.patient === patient && wish.service === serviceId;
      const waits = [...state.wishes.values()].some(
        (wish) => wish.status === "waiting" && isTheirs(wish),
      );
      return waits ? no("already_waiting") : yes({});
    },
    answerOffer({ wishId, as }, now) {
      const wish = state.wishes.get(numberOf(wishId));
      if (wish === undefined) return no("wrong_state");
      if (as !== "taken") {
        const may = wish.status === "offered" || wish.status === "waiting";
        return may ? yes({ wishId, appointmentId: null }) : no("wrong_state");
      }
      if (wish.status === "lapsed") return no("hold_lapsed");
      if (wish.status !== "offered" || wish.booking === null) return no("wrong_state");
      const refused = views.confirmRefusal(wish.booking, now);
      const appointmentId = `a${wish.booking}`;
      return refused === null ? yes({ wishId, appointmentId }) : no("hold_lapsed");
    },
    cancelSession({ sessionId }) {
      const session = state.sessions.get(numberOf(sessionId));
      if (session === undefined) return no("unknown_session");
      return session.status === "open" ? yes({ sessionId }) : no("session_closed");
    },
  };
}

/** What an accepted command has recorded of places: what was asked, once, and what follows from it. */
export function judgeRecorded(
  { name, payload, facts, result, commandId }: Ran,
  state: PlacesState,
  check: Check,
): void {
  const taken = facts.filter((row) => row.name === "placeTaken");
  const moved = facts.flatMap(({ name: fact, fact: row }) =>
    fact === "appointmentMoved" ? [row as JournalFacts["appointmentMoved"]] : [],
  );
  const about = () => `${name} ${JSON.stringify(payload)} (${commandId})`;
  const reply = (result.ok ? result.value : {}) as Readonly<Record<string, unknown>>;
  const settled = facts.filter(
    ({ name: fact, fact: row }) =>
      fact === "wishSettled" && (row as JournalFacts["wishSettled"]).status === "offered",
  );
  const isAsked = name === "holdPlace" || name === "bookPlace";
  const wanted = settled.length + Number(isAsked);
  const exact = name === "bookSeries" || taken.length === wanted;
  check("I14", exact, () => `${about()} takes ${taken.length} places, not ${wanted}`);
  if (isAsked) {
    const [row] = taken;
    const booking = state.bookings.get(row?.seq ?? 0);
    const status = name === "holdPlace" ? "held" : "booked";
    const { patientId, sessionId, at } = payload as Payload<"holdPlace">;
    const have = `m${booking?.patient} n${booking?.session} ${booking?.at} ${booking?.status}`;
    const want = `${patientId} ${sessionId} ${at} ${status}`;
    check("I14", have === want, () => `${about()} gives ${have}`);
    const isTold = reply["appointmentId"] === `a${row?.seq}` && reply["code"] === booking?.code;
    check("I14", isTold, () => `${about()} answers ${JSON.stringify(reply)}`);
  }
  const { appointmentId } = payload as { readonly appointmentId?: string };
  if (name === "cancelAppointment" || name === "confirmHold") {
    const to = name === "confirmHold" ? "booked" : "cancelled";
    const [step] = moved;
    const isIt = moved.length === 1 && `a${step?.appointment}` === appointmentId;
    check("I14", isIt && step?.to.status === to, () => `${about()}: ${JSON.stringify(moved)}`);
  }
  if (name === "checkIn") judgeArrived(moved, facts, check, about);
  if (typeof reply["unplaced"] === "number" && typeof reply["moved"] === "number") {
    const lost = moved.filter(({ to }) => to.status === "cancelled").length;
    const said = `${reply["moved"]} moved, ${reply["unplaced"]} without a place`;
    const did = `${moved.length - lost} moved, ${lost} without a place`;
    check("I14", said === did, () => `${about()} says ${said}, and did ${did}`);
  }
}

/** Whoever checks in gets one ticket, and the booking says which. */
function judgeArrived(
  moved: readonly JournalFacts["appointmentMoved"][],
  facts: Ran["facts"],
  check: Check,
  about: () => string,
): void {
  const tickets = facts.filter((row) => row.name === "ticketIssued");
  check("I14", tickets.length === 1, () => `${about()} gives ${tickets.length} tickets`);
  const [step] = moved;
  const isIt = step?.to.status === "checked_in" && step.to.ticket === tickets[0]?.seq;
  check("I14", isIt && moved.length === 1, () => `${about()}: ${JSON.stringify(moved)}`);
}
