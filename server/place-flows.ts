import type { Flows } from "./flows.ts";
import { refuse } from "../shared/domain/result.ts";

type Names =
  | "changeSession"
  | "cancelSession"
  | "putHoliday"
  | "closeClinicDays"
  | "setWorkWeek"
  | "holdPlace"
  | "bookPlace"
  | "bookSeries"
  | "confirmHold"
  | "moveAppointment"
  | "cancelAppointment"
  | "undoMove"
  | "joinWaitingList"
  | "answerOffer"
  | "checkIn";

/** Sessions, places in them, and the patient who comes for one. */
export function placeFlows(): Pick<Flows, Names> {
  const later = () => () => refuse("internal");
  return {
    changeSession: later,
    cancelSession: later,
    putHoliday: later,
    closeClinicDays: later,
    setWorkWeek: later,
    holdPlace: later,
    bookPlace: later,
    bookSeries: later,
    confirmHold: later,
    moveAppointment: later,
    cancelAppointment: later,
    undoMove: later,
    joinWaitingList: later,
    answerOffer: later,
    checkIn: later,
  };
}
