import { afterEach, expect, it } from "vitest";
import { aHospital, granted, staff } from "../test/harness/hospital.ts";
import type { TestHospital } from "../test/harness/hospital.ts";

let h: TestHospital = aHospital();
afterEach(() => {
  h.close();
  h = aHospital();
});

/** A session and a booking in it, as the scheduling module would have laid them down. */
function book(patient: number, at: number, status: string): void {
  h.store.db.pragma("foreign_keys = OFF");
  h.store.db
    .prepare(
      "INSERT INTO clinic_session(id, assignment_id, clinic_id, service_id, staff_id, day, from_at," +
        " to_at, capacity, window_min, overbook_max, status)" +
        " VALUES(9001, 1, 'eye', 'eye-visit', 9000, '2026-11-23', 1, 2, 9, 30, 0, 'open')",
    )
    .run();
  h.store.db
    .prepare(
      "INSERT INTO appointment(id, patient_id, session_id, at, status, code, made_at)" +
        " VALUES(9002, ?, 9001, ?, ?, 'CODE', 1)",
    )
    .run(patient, at, status);
}

it("bookings, tickets with their queues, and documents stand in one order, newest first", () => {
  const { patientId } = granted(h.ask("registerPatient", { given: "علي" }));
  const patient = Number(patientId.slice(1));
  const bookedAt = h.runtime.now();
  book(patient, bookedAt, "booked");
  h.store.db.exec("INSERT INTO staff_private VALUES(9000, 'doctor-9', 'Dr. Nine', 'x')");
  h.runtime.pass(60_000);
  const ticket = granted(h.ask("issueTicket", { serviceId: "eye-visit", patientId }));
  const called = granted(h.ask("callNext", { servicePointId: "room-1" }));
  h.runtime.pass(60_000);
  granted(h.ask("startService", { callId: called.callId }));
  granted(h.ask("endService", { callId: called.callId, resultCode: "glasses" }));
  h.run((tx) =>
    h.patients.documents.add(tx, patient, {
      kind: "result",
      name: "a.txt",
      body: Buffer.from("x"),
    }),
  );
  const now = h.runtime.now();
  expect(h.patientFiles.read(patientId, "en")?.timeline).toEqual([
    {
      at: now,
      kind: "document",
      id: expect.stringMatching(/^f\d+$/) as string,
      title: "a.txt",
      status: "kept",
      documentKind: "result",
    },
    {
      at: now - 60_000,
      kind: "ticket",
      id: ticket.ticketId,
      title: "eye-visit",
      status: "done",
      by: ticket.label,
      steps: [
        {
          title: "eye queue",
          status: "done",
          place: "room-1",
          startedAt: now,
          endedAt: now,
          resultCode: "glasses",
        },
      ],
    },
    {
      at: bookedAt,
      kind: "appointment",
      id: "a9002",
      title: "eye-visit",
      status: "booked",
      by: "Dr. Nine",
    },
  ]);
});

it("a ticket that waits, was cancelled or went on says so, with the call it had", () => {
  const { patientId } = granted(h.ask("registerPatient", { given: "علي" }));
  const lines = () =>
    h.patientFiles
      .read(patientId, "ar")
      ?.timeline.map((line) => line.steps?.map(({ status, place }) => [status, place]));
  const { entryId } = granted(h.ask("issueTicket", { serviceId: "eye-visit", patientId }));
  const waiting = lines();
  granted(h.ask("callNext", { servicePointId: "room-1" }));
  const called = lines();
  granted(h.ask("transfer", { entryId, toQueueId: "glasses", placement: "keep" }, { as: staff() }));
  expect({ waiting, called, moved: lines() }).toEqual({
    waiting: [[["waiting", null]]],
    called: [[["called", "room-1 ع"]]],
    moved: [
      [
        ["transferred", "room-1 ع"],
        ["waiting", null],
      ],
    ],
  });
});
