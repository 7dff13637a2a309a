import { afterEach, beforeEach, expect, it } from "vitest";
import { slipPage } from "./gateway/place-pages.ts";
import { seqOf } from "../shared/domain/ids.ts";
import type { OrderId, PatientId, ServiceId, TestId } from "../shared/domain/ids.ts";
import { codeOf, expectWhole, granted } from "../test/harness/hospital.ts";
import { aClinic } from "../test/harness/places.ts";
import type { TestClinic } from "../test/harness/places.ts";
import { admin, aTest, doctor, technician } from "../test/harness/laboratory.ts";

const sunday = "2026-11-29";
const serviceId = "eye-visit" as ServiceId;
const fasting = { fastingHours: 12, notAfterMin: 600, words: { ar: "بلا دواء", en: "No pills" } };

let clinic: TestClinic;
let patientId: PatientId;
let session: number;
beforeEach(() => {
  clinic = aClinic();
  granted(clinic.ask("putTest", aTest("cbc", { serviceId }), { as: admin }));
  const lipids = aTest("lipids", { serviceId, preparation: fasting });
  granted(clinic.ask("putTest", lipids, { as: admin }));
  const elsewhere = aTest("eeg", { serviceId: "heart-visit" as ServiceId });
  granted(clinic.ask("putTest", elsewhere, { as: admin }));
  patientId = clinic.aPatient();
  session = clinic.aSession({ day: sunday, fromMin: 480, toMin: 720, capacity: 8 });
});
afterEach(() => {
  expectWhole(clinic);
  clinic.close();
});

function ordered(...tests: readonly string[]): OrderId {
  const asked = { patientId, tests: tests as TestId[], urgency: "routine" } as const;
  const { orders } = granted(
    clinic.ask("orderTests", { ...asked, returnWhen: "never" }, { as: doctor }),
  );
  return orders[0]?.orderId ?? ("r0" as OrderId);
}
const book = (orderId: OrderId, minute = 480, who = patientId) =>
  clinic.ask("bookPlace", {
    ...{ patientId: who, sessionId: clinic.sessionId(session), orderId },
    at: clinic.at(sunday, minute),
  });
const come = () => clinic.runtime.set(clinic.at(sunday, 480));

it("a place is booked for an order, and what to do before is said with it", () => {
  const booked = granted(book(ordered("lipids")));
  expect(booked.preparation).toEqual(fasting);
  expect(clinic.bookingView(booked.code)?.preparation).toEqual(fasting);
  const preparation = clinic.preparationOfBooking(seqOf(booked.appointmentId));
  const shown = clinic.feeds.build("bookings", clinic.sessionId(session), 0)?.session;
  if (shown === undefined) throw new Error("no session");
  const { code, at } = booked;
  const saying = { zone: "Asia/Baghdad", hospitalNames: { ar: "م" }, hijriOffset: 0 };
  const html = slipPage(
    { code, at, url: "http://dawr.test", to: at, session: shown, preparation },
    { ...saying, language: "en" },
  );
  expect(["12", "10:00", "No pills"].filter((words) => !html.includes(words))).toEqual([]);
});

it("hours that do not suit the fast are not offered", () => {
  const orderId = ordered("lipids");
  const hours = (more: { readonly orderId?: OrderId }) =>
    clinic
      .freePlaces(
        { serviceId, fromDay: sunday, toDay: "2026-11-30" },
        { isStaff: true, max: 9, ...more },
      )
      .map(({ at }) => (at - clinic.at(sunday, 0)) / 3_600_000);
  expect([hours({}), hours({ orderId }), hours({ orderId: ordered("cbc") })]).toEqual([
    ...[
      [8, 9, 10, 11],
      [8, 9],
      [8, 9, 10, 11],
    ],
  ]);
});

it("a booking is moved to an hour that does not suit only with a reason, which is on its trace", () => {
  const { appointmentId } = granted(book(ordered("lipids")));
  const move = (minute: number, why: object = {}) =>
    clinic.ask("moveAppointment", {
      ...{ appointmentId, sessionId: clinic.sessionId(session), at: clinic.at(sunday, minute) },
      ...why,
    });
  expect([move(600), move(660, { reason: "one more" }), move(540)].map(codeOf)).toEqual([
    ...["fast_too_late", "fast_too_late", "ok"],
  ]);
  granted(move(600, { lateReason: "the only bus" }));
  const facts = clinic.rows<{ fact: string }>(
    "SELECT fact FROM journal WHERE name = 'appointmentMoved' ORDER BY seq DESC LIMIT 1",
  );
  expect(facts.map(({ fact }) => (JSON.parse(fact) as { reason?: string }).reason)).toEqual([
    "the only bus",
  ]);
  // What asks for no hour is moved as ever.
  granted(clinic.ask("cancelAppointment", { appointmentId, reason: "another day" }));
  const other = granted(book(ordered("cbc")));
  expect(
    codeOf(
      clinic.ask("moveAppointment", {
        ...{ appointmentId: other.appointmentId, sessionId: clinic.sessionId(session) },
        at: clinic.at(sunday, 660),
      }),
    ),
  ).toBe("ok");
});

it("an order of another patient, of another service, or that is over is none to book for", () => {
  const other = clinic.aPatient();
  const over = ordered("cbc");
  granted(clinic.ask("cancelTests", { orderId: over, tests: [], reason: "not needed" }));
  expect([
    codeOf(book(ordered("cbc"), 480, other)),
    codeOf(book(ordered("eeg"))),
    codeOf(book(over)),
    codeOf(book("r99999" as OrderId)),
  ]).toEqual(["unknown_order", "unknown_order", "unknown_order", "unknown_order"]);
});

it("the kiosk asks, and sends to a person whoever is not prepared", () => {
  const orderId = ordered("lipids");
  const { code, appointmentId } = granted(book(orderId));
  come();
  const by = { by: "code", value: code } as const;
  const checkIn = (isPrepared?: boolean, as = clinic.kiosk) =>
    clinic.ask("checkIn", isPrepared === undefined ? by : { ...by, confirm: { isPrepared } }, {
      as,
    });
  expect([codeOf(checkIn()), codeOf(checkIn(false))]).toEqual([
    "preparation_asked",
    "not_prepared",
  ]);
  // The refusal says what is asked, so that a screen can ask it.
  expect(clinic.bookingsMeant(clinic.kiosk, by)).toMatchObject([
    { appointmentId, preparation: fasting },
  ]);
  expect(clinic.rows("SELECT id FROM ticket")).toEqual([]);
  const { ticketId } = granted(checkIn(true));
  expect(clinic.rows("SELECT ticket_id, prepared FROM test_order")).toEqual([
    { ticket_id: seqOf(ticketId), prepared: 1 },
  ]);
});

it("the desk goes on with whoever is not prepared, and the collection knows it", () => {
  const orderId = ordered("lipids");
  const { code } = granted(book(orderId));
  come();
  const answered = { by: "code", value: code, confirm: { isPrepared: false } } as const;
  const { ticketId } = granted(clinic.ask("checkIn", answered));
  const shown = clinic.feeds.build("orders", ticketId, clinic.runtime.now())?.orders;
  expect(shown).toMatchObject([{ orderId, isPrepared: false, preparation: fasting }]);
  const taken = clinic.ask("collectSpecimens", { orderId, tests: [] }, { as: technician });
  expect(codeOf(taken)).toBe("not_prepared");
});

it("a booking for tests that ask for nothing is checked in as any other", () => {
  const { code, preparation } = granted(book(ordered("cbc")));
  expect(preparation).toBeUndefined();
  come();
  const by = { by: "code", value: code } as const;
  granted(clinic.ask("checkIn", by, { as: clinic.kiosk }));
  expect(clinic.rows("SELECT prepared FROM test_order")).toEqual([{ prepared: null }]);
});
