import { afterEach, describe, expect, test } from "vitest";
import { granted } from "../test/harness/hospital.ts";
import { aClinic, expectPlacesWhole } from "../test/harness/places.ts";
import type { TestClinic } from "../test/harness/places.ts";
import type { PatientId } from "../shared/domain/ids.ts";
import { hourMs } from "../shared/domain/time.ts";

const sunday = "2026-11-29";

let clinic: TestClinic;
let registered = 0;
afterEach(() => {
  registered = 0;
  expectPlacesWhole(clinic);
  clinic.close();
});

const aPatient = () => {
  const given = `مريض ${++registered}`;
  return granted(clinic.ask("registerPatient", { given, father: "ب", isNew: true })).patientId;
};
const read = () => clinic.patientPlaces;
const now = () => clinic.runtime.now();
const full = () => clinic.aSession({ day: sunday, capacity: 1, windowMin: 240 });
const book = (patientId: PatientId, session: number) =>
  granted(
    clinic.ask("bookPlace", {
      ...{ patientId, sessionId: clinic.sessionId(session), at: clinic.at(sunday, 480) },
    }),
  );
const wish = (patientId: PatientId) =>
  granted(
    clinic.ask("joinWaitingList", {
      ...{ patientId, serviceId: "eye-visit" as never },
      ...{ from: sunday, to: "2026-12-06" },
    }),
  );

describe("what somebody has", () => {
  test("bookings in the order of their times, whatever became of them, and what is waited for", () => {
    clinic = aClinic();
    const patientId = aPatient();
    const booked = book(patientId, full());
    granted(
      clinic.ask("cancelAppointment", { appointmentId: booked.appointmentId, reason: "travels" }),
    );
    const again = book(patientId, full());
    const { wishId } = wish(patientId);
    const found = read().of(patientId, now());
    expect(found?.name).toBe("مريض 1 ب");
    expect(found?.bookings).toMatchObject([
      { appointmentId: booked.appointmentId, status: "cancelled" },
      {
        ...{ appointmentId: again.appointmentId, status: "booked", code: again.code },
        ...{ serviceId: "eye-visit", clinicId: "eye", staffName: "one", day: sunday },
        ...{ label: null, isOfSeries: false },
      },
    ]);
    expect(found?.wishes.map((each) => each.wishId)).toEqual([wishId]);
  });

  test("nothing of nobody", () => {
    clinic = aClinic();
    expect(read().of("m999" as never, now())).toBeNull();
  });
});

describe("the waiting list", () => {
  test("offers stand first, with how long the place is kept; then who waits, first come first", () => {
    clinic = aClinic();
    const holder = book(aPatient(), full());
    const [first, second] = [aPatient(), aPatient()];
    const [firstWish, secondWish] = [wish(first), wish(second)];
    const listed = () => read().waitingList(now()).wishes;
    expect(listed().map((each) => each.wishId)).toEqual([firstWish.wishId, secondWish.wishId]);

    const { appointmentId } = holder;
    granted(clinic.ask("cancelAppointment", { appointmentId, reason: "travels" }));
    expect(listed()).toMatchObject([
      {
        ...{ wishId: firstWish.wishId, patientName: "مريض 2 ب" },
        offer: { at: clinic.at(sunday, 480), staffName: "one", until: now() + 2 * hourMs },
      },
      { wishId: secondWish.wishId, offer: null },
    ]);

    granted(clinic.ask("answerOffer", { wishId: firstWish.wishId, as: "declined" }));
    expect(listed().map((each) => [each.wishId, each.offer !== null])).toEqual([
      [secondWish.wishId, true],
    ]);
  });
});
