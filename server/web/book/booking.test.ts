import { describe, expect, test } from "vitest";
import type { FreePlace } from "../../../shared/domain/appointment.ts";
import { idOf } from "../../../shared/domain/ids.ts";
import type { BookView } from "../../../shared/protocol/book.ts";
import type { Deed } from "./ask.ts";
import { reduceBooking, startBooking } from "./booking.ts";
import type { Booking, BookingEvent } from "./booking.ts";

const view = { code: "ABCDEFGH", token: "t", serviceId: "eye-visit" } as unknown as BookView;
const place: FreePlace = {
  ...{ sessionId: idOf("session", 1), staffId: idOf("staff", 1) },
  ...{ at: 5, to: 6, left: 1 },
};
const move: Deed = { path: "book/move", body: { commandId: "1", token: "t" } };
const ok = <Value>(value: Value) => ({ ok: true, value }) as const;
const play = (events: readonly BookingEvent[], from: Booking): Booking =>
  events.reduce(reduceBooking, from);

const shown = play([{ type: "opened", said: ok(view) }], startBooking("t"));

describe("opening", () => {
  test("a slip's page opens its booking; without a slip it asks", () => {
    expect(startBooking("t").screen).toBe("opening");
    expect(shown).toMatchObject({ screen: "shown", view, done: null });
    expect(startBooking(null).screen).toBe("start");
  });

  test("only the server's own word ends it; silence may be asked again", () => {
    const unknown = { type: "opened", said: { ok: false, code: "not_found" } } as const;
    expect(reduceBooking(startBooking("t"), unknown).screen).toBe("unknown");
    const silent = reduceBooking(startBooking("t"), { type: "opened", said: null });
    expect(silent).toMatchObject({ screen: "opening", problem: "no_answer" });
  });
});

describe("moving", () => {
  const moving = play(
    [
      { type: "go", to: "moving" },
      { type: "places", said: ok([place]) },
      { type: "deed", deed: move },
    ],
    shown,
  );

  test("shows the new time once it is true", () => {
    expect(moving).toMatchObject({ screen: "moving", isBusy: true, view });
    const moved = { ...view, at: 5 };
    const after = reduceBooking(moving, { type: "did", deed: move, said: ok(moved) });
    expect(after).toMatchObject({ screen: "shown", view: moved, done: "moved", deed: null });
  });

  test("without an answer the same deed is kept, to be sent again", () => {
    const after = reduceBooking(moving, { type: "did", deed: move, said: null });
    expect(after).toMatchObject({ screen: "moving", deed: move, problem: "no_answer" });
  });

  test("a place that is gone is said, and others are looked for", () => {
    const said = { ok: false, code: "place_taken" } as const;
    const after = reduceBooking(moving, { type: "did", deed: move, said });
    expect(after).toMatchObject({ problem: "place_taken", deed: null, places: null, view });
  });

  test("the answer of a deed that was left changes nothing", () => {
    const left = reduceBooking(moving, { type: "go", to: "shown" });
    expect(reduceBooking(left, { type: "did", deed: move, said: ok(view) })).toBe(left);
  });
});

test("booking anew goes from the clinic to a time to the patient's two facts", () => {
  const who = play(
    [
      { type: "go", to: "clinics" },
      { type: "service", serviceId: "eye-visit" },
      { type: "places", said: ok([place]) },
      { type: "place", place },
    ],
    startBooking(null),
  );
  expect(who).toMatchObject({ screen: "who", serviceId: "eye-visit", place });
  const deed: Deed = { path: "bookings", body: { commandId: "2" } };
  const after = play(
    [
      { type: "deed", deed },
      { type: "did", deed, said: ok(view) },
    ],
    who,
  );
  expect(after).toMatchObject({ screen: "shown", view, done: "booked", place: null });
});
