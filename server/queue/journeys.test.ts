import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { minuteMs } from "../../shared/domain/time.ts";
import {
  aBigHospital,
  callNext,
  calledAt,
  entryOf,
  issue,
} from "../../test/harness/big-hospital.ts";
import { codeOf, expectWhole, granted } from "../../test/harness/hospital.ts";
import type { TestHospital } from "../../test/harness/hospital.ts";

let h: TestHospital;
beforeEach(() => {
  h = aBigHospital();
});
afterEach(() => {
  expectWhole(h);
  h.close();
});

const reason = "a test asks";
const end = (callId: string, more: object = {}) => h.ask("endService", { callId, ...more });
const endAt = (point: string) => granted(end(`c${h.queue.read.currentCall(point)?.call_id}`));
/** The stops of a ticket so far: where, and in which state. */
const stops = (ticketId: string) =>
  h.queue.read
    .entriesOfTicket(Number(ticketId.slice(1)))
    .map(({ queue_id: queue, status }) => `${queue} ${status}`);
/** Sends the patient of a call on a detour and gives the entry there. */
const detour = (entryId: string, toQueueId = "lab") =>
  granted(h.ask("transfer", { entryId, toQueueId, placement: "keep", returnTo: true })).entryId;

/** A patient who saw doctor-1 and is at the laboratory now, and one who came later. */
function atTheLab() {
  const { ticketId, label } = issue(h, "doctor-visit");
  h.runtime.pass(5 * minuteMs);
  const later = issue(h, "doctor-visit").label;
  const { entryId } = callNext(h, "doctor-1");
  const labEntryId = detour(entryId);
  h.runtime.pass(20 * minuteMs);
  return { ticketId, label, later, entryId, labEntryId };
}

it("one label leads from registration through triage, doctor, laboratory and back to the pharmacy", () => {
  const { ticketId, label } = issue(h, "whole-visit");
  h.runtime.pass(minuteMs);
  const first = issue(h, "doctor-visit").label;
  for (const point of ["desk", "nurse"]) end(callNext(h, point).callId);
  h.runtime.pass(10 * minuteMs);
  // The wait at registration and triage counted: the journey began before the other ticket.
  const { entryId } = callNext(h, "doctor-1");
  detour(entryId);
  expect(calledAt(h, "doctor-1")).toBe(first);
  h.runtime.pass(15 * minuteMs);
  const later = issue(h, "doctor-visit").label;
  expect(calledAt(h, "lab-1")).toBe(label);
  endAt("lab-1");
  // Back to the same doctor and to no other, ahead of the first visit that came meanwhile.
  expect([calledAt(h, "doctor-2"), calledAt(h, "doctor-1")]).toEqual([later, label]);
  endAt("doctor-1");
  expect(calledAt(h, "counter")).toBe("queue_empty");
  const ready = h.queue.read.lineOfTicket(Number(ticketId.slice(1)));
  granted(h.ask("markReady", { entryId: `e${ready?.id}` }));
  const handedOut = callNext(h, "counter");
  expect([handedOut.label, handedOut.ticketId]).toEqual([label, ticketId]);
  end(handedOut.callId);
  expect(stops(ticketId)).toEqual([
    "registration done",
    "triage done",
    "doctor done",
    "lab done",
    "pharmacy done",
  ]);
});

describe("a segment that was chosen when the ticket was issued", () => {
  const asked = { serviceId: "whole-visit", segment: "women" } as const;
  const segmentOf = (queue: string) =>
    h.rows<{ segment: string }>("SELECT segment FROM entry WHERE queue_id = ? ORDER BY id", queue);

  it("counts at the queue that knows it, also when the journey begins where nobody does", () => {
    const { label } = granted(h.ask("issueTicket", asked));
    granted(h.ask("issueTicket", { ...asked, segment: "men" }));
    for (const point of ["desk", "nurse", "desk", "nurse"]) {
      granted(end(callNext(h, point).callId));
    }
    expect([segmentOf("registration"), segmentOf("doctor")]).toEqual([
      [{ segment: "" }, { segment: "" }],
      [{ segment: "women" }, { segment: "men" }],
    ]);
    expect([calledAt(h, "women-desk"), calledAt(h, "women-desk")]).toEqual([label, "queue_empty"]);
  });

  it("is there again after a transfer to a queue without segments and back", () => {
    const here = { serviceId: "doctor-visit", segment: "men" } as const;
    const { entryId } = granted(h.ask("issueTicket", here));
    const to = (id: string, toQueueId: string) =>
      granted(h.ask("transfer", { entryId: id, toQueueId, placement: "keep" })).entryId;
    to(to(entryId, "imaging"), "doctor");
    expect([segmentOf("imaging"), segmentOf("doctor")]).toEqual([
      [{ segment: "" }],
      [{ segment: "men" }, { segment: "men" }],
    ]);
    expect(calledAt(h, "women-desk")).toBe("queue_empty");
  });

  it("is asked for at the kiosk of every service that comes to such a queue, and of no other", () => {
    const site = h.feeds.build("directory", "site", h.runtime.now());
    const services = site?.clinics.flatMap((clinic) => clinic.services) ?? [];
    const segments = (id: string) => services.find((row) => row.serviceId === id)?.segments;
    expect(["whole-visit", "night-doctor", "doctor-visit", "lab-test"].map(segments)).toEqual([
      ["women", "men"],
      ["women", "men"],
      ["women", "men"],
      [],
    ]);
    const refused = { serviceId: "lab-test", segment: "women" };
    expect(codeOf(h.ask("issueTicket", refused))).toBe("invalid");
  });
});

describe("the end of a visit", () => {
  it("with stopHere ends the journey", () => {
    const { ticketId } = issue(h, "doctor-pharmacy");
    granted(end(callNext(h, "doctor-1").callId, { stopHere: true }));
    expect(stops(ticketId)).toEqual(["doctor done"]);
  });

  it("is refused where the next stop is closed, by callNext too, and may still stop here", () => {
    issue(h, "doctor-pharmacy");
    issue(h, "doctor-visit");
    const { callId } = callNext(h, "doctor-1");
    granted(h.ask("closeQueue", { queueId: "pharmacy", waiting: "finish", reason }));
    const finish = { as: "end" as const };
    expect([
      codeOf(end(callId)),
      codeOf(h.ask("callNext", { servicePointId: "doctor-1", finish })),
      codeOf(
        h.ask("callNext", { servicePointId: "doctor-1", finish: { ...finish, stopHere: true } }),
      ),
    ]).toEqual(["queue_closed", "queue_closed", "ok"]);
  });

  it("is refused where the same patient waits already, and taken on when that is over", () => {
    const patientId = "p-1";
    for (const serviceId of ["doctor-pharmacy", "doctor-pharmacy"]) {
      granted(h.ask("issueTicket", { serviceId, patientId }));
      const { callId } = callNext(h, "doctor-1");
      if (codeOf(end(callId)) === "ok") continue;
      expect(codeOf(end(callId))).toBe("already_waiting");
      const [there] = h.queue.read.aside("pharmacy", 1);
      granted(h.ask("cancelEntry", { entryId: `e${there?.id}`, reason }));
      granted(end(callId));
    }
    expect(h.queue.read.aside("pharmacy", 9).length).toBe(1);
  });

  it("says what its service wants said, in callNext too", () => {
    const coded = issue(h, "doctor-coded").label;
    const noted = issue(h, "doctor-noted").label;
    expect(calledAt(h, "doctor-1")).toBe(coded);
    const finished = (words: object) =>
      h.ask("callNext", { servicePointId: "doctor-1", finish: { as: "end", ...words } });
    expect([
      codeOf(finished({})),
      codeOf(finished({ resultCode: "unheard-of" })),
      codeOf(finished({ resultCode: "well" })),
      codeOf(finished({ resultCode: "well" })),
      codeOf(finished({ note: "come back in spring" })),
    ]).toEqual(["result_required", "result_required", "ok", "result_required", "queue_empty"]);
    expect(noted).toBe("D002");
  });

  it("is of the house the service has then: renamed and moved, who waits is called where they are", () => {
    const { label } = issue(h, "doctor-visit");
    const change = { serviceId: "doctor-visit", names: { ar: "زيارة" }, queueId: "imaging" };
    granted(h.ask("changeService", change));
    expect(issue(h, "doctor-visit").queueId).toBe("imaging");
    expect([calledAt(h, "doctor-1"), calledAt(h, "doctor-1")]).toEqual([label, "queue_empty"]);
    expect(codeOf(h.ask("changeService", { serviceId: "doctor-visit", queueId: "nowhere" }))).toBe(
      "unknown_queue",
    );
  });
});

describe("away at the laboratory", () => {
  it("a patient is skipped, keeps their time, and is called by the doctor who sent them", () => {
    const { entryId, label, later } = atTheLab();
    const before = entryOf(h, entryId);
    expect([calledAt(h, "doctor-2"), calledAt(h, "doctor-1")]).toEqual([later, "queue_empty"]);
    end(callNext(h, "lab-1").callId);
    const after = entryOf(h, entryId);
    expect([before.status, after.status, after.eligible_at]).toEqual([
      "away",
      "waiting",
      before.eligible_at,
    ]);
    expect([calledAt(h, "doctor-2"), calledAt(h, "doctor-1")]).toEqual(["queue_empty", label]);
  });

  it("when the doctor's point closes meanwhile, the patient is anybody's", () => {
    const { label } = atTheLab();
    granted(h.ask("closePoint", { servicePointId: "doctor-1" }));
    calledAt(h, "doctor-2");
    end(callNext(h, "lab-1").callId);
    expect(calledAt(h, "doctor-2")).toBe(label);
  });

  it("nobody waits for a point that closed while their call was unanswered or cancelled", () => {
    const { entryId, label } = atTheLab();
    end(callNext(h, "lab-1").callId);
    const again = callNext(h, "doctor-1");
    expect(again.entryId).toBe(entryId);
    granted(h.ask("noShow", { callId: again.callId }));
    granted(h.ask("closePoint", { servicePointId: "doctor-1" }));
    granted(h.ask("requeue", { entryId }));
    granted(h.ask("cancelEntry", { entryId, reason }));
    granted(h.ask("reinstate", { entryId, reason }));
    calledAt(h, "doctor-2");
    expect(calledAt(h, "doctor-2")).toBe(label);
  });

  it("who comes back early is in the queue again, and the laboratory's place falls away", () => {
    const { entryId, labEntryId, label } = atTheLab();
    granted(h.ask("unpark", { entryId }));
    expect([entryOf(h, labEntryId).status, calledAt(h, "lab-1")]).toEqual([
      "cancelled",
      "queue_empty",
    ]);
    expect(calledAt(h, "doctor-1")).toBe(label);
    // The laboratory's place would be a second one.
    expect(codeOf(h.ask("reinstate", { entryId: labEntryId, reason }))).toBe("already_waiting");
  });

  it("who is with the laboratory just now is not back yet", () => {
    const { entryId } = atTheLab();
    callNext(h, "lab-1");
    expect(codeOf(h.ask("unpark", { entryId }))).toBe("wrong_state");
  });

  it("who misses the laboratory's call stays away until the doctor takes them back", () => {
    const { entryId, labEntryId, label } = atTheLab();
    granted(h.ask("noShow", { callId: callNext(h, "lab-1").callId }));
    expect(entryOf(h, entryId).status).toBe("away");
    granted(h.ask("unpark", { entryId }));
    expect(codeOf(h.ask("requeue", { entryId: labEntryId }))).toBe("already_waiting");
    expect(calledAt(h, "doctor-1")).toBe(label);
  });

  it("a detour that is cancelled, or whose laboratory closes for the day, sends the patient back", () => {
    const cancelled = atTheLab();
    granted(h.ask("cancelEntry", { entryId: cancelled.labEntryId, reason }));
    expect(entryOf(h, cancelled.entryId).status).toBe("waiting");
    const closed = atTheLab();
    const closing = { queueId: "lab", waiting: "rebook", forDay: "2026-11-30", reason } as const;
    granted(h.ask("closeQueue", closing));
    expect([entryOf(h, closed.labEntryId).status, entryOf(h, closed.entryId).status]).toEqual([
      "rebooked",
      "waiting",
    ]);
  });

  it("a detour transferred onward comes back from there", () => {
    const { entryId, labEntryId, ticketId } = atTheLab();
    const onward = { entryId: labEntryId, toQueueId: "imaging", placement: "keep" as const };
    granted(h.ask("transfer", onward));
    // Not into the queue that the patient is away from.
    expect(
      codeOf(
        h.ask("transfer", {
          ...onward,
          entryId: callNext(h, "imaging-1").entryId,
          toQueueId: "doctor",
        }),
      ),
    ).toBe("already_waiting");
    endAt("imaging-1");
    expect([entryOf(h, entryId).status, stops(ticketId)]).toEqual([
      "waiting",
      ["doctor waiting", "lab transferred", "imaging done"],
    ]);
  });
});

describe("a detour from a detour", () => {
  /** At imaging, sent there by the laboratory, which was sent the patient by doctor-1. */
  function atImaging() {
    const lab = atTheLab();
    callNext(h, "lab-1");
    const imagingEntryId = detour(lab.labEntryId, "imaging");
    return { ...lab, imagingEntryId };
  }

  it("comes back one by one", () => {
    const { ticketId } = atImaging();
    end(callNext(h, "imaging-1").callId);
    expect(stops(ticketId)).toEqual(["doctor away", "lab waiting", "imaging done"]);
    end(callNext(h, "lab-1").callId);
    expect(stops(ticketId)).toEqual(["doctor waiting", "lab done", "imaging done"]);
  });

  it("who did not answer there is put back there", () => {
    const { imagingEntryId } = atImaging();
    callNext(h, "imaging-1");
    expect(codeOf(h.ask("requeue", { entryId: imagingEntryId }))).toBe("ok");
  });

  it("who is back with the doctor early has no other place left, and undo gives all back", () => {
    const { entryId, ticketId } = atImaging();
    const before = stops(ticketId);
    const id = h.runtime.uuid();
    granted(h.ask("unpark", { entryId }, { id }));
    expect(stops(ticketId)).toEqual(["doctor waiting", "lab cancelled", "imaging cancelled"]);
    granted(h.ask("undo", { commandId: id }));
    expect(stops(ticketId)).toEqual(before);
  });

  it("with the stop between cancelled goes on, and then straight back to the doctor", () => {
    const { labEntryId, ticketId } = atImaging();
    granted(h.ask("cancelEntry", { entryId: labEntryId, reason }));
    expect(stops(ticketId)).toEqual(["doctor away", "lab cancelled", "imaging waiting"]);
    end(callNext(h, "imaging-1").callId);
    expect(stops(ticketId)).toEqual(["doctor waiting", "lab cancelled", "imaging done"]);
  });
});

describe("transfer", () => {
  const transfer = (entryId: string, more: object = {}) =>
    h.ask("transfer", { entryId, toQueueId: "imaging", placement: "keep", ...more });

  it("is refused to a queue that is closed, unknown or one's own, and minutes go with their placement only", () => {
    const { entryId } = issue(h, "doctor-visit");
    granted(h.ask("closeQueue", { queueId: "lab", waiting: "finish", reason }));
    expect(
      [
        { toQueueId: "lab" },
        { toQueueId: "nowhere" },
        { toQueueId: "doctor" },
        { placement: "afterMinutes" },
        { minutes: 5 },
        { returnTo: true },
      ].map((more) => codeOf(transfer(entryId, more))),
    ).toEqual([
      "queue_closed",
      "unknown_queue",
      "wrong_state",
      "invalid",
      "invalid",
      "wrong_state",
    ]);
  });

  it("keeps the segment where the other queue has it, the claim, and the patient's wish to wait", () => {
    const asked = {
      serviceId: "doctor-visit",
      segment: "women",
      priorityClass: "protected",
    } as const;
    const { entryId } = granted(h.ask("issueTicket", asked, { as: h.kiosk }));
    granted(h.ask("hold", { entryId, minutes: 30 }));
    const there = granted(transfer(entryId)).entryId;
    const [row] = h.rows(
      "SELECT segment, claimed, status, not_before FROM entry WHERE id = ?",
      Number(there.slice(1)),
    );
    const not_before = h.runtime.now() + 30 * minuteMs;
    expect(row).toEqual({ segment: "", claimed: 1, status: "held", not_before });
  });
});

describe("serveWithoutTicket", () => {
  const serve = (id: string, serviceId = "doctor-visit") =>
    h.ask("serveWithoutTicket", { servicePointId: "doctor-1", serviceId, reason }, { id });

  it("calls and begins in one act, out of turn, and is taken back whole", () => {
    const waiting = issue(h, "doctor-visit");
    const id = h.runtime.uuid();
    const { ticketId } = granted(serve(id));
    expect(stops(ticketId)).toEqual(["doctor serving"]);
    expect(h.queue.read.pointDay("2026-11-23", 0, "doctor-1")).toMatchObject({ exceptions: 1 });
    granted(h.ask("undo", { commandId: id }));
    expect([stops(ticketId), calledAt(h, "doctor-1"), calledAt(h, "doctor-1")]).toEqual([
      ["doctor cancelled"],
      waiting.label,
      "queue_empty",
    ]);
  });

  it("is refused at a busy point, of another queue, and where the service is closed", () => {
    granted(serve(h.runtime.uuid()));
    expect([
      codeOf(serve(h.runtime.uuid())),
      codeOf(serve(h.runtime.uuid(), "lab-test")),
      codeOf(serve(h.runtime.uuid(), "nothing")),
    ]).toEqual(["service_point_busy", "wrong_state", "unknown_service"]);
    granted(h.ask("closeQueue", { queueId: "doctor", waiting: "finish", reason }));
    expect(codeOf(serve(h.runtime.uuid()))).toBe("service_closed");
  });
});

it("a family has a class and a place each, and is called in a row with a reason in public", () => {
  const groupId = "family-1";
  const mother = granted(h.ask("issueTicket", { serviceId: "doctor-visit", groupId }));
  const stranger = issue(h, "doctor-visit");
  const child = granted(
    h.ask("issueTicket", { serviceId: "doctor-visit", groupId, priorityClass: "protected" }),
  );
  h.runtime.pass(minuteMs);
  end(callNext(h, "doctor-1").callId);
  const family = { servicePointId: "doctor-1", reason: "family" };
  const called = [child, mother].map(({ entryId }) => {
    const answer = h.ask("callChosen", { ...family, entryId });
    if (answer.ok) end(answer.reply.callId);
    return codeOf(answer);
  });
  expect([called, calledAt(h, "doctor-1")]).toEqual([["not_waiting", "ok"], stranger.label]);
  expect(h.queue.read.pointDay("2026-11-23", 0, "doctor-1").exceptions).toBe(1);
});
