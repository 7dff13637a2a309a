import type { CommandName, Payload } from "../../shared/protocol/commands.ts";
import { arrivalVerbs } from "./model-arrivals.ts";
import { placeAnswers, placeCommands } from "./model-bookings.ts";
import type { PlaceCommand } from "./model-bookings.ts";
import { callVerbs } from "./model-calls.ts";
import { entryVerbs } from "./model-entries.ts";
import { houseVerbs } from "./model-house.ts";
import { createBook, yes } from "./model-book.ts";
import type { Moment, Said } from "./model-book.ts";
import { createPlaceViews, emptyPlaces } from "./model-places.ts";
import { emptyState } from "./model-state.ts";
import type { House } from "./house.ts";
import { createViews } from "./model-views.ts";
import type { Desk, QueueCommand, RuledCall, Verbs } from "./model-views.ts";

/**
 * The whole queue a second time, naively: arrays and sets instead of indexes, one object changed in
 * place instead of facts, written from docs and rules and not from the server's code. What it says
 * of each command has to be what the server said and did.
 */
export type Model = ReturnType<typeof createModel>;

export function createModel(house: House, onCall: (call: RuledCall) => void) {
  const state = emptyState(house);
  const book = createBook(state);
  const views = createViews(state, book, house);
  const places = emptyPlaces();
  const placeViews = createPlaceViews(places);
  const desk: Desk = { state, places, book, views, onCall };
  const verbs: Verbs = {
    ...{ ...callVerbs(desk), ...entryVerbs(desk), ...houseVerbs(desk), ...arrivalVerbs(desk) },
  };
  const answers = placeAnswers(places, placeViews, (id) => state.services.has(id));
  return {
    state,
    views,
    places,
    placeViews,
    /** A command that the model carries out with the queue. */
    knows: (name: CommandName): name is QueueCommand => name in verbs,
    /** What this command answers and changes; the model has changed when it is accepted. */
    run<Name extends QueueCommand>(name: Name, payload: Payload<Name>, moment: Moment) {
      return book.attempt(() => verbs[name](moment, payload));
    },
    /** What a command about places answers; it changes nothing here, its facts do. */
    answer<Name extends PlaceCommand>(name: Name, payload: Payload<Name>, now: number): Said {
      return answers[name](payload, now);
    },
    /** What time alone does. */
    tick(moment: Moment) {
      return book.attempt(() => {
        views.openDays(moment);
        // In the order in which the server knows its queues.
        for (const id of [...state.queues.keys()].sort()) views.release(moment, id);
        return yes(null);
      });
    },
  };
}

/** A command that the model answers from the places that it knows. */
export function isOfPlaces(name: CommandName): name is PlaceCommand {
  return placeCommands.some((each) => each === name);
}
