import { useEffect, useReducer } from "react";
import type { CommandId } from "../../../shared/domain/ids.ts";
import type { BookAsk, Deed } from "./ask.ts";
import { reduceBooking, startBooking } from "./booking.ts";
import type { Booking, BookingEvent } from "./booking.ts";

export interface BookingActs {
  open(by: { readonly token: string } | { readonly code: string }): void;
  go(to: Extract<BookingEvent, { type: "go" }>["to"]): void;
  service(serviceId: string): void;
  place(place: Extract<BookingEvent, { type: "place" }>["place"]): void;
  /** A new act, under an id of its own. */
  act(path: Deed["path"], body: Readonly<Record<string, unknown>>): void;
  /** Whatever had no answer, once more. */
  again(): void;
}

/** The state of the page and what can be done, over the questions to the server. */
export function useBooking(
  ask: BookAsk,
  token: string | null,
  newCommandId: () => CommandId,
): { readonly state: Booking; readonly acts: BookingActs } {
  const [state, tell] = useReducer(reduceBooking, token, startBooking);
  const { screen, view, serviceId } = state;
  const wanted = screen === "moving" ? (view?.serviceId ?? null) : serviceId;
  const seeksPlaces = (screen === "moving" || screen === "placing") && state.places === null;
  const seeksClinics = screen === "clinics" && state.clinics === null;
  const isStuck = state.problem === "no_answer";

  const open: BookingActs["open"] = (by) => {
    tell({ type: "asked" });
    void ask.open(by).then((said) => tell({ type: "opened", said }));
  };
  const send = (deed: Deed) => {
    tell({ type: "deed", deed });
    void ask.act(deed).then((said) => tell({ type: "did", deed, said }));
  };
  useEffect(() => {
    if (token === null) return;
    void ask.open({ token }).then((said) => tell({ type: "opened", said }));
  }, [ask, token]);
  useEffect(() => {
    if (!seeksPlaces || isStuck || wanted === null) return;
    void ask.places(wanted).then((said) => tell({ type: "places", said }));
  }, [ask, seeksPlaces, isStuck, wanted]);
  useEffect(() => {
    if (!seeksClinics || isStuck) return;
    void ask.clinics().then((said) => tell({ type: "clinics", said }));
  }, [ask, seeksClinics, isStuck]);

  const acts: BookingActs = {
    open,
    go: (to) => tell({ type: "go", to }),
    service: (id) => tell({ type: "service", serviceId: id }),
    place: (place) => tell({ type: "place", place }),
    act: (path, body) => send({ path, body: { ...body, commandId: newCommandId() } }),
    again() {
      if (state.deed !== null) return send(state.deed);
      if (screen === "opening" && token !== null) return open({ token });
      tell({ type: "asked" });
    },
  };
  return { state, acts };
}
