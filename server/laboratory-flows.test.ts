import { afterEach, beforeEach, describe, expect, it, test } from "vitest";
import type { OrderId, TestId } from "../shared/domain/ids.ts";
import { resultsToldMs } from "../shared/domain/laboratory.ts";
import { hourMs, minuteMs } from "../shared/domain/time.ts";
import { callNext, calledAt, entryOf, issue } from "../test/harness/big-hospital.ts";
import { codeOf, expectWhole, granted } from "../test/harness/hospital.ts";
import type { TestHospital } from "../test/harness/hospital.ts";
import {
  aLaboratory,
  aPatient,
  all,
  atTheDoctor,
  collected,
  doctor,
  order,
  resulted,
  stops,
  technician,
} from "../test/harness/laboratory.ts";

let h: TestHospital;
beforeEach(() => {
  h = aLaboratory();
});
afterEach(() => {
  expectWhole(h);
  h.close();
});

const reason = "a test asks";
const asTechnician = { as: technician };
const asDoctor = { as: doctor };
const firstOf = (orders: readonly { readonly orderId: OrderId }[]): OrderId =>
  orders[0]?.orderId ?? ("r0" as OrderId);
const named = (...tests: readonly string[]) => tests as TestId[];
const endAt = (point: string) =>
  granted(h.ask("endService", { callId: `c${h.queue.read.currentCall(point)?.call_id}` as never }));

test("one label leads from the doctor to the laboratory, back with the result, and to the pharmacy", () => {
  const visit = atTheDoctor(h);
  const { eligible_at: since } = entryOf(h, visit.entryId);
  h.runtime.pass(5 * minuteMs);
  const { orders } = order(h, visit, ["cbc", "lipids"]);
  const orderId = firstOf(orders);
  const later = issue(h, "doctor-visit").label;
  const [first, ...more] = collected(h, orderId);
  expect([first?.barcode, more.length]).toEqual(["X0000001O", 1]);
  // The visit at the laboratory is over, and the results are waited for.
  expect(stops(h, visit.ticketId)).toEqual(["doctor away", "lab done"]);
  h.runtime.pass(30 * minuteMs);
  const urgent = issue(h, "doctor-visit", "emergency").label;
  const barcodes = [first, ...more].flatMap((specimen) => specimen?.barcode ?? []);
  expect(resulted(h, orderId, barcodes)).toMatchObject({
    ...{ orderId, isWhole: true, backInQueue: visit.entryId },
  });
  const back = entryOf(h, visit.entryId);
  expect([back.eligible_at, back.bound_point]).toEqual([since, "doctor-1"]);
  // Behind an emergency, ahead of the first visit that came later, and to no other doctor.
  const called = [calledAt(h, "doctor-1"), calledAt(h, "doctor-1"), calledAt(h, "doctor-2")];
  expect(called).toEqual([urgent, visit.label, later]);
  endAt("doctor-1");
  expect(stops(h, visit.ticketId)).toEqual(["doctor done", "lab done", "pharmacy preparing"]);
  const [there] = h.queue.read.aside("pharmacy", 1);
  granted(h.ask("markReady", { entryId: `e${there?.id}` as never }));
  expect(callNext(h, "counter").label).toBe(visit.label);
});

describe("the board of the visit's hall says whose results are ready", () => {
  const told = () =>
    h.feeds
      .build("board", "hall-3", h.runtime.now())
      ?.notices.flatMap((notice) => (notice.kind === "results" ? notice : []));

  it("by the label and the doctor's room, for five minutes", () => {
    const visit = atTheDoctor(h);
    const orderId = firstOf(order(h, visit, ["cbc"]).orders);
    const [tube] = collected(h, orderId);
    expect(told()).toEqual([]);
    resulted(h, orderId, [tube?.barcode ?? ""]);
    const at = h.runtime.now();
    expect(told()).toMatchObject([
      { label: visit.label, servicePointNames: { en: "doctor-1" }, at },
    ]);
    h.runtime.pass(resultsToldMs - 1);
    expect(told()).toHaveLength(1);
    h.runtime.pass(1);
    expect(told()).toEqual([]);
  });

  it("not once the patient is called, nor while a result is missing", () => {
    const visit = atTheDoctor(h);
    const over = { returnWhen: "done" } as const;
    const orderId = firstOf(order(h, visit, ["cbc", "urinalysis"], over).orders);
    const barcodes = collected(h, orderId).map(({ barcode }) => barcode);
    // Back without the results, which is no news of them.
    expect([stops(h, visit.ticketId)[0], told()]).toEqual(["doctor waiting", []]);
    for (const barcode of barcodes) granted(h.ask("receiveSpecimen", { barcode }));
    const result = (test: string) =>
      granted(h.ask("recordResults", { orderId, tests: named(test) }, asTechnician));
    result("cbc");
    expect(told()).toEqual([]);
    result("urinalysis");
    expect(told()).toHaveLength(1);
    expect(callNext(h, "doctor-1").label).toBe(visit.label);
    expect(told()).toEqual([]);
  });
});

describe("when the patient comes back", () => {
  it("several services are one order each, the laboratory before imaging, no two at once", () => {
    const visit = atTheDoctor(h);
    const { orders } = order(h, visit, ["x-ray", "cbc", "ultrasound"]);
    expect(orders.map(({ label }) => label)).toEqual(["R1", "R2"]);
    expect(stops(h, visit.ticketId)).toEqual(["doctor away", "lab waiting"]);
    const [tube] = collected(h, firstOf(orders));
    expect(stops(h, visit.ticketId)).toEqual(["doctor away", "lab done", "imaging waiting"]);
    expect(resulted(h, firstOf(orders), [tube?.barcode ?? ""]).backInQueue).toBeNull();
    callNext(h, "imaging-1");
    const imaging = orders[1]?.orderId ?? ("r0" as OrderId);
    granted(h.ask("performImaging", { orderId: imaging, ...all }, asTechnician));
    endAt("imaging-1");
    expect(entryOf(h, visit.entryId).status).toBe("away");
    const ready = granted(h.ask("recordResults", { orderId: imaging, ...all }, asTechnician));
    expect([ready.backInQueue, ready.isWhole]).toEqual([visit.entryId, true]);
  });

  it("with the collection, when the doctor does not wait for the results", () => {
    const visit = atTheDoctor(h);
    const orderId = firstOf(order(h, visit, ["cbc"], { returnWhen: "done" }).orders);
    collected(h, orderId);
    expect(stops(h, visit.ticketId)).toEqual(["doctor waiting", "lab done"]);
  });

  it("never: the journey goes on from the last of the stops", () => {
    const visit = atTheDoctor(h);
    const over = { returnWhen: "never" } as const;
    const orderId = firstOf(order(h, visit, ["cbc", "x-ray"], over).orders);
    collected(h, orderId);
    callNext(h, "imaging-1");
    endAt("imaging-1");
    expect(stops(h, visit.ticketId)).toEqual([
      ...["doctor transferred", "lab done", "imaging done", "pharmacy preparing"],
    ]);
  });

  it("a result that is there before the collection's visit ends brings them back at its end", () => {
    const visit = atTheDoctor(h);
    const orderId = firstOf(order(h, visit, ["cbc"]).orders);
    callNext(h, "lab-1");
    const taken = granted(h.ask("collectSpecimens", { orderId, ...all }, asTechnician));
    const barcodes = taken.specimens.map(({ barcode }) => barcode);
    expect(resulted(h, orderId, barcodes).backInQueue).toBeNull();
    endAt("lab-1");
    expect(stops(h, visit.ticketId)).toEqual(["doctor waiting", "lab done"]);
  });

  it("nothing could be taken: there is nothing to wait for", () => {
    const visit = atTheDoctor(h);
    order(h, visit, ["urinalysis"]);
    callNext(h, "lab-1");
    endAt("lab-1");
    expect(stops(h, visit.ticketId)).toEqual(["doctor waiting", "lab done"]);
  });

  it("a cancelled order needs no stop: on to the next, and back when none is left", () => {
    const visit = atTheDoctor(h);
    const { orders } = order(h, visit, ["cbc", "x-ray"]);
    const cancel = (orderId: OrderId) =>
      granted(h.ask("cancelTests", { orderId, ...all, reason }, asDoctor)).backInQueue;
    expect(cancel(firstOf(orders))).toBeNull();
    expect(stops(h, visit.ticketId)).toEqual(["doctor away", "lab cancelled", "imaging waiting"]);
    expect(cancel(orders[1]?.orderId ?? firstOf(orders))).toBe(visit.entryId);
    expect(entryOf(h, visit.entryId).status).toBe("waiting");
  });

  it("the end of the day closes what is left, and a result then brings nobody back", () => {
    const visit = atTheDoctor(h);
    const orderId = firstOf(order(h, visit, ["cbc"]).orders);
    const barcodes = collected(h, orderId).map(({ barcode }) => barcode);
    for (const barcode of barcodes) granted(h.ask("receiveSpecimen", { barcode }));
    h.runtime.pass(24 * hourMs);
    const ready = granted(h.ask("recordResults", { orderId, ...all }, asTechnician));
    expect([ready.isWhole, ready.backInQueue]).toEqual([true, null]);
    expect(stops(h, visit.ticketId)).toEqual(["doctor cancelled", "lab done"]);
    // The patient has left, and is told.
    expect(h.rows("SELECT kind FROM message")).toEqual([{ kind: "resultsReady" }]);
  });

  it("an order at once is taken before the others' turn, and the visit itself gains nothing", () => {
    const visit = atTheDoctor(h);
    const { entryId } = order(h, visit, ["cbc"], { urgency: "stat" });
    expect([entryOf(h, entryId ?? "").class, entryOf(h, visit.entryId).class]).toEqual([
      ...["urgent", "normal"],
    ]);
  });

  it("an order that is undone is cancelled, and its patient is with the doctor again", () => {
    const visit = atTheDoctor(h);
    const id = h.runtime.uuid();
    const asked = { entryId: visit.entryId, tests: named("cbc"), urgency: "routine" } as const;
    granted(h.ask("orderTests", { ...asked, returnWhen: "results" }, { ...asDoctor, id }));
    granted(h.ask("undo", { commandId: id }, asDoctor));
    expect(stops(h, visit.ticketId)).toEqual(["doctor called", "lab cancelled"]);
    expect(h.rows("SELECT status FROM order_item")).toEqual([{ status: "cancelled" }]);
  });
});

describe("refused", () => {
  /** An order whose specimens are taken. */
  function taken(tests: readonly string[] = ["cbc"]) {
    const visit = atTheDoctor(h);
    const orderId = firstOf(order(h, visit, tests).orders);
    const specimens = collected(h, orderId);
    const [first] = specimens;
    if (first === undefined) throw new Error("nothing was taken");
    return { visit, orderId, ...first, specimens };
  }
  const receive = (barcode: string) => h.ask("receiveSpecimen", { barcode }, asTechnician);

  it("the specimen of a cancelled order", () => {
    const { orderId, barcode } = taken();
    granted(h.ask("cancelTests", { orderId, ...all, reason }, asDoctor));
    expect(codeOf(receive(barcode))).toBe("order_cancelled");
    expect(codeOf(h.ask("recordResults", { orderId, ...all }, asTechnician))).toBe(
      "order_cancelled",
    );
  });

  it("a specimen of another day: the least stable of its tests says how old it may be", () => {
    const { specimens } = taken(["cbc", "urinalysis"]);
    const [blood = "", urine = ""] = specimens.map(({ barcode }) => barcode);
    h.runtime.pass(4 * hourMs);
    expect([receive(blood), receive(urine)].map(codeOf)).toEqual(["ok", "specimen_too_old"]);
    const { barcode } = taken();
    h.runtime.pass(20 * hourMs);
    expect(codeOf(receive(barcode))).toBe("specimen_too_old");
  });

  it("a specimen that is scanned twice, a rejected one, a misread one", () => {
    const { barcode, specimenId } = taken();
    const codes = [barcode, ` ${barcode.toLowerCase()} `].map((each) => codeOf(receive(each)));
    expect(codes).toEqual(["ok", "already_received"]);
    granted(h.ask("rejectSpecimen", { specimenId, kind: "clotted" }, asTechnician));
    const wrong = `${barcode.slice(0, -1)}A`;
    expect([barcode, wrong, "X1"].map((each) => codeOf(receive(each)))).toEqual([
      ...["wrong_state", "unknown_specimen", "unknown_specimen"],
    ]);
    expect(codeOf(h.ask("rejectSpecimen", { specimenId, kind: "leaked" }))).toBe("wrong_state");
  });

  it("a result of an unknown order, of one that nothing came of yet, and a second one", () => {
    const result = (orderId: OrderId) =>
      codeOf(h.ask("recordResults", { orderId, ...all }, asTechnician));
    expect(result("r9999" as OrderId)).toBe("unknown_order");
    const { orderId, barcode } = taken();
    expect(result(orderId)).toBe("wrong_state");
    granted(receive(barcode));
    expect([result(orderId), result(orderId)]).toEqual(["ok", "wrong_state"]);
  });

  it("two desks that collect at once: the second one is told, and there is one tube", () => {
    const visit = atTheDoctor(h);
    const orderId = firstOf(order(h, visit, ["cbc", "hba1c"]).orders);
    const collect = () => codeOf(h.ask("collectSpecimens", { orderId, ...all }, asTechnician));
    expect([collect(), collect()]).toEqual(["ok", "wrong_state"]);
    expect(h.rows("SELECT tests FROM specimen")).toEqual([{ tests: '["cbc","hba1c"]' }]);
  });

  it("tests that are not in the catalogue, or not any more, and a visit that nobody is in", () => {
    const { entryId } = atTheDoctor(h);
    const ask = (tests: readonly string[], more: object) =>
      codeOf(
        h.ask(
          "orderTests",
          { tests: named(...tests), urgency: "routine", returnWhen: "results", ...more },
          asDoctor,
        ),
      );
    const waiting = issue(h, "doctor-visit").entryId;
    expect([
      ask(["nothing"], { entryId }),
      ask(["retired"], { entryId }),
      ask(["cbc"], { entryId: waiting }),
      ask(["cbc"], {}),
      ask(["cbc"], { patientId: "m99999" }),
    ]).toEqual([
      "unknown_test",
      "unknown_test",
      "not_called",
      "unknown_patient",
      "unknown_patient",
    ]);
    granted(h.ask("closeQueue", { queueId: "lab", waiting: "finish", reason } as never));
    expect(ask(["cbc"], { entryId })).toBe("queue_closed");
    expect(h.rows("SELECT id FROM test_order")).toEqual([]);
  });

  it("imaging has no specimen, and a test of the laboratory is not done by a machine", () => {
    const visit = atTheDoctor(h);
    const { orders } = order(h, visit, ["cbc", "x-ray"]);
    const [lab, imaging] = [firstOf(orders), orders[1]?.orderId ?? ("r0" as OrderId)];
    expect([
      codeOf(h.ask("collectSpecimens", { orderId: imaging, ...all }, asTechnician)),
      codeOf(h.ask("performImaging", { orderId: lab, ...all }, asTechnician)),
    ]).toEqual(["wrong_state", "wrong_state"]);
  });

  it("a document of somebody else as a result", () => {
    const { orderId } = taken();
    const found = h.ask("recordResults", { orderId, ...all, documentId: "f1" as never });
    expect(codeOf(found)).toBe("invalid");
  });
});

describe("a specimen that cannot be used", () => {
  const reject = (specimenId: string) =>
    granted(
      h.ask(
        "rejectSpecimen",
        { specimenId: specimenId as never, kind: "haemolysed" },
        asTechnician,
      ),
    );

  it("is taken again from whoever is away still, with the wait that they have", () => {
    const visit = atTheDoctor(h);
    const { eligible_at: since } = entryOf(h, visit.entryId);
    const orderId = firstOf(order(h, visit, ["cbc"]).orders);
    const [tube] = collected(h, orderId);
    h.runtime.pass(10 * minuteMs);
    const { collectAgain } = reject(tube?.specimenId ?? "");
    expect(entryOf(h, collectAgain ?? "")).toMatchObject({
      ...{ queue_id: "lab", status: "waiting", eligible_at: since },
    });
    const [other] = collected(h, orderId);
    expect(resulted(h, orderId, [other?.barcode ?? ""]).backInQueue).toBe(visit.entryId);
    expect(stops(h, visit.ticketId)).toEqual(["doctor waiting", "lab done", "lab done"]);
  });

  it("is taken again after the imaging that they wait for: never two stops at once", () => {
    const visit = atTheDoctor(h);
    const { orders } = order(h, visit, ["cbc", "x-ray"]);
    const [tube] = collected(h, firstOf(orders));
    reject(tube?.specimenId ?? "");
    expect(stops(h, visit.ticketId)).toEqual(["doctor away", "lab done", "imaging waiting"]);
    callNext(h, "imaging-1");
    endAt("imaging-1");
    expect(stops(h, visit.ticketId).slice(2)).toEqual(["imaging done", "lab waiting"]);
  });

  it("of a patient who has left is a message to them, and what they come for another time", () => {
    const visit = atTheDoctor(h, "doctor-visit");
    const orderId = firstOf(order(h, visit, ["cbc"], { returnWhen: "never" }).orders);
    const [tube] = collected(h, orderId);
    expect(reject(tube?.specimenId ?? "").collectAgain).toBeNull();
    expect(h.rows("SELECT kind, about FROM message")).toEqual([
      { kind: "collectAgain", about: Number(orderId.slice(1)) },
    ]);
    h.runtime.pass(24 * hourMs);
    const ticket = granted(
      h.ask("issueTicket", { serviceId: "lab-test", patientId: visit.patientId }),
    );
    granted(h.ask("joinOrder", { orderId, ticketId: ticket.ticketId }, asTechnician));
    expect(collected(h, orderId).map(({ barcode }) => barcode)).toEqual(["X0000002M"]);
  });

  it("is nobody else's: an order is not joined to another patient's ticket", () => {
    const visit = atTheDoctor(h);
    const orderId = firstOf(order(h, visit, ["cbc"]).orders);
    const other = aPatient(h, "ليلى");
    const { ticketId } = granted(h.ask("issueTicket", { serviceId: "lab-test", patientId: other }));
    expect(codeOf(h.ask("joinOrder", { orderId, ticketId }))).toBe("wrong_state");
    expect(codeOf(h.ask("joinOrder", { orderId, ticketId: "t99999" as never }))).toBe(
      "unknown_ticket",
    );
  });
});

it("who said not to be prepared is asked again before a fasting test is taken", () => {
  const patientId = aPatient(h);
  const asked = { patientId, urgency: "routine", returnWhen: "never" } as const;
  const tests = named("cbc", "lipids");
  const orderId = firstOf(granted(h.ask("orderTests", { ...asked, tests }, asDoctor)).orders);
  const { ticketId } = granted(h.ask("issueTicket", { serviceId: "lab-test", patientId }));
  const answer = (isPrepared: boolean) =>
    granted(h.ask("joinOrder", { orderId, ticketId, isPrepared }, asTechnician));
  const collect = (...only: readonly string[]) =>
    codeOf(h.ask("collectSpecimens", { orderId, tests: named(...only) }, asTechnician));
  answer(false);
  expect([collect(), collect("cbc")]).toEqual(["not_prepared", "ok"]);
  answer(true);
  expect(collect()).toBe("ok");
});
