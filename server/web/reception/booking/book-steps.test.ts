import { describe, expect, test } from "vitest";
import type { CommandId } from "../../../../shared/domain/ids.ts";
import type { RefusalCode } from "../../../../shared/domain/refusal.ts";
import { after, begin, lacksReason, requestOf } from "./book-steps.ts";
import type { BookEvent, Booking, ChosenPlace, Want } from "./book-steps.ts";

const id = (text: string) => text as CommandId;
const place: ChosenPlace = {
  sessionId: "e7" as never,
  at: 1_000,
  to: 2_000,
  staffName: "د. سعد",
  isOver: false,
};
const who: BookEvent = { kind: "patient", patientId: "m12" as never };
const what: BookEvent = { kind: "service", serviceId: "eye-visit" as never };
const when: BookEvent = { kind: "want", want: { kind: "place", place } };
const press = (commandId = "c1"): BookEvent => ({ kind: "pressed", commandId: id(commandId) });
const refused = (code: RefusalCode, commandId = "c1"): BookEvent => ({
  kind: "answered",
  commandId: id(commandId),
  outcome: { ok: false, code },
});
const reply = { appointmentId: "a9" as never, sessionId: place.sessionId, at: 1_000, code: "K" };
const accepted: BookEvent = {
  kind: "answered",
  commandId: id("c1"),
  outcome: { ok: true, reply },
};
const through = (...events: readonly BookEvent[]): Booking => events.reduce(after, begin);
const wanting = (want: Want) => through(who, what, { kind: "want", want });

describe("four steps", () => {
  test("who, what for, when, yes: then the code stands there", () => {
    const steps = [who, what, when, press(), accepted].map(
      (_, index, all) => through(...all.slice(0, index + 1)).step,
    );
    expect(steps).toEqual(["service", "place", "confirm", "confirm", "done"]);
    expect(through(who, what, when, press(), accepted).booked).toEqual({
      kind: "place",
      reply,
      place,
    });
  });

  test.each<[string, readonly BookEvent[], string]>([
    ["from the confirming to the places", [who, what, when], "place"],
    ["from the places to the services", [who, what], "service"],
    ["from the services to the patients", [who], "patient"],
    ["from the end to the beginning", [who, what, when, press(), accepted], "patient"],
  ])("back leads %s", (_, events, step) => {
    expect(through(...events, { kind: "back" }).step).toBe(step);
  });

  test("nobody goes back from what is on its way", () => {
    expect(through(who, what, when, press(), { kind: "back" })).toMatchObject({
      step: "confirm",
      isSending: true,
    });
  });

  test("back asks for the places anew", () => {
    const before = through(who, what, when).round;
    expect(through(who, what, when, { kind: "back" }).round).toBe(before + 1);
  });

  test("another one of the same patient begins at the service", () => {
    const next = through(who, what, when, press(), accepted, { kind: "another" });
    expect(next).toEqual({ ...begin, step: "service", patientId: "m12" });
  });

  test("a move begins at the places, and back from it leaves everything as it was", () => {
    const move = {
      kind: "move",
      appointmentId: "a3" as never,
      patientId: "m12" as never,
      serviceId: "eye-visit" as never,
    } as const;
    expect(through(move).step).toBe("place");
    expect(through(move, { kind: "back" })).toEqual(begin);
    expect(requestOf(through(move, when))).toEqual({
      name: "moveAppointment",
      payload: { appointmentId: "a3", sessionId: "e7", at: 1_000 },
    });
  });
});

describe("what is asked", () => {
  test.each<[string, Want, object]>([
    [
      "a place",
      { kind: "place", place },
      { name: "bookPlace", payload: { patientId: "m12", sessionId: "e7", at: 1_000 } },
    ],
    [
      "a course of visits",
      { kind: "series", from: "2026-11-29", everyDays: 2, count: 12 },
      {
        name: "bookSeries",
        payload: {
          ...{ patientId: "m12", serviceId: "eye-visit" },
          ...{ from: "2026-11-29", everyDays: 2, count: 12 },
        },
      },
    ],
    [
      "the waiting list",
      { kind: "wait", from: "2026-11-29", to: "2026-12-13" },
      {
        name: "joinWaitingList",
        payload: {
          ...{ patientId: "m12", serviceId: "eye-visit" },
          from: "2026-11-29",
          to: "2026-12-13",
        },
      },
    ],
  ])("%s", (_, want, request) => {
    expect(requestOf(wanting(want))).toEqual(request);
  });

  test("nothing before all is chosen", () => {
    expect([begin, through(who), through(who, what)].map(requestOf)).toEqual([null, null, null]);
  });

  test("over the capacity only with a reason, and the reason goes with it", () => {
    const over = wanting({ kind: "place", place: { ...place, isOver: true } });
    expect(lacksReason(over)).toBe(true);
    expect(after(over, press())).toEqual(over);
    const said = after(over, { kind: "reason", reason: " sent by the ward " });
    expect(lacksReason(said)).toBe(false);
    expect(after(said, press()).asked).toMatchObject({
      payload: { overbookReason: "sent by the ward" },
    });
  });

  test("a session that filled up meanwhile takes nobody over its capacity by accident", () => {
    const gone = through(who, what, when, press(), refused("reason_required"));
    expect(gone).toMatchObject({ step: "place", lost: "place_taken", asked: null });
  });
});

describe("a press", () => {
  test("twice is one command", () => {
    const once = through(who, what, when, press("c1"));
    expect(after(once, press("c2"))).toBe(once);
  });

  test("after a lost answer keeps its command id", () => {
    const silent: BookEvent = { kind: "silent", commandId: id("c1") };
    const lost = through(who, what, when, press("c1"), silent);
    expect(lost).toMatchObject({ isSending: false, trouble: "noAnswer" });
    expect(after(lost, press("c2"))).toMatchObject({
      asked: { commandId: "c1" },
      isSending: true,
      trouble: null,
    });
  });

  test("an answer that comes after the silence still counts", () => {
    const silent: BookEvent = { kind: "silent", commandId: id("c1") };
    expect(through(who, what, when, press("c1"), silent, accepted).step).toBe("done");
  });

  test("for another place after a lost answer is another command", () => {
    const silent: BookEvent = { kind: "silent", commandId: id("c1") };
    const other: BookEvent = {
      kind: "want",
      want: { kind: "place", place: { ...place, at: 2_000 } },
    };
    const chosenAnew = through(who, what, when, press("c1"), silent, { kind: "back" }, other);
    expect(after(chosenAnew, press("c2")).asked?.commandId).toBe("c2");
  });

  test("an answer to a question that was given up says nothing", () => {
    const asked = through(who, what, when, press("c1"));
    expect(after(asked, refused("busy", "c0"))).toBe(asked);
  });

  test("before the last step asks nothing", () => {
    const early = through(who, what);
    expect(after(early, press())).toBe(early);
  });
});

describe("a refusal", () => {
  test.each<RefusalCode>([
    "place_taken",
    "session_full",
    "session_closed",
    "unknown_session",
    "too_soon",
  ])("%s: the next places are asked for at once, and it says why", (code) => {
    const before = through(who, what, when, press());
    expect(after(before, refused(code))).toMatchObject({
      ...{ step: "place", lost: code, want: null, asked: null, isSending: false },
      round: before.round + 1,
    });
  });

  test.each<RefusalCode>(["already_booked", "unknown_patient", "busy", "already_waiting"])(
    "%s: stays where it is, and the next press is a new command",
    (code) => {
      const stays = through(who, what, when, press("c1"), refused(code));
      expect(stays).toMatchObject({ step: "confirm", trouble: code, isSending: false });
      expect(after(stays, press("c2")).asked?.commandId).toBe("c2");
    },
  );
});

describe("tests for another day", () => {
  const forOrder: BookEvent = {
    ...{ kind: "forOrder", orderId: "r5" as never, serviceId: "lab-test" as never },
  };

  test("are ordered beside the services, and the place is for that very order", () => {
    const at = through(who, { kind: "tests" });
    expect([at.step, after(at, { kind: "back" }).step]).toEqual(["tests", "service"]);
    const placing = after(at, forOrder);
    expect(placing).toMatchObject({ step: "place", serviceId: "lab-test", orderId: "r5" });
    // Another order of the same service is not put in its stead.
    const told = after(placing, { kind: "order", orderId: "r1" as never });
    expect(requestOf(after(told, when))).toMatchObject({ payload: { orderId: "r5" } });
  });

  test("are nobody's before the patient is known", () => {
    expect(after(begin, forOrder)).toBe(begin);
    expect(after(begin, { kind: "tests" })).toBe(begin);
  });
});

test("a fasting test that is moved to a late hour asks for a reason, which makes no room", () => {
  const moving = through({
    ...{ kind: "move", appointmentId: "a3" as never, patientId: "m12" as never },
    serviceId: "lab-test" as never,
  });
  const late = after(after(moving, when), { kind: "late", isLate: true });
  expect([lacksReason(late), after(late, press()).asked]).toEqual([true, null]);
  const said = after(late, { kind: "reason", reason: "the only bus" });
  expect(requestOf(said)).toEqual({
    name: "moveAppointment",
    payload: {
      ...{ appointmentId: "a3", sessionId: place.sessionId, at: place.at },
      lateReason: "the only bus",
    },
  });
});
