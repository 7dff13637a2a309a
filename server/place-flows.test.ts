import { afterEach, describe, expect, test } from "vitest";
import { codeOf, expectWhole, granted, staff } from "../test/harness/hospital.ts";
import { aClinic } from "../test/harness/places.ts";
import type { TestClinic } from "../test/harness/places.ts";
import { holdMs } from "../shared/domain/appointment.ts";
import { addDays } from "../shared/domain/local-day.ts";
import { seqOf } from "../shared/domain/ids.ts";
import type { PatientId } from "../shared/domain/ids.ts";
import { dayMs, hourMs, minuteMs } from "../shared/domain/time.ts";
import { offerMs } from "./scheduling/wishes.ts";

const sunday = "2026-11-29";
const eight = 480;

let clinic: TestClinic;
afterEach(() => {
  expectWhole(clinic);
  clinic.close();
});

const admin = staff("admin", 901);

function book(patientId: PatientId, session: number, minute = eight, day = sunday) {
  const payload = { patientId, sessionId: clinic.sessionId(session), at: clinic.at(day, minute) };
  return clinic.ask("bookPlace", payload);
}
const row = (appointmentId: string) =>
  clinic.places.read.appointment(seqOf(appointmentId as never));
const messages = (appointmentId: string) =>
  clinic
    .rows<{ kind: string }>(
      "SELECT kind FROM message WHERE about = ? AND status = 'queued' ORDER BY id",
      seqOf(appointmentId as never),
    )
    .map((message) => message.kind);
const tick = () => clinic.run(clinic.tick);

describe("booking", () => {
  test("a place is taken with a code, a message and a reminder", () => {
    clinic = aClinic();
    const session = clinic.aSession({ day: sunday });
    const reply = granted(book(clinic.aPatient(), session));
    expect(reply).toMatchObject({ sessionId: `n${session}`, at: clinic.at(sunday, eight) });
    expect(row(reply.appointmentId)).toMatchObject({ status: "booked", code: reply.code });
    expect(messages(reply.appointmentId)).toEqual(["booked", "reminder"]);
    expect(clinic.places.read.session(session)?.taken).toBe(1);
  });

  test("each no has its name", () => {
    clinic = aClinic();
    const session = clinic.aSession({ day: sunday, capacity: 2, windowMin: 120 });
    const [one, two, three] = [clinic.aPatient(), clinic.aPatient(), clinic.aPatient()];
    expect(codeOf(book(one, session))).toBe("ok");
    expect(codeOf(book(one, session, 600))).toBe("already_booked");
    expect(codeOf(book(two, session))).toBe("place_taken");
    expect(codeOf(book(two, session, 481))).toBe("invalid");
    expect(codeOf(book(two, session, 600))).toBe("ok");
    expect(codeOf(book(three, session))).toBe("session_full");
    expect(codeOf(book("m5" as PatientId, session))).toBe("unknown_patient");
    expect(codeOf(book(three, 4))).toBe("unknown_session");
    const past = clinic.aSession({ day: "2026-11-23", fromMin: 420, toMin: 480 });
    expect(codeOf(book(three, past, 420, "2026-11-23"))).toBe("too_soon");
  });

  test("overbooking has a limit and a reason", () => {
    clinic = aClinic();
    const session = clinic.aSession({ day: sunday, capacity: 1, windowMin: 240, overbookMax: 1 });
    granted(book(clinic.aPatient(), session));
    expect(codeOf(book(clinic.aPatient(), session))).toBe("reason_required");
    const over = (patientId: PatientId) =>
      clinic.ask("bookPlace", {
        ...{ patientId, sessionId: clinic.sessionId(session), at: clinic.at(sunday, eight) },
        overbookReason: "from far away",
      });
    const reply = granted(over(clinic.aPatient()));
    expect(row(reply.appointmentId)?.overbook_reason).toBe("from far away");
    expect(codeOf(over(clinic.aPatient()))).toBe("session_full");
  });

  test("a hold is kept for five minutes and then is anybody's", () => {
    clinic = aClinic();
    const session = clinic.aSession({ day: sunday, capacity: 1, windowMin: 240 });
    const wish = {
      patientId: clinic.aPatient(),
      ...{ sessionId: clinic.sessionId(session), at: clinic.at(sunday, eight) },
    };
    const held = granted(clinic.ask("holdPlace", wish));
    expect(held.until).toBe(clinic.runtime.now() + holdMs);
    expect(codeOf(book(clinic.aPatient(), session))).toBe("session_full");
    clinic.runtime.pass(holdMs);
    const confirm = { appointmentId: held.appointmentId };
    expect(codeOf(clinic.ask("confirmHold", confirm))).toBe("hold_lapsed");
    tick();
    expect(row(held.appointmentId)?.status).toBe("lapsed");
    const again = granted(clinic.ask("holdPlace", wish));
    granted(clinic.ask("confirmHold", { appointmentId: again.appointmentId }));
    expect(row(again.appointmentId)?.status).toBe("booked");
    clinic.runtime.pass(holdMs);
    tick();
    expect(row(again.appointmentId)?.status).toBe("booked");
  });

  test("kept places of a session that got smaller go to the first who confirm", () => {
    clinic = aClinic();
    const session = clinic.aSession({ day: sunday, capacity: 3, windowMin: 60 });
    const sessionId = clinic.sessionId(session);
    const [early, late, last] = [540, 600, 660].map((minute) => {
      const wish = { patientId: clinic.aPatient(), sessionId, at: clinic.at(sunday, minute) };
      return granted(clinic.ask("holdPlace", wish)).appointmentId;
    });
    const change = { sessionId, movePatients: true, reason: "a theatre list" };
    const smaller = { ...change, capacity: 1, to: clinic.at(sunday, 660) };
    granted(clinic.ask("changeSession", smaller, { as: admin }));
    const confirm = (id = "a0") =>
      codeOf(clinic.ask("confirmHold", { appointmentId: id as never }));
    expect([confirm(last), confirm(late), confirm(early)]).toEqual([
      ...["hold_lapsed", "ok", "hold_lapsed"],
    ]);
  });

  test("a booking moves to a free place and tells the patient once", () => {
    clinic = aClinic();
    const session = clinic.aSession({ day: sunday, capacity: 4 });
    const other = clinic.aSession({ day: addDays(sunday, 1), capacity: 1, windowMin: 240 });
    const { appointmentId } = granted(book(clinic.aPatient(), session));
    const to = (target: number, day: string, minute = eight) =>
      clinic.ask("moveAppointment", {
        ...{ appointmentId, sessionId: clinic.sessionId(target), at: clinic.at(day, minute) },
      });
    granted(to(session, sunday, 540));
    granted(to(other, addDays(sunday, 1)));
    expect(messages(appointmentId)).toEqual(["moved", "reminder"]);
    expect(clinic.places.read.session(session)?.taken).toBe(0);
    const second = granted(book(clinic.aPatient(), session));
    const move = { appointmentId: second.appointmentId, sessionId: clinic.sessionId(other) };
    const at = clinic.at(addDays(sunday, 1), eight);
    expect(codeOf(clinic.ask("moveAppointment", { ...move, at }))).toBe("session_full");
  });

  test("in a full session a booking can still change its own window", () => {
    clinic = aClinic();
    const session = clinic.aSession({ day: sunday, capacity: 2, windowMin: 120 });
    const one = granted(book(clinic.aPatient(), session));
    granted(book(clinic.aPatient(), session, 600));
    const move = { appointmentId: one.appointmentId, sessionId: clinic.sessionId(session) };
    const at = clinic.at(sunday, 600);
    expect(codeOf(clinic.ask("moveAppointment", { ...move, at }))).toBe("place_taken");
  });

  test("a course is booked on its days, by the same doctor; the days without a place are named", () => {
    clinic = aClinic();
    const days = [0, 2, 4].map((days) => addDays(sunday, days));
    for (const day of days.slice(0, 2)) {
      clinic.aSession({ day, staff: seqOf(clinic.otherDoctor as never), fromMin: 420, toMin: 660 });
      clinic.aSession({ day, fromMin: 420 });
    }
    const reply = granted(
      clinic.ask("bookSeries", {
        ...{ patientId: clinic.aPatient(), serviceId: "eye-visit", from: sunday },
        ...{ everyDays: 2, count: 3 },
      }),
    );
    expect(reply.booked).toHaveLength(2);
    expect(reply.missed).toEqual([days[2]]);
    const booked = reply.booked.map(({ appointmentId }) => row(appointmentId));
    const doctors = booked.map(
      (each) => clinic.places.read.session(each?.session_id ?? 0)?.staff_id,
    );
    expect(new Set(doctors).size).toBe(1);
    expect(new Set(booked.map((each) => each?.series)).size).toBe(1);
  });
});

describe("the waiting list", () => {
  test("a freed place is offered to who waits longest, and goes on when nobody answers", () => {
    clinic = aClinic();
    const session = clinic.aSession({ day: sunday, capacity: 1, windowMin: 240 });
    const first = granted(book(clinic.aPatient(), session));
    const wait = (patientId: PatientId) =>
      clinic.ask("joinWaitingList", {
        ...{ patientId, serviceId: "eye-visit", from: sunday, to: addDays(sunday, 7) },
      });
    const [one, two] = [clinic.aPatient(), clinic.aPatient()];
    const wishOne = granted(wait(one)).wishId;
    const wishTwo = granted(wait(two)).wishId;
    expect(codeOf(wait(one))).toBe("already_waiting");

    const { appointmentId } = first;
    granted(clinic.ask("cancelAppointment", { appointmentId, reason: "better" }));
    expect(clinic.places.read.wish(seqOf(wishOne))?.status).toBe("offered");
    expect(codeOf(book(clinic.aPatient(), session))).toBe("session_full");
    clinic.runtime.pass(offerMs);
    tick();
    expect(clinic.places.read.wish(seqOf(wishOne))?.status).toBe("lapsed");
    expect(codeOf(clinic.ask("answerOffer", { wishId: wishOne, as: "taken" }))).toBe("hold_lapsed");

    const wish = clinic.places.read.wish(seqOf(wishTwo));
    expect(wish?.status).toBe("offered");
    expect(messages(`a${wish?.appointment_id}`)).toEqual(["placeOffered"]);
    const taken = granted(clinic.ask("answerOffer", { wishId: wishTwo, as: "taken" }));
    expect(row(taken.appointmentId ?? "")?.status).toBe("booked");
    expect(codeOf(clinic.ask("answerOffer", { wishId: wishTwo, as: "taken" }))).toBe("wrong_state");
  });

  test("an offered place is kept longer than a hold at the desk", () => {
    clinic = aClinic();
    clinic.aSession({ day: sunday });
    const wish = granted(
      clinic.ask("joinWaitingList", {
        ...{ patientId: clinic.aPatient(), serviceId: "eye-visit" },
        ...{ from: sunday, to: addDays(sunday, 7) },
      }),
    );
    clinic.runtime.pass(holdMs + minuteMs);
    tick();
    expect(clinic.places.read.wish(seqOf(wish.wishId))?.status).toBe("offered");
    granted(clinic.ask("answerOffer", { wishId: wish.wishId, as: "declined" }));
    expect(clinic.places.read.session(1)?.taken ?? 0).toBe(0);
  });
});

describe("sessions change under those who are booked", () => {
  test("shortened below its bookings: refused, until it is said what becomes of them", () => {
    clinic = aClinic();
    const session = clinic.aSession({ day: sunday, capacity: 4 });
    const bookings = [480, 540, 600, 660].map((minute) =>
      granted(book(clinic.aPatient(), session, minute)),
    );
    const change = { sessionId: clinic.sessionId(session), reason: "shorter" };
    const to = clinic.at(sunday, 600);
    expect(codeOf(clinic.ask("changeSession", { ...change, to }))).toBe("clash");
    const done = granted(
      clinic.ask("changeSession", { ...change, to, movePatients: true }, { as: admin }),
    );
    // The same four places in half the time: both find one in the session itself.
    expect(done).toMatchObject({ moved: 2, unplaced: 0 });
    const times = bookings.map(({ appointmentId }) => row(appointmentId)?.at ?? 0);
    expect(times.every((at) => at < to)).toBe(true);

    const fewer = { ...change, capacity: 1, movePatients: true };
    expect(granted(clinic.ask("changeSession", fewer, { as: admin }))).toMatchObject({
      ...{ moved: 0, unplaced: 3 },
    });
    expect(clinic.places.read.session(session)?.taken).toBe(1);
  });

  test("a substitute keeps the bookings; a doctor who is elsewhere is no substitute", () => {
    clinic = aClinic();
    const session = clinic.aSession({ day: sunday });
    const { appointmentId } = granted(book(clinic.aPatient(), session));
    const other = clinic.otherDoctor as never;
    const change = { sessionId: clinic.sessionId(session), staffId: other, reason: "ill" };
    const busy = clinic.aSession({ day: sunday, staff: seqOf(other), clinic: "heart" });
    expect(codeOf(clinic.ask("changeSession", change))).toBe("clash");
    const away = { sessionId: clinic.sessionId(busy), movePatients: true, reason: "free" };
    granted(clinic.ask("cancelSession", away));
    granted(clinic.ask("changeSession", change));
    expect(row(appointmentId)).toMatchObject({ status: "booked", session_id: session });
    expect(messages(appointmentId)).toContain("otherDoctor");
  });

  test("a late doctor is said once to everybody who is booked", () => {
    clinic = aClinic();
    const session = clinic.aSession({ day: sunday });
    const { appointmentId } = granted(book(clinic.aPatient(), session));
    for (const lateMin of [20, 40]) {
      granted(
        clinic.ask("changeSession", { sessionId: clinic.sessionId(session), lateMin, reason: "-" }),
      );
    }
    expect(messages(appointmentId).filter((kind) => kind === "doctorLate")).toEqual(["doctorLate"]);
  });

  test("a cancelled session moves whom it can, tells the others, and can be taken back", () => {
    clinic = aClinic();
    const session = clinic.aSession({ day: sunday, capacity: 3, windowMin: 240 });
    const other = clinic.aSession({ day: addDays(sunday, 1), capacity: 2, windowMin: 240 });
    const bookings = [1, 2, 3].map(() => granted(book(clinic.aPatient(), session)));
    const id = clinic.runtime.uuid();
    const cancel = { sessionId: clinic.sessionId(session), movePatients: true, reason: "ill" };
    expect(granted(clinic.ask("cancelSession", cancel, { as: admin, id }))).toMatchObject({
      ...{ moved: 2, unplaced: 1 },
    });
    const last = bookings[2]?.appointmentId ?? "";
    expect(row(last)?.status).toBe("cancelled");
    expect(messages(last)).toEqual(["cancelled"]);
    expect(codeOf(clinic.ask("cancelSession", cancel))).toBe("session_closed");

    expect(codeOf(clinic.ask("undoMove", { commandId: id }))).toBe("not_yours");
    expect(granted(clinic.ask("undoMove", { commandId: id }, { as: admin })).restored).toBe(3);
    for (const { appointmentId } of bookings) {
      expect(row(appointmentId)).toMatchObject({ status: "booked", session_id: session });
      expect(messages(appointmentId)).toEqual(["reminder"]);
    }
    expect(clinic.places.read.session(other)?.taken).toBe(0);
    expect(codeOf(clinic.ask("undoMove", { commandId: id }, { as: admin }))).toBe("wrong_state");
  });

  test("what was made wider is not taken back under those who were booked since", () => {
    clinic = aClinic();
    const session = clinic.aSession({ day: sunday, capacity: 1, windowMin: 60 });
    const id = clinic.runtime.uuid();
    const wider = { to: clinic.at(sunday, 780), capacity: 5, reason: "many are ill" };
    granted(
      clinic.ask("changeSession", { sessionId: clinic.sessionId(session), ...wider }, { id }),
    );
    const { appointmentId } = granted(book(clinic.aPatient(), session, 720));
    const undo = () => codeOf(clinic.ask("undoMove", { commandId: id }));
    expect(undo()).toBe("wrong_state");
    expect(row(appointmentId)?.status).toBe("booked");
    granted(clinic.ask("cancelAppointment", { appointmentId, reason: "better" }));
    expect(undo()).toBe("ok");
    expect(clinic.places.read.session(session)?.to_at).toBe(clinic.at(sunday, 720));
  });

  test("nobody is put back to a time that the session does not have any more", () => {
    clinic = aClinic();
    const session = clinic.aSession({ day: sunday, capacity: 4, windowMin: 60 });
    const { appointmentId } = granted(book(clinic.aPatient(), session, 660));
    const id = clinic.runtime.uuid();
    const sessionId = clinic.sessionId(session);
    const until = (minute: number, command: string) => {
      const change = { sessionId, to: clinic.at(sunday, minute), movePatients: false, reason: "-" };
      granted(clinic.ask("changeSession", change, { as: admin, id: command }));
    };
    until(600, id);
    until(540, clinic.runtime.uuid());
    expect(codeOf(clinic.ask("undoMove", { commandId: id }, { as: admin }))).toBe("wrong_state");
    expect(row(appointmentId)?.status).toBe("cancelled");
  });

  test("whoever booked another doctor of that day meanwhile is not given a second place", () => {
    clinic = aClinic();
    const session = clinic.aSession({ day: sunday, capacity: 2, windowMin: 240 });
    const other = clinic.aSession({ day: sunday, capacity: 2, windowMin: 240 });
    const patient = clinic.aPatient();
    const { appointmentId } = granted(book(patient, session));
    const id = clinic.runtime.uuid();
    const cancel = { sessionId: clinic.sessionId(session), movePatients: false, reason: "ill" };
    granted(clinic.ask("cancelSession", cancel, { as: admin, id }));
    granted(book(patient, other));
    expect(codeOf(clinic.ask("undoMove", { commandId: id }, { as: admin }))).toBe("wrong_state");
    expect(row(appointmentId)?.status).toBe("cancelled");
    expect(clinic.places.read.session(session)?.status).toBe("cancelled");
  });

  test("a move is not taken back when it is long ago", () => {
    clinic = aClinic();
    const session = clinic.aSession({ day: sunday });
    granted(book(clinic.aPatient(), session));
    const id = clinic.runtime.uuid();
    const cancel = { sessionId: clinic.sessionId(session), movePatients: false, reason: "ill" };
    granted(clinic.ask("cancelSession", cancel, { id }));
    clinic.runtime.pass(dayMs + 1);
    expect(codeOf(clinic.ask("undoMove", { commandId: id }))).toBe("too_late");
    const unknown = { commandId: clinic.runtime.uuid() };
    expect(codeOf(clinic.ask("undoMove", unknown))).toBe("nothing_to_undo");
  });
});

describe("days without sessions", () => {
  const eid = { ar: "عيد الفطر", en: "Eid al-Fitr" };
  const putHoliday = (
    day: string,
    status: "tentative" | "confirmed" | "dropped",
    replaces: string | null = null,
    id = clinic.runtime.uuid(),
  ) =>
    clinic.ask(
      "putHoliday",
      {
        names: eid,
        day,
        days: 1,
        status,
        hijri: { month: 10, day: 1 },
        replaces: replaces as never,
      },
      { as: admin, id },
    );

  test("a tentative holiday takes no new bookings and leaves the old ones; confirmed, they move", () => {
    clinic = aClinic();
    const session = clinic.aSession({ day: sunday });
    clinic.aSession({ day: addDays(sunday, 2) });
    const { appointmentId } = granted(book(clinic.aPatient(), session));
    const { holidayId } = granted(putHoliday(sunday, "tentative"));
    expect(codeOf(book(clinic.aPatient(), session))).toBe("session_closed");
    expect(row(appointmentId)?.session_id).toBe(session);

    // Announced for a day later: its own day is free again.
    const moved = granted(putHoliday(addDays(sunday, 1), "confirmed", holidayId));
    expect(moved).toMatchObject({ moved: 0, unplaced: 0 });
    expect(codeOf(book(clinic.aPatient(), session))).toBe("ok");
    const back = granted(putHoliday(sunday, "confirmed", moved.holidayId));
    expect(back).toMatchObject({ moved: 2, unplaced: 0 });
    expect(messages(appointmentId)).toEqual(["moved", "reminder"]);
    expect(codeOf(putHoliday(sunday, "confirmed", holidayId))).toBe("wrong_state");

    granted(putHoliday(sunday, "dropped", back.holidayId));
    expect(clinic.places.read.session(session)?.status).toBe("open");
  });

  test("a holiday moved by a day with 500 bookings: each placed or told, one message, undone", () => {
    clinic = aClinic();
    const days = [0, 1, 2].map((days) => addDays(sunday, days));
    const sessions = days.flatMap((day) =>
      [1, 2, 3, 4, 5].map(() => clinic.aSession({ day, capacity: 104, windowMin: 30 })),
    );
    const [today, tomorrow] = [sessions.slice(0, 5), sessions.slice(5, 10)];
    const first = granted(putHoliday(days[0] ?? "", "confirmed"));
    const minutes = [480, 510, 540, 570, 600, 630, 660, 690];
    const bookings = Array.from({ length: 500 }, (_, index) => {
      const at = minutes[Math.floor(index / 5) % minutes.length] ?? 0;
      return granted(book(clinic.aPatient(), tomorrow[index % 5] ?? 0, at, days[1]));
    });
    const id = clinic.runtime.uuid();
    const done = granted(putHoliday(days[1] ?? "", "confirmed", first.holidayId, id));
    expect(done.moved + done.unplaced).toBe(500);
    expect(done.unplaced).toBe(0);
    expect(today.map((session) => clinic.places.read.session(session)?.status)).toEqual(
      today.map(() => "open"),
    );
    for (const { appointmentId, at } of bookings) {
      const told = messages(appointmentId).filter((kind) => kind !== "reminder");
      expect(told).toEqual(["moved"]);
      expect(row(appointmentId)?.at).not.toBe(at);
    }
    for (const session of sessions) {
      const { taken = 0, capacity = 0 } = clinic.places.read.session(session) ?? {};
      expect(taken <= capacity).toBe(true);
    }
    expect(granted(clinic.ask("undoMove", { commandId: id }, { as: admin })).restored).toBe(500);
    for (const { appointmentId, at } of bookings) {
      expect(row(appointmentId)).toMatchObject({ status: "booked", at });
    }
    expect(clinic.places.availability.holidayOn(days[0] ?? "")?.status).toBe("confirmed");
    expect(clinic.places.availability.holidayOn(days[1] ?? "")).toBe(null);
  }, 60_000);

  test("closed days of one clinic leave the others alone, and can be taken back", () => {
    clinic = aClinic();
    const eye = clinic.aSession({ day: sunday });
    const heart = clinic.aSession({ day: sunday, clinic: "heart" });
    const { appointmentId } = granted(book(clinic.aPatient(), eye));
    const id = clinic.runtime.uuid();
    const span = { from: sunday, to: addDays(sunday, 1), movePatients: true, reason: "paint" };
    const closed = granted(
      clinic.ask("closeClinicDays", { clinicId: "eye", ...span }, { as: admin, id }),
    );
    expect(closed).toEqual({ moved: 0, unplaced: 1 });
    expect(codeOf(book(clinic.aPatient(), heart))).toBe("ok");
    expect(codeOf(clinic.ask("closeClinicDays", { clinicId: "no", ...span }))).toBe("invalid");
    granted(clinic.ask("undoMove", { commandId: id }, { as: admin }));
    expect(row(appointmentId)?.status).toBe("booked");
    expect(codeOf(book(clinic.aPatient(), eye))).toBe("ok");
  });

  test("the working week is the site's, Sunday to Thursday when it says nothing", () => {
    clinic = aClinic();
    const { holidays } = clinic.places;
    const days = () => clinic.roster.read.days("", sunday, addDays(sunday, 7));
    const week = () => days().map((day) => day.isWorkday);
    expect(week()).toEqual([true, true, true, true, true, false, false]);
    granted(clinic.ask("setWorkWeek", { workdays: [6, 0, 1, 6], hijriOffset: -1 }, { as: admin }));
    expect(week()).toEqual([true, true, false, false, false, false, true]);
    expect(holidays.hijriOffset()).toBe(-1);
  });
});

describe("time alone", () => {
  test("a booking that nobody came for is a no-show when its session is over", () => {
    clinic = aClinic();
    const session = clinic.aSession({ day: sunday });
    const { appointmentId } = granted(book(clinic.aPatient(), session));
    clinic.runtime.set(clinic.at(sunday, 720) + hourMs - minuteMs);
    tick();
    expect(row(appointmentId)?.status).toBe("booked");
    clinic.runtime.pass(2 * minuteMs);
    tick();
    expect(row(appointmentId)?.status).toBe("no_show");
  });
});
