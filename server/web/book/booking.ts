import type { FreePlace } from "../../../shared/domain/appointment.ts";
import type { RefusalCode } from "../../../shared/domain/refusal.ts";
import { missingCase } from "../../../shared/domain/result.ts";
import type { BookView } from "../../../shared/protocol/book.ts";
import type { DirectoryData } from "../../../shared/protocol/feeds.ts";
import type { Deed, Said } from "./ask.ts";

export type Screen =
  /** No slip: a code can be typed, or a visit booked. */
  | "start"
  | "opening"
  | "unknown"
  | "shown"
  | "moving"
  | "cancelling"
  | "clinics"
  | "placing"
  | "who";

export interface Booking {
  readonly screen: Screen;
  readonly view: BookView | null;
  /** Nothing until they are there. */
  readonly places: readonly FreePlace[] | null;
  readonly clinics: DirectoryData | null;
  /** What is being booked anew. */
  readonly serviceId: string | null;
  readonly place: FreePlace | null;
  /** An act that is not answered yet: it is sent again as it was. */
  readonly deed: Deed | null;
  readonly isBusy: boolean;
  readonly problem: RefusalCode | "no_answer" | null;
  readonly done: "moved" | "booked" | null;
}

export type BookingEvent =
  | { readonly type: "asked" }
  | { readonly type: "opened"; readonly said: Said<BookView> }
  | { readonly type: "go"; readonly to: "start" | "shown" | "moving" | "cancelling" | "clinics" }
  | { readonly type: "clinics"; readonly said: Said<DirectoryData> }
  | { readonly type: "service"; readonly serviceId: string }
  | { readonly type: "places"; readonly said: Said<readonly FreePlace[]> }
  | { readonly type: "place"; readonly place: FreePlace }
  | { readonly type: "deed"; readonly deed: Deed }
  | { readonly type: "did"; readonly deed: Deed; readonly said: Said<BookView> };

export function startBooking(token: string | null): Booking {
  return {
    screen: token === null ? "start" : "opening",
    ...{ view: null, places: null, clinics: null, serviceId: null, place: null },
    ...{ deed: null, isBusy: false, problem: null, done: null },
  };
}

/** The page after an event. Nothing is forgotten by an answer that did not come. */
export function reduceBooking(state: Booking, event: BookingEvent): Booking {
  switch (event.type) {
    case "asked":
      return { ...state, isBusy: true, problem: null };
    case "opened":
      return opened(state, event.said);
    case "go":
      return { ...state, screen: event.to, places: null, deed: null, problem: null, done: null };
    case "clinics":
      return heard(state, event.said, (clinics) => ({ ...state, clinics }));
    case "service":
      return { ...state, screen: "placing", serviceId: event.serviceId, places: null };
    case "places":
      return heard(state, event.said, (places) => ({ ...state, places }));
    case "place":
      return { ...state, screen: "who", place: event.place, deed: null, problem: null };
    case "deed":
      return { ...state, deed: event.deed, isBusy: true, problem: null };
    case "did":
      return did(state, event.deed, event.said);
    default:
      return missingCase(event);
  }
}

function heard<Value>(state: Booking, said: Said<Value>, next: (value: Value) => Booking): Booking {
  if (said === null) return { ...state, isBusy: false, problem: "no_answer" };
  if (!said.ok) return { ...state, isBusy: false, problem: said.code };
  return { ...next(said.value), isBusy: false, problem: null };
}

function opened(state: Booking, said: Said<BookView>): Booking {
  if (said?.ok === false && said.code === "not_found") {
    return { ...state, screen: "unknown", isBusy: false, problem: null };
  }
  return heard(state, said, (view) => ({ ...state, view, screen: "shown", done: null }));
}

function did(state: Booking, deed: Deed, said: Said<BookView>): Booking {
  // Another act was begun meanwhile: this answer is no longer asked for.
  if (state.deed !== deed) return state;
  if (said?.ok === false) {
    // The place is gone, or was never there: others are looked for.
    const places = deed.path === "book/cancel" ? state.places : null;
    return { ...state, isBusy: false, deed: null, problem: said.code, places };
  }
  const done = { "book/move": "moved", bookings: "booked", "book/cancel": null } as const;
  return heard(state, said, (view) => ({
    ...state,
    ...{ view, screen: "shown", deed: null, place: null, places: null },
    done: done[deed.path],
  }));
}
