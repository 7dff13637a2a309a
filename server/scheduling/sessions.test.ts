import { afterEach, describe, expect, test } from "vitest";
import { aClinic, expectPlacesWhole } from "../../test/harness/places.ts";
import type { TestClinic } from "../../test/harness/places.ts";

const sunday = "2026-11-29";
const monday = "2026-11-30";

let clinic: TestClinic;
afterEach(() => {
  expectPlacesWhole(clinic);
  clinic.close();
});

describe("sessions of published shifts", () => {
  test("a shift has one session, however often it is published", () => {
    clinic = aClinic();
    const session = clinic.aSession({ day: sunday });
    const { sessions } = clinic.places;
    const row = clinic.places.read.session(session);
    expect(row).toMatchObject({ day: sunday, capacity: 8, status: "open", taken: 0 });
    const assignment = row?.assignment_id ?? 0;
    expect(sessions.ofAssignments([assignment, 77])).toEqual([session]);

    clinic.store.transact((tx) => sessions.cancel(tx, session, "ill"));
    expect(sessions.ofAssignments([assignment])).toEqual([]);
    const shift = {
      ...{ assignment, clinic: "eye", staff: row?.staff_id ?? 0, point: null, day: sunday },
      ...{ from: row?.from_at ?? 0, to: row?.to_at ?? 0 },
    };
    const again = clinic.store.transact((tx) => sessions.make(tx, shift, {} as never));
    expect(again).toBe(session);
    expect(clinic.places.read.session(session)?.status).toBe("open");
  });

  test("cancelling and changing are facts that go back as they came", () => {
    clinic = aClinic();
    const session = clinic.aSession({ day: sunday });
    const { sessions } = clinic.places;
    clinic.store.transact((tx) => sessions.cancel(tx, session, "ill"));
    const changed = clinic.store.head().seq;
    clinic.store.transact((tx) => sessions.restore(tx, changed));
    expect(clinic.places.read.session(session)?.status).toBe("open");
  });

  test("the sessions of days, of some clinics or of all", () => {
    clinic = aClinic();
    const eye = clinic.aSession({ day: sunday });
    const heart = clinic.aSession({ day: sunday, clinic: "heart" });
    const later = clinic.aSession({ day: monday });
    const { sessions } = clinic.places;
    expect(sessions.inDays([], sunday, monday)).toEqual([eye, heart]);
    expect(sessions.inDays(["eye"], sunday, "2026-12-01")).toEqual([eye, later]);
  });
});
