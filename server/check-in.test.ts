import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { bookingToken, bookingUrl } from "./access/booking-token.ts";
import { guessLimits } from "./patients/guesses.rules.ts";
import {
  aHospital,
  codeOf,
  device,
  expectWhole,
  granted,
  staff,
} from "../test/harness/hospital.ts";
import { aClinic } from "../test/harness/places.ts";
import type { TestClinic } from "../test/harness/places.ts";
import { seqOf } from "../shared/domain/ids.ts";
import type { AppointmentId, PatientId } from "../shared/domain/ids.ts";
import type { PayloadInput } from "../shared/protocol/client.ts";
import { hourMs, minuteMs } from "../shared/domain/time.ts";

const sunday = "2026-11-29";
const nine = 540;

let clinic: TestClinic;
afterEach(() => {
  expectWhole(clinic);
  clinic.close();
});

function booked(
  patientId: PatientId,
  minute = nine,
  session = clinic.aSession({ day: sunday, fromMin: 480, toMin: 840, capacity: 60 }),
) {
  const payload = {
    patientId,
    sessionId: clinic.sessionId(session),
    at: clinic.at(sunday, minute),
  };
  return { ...granted(clinic.ask("bookPlace", payload)), session };
}
const come = (minute: number, day = sunday) => clinic.runtime.set(clinic.at(day, minute));
const checkIn = (asked: PayloadInput<"checkIn">, as = clinic.kiosk as never) =>
  clinic.ask("checkIn", asked, { as });
const appointment = (id: AppointmentId) => clinic.places.read.appointment(seqOf(id));
const tick = () => clinic.run(clinic.tick);

describe("by paper or phone screen", () => {
  test("in its window: a ticket of the class of appointments, counted from the booked time", () => {
    clinic = aClinic();
    const { appointmentId, code, at } = booked(clinic.aPatient());
    come(nine - 50);
    const reply = granted(checkIn({ by: "code", value: code.toLowerCase() }));
    expect(reply).toMatchObject({ appointmentId, bookedAt: at, isLate: false, doctorLateMin: 0 });
    expect(reply).toMatchObject({ queueId: "eye", label: "E001" });
    expect(reply.printJobId).not.toBe(null);
    expect(clinic.queue.read.entry(reply.entryId)).toMatchObject({
      ...{ class: "appointment", eligible_at: at, step: 0 },
    });
    expect(appointment(appointmentId)).toMatchObject({
      ...{ status: "checked_in", ticket_id: seqOf(reply.ticketId) },
    });
  });

  test("a QR's address, its bare token and a code in a QR are all read; a forged one is not", () => {
    clinic = aClinic();
    const values = ["url", "token", "code"].map((kind) => {
      const { appointmentId, code } = booked(clinic.aPatient());
      const token = bookingToken(clinic.key, seqOf(appointmentId));
      return { url: bookingUrl("http://dawr.test", token), token, code }[kind] ?? "";
    });
    come(nine);
    for (const value of values) expect(codeOf(checkIn({ by: "qr", value }))).toBe("ok");
    const forged = `${values[1]?.slice(0, -2)}AA`;
    expect(codeOf(checkIn({ by: "qr", value: forged }))).toBe("not_found");
    expect(codeOf(checkIn({ by: "qr", value: "http://other.test/#x" }))).toBe("not_found");
  });

  test("every outcome has its name", () => {
    clinic = aClinic();
    const { code, appointmentId, session } = booked(clinic.aPatient());
    const by = { by: "code", value: code } as const;
    come(nine, "2026-11-28");
    expect(codeOf(checkIn(by))).toBe("wrong_day");
    expect(clinic.bookingsMeant(clinic.kiosk, by)).toEqual([
      { appointmentId, at: clinic.at(sunday, nine), label: null },
    ]);
    come(nine - 61);
    expect(codeOf(checkIn(by))).toBe("too_early");
    come(nine - 60);
    expect(codeOf(checkIn({ by: "code", value: "ABCDEFGH" }))).toBe("not_found");
    const { label, serviceId } = granted(checkIn(by));
    expect(serviceId).toBe("eye-visit");
    expect(codeOf(checkIn(by))).toBe("already_checked_in");
    expect(clinic.bookingsMeant(clinic.kiosk, by)).toMatchObject([{ label }]);

    const late = booked(clinic.aPatient(), nine, session);
    const change = { sessionId: clinic.sessionId(session), lateMin: 25, reason: "traffic" };
    granted(clinic.ask("changeSession", change));
    come(nine + 31);
    const came = granted(checkIn({ by: "code", value: late.code }));
    expect(came).toMatchObject({ isLate: true, doctorLateMin: 25 });
    expect(clinic.queue.read.entry(came.entryId)?.eligible_at).toBe(clinic.at(sunday, nine + 31));

    const tooLate = booked(clinic.aPatient(), nine + 60, session);
    come(840 + 25);
    expect(codeOf(checkIn({ by: "code", value: tooLate.code }))).toBe("too_late");
  });

  test("a cancelled session says so to whoever still comes for it", () => {
    clinic = aClinic();
    const { code, session } = booked(clinic.aPatient());
    const cancel = { sessionId: clinic.sessionId(session), movePatients: false, reason: "ill" };
    granted(clinic.ask("cancelSession", cancel));
    come(nine);
    expect(codeOf(checkIn({ by: "code", value: code }))).toBe("session_closed");
  });

  test("a cancelled booking is not found", () => {
    clinic = aClinic();
    const { code, appointmentId } = booked(clinic.aPatient());
    granted(clinic.ask("cancelAppointment", { appointmentId, reason: "-" }));
    come(nine);
    expect(codeOf(checkIn({ by: "code", value: code }))).toBe("not_found");
  });

  test("at another clinic's console it gives a ticket of its own clinic", () => {
    clinic = aClinic();
    const { code } = booked(clinic.aPatient());
    come(nine);
    const heart = device("console", clinic.console.id, { servicePointId: "room-3" });
    const reply = granted(checkIn({ by: "code", value: code }, heart as never));
    expect(reply).toMatchObject({ queueId: "eye", printJobId: null });
  });

  test("a night's session is still of its day after midnight", () => {
    clinic = aClinic();
    const session = clinic.aSession({ day: sunday, fromMin: 1_320, toMin: 1_560 });
    const { code } = booked(clinic.aPatient(), 1_500, session);
    come(1_500);
    expect(clinic.localDate(clinic.runtime.now())).toBe("2026-11-30");
    expect(codeOf(checkIn({ by: "code", value: code }))).toBe("ok");
  });
});

describe("by phone or card", () => {
  const phone = "+9647701234567";

  test("at a kiosk the birth year goes with the number, whether anybody has it or not", () => {
    clinic = aClinic();
    booked(clinic.aPatient({ phone, birthYear: 1975 }));
    come(nine);
    const by = { by: "phone", value: "07701234567" } as const;
    expect(codeOf(checkIn(by))).toBe("confirm_needed");
    expect(codeOf(checkIn({ ...by, value: "07709999999" }))).toBe("confirm_needed");
    expect(clinic.bookingsMeant(clinic.kiosk, by)).toEqual([]);
    expect(codeOf(checkIn({ ...by, confirm: { birthYear: 1980 } }))).toBe("not_found");
    expect(codeOf(checkIn({ ...by, confirm: { birthYear: 1975 } }))).toBe("ok");
  });

  test.each(["07701234567", "٠٧٧٠١٢٣٤٥٦٧", "۰۷۷۰۱۲۳۴۵۶۷", "+964 770 123 4567", "00964-7701234567"])(
    "a phone as %s",
    (value) => {
      clinic = aClinic();
      booked(clinic.aPatient({ phone, birthYear: 1975 }));
      come(nine);
      expect(codeOf(checkIn({ by: "phone", value, confirm: { birthYear: 1975 } }))).toBe("ok");
    },
  );

  test("a card number with letters is nobody's", () => {
    clinic = aClinic();
    booked(clinic.aPatient({ nationalId: "199012345678", birthYear: 1990 }));
    come(nine);
    const confirm = { birthYear: 1990 };
    const by = { by: "nationalId", confirm } as const;
    expect(codeOf(checkIn({ ...by, value: "19901234567O" }))).toBe("not_found");
    expect(codeOf(checkIn({ ...by, value: "AB1234567" }))).toBe("not_found");
    expect(codeOf(checkIn({ ...by, value: "١٩٩٠١٢٣٤٥٦٧٨" }))).toBe("ok");
  });

  test("two people with one phone are told apart by birth year, or by the time they choose", () => {
    clinic = aClinic();
    const father = booked(clinic.aPatient({ phone, birthYear: 1960 }));
    const twin = booked(clinic.aPatient({ phone, birthYear: 2010 }));
    const other = booked(clinic.aPatient({ phone, birthYear: 2010 }), nine + 15 * 4);
    come(nine + 10);
    const by = { by: "phone", value: phone } as const;
    const first = granted(checkIn({ ...by, confirm: { birthYear: 1960 } }));
    expect(first.appointmentId).toBe(father.appointmentId);

    const twins = { ...by, confirm: { birthYear: 2010 } };
    expect(codeOf(checkIn(twins))).toBe("ambiguous");
    expect(clinic.bookingsMeant(clinic.kiosk, twins)).toMatchObject([
      { appointmentId: twin.appointmentId, at: twin.at },
      { appointmentId: other.appointmentId, at: other.at },
    ]);
    const chosen = { birthYear: 2010, appointmentId: other.appointmentId };
    expect(granted(checkIn({ ...by, confirm: chosen })).appointmentId).toBe(other.appointmentId);
    // The one that is left needs no choice any more.
    expect(granted(checkIn(twins)).appointmentId).toBe(twin.appointmentId);
    // Somebody else's booking is not to be had by naming it.
    const foreign = { birthYear: 2010, appointmentId: father.appointmentId };
    expect(codeOf(checkIn({ ...by, confirm: foreign }))).toBe("not_found");
  });

  test("at the desk a person looks: no second fact is asked, and several are told by time", () => {
    clinic = aClinic();
    const one = booked(clinic.aPatient({ phone, birthYear: null }));
    const two = booked(clinic.aPatient({ phone, birthYear: null }));
    come(nine);
    const by = { by: "phone", value: phone } as const;
    const desk = staff("receptionist") as never;
    expect(codeOf(checkIn(by, desk))).toBe("ambiguous");
    const confirm = { appointmentId: two.appointmentId };
    expect(granted(checkIn({ ...by, confirm }, desk)).appointmentId).toBe(two.appointmentId);
    expect(granted(checkIn(by, desk)).appointmentId).toBe(one.appointmentId);
  });

  test("on another day the phone is told so, once it is known whose it is", () => {
    clinic = aClinic();
    booked(clinic.aPatient({ phone, birthYear: 1975 }));
    come(nine, "2026-11-28");
    const by = { by: "phone", value: phone, confirm: { birthYear: 1975 } } as const;
    expect(codeOf(checkIn(by))).toBe("wrong_day");
  });
});

describe("guessing a birth year", () => {
  const phone = "+9647701234567";
  const wrong = guessLimits.number.wrong;

  function guess(h: TestClinic, birthYear: number, { value = "07701234567", as = h.kiosk } = {}) {
    const asked = { by: "phone", value, confirm: { birthYear } } as const;
    const code = codeOf(h.ask("checkIn", asked, { as }));
    return { code, said: h.bookingsMeant(as, asked) };
  }
  const guesses = (h: TestClinic, years: readonly number[], more = {}) =>
    years.map((year) => guess(h, year, more).code);
  const years = (count: number, from = 1901) => Array.from({ length: count }, (_, n) => from + n);

  test("is over after five wrong ones: the sixth is refused also when it is right", () => {
    clinic = aClinic();
    booked(clinic.aPatient({ phone, birthYear: 1975 }));
    come(nine);
    expect(guesses(clinic, years(wrong))).toEqual(years(wrong).map(() => "not_found"));
    const right = guess(clinic, 1975);
    expect(right).toEqual({ code: "ask_reception", said: [] });
    // In every form of the number, and at every kiosk.
    expect(guess(clinic, 1975, { value: "+964 770 123 4567" }).code).toBe("ask_reception");
    expect(guess(clinic, 1975, { as: clinic.otherKiosk }).code).toBe("ask_reception");
    clinic.runtime.pass(guessLimits.number.withinMs);
    expect(guess(clinic, 1975).code).toBe("ok");
  });

  test("many at once are no way around: each is counted before the next is judged", () => {
    clinic = aClinic();
    booked(clinic.aPatient({ phone, birthYear: 1975 }));
    come(nine);
    const codes = guesses(clinic, years(80));
    expect(codes.filter((code) => code === "not_found")).toHaveLength(wrong);
    expect(codes.slice(wrong)).toEqual(codes.slice(wrong).map(() => "ask_reception"));
  });

  test("stops nobody else at the same kiosk, and a slip goes always", () => {
    clinic = aClinic();
    const session = clinic.aSession({ day: sunday, fromMin: 480, toMin: 840, capacity: 60 });
    const victim = booked(clinic.aPatient({ phone, birthYear: 1975 }), nine, session);
    booked(clinic.aPatient({ phone: "+9647709999999", birthYear: 1960 }), nine, session);
    come(nine);
    guesses(clinic, years(wrong + 1));
    expect(guess(clinic, 1960, { value: "07709999999" }).code).toBe("ok");
    expect(codeOf(checkIn({ by: "code", value: victim.code }))).toBe("ok");
  });

  test("through many numbers rests the kiosk's numbers for some minutes, and no other kiosk", () => {
    clinic = aClinic();
    const session = clinic.aSession({ day: sunday, fromMin: 480, toMin: 840, capacity: 60 });
    booked(clinic.aPatient({ phone, birthYear: 1975 }), nine, session);
    booked(clinic.aPatient({ phone: "+9647709999999", birthYear: 1960 }), nine, session);
    come(nine);
    for (let n = 0; n < guessLimits.device.wrong; n++) {
      expect(guess(clinic, 1950, { value: `0780000${1_000 + n}` }).code).toBe("not_found");
    }
    expect(guess(clinic, 1975).code).toBe("ask_reception");
    const elsewhere = { value: "07709999999", as: clinic.otherKiosk };
    expect(guess(clinic, 1960, elsewhere).code).toBe("ok");
    clinic.runtime.pass(guessLimits.device.withinMs);
    expect(guess(clinic, 1975).code).toBe("ok");
  });

  test("is remembered through a restart, and journaled without a number", () => {
    const folder = mkdtempSync(join(tmpdir(), "dawr-guesses-"));
    const before = aClinic({ folder });
    const session = before.aSession({ day: sunday, fromMin: 480, toMin: 840, capacity: 60 });
    const patientId = before.aPatient({ phone, birthYear: 1975 });
    const at = before.at(sunday, nine);
    granted(before.ask("bookPlace", { patientId, sessionId: before.sessionId(session), at }));
    before.runtime.set(at);
    guesses(before, years(wrong));
    before.close();
    const after = aHospital({ folder, runtime: before.runtime });
    const asked = { by: "phone", value: "07701234567", confirm: { birthYear: 1975 } } as const;
    expect(codeOf(after.ask("checkIn", asked, { as: before.kiosk }))).toBe("ask_reception");
    const facts = after.rows("SELECT principal, fact FROM journal WHERE name = 'guessedWrong'");
    expect(facts).toEqual(
      years(wrong).map((_, n) => ({
        principal: before.kiosk.id,
        fact: JSON.stringify({ by: "phone", reached: n === wrong - 1 ? "number" : null }),
      })),
    );
    expectWhole(after);
    after.close();
    rmSync(folder, { recursive: true });
    clinic = aClinic();
  });

  test("from a phone at home counts with the kiosk's: there is one number", () => {
    clinic = aClinic();
    const session = clinic.aSession({ day: sunday, fromMin: 480, toMin: 840, capacity: 60 });
    booked(clinic.aPatient({ phone, birthYear: 1975 }), nine, session);
    come(nine - 60 * 8);
    const wish = { by: "phone", value: phone, sessionId: clinic.sessionId(session) } as const;
    const book = (birthYear: number) => {
      const place = { ...wish, birthYear, at: clinic.at(sunday, nine) };
      const done = clinic.run(clinic.phoneFlows.book(place));
      return done.ok ? "ok" : done.code;
    };
    expect(years(wrong).map(book)).toEqual(years(wrong).map(() => "not_found"));
    expect(book(1975)).toBe("ask_reception");
    expect(guess(clinic, 1975).code).toBe("ask_reception");
  });
});

describe("after the visit", () => {
  test("when the ticket's first stop is over the booking is fulfilled", () => {
    clinic = aClinic();
    const { appointmentId, code } = booked(clinic.aPatient());
    come(nine);
    granted(checkIn({ by: "code", value: code }));
    granted(clinic.ask("openPoint", { servicePointId: "room-1" as never }));
    const call = granted(clinic.ask("callNext", { servicePointId: "room-1" as never }));
    tick();
    expect(appointment(appointmentId)?.status).toBe("checked_in");
    granted(clinic.ask("startService", { callId: call.callId }));
    clinic.runtime.pass(5 * minuteMs);
    granted(clinic.ask("endService", { callId: call.callId }));
    tick();
    expect(appointment(appointmentId)?.status).toBe("fulfilled");
  });

  test("who checked in and was not there when called did not come", () => {
    clinic = aClinic();
    const { appointmentId, code } = booked(clinic.aPatient());
    come(nine);
    granted(checkIn({ by: "code", value: code }));
    granted(clinic.ask("openPoint", { servicePointId: "room-1" as never }));
    const call = granted(clinic.ask("callNext", { servicePointId: "room-1" as never }));
    clinic.runtime.pass(hourMs);
    granted(clinic.ask("noShow", { callId: call.callId }));
    tick();
    expect(appointment(appointmentId)?.status).toBe("no_show");
  });
});
