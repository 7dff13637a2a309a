import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { OrderId, TestId } from "../shared/domain/ids.ts";
import { accept } from "../shared/domain/result.ts";
import { hourMs, minuteMs } from "../shared/domain/time.ts";
import { callNext, calledAt, entryOf, issue } from "../test/harness/big-hospital.ts";
import { codeOf, expectWhole, granted, staff } from "../test/harness/hospital.ts";
import type { TestHospital } from "../test/harness/hospital.ts";
import {
  aLaboratory,
  all,
  atTheDoctor,
  collected,
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

const asTechnician = { as: technician };
const reason = "another patient's";
const takeBack = (orderId: OrderId, ...tests: readonly string[]) =>
  h.ask("takeBackResults", { orderId, tests: tests as TestId[], reason }, asTechnician);
const endAt = (point: string) =>
  granted(h.ask("endService", { callId: `c${h.queue.read.currentCall(point)?.call_id}` as never }));
const items = () =>
  h.rows("SELECT test_id AS test, status, resulted_at AS at FROM order_item ORDER BY test_id");
const told = () =>
  h.feeds
    .build("board", "hall-3", h.runtime.now())
    ?.notices.filter(({ kind }) => kind === "results");

/** A visit whose results are said to be ready. */
function ready(tests: readonly string[] = ["cbc"], over: Parameters<typeof order>[3] = {}) {
  const visit = atTheDoctor(h, "doctor-visit");
  const { orders } = order(h, visit, tests, over);
  const orderId = orders[0]?.orderId ?? ("r0" as OrderId);
  const barcodes = collected(h, orderId).map(({ barcode }) => barcode);
  h.runtime.pass(5 * minuteMs);
  resulted(h, orderId, barcodes);
  return { visit, orderId };
}

describe("a result that was said to be ready by mistake", () => {
  it("sends whoever came back by it away again: the wait kept, the clock going on", () => {
    const { visit, orderId } = ready();
    const { eligible_at: since, bound_point: bound } = entryOf(h, visit.entryId);
    const [{ due_at: due } = { due_at: 0 }] = h.rows<{ due_at: number }>(
      "SELECT due_at FROM order_item",
    );
    const point = () => h.feeds.build("point", "doctor-1", h.runtime.now())?.next ?? [];
    expect([told()?.length, point().map(({ label }) => label)]).toEqual([1, [visit.label]]);
    expect(granted(takeBack(orderId))).toMatchObject({ visit: "awayAgain", isCorrected: false });
    expect(stops(h, visit.ticketId)).toEqual(["doctor away", "lab done"]);
    expect(items()).toEqual([{ test: "cbc", status: "received", at: null }]);
    // The board, the room and the phone say so at once.
    expect([told(), point()]).toEqual([[], []]);
    const work = h.feeds.build("labWork", "laboratory", h.runtime.now());
    expect(work?.counts).toMatchObject({ inWork: 1, readyToday: 0 });
    expect(work?.orders).toMatchObject([
      { dueAt: due, takenBack: [{ reason, tests: ["cbc"], at: h.runtime.now() }] },
    ]);
    // Later it is there in truth: back by the rule, as if nothing had been.
    h.runtime.pass(30 * minuteMs);
    const later = issue(h, "doctor-visit").label;
    granted(h.ask("recordResults", { orderId, ...all }, asTechnician));
    expect(entryOf(h, visit.entryId)).toMatchObject({ eligible_at: since, bound_point: bound });
    expect([calledAt(h, "doctor-1"), calledAt(h, "doctor-2")]).toEqual([visit.label, later]);
  });

  it("leaves whoever is called or being seen where they are, and says so", () => {
    const { visit, orderId } = ready();
    callNext(h, "doctor-1");
    expect(granted(takeBack(orderId)).visit).toBe("withDoctor");
    expect(entryOf(h, visit.entryId).status).toBe("called");
    const [shown] = h.feeds.build("orders", visit.ticketId, h.runtime.now())?.orders ?? [];
    expect(shown).toMatchObject({ items: [{ status: "received" }], takenBack: [{ reason }] });
    granted(h.ask("recordResults", { orderId, ...all }, asTechnician));
    expect(entryOf(h, visit.entryId).status).toBe("called");
    endAt("doctor-1");
    expect(granted(takeBack(orderId)).visit).toBe("seen");
  });

  it("takes nobody away who came back without it: by hand, or once it was collected", () => {
    const visit = atTheDoctor(h, "doctor-visit");
    const orderId = order(h, visit, ["cbc"]).orders[0]?.orderId ?? ("r0" as OrderId);
    const barcodes = collected(h, orderId).map(({ barcode }) => barcode);
    granted(h.ask("unpark", { entryId: visit.entryId }));
    resulted(h, orderId, barcodes);
    expect(granted(takeBack(orderId)).visit).toBeNull();
    expect(entryOf(h, visit.entryId).status).toBe("waiting");
    granted(h.ask("cancelEntry", { entryId: visit.entryId, reason }));
    const done = ready(["cbc"], { returnWhen: "done" });
    expect(granted(takeBack(done.orderId)).visit).toBeNull();
    expect([entryOf(h, done.visit.entryId).status, told()]).toEqual(["waiting", []]);
  });

  it("a hold that they asked for meanwhile is kept, and so is one of two tests", () => {
    const { visit, orderId } = ready(["cbc", "urinalysis"]);
    granted(h.ask("hold", { entryId: visit.entryId, minutes: 20 }));
    const until = entryOf(h, visit.entryId).not_before;
    expect(granted(takeBack(orderId, "urinalysis")).visit).toBe("awayAgain");
    expect(items()).toMatchObject([{ status: "resulted" }, { status: "received" }]);
    granted(h.ask("recordResults", { orderId, ...all }, asTechnician));
    expect(entryOf(h, visit.entryId)).toMatchObject({ status: "held", not_before: until });
  });

  it("a report of imaging as well: its pictures stay taken", () => {
    const visit = atTheDoctor(h, "doctor-visit");
    const orderId = order(h, visit, ["x-ray"]).orders[0]?.orderId ?? ("r0" as OrderId);
    callNext(h, "imaging-1");
    granted(h.ask("performImaging", { orderId, ...all }, asTechnician));
    endAt("imaging-1");
    granted(h.ask("recordResults", { orderId, ...all }, asTechnician));
    expect(granted(takeBack(orderId)).visit).toBe("awayAgain");
    expect(items()).toMatchObject([{ test: "x-ray", status: "collected" }]);
  });

  it("stands in the patient's file, with who took it back and why", () => {
    const { visit, orderId } = ready();
    granted(takeBack(orderId));
    const lines = h.patientFiles.read(visit.patientId, "en")?.timeline ?? [];
    expect(lines.find(({ kind }) => kind === "labOrder")).toMatchObject({
      status: "received",
      steps: [{ title: reason, status: "takenBack", startedAt: h.runtime.now() }],
    });
  });

  it("is found in the list of what is ready, the newest first, for a day and a night", () => {
    const listed = () =>
      h.feeds
        .build("labReady", "laboratory", h.runtime.now())
        ?.orders.map(({ orderId }) => orderId);
    const [one, two] = [ready(), ready()];
    expect(listed()).toEqual([two.orderId, one.orderId]);
    granted(takeBack(two.orderId));
    expect(listed()).toEqual([one.orderId]);
    h.runtime.pass(25 * hourMs);
    expect(listed()).toEqual([]);
    expect(h.feeds.build("labReady", "pharmacy", h.runtime.now())).toBeNull();
  });
});

describe("the message to a patient who had left", () => {
  const messages = () => h.rows("SELECT kind, status FROM message ORDER BY id");
  const left = () => {
    const visit = atTheDoctor(h, "doctor-visit");
    const over = { returnWhen: "never" } as const;
    const orderId = order(h, visit, ["cbc"], over).orders[0]?.orderId ?? ("r0" as OrderId);
    resulted(
      h,
      orderId,
      collected(h, orderId).map(({ barcode }) => barcode),
    );
    return orderId;
  };

  it("is dropped when it was not sent", () => {
    const orderId = left();
    expect(granted(takeBack(orderId)).isCorrected).toBe(false);
    expect(messages()).toEqual([{ kind: "resultsReady", status: "dropped" }]);
  });

  it("is put right when it was, unless the result is there in truth before that goes out", () => {
    const orderId = left();
    const send = () =>
      h.run((tx) => {
        for (const { id } of h.places.outbox.due(tx.now, 9)) {
          h.places.outbox.settle(tx, id, "sent", null);
        }
        return accept(null);
      });
    send();
    expect(granted(takeBack(orderId)).isCorrected).toBe(true);
    granted(h.ask("recordResults", { orderId, ...all }, asTechnician));
    send();
    expect(granted(takeBack(orderId)).isCorrected).toBe(true);
    send();
    expect(messages()).toEqual([
      { kind: "resultsReady", status: "sent" },
      { kind: "resultsTakenBack", status: "dropped" },
      { kind: "resultsReady", status: "sent" },
      { kind: "resultsTakenBack", status: "sent" },
    ]);
  });
});

describe("refused", () => {
  it("what is not ready, an order of nobody, a second time, and no undo of it", () => {
    const { orderId } = ready(["cbc", "urinalysis"]);
    const id = h.runtime.uuid();
    const asked = { orderId, tests: ["cbc" as TestId], reason };
    granted(h.ask("takeBackResults", asked, { ...asTechnician, id }));
    expect([
      codeOf(takeBack(orderId, "cbc")),
      codeOf(takeBack("r9999" as OrderId)),
      codeOf(h.ask("undo", { commandId: id }, asTechnician)),
      codeOf(takeBack(orderId)),
      codeOf(takeBack(orderId)),
    ]).toEqual(["wrong_state", "unknown_order", "nothing_to_undo", "ok", "wrong_state"]);
  });

  it("a specimen can be rejected once its result is taken back: the patient is asked again", () => {
    const { visit, orderId } = ready();
    const [{ id } = { id: 0 }] = h.rows<{ id: number }>("SELECT id FROM specimen");
    const reject = () =>
      h.ask("rejectSpecimen", { specimenId: `x${id}` as never, kind: "mislabelled" }, asTechnician);
    expect(codeOf(reject())).toBe("wrong_state");
    granted(takeBack(orderId));
    granted(reject());
    expect(stops(h, visit.ticketId)).toEqual(["doctor away", "lab done", "lab waiting"]);
  });
});

it("is for whoever may say that results are ready", () => {
  const { orderId } = ready();
  const asked = { orderId, ...all, reason };
  const ask = (as: ReturnType<typeof staff>) => codeOf(h.ask("takeBackResults", asked, { as }));
  expect([ask(staff("nurse", 915))]).toEqual(["ok"]);
});
