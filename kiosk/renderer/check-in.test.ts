import { describe, expect, test } from "vitest";
import { aCheckedIn, commandIdNumber } from "../agent/testing/samples.ts";
import { bookingCode } from "../../shared/domain/booking-code.ts";
import { idOf } from "../../shared/domain/ids.ts";
import type { CheckInOutcome } from "../device-api.ts";
import { checkInActed, newCheckIn } from "./check-in.ts";
import type { CheckIn, CheckInAct } from "./check-in.ts";
import {
  askedCheckIn,
  freshSession,
  idleMs,
  offlineAfterMs,
  reduce,
  slowAfterMs,
  standIn,
  troubleAfterMs,
} from "./session.ts";
import type { Session, SessionEvent } from "./session.ts";
import { maskAfterMs } from "./typing.ts";

const code = bookingCode(new Uint8Array([1, 2, 3, 4, 5, 6, 7])) ?? "";
const token = "AAAAAAAABc3T_x-0123456789abcde";
const [first, second] = [commandIdNumber(1), commandIdNumber(2)];
const phone = "07701234567";

const act = (done: CheckInAct): SessionEvent => ({ type: "checkIn", act: done });
const type = (text: string) => act({ kind: "type", text });
const way = (one: CheckIn["way"]) => act({ kind: "way", way: one });
const send = (commandId = first) => act({ kind: "send", commandId });
const answer = (outcome: CheckInOutcome, commandId = first): SessionEvent => ({
  type: "checkedIn",
  ...{ commandId, outcome },
});
const refused = (refusal: string, at: readonly number[] = []): CheckInOutcome => ({
  kind: "refused",
  code: refusal as "not_found",
  bookings: at.map((one) => ({ appointmentId: idOf("appointment", one), at: one, label: null })),
});

function play(events: readonly SessionEvent[], from: Session = freshSession, nowMs = 0): Session {
  return events.reduce((session, event) => reduce(session, event, nowMs), from);
}
function at(session: Session): CheckIn {
  if (session.screen.name !== "checkIn") throw new Error(`at ${session.screen.name}`);
  return session.screen.checkIn;
}

const entered = play([{ type: "go", to: "checkIn" }]);
const asking = play([type(phone), send()], entered);

describe("asking", () => {
  test("what was typed goes out once, in the patient's language", () => {
    const session = play([{ type: "language", language: "ckb" }, type(phone), send()], entered);
    expect(askedCheckIn(session.screen)).toMatchObject({
      intent: { commandId: first, by: "phone", value: phone, language: "ckb" },
    });
    expect(play([send(second), type("1"), way("code"), { type: "back" }], session)).toEqual(
      session,
    );
  });

  test("too few signs go nowhere", () => {
    expect(askedCheckIn(play([type("0770"), send()], entered).screen)).toBeNull();
  });

  test("another way begins with an empty field", () => {
    const session = play([type(phone), way("nationalId")], entered);
    expect(at(session)).toEqual({ ...newCheckIn, way: "nationalId" });
  });

  test("what the test asks before is asked, and the answer goes with all that was said", () => {
    const preparation = { fastingHours: 8, notAfterMin: null, words: null };
    const bookings = [{ appointmentId: idOf("appointment", 1), at: 1, label: null, preparation }];
    const asked = { kind: "refused", code: "preparation_asked", bookings } as const;
    const question = play([answer(asked)], asking);
    expect(at(question).step).toMatchObject({ name: "preparation", preparation });
    const yes = play(
      [act({ kind: "prepared", isPrepared: true, commandId: second }), type("1")],
      question,
    );
    expect(askedCheckIn(yes.screen)?.intent).toMatchObject({
      ...{ commandId: second, by: "phone", value: phone, isPrepared: true },
    });
    const no = play([act({ kind: "prepared", isPrepared: false, commandId: second })], question);
    expect(at(no).step).toMatchObject({ name: "refused", code: "not_prepared" });
    expect(at(play([{ type: "back" }], no)).step).toEqual(at(question).step);
    expect(at(play([{ type: "back" }], question)).step).toEqual({ name: "value" });
  });

  test("a number needs the birth year, which then goes with it", () => {
    const confirming = play([answer(refused("confirm_needed"))], asking);
    expect(at(confirming).step).toEqual({ name: "birthYear" });
    const again = play([type("1984"), send(second)], confirming);
    expect(askedCheckIn(again.screen)?.intent).toMatchObject({
      ...{ commandId: second, by: "phone", value: phone, birthYear: 1984 },
    });
    const back = play([{ type: "back" }], confirming);
    expect(at(back)).toMatchObject({ step: { name: "value" }, value: { signs: phone } });
  });

  test("of several bookings one is chosen by its time, and no other can be", () => {
    const choosing = play([answer(refused("ambiguous", [5, 6]))], asking);
    expect(at(choosing).step.name).toBe("choose");
    const stranger = { kind: "choose", appointmentId: idOf("appointment", 9) } as const;
    expect(play([act({ ...stranger, commandId: second })], choosing).screen).toEqual(
      choosing.screen,
    );
    const chosen = { ...stranger, appointmentId: idOf("appointment", 6), commandId: second };
    expect(askedCheckIn(play([act(chosen)], choosing).screen)?.intent).toMatchObject({
      ...{ appointmentId: idOf("appointment", 6), value: phone },
    });
  });
});

describe("a slip at the reader", () => {
  const read = (text: string) => act({ kind: "read", text, commandId: first });

  test.each([
    ["on the first screen", freshSession],
    ["whatever way is open", entered],
    ["after an outcome", play([answer(refused("not_found"))], asking)],
  ])("%s it is sent at once", (_, from) => {
    const session = play([read(`http://dawr.test/book/#${token}`)], from);
    expect(askedCheckIn(session.screen)?.intent).toMatchObject({ by: "qr", value: token });
    const coded = play([read(code)], from);
    expect(askedCheckIn(coded.screen)?.intent).toMatchObject({ by: "code", value: code });
  });

  test("what is no slip is said where a slip is asked for, and is nothing elsewhere", () => {
    expect(at(play([way("qr"), read("6281086000123")], entered)).step).toMatchObject({
      ...{ name: "refused", code: "not_found" },
    });
    expect(play([read("6281086000123")])).toMatchObject({ screen: { name: "home" } });
    expect(askedCheckIn(play([type(phone), read(phone)], entered).screen)?.intent.value).toBe(
      phone,
    );
  });
});

describe("the answer", () => {
  test("is a number with its paper, and what the booking adds", () => {
    const ticket = aCheckedIn({ isLate: true, doctorLateMin: 20 });
    const { screen } = play([answer({ kind: "checked_in", ticket })], asking);
    expect(screen).toMatchObject({
      name: "issued",
      ...{ ticket, serviceId: ticket.serviceId, paper: { state: "printing" } },
      arrival: { bookedAt: ticket.bookedAt, isLate: true, doctorLateMin: 20 },
    });
    expect(JSON.stringify(screen)).not.toContain(phone);
  });

  test.each(["too_early", "too_late", "wrong_day", "already_checked_in", "session_closed"])(
    "%s is a screen of its own, with the booking's time",
    (refusal) => {
      const session = play([answer(refused(refusal, [5]))], asking);
      expect(at(session).step).toMatchObject({ name: "refused", code: refusal });
      expect(at(session).step).toMatchObject({ bookings: [{ at: 5 }] });
      expect(at(play([{ type: "back" }], session)).step).toEqual({ name: "value" });
    },
  );

  test("that is late, lost or of another patient is honest", () => {
    expect(play([answer(refused("not_found"), second)], asking)).toEqual(asking);
    expect(play([answer({ kind: "no_answer" })])).toBe(freshSession);
    const slow = reduce(asking, { type: "tick" }, slowAfterMs);
    expect(at(slow).step).toMatchObject({ name: "asking", isSlow: true });
    const trouble = reduce(slow, { type: "tick" }, troubleAfterMs);
    expect(at(trouble).step).toMatchObject({ name: "trouble", code: null });
    const again = reduce(trouble, { type: "tryAgain" }, troubleAfterMs);
    expect(askedCheckIn(again.screen)?.intent).toEqual(askedCheckIn(asking.screen)?.intent);
    const late = play([answer({ kind: "checked_in", ticket: aCheckedIn() })], trouble);
    expect(late.screen.name).toBe("issued");
  });
});

describe("a kiosk that is left", () => {
  test("hides the digits, then wipes all; while an answer is awaited it is not wiped", () => {
    const typed = play([type(phone)], entered);
    const hidden = reduce(typed, { type: "tick" }, maskAfterMs);
    expect(at(hidden).value.isMasked).toBe(true);
    expect(hidden.wipeAtMs).toBe(typed.wipeAtMs);
    expect(reduce(hidden, { type: "tick" }, idleMs)).toBe(freshSession);
    expect(asking.wipeAtMs).toBeNull();
    const unanswered = reduce(asking, { type: "tick" }, troubleAfterMs);
    expect(unanswered.wipeAtMs).toBe(troubleAfterMs + idleMs);
  });

  test("without the hospital it says so, unless an outcome is being read", () => {
    const cut = { isUp: false, hasDirectory: true, illForMs: offlineAfterMs };
    expect(standIn(entered.screen, cut)).toBe("offline");
    expect(standIn(asking.screen, cut)).toBeNull();
    expect(standIn(play([answer(refused("too_early", [5]))], asking).screen, cut)).toBeNull();
  });
});

test("keys mean nothing where nothing is typed", () => {
  const here = { language: "ar", nowMs: 0 } as const;
  const qr = { ...newCheckIn, way: "qr" } as const;
  for (const kind of ["erase", "clear"] as const) expect(checkInActed(qr, { kind }, here)).toBe(qr);
  expect(checkInActed(qr, { kind: "type", text: "1" }, here)).toBe(qr);
});

describe("the slip of a booking that is still to come", () => {
  const early = play([answer(refused("too_early", [4]))], asking);
  const slip = (commandId = second) => act({ kind: "slip", commandId });

  test("is asked for once, as another intent with the same facts", () => {
    const session = play([slip(), slip(commandIdNumber(3))], early);
    expect(askedCheckIn(session.screen)).toMatchObject({
      intent: { commandId: second, by: "phone", value: phone, slipOf: idOf("appointment", 4) },
    });
  });

  test.each<[string, CheckInOutcome, string]>([
    ["out", { kind: "slip", paper: "printed" }, "printed"],
    ["not out", { kind: "slip", paper: "not_printed" }, "not_printed"],
    ["perhaps out", { kind: "slip", paper: "unknown" }, "unknown"],
    ["refused", refused("daily_limit"), "not_printed"],
    ["not answered", { kind: "no_answer" }, "unknown"],
  ])("that is %s is told so, beside when to come", (_, outcome, paper) => {
    const session = play([slip(), answer(outcome, second)], early);
    expect(at(session).step).toMatchObject({ name: "refused", code: "too_early", slip: { paper } });
    expect(askedCheckIn(session.screen)).toBe(null);
    // A second paper is the reception's.
    expect(play([slip(commandIdNumber(3))], session)).toEqual(session);
  });

  test("is not to be had of what is not found, and its answer shows to nobody else", () => {
    const unknown = play([answer(refused("not_found"))], asking);
    expect(play([slip()], unknown)).toEqual(unknown);
    const next = play([slip(), { type: "finish" }, { type: "go", to: "checkIn" }], early);
    expect(play([answer({ kind: "slip", paper: "printed" }, second)], next)).toEqual(next);
  });
});
