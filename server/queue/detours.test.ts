import { afterEach, expect, test } from "vitest";
import type { EntryId, QueueId } from "../../shared/domain/ids.ts";
import { aHospital, codeOf, expectWhole, granted, staff } from "../../test/harness/hospital.ts";
import type { TestHospital } from "../../test/harness/hospital.ts";

// What the simulator found: a detour that goes on a detour itself.

let h: TestHospital;
afterEach(() => {
  expectWhole(h);
  h.close();
});

/** A patient whom room-2 (eye) sent to the heart clinic, which sent them on to the glasses. */
function awayTwice() {
  h = aHospital();
  const { entryId: eye } = granted(h.ask("issueTicket", { serviceId: "eye-visit" }));
  const sendOn = (entryId: EntryId, servicePointId: string, toQueueId: string) => {
    const { callId } = granted(h.ask("callNext", { servicePointId }));
    granted(h.ask("startService", { callId }));
    const to = { toQueueId: toQueueId as QueueId, placement: "keep", returnTo: true } as const;
    return granted(h.ask("transfer", { entryId, ...to })).entryId;
  };
  const heart = sendOn(eye, "room-2", "heart");
  const glasses = sendOn(heart, "room-3", "glasses");
  return { eye, heart, glasses };
}

const statuses = () =>
  h.rows<{ status: string }>("SELECT status FROM entry ORDER BY id").map(({ status }) => status);

test("a stop that is given up while the patient is elsewhere brings nobody back before that ends", () => {
  const { heart } = awayTwice();
  granted(h.ask("cancelEntry", { entryId: heart, reason: "not needed" }));
  expect(statuses()).toEqual(["away", "cancelled", "waiting"]);
  const { callId } = granted(h.ask("callNext", { servicePointId: "room-1" }));
  expect(codeOf(h.ask("callNext", { servicePointId: "room-2" }))).toBe("queue_empty");
  granted(h.ask("endService", { callId }));
  expect(statuses()).toEqual(["waiting", "cancelled", "done"]);
});

test("whoever is back at the first desk gives up all the stops behind it", () => {
  const { eye } = awayTwice();
  granted(h.ask("unpark", { entryId: eye }));
  expect(statuses()).toEqual(["waiting", "cancelled", "cancelled"]);
  const codes = ["room-3", "room-2"].map((servicePointId) =>
    codeOf(h.ask("callNext", { servicePointId })),
  );
  expect(codes).toEqual(["queue_empty", "ok"]);
});

test("nobody is back at the first desk while the last one is calling them", () => {
  const { eye } = awayTwice();
  granted(h.ask("callNext", { servicePointId: "room-1" }));
  expect(codeOf(h.ask("unpark", { entryId: eye }))).toBe("wrong_state");
  expect(statuses()).toEqual(["away", "away", "called"]);
});

test("serving without a ticket is taken back as the one act that it was", () => {
  h = aHospital();
  const id = h.runtime.uuid();
  const served = { servicePointId: "room-3", serviceId: "heart-visit", reason: "fainted" } as const;
  granted(h.ask("serveWithoutTicket", served, { id, as: staff() }));
  granted(h.ask("undo", { commandId: id }));
  expect(statuses()).toEqual(["cancelled"]);
  expect(h.rows("SELECT status FROM call")).toEqual([{ status: "undone" }]);
});
