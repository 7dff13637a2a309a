import fc from "fast-check";
import { expect, it } from "vitest";
import { takesPlace } from "../shared/domain/appointment.ts";
import type { AppointmentStatus } from "../shared/domain/appointment.ts";
import { addDays } from "../shared/domain/local-day.ts";
import { minuteMs } from "../shared/domain/time.ts";
import { expectWhole, staff } from "./harness/hospital.ts";
import { aClinic } from "./harness/places.ts";
import type { TestClinic } from "./harness/places.ts";

// Whatever is asked in whatever order, no session has more bookings than places, none lies outside
// its session, no patient has two in one, and the tables are what the journal says.

const sunday = "2026-11-29";
const admin = staff("admin", 901);
const number = (max: number) => fc.integer({ min: 0, max });
const order = fc.oneof(
  fc.record({ act: fc.constant("book"), who: number(11), where: number(3), when: number(4) }),
  fc.record({ act: fc.constant("hold"), who: number(11), where: number(3), when: number(4) }),
  fc.record({ act: fc.constant("move"), who: number(30), where: number(3), when: number(4) }),
  fc.record({ act: fc.constant("cancel"), who: number(30), where: number(0), when: number(0) }),
  fc.record({ act: fc.constant("wish"), who: number(11), where: number(0), when: number(0) }),
  fc.record({ act: fc.constant("close"), who: number(0), where: number(3), when: number(0) }),
  fc.record({ act: fc.constant("shorten"), who: number(0), where: number(3), when: number(3) }),
  fc.record({ act: fc.constant("undo"), who: number(0), where: number(0), when: number(0) }),
  fc.record({ act: fc.constant("pass"), who: number(200), where: number(0), when: number(0) }),
);
type Order = typeof order extends fc.Arbitrary<infer One> ? One : never;

interface Day {
  readonly clinic: TestClinic;
  readonly sessions: readonly number[];
  readonly patients: readonly ReturnType<TestClinic["aPatient"]>[];
  lastClosing: string | null;
}

function carryOut(day: Day, { act, who, where, when }: Order): void {
  const { clinic, sessions, patients } = day;
  const session = sessions[where] ?? 0;
  const sessionId = clinic.sessionId(session);
  const patientId = patients[who % patients.length] ?? ("m0" as never);
  const from = clinic.places.read.session(session)?.from_at ?? 0;
  const at = from + when * 60 * minuteMs;
  const ids = clinic.rows<{ id: number }>("SELECT id FROM appointment ORDER BY id");
  const appointmentId = `a${ids[who % Math.max(1, ids.length)]?.id ?? 1}` as never;
  const id = clinic.runtime.uuid();
  switch (act) {
    case "book":
      clinic.ask("bookPlace", { patientId, sessionId, at, overbookReason: "far" });
      break;
    case "hold":
      clinic.ask("holdPlace", { patientId, sessionId, at });
      break;
    case "move":
      clinic.ask("moveAppointment", { appointmentId, sessionId, at });
      break;
    case "cancel":
      clinic.ask("cancelAppointment", { appointmentId, reason: "-" });
      break;
    case "wish":
      clinic.ask("joinWaitingList", {
        ...{ patientId, serviceId: "eye-visit", from: sunday, to: addDays(sunday, 5) },
      });
      break;
    case "close":
      day.lastClosing = id;
      clinic.ask(
        "cancelSession",
        { sessionId, movePatients: true, reason: "-" },
        { as: admin, id },
      );
      break;
    case "shorten": {
      day.lastClosing = id;
      const to = from + (when + 1) * 60 * minuteMs;
      const change = { sessionId, to, movePatients: true, reason: "-" };
      clinic.ask("changeSession", change, { as: admin, id });
      break;
    }
    case "undo":
      clinic.ask("undoMove", { commandId: day.lastClosing ?? id }, { as: admin });
      break;
    default:
      clinic.runtime.pass(who * minuteMs);
      clinic.run(clinic.tick);
  }
}

function expectSound({ clinic, sessions }: Day): void {
  for (const id of sessions) {
    const session = clinic.places.read.session(id);
    const all = clinic.places.read.appointmentsOf(id);
    const taking = all.filter(({ status }) => takesPlace(status));
    const over = taking.filter((row) => row.overbook_reason !== null);
    const { taken = 0, capacity = 0, overbook_max: most = 0, from_at: from = 0 } = session ?? {};
    expect(taking.length).toBe(taken);
    expect(over.length <= most).toBe(true);
    expect(taken - over.length <= capacity).toBe(true);
    expect(new Set(taking.map((row) => row.patient_id)).size).toBe(taking.length);
    const active: readonly AppointmentStatus[] = ["booked"];
    for (const row of taking.filter(({ status }) => active.includes(status))) {
      expect(row.at >= from && row.at < (session?.to_at ?? 0)).toBe(true);
      expect(session?.status).toBe("open");
    }
  }
}

it("bookings never pass a session's places, whatever is asked", () => {
  fc.assert(
    fc.property(fc.array(order, { minLength: 10, maxLength: 60 }), (orders) => {
      const clinic = aClinic();
      const sessions = [0, 1, 2, 3].map((index) =>
        clinic.aSession({
          ...{ day: addDays(sunday, index), capacity: 4, overbookMax: 1 },
          // The last one goes over midnight.
          ...(index === 3 ? { fromMin: 1_320, toMin: 1_560 } : {}),
        }),
      );
      const patients = Array.from({ length: 12 }, () => clinic.aPatient());
      const day: Day = { clinic, sessions, patients, lastClosing: null };
      for (const each of orders) {
        carryOut(day, each);
        expectSound(day);
      }
      expect(clinic.log.lines).toEqual([]);
      expectWhole(clinic);
      clinic.close();
    }),
    { numRuns: process.env["DAWR_LONG"] === "1" ? 500 : 40 },
  );
}, 300_000);
