import { afterEach, beforeEach, expect, it } from "vitest";
import type { OrderId } from "../shared/domain/ids.ts";
import { minuteMs } from "../shared/domain/time.ts";
import { callNext } from "../test/harness/big-hospital.ts";
import { expectWhole, granted } from "../test/harness/hospital.ts";
import type { TestHospital } from "../test/harness/hospital.ts";
import {
  aLaboratory,
  atTheDoctor,
  all,
  collected,
  order,
  technician,
  testCatalogue,
} from "../test/harness/laboratory.ts";

let h: TestHospital;
beforeEach(() => {
  h = aLaboratory();
});
afterEach(() => {
  expectWhole(h);
  h.close();
});

const now = () => h.runtime.now();
const work = (kind = "laboratory") => h.feeds.build("labWork", kind, now());
const ordersOf = (key: string) => h.feeds.build("orders", key, now())?.orders ?? [];
const firstOf = (orders: readonly { readonly orderId: OrderId }[]) =>
  orders[0]?.orderId ?? ("r0" as OrderId);

it("the catalogue says every line with the clinic of its service", () => {
  const { tests = [], services = [] } = h.feeds.build("catalogue", "site", now()) ?? {};
  expect(tests.length).toBe(testCatalogue.length);
  expect(tests.find(({ testId }) => testId === "lipids")).toMatchObject({
    ...{ clinicId: "lab", specimen: null, tube: null, members: ["cholesterol", "triglycerides"] },
  });
  expect(services.map(({ serviceId }) => serviceId as string)).toContain("imaging-visit");
  expect(h.feeds.build("catalogue", "other", now())).toBeNull();
});

it("the worklist: stat first, then the earliest due; alarms by the clock, told by the tick", () => {
  const routine = firstOf(order(h, atTheDoctor(h), ["cbc"]).orders);
  const stat = firstOf(order(h, atTheDoctor(h), ["cbc"], { urgency: "stat" }).orders);
  expect(work()?.counts).toMatchObject({ toCollect: 2, onTheWay: 0 });
  const take = (orderId: OrderId) =>
    granted(h.ask("collectSpecimens", { orderId, ...all }, { as: technician })).specimens;
  const specimens = [...take(routine), ...take(stat)];
  expect(work()?.orders.map(({ orderId }) => orderId)).toEqual([stat, routine]);
  granted(h.ask("receiveSpecimen", { barcode: specimens[1]?.barcode ?? "" }, { as: technician }));
  expect(work()?.counts).toMatchObject({ onTheWay: 1, inWork: 1, late: 0, readyToday: 0 });
  h.run(h.tick);
  const told = (minutes: number) => {
    h.runtime.pass(minutes * minuteMs);
    const touched = new Set<string>();
    h.tick(h.store.begin("server", null, touched));
    return touched.has("labWork");
  };
  expect([told(29), told(1), told(5), told(5)]).toEqual([false, true, false, true]);
  expect(work()?.orders.map(({ alarm }) => alarm)).toEqual(["late", "none"]);
  granted(h.ask("recordResults", { orderId: stat, ...all }, { as: technician }));
  expect(work()).toMatchObject({
    counts: { late: 0, inWork: 0, readyToday: 1 },
    turnaround: { medianMin: 40, p90Min: 40 },
  });
  expect(work("pharmacy")).toBeNull();
});

it("the orders of a ticket and of its patient: what is to be taken, and what came of it", () => {
  const visit = atTheDoctor(h);
  const orderId = firstOf(order(h, visit, ["lipids", "urinalysis"]).orders);
  expect(ordersOf(visit.ticketId)).toMatchObject([
    {
      ...{ orderId, label: "R1", ticketLabel: visit.label, patientName: "سعاد علي" },
      preparation: { fastingHours: 12, notAfterMin: 600 },
      toCollect: [{ tube: "gold" }, { tube: "container", kind: "urine" }],
      entry: { entryId: visit.entryId, status: "away" },
    },
  ]);
  const [blood, urine] = collected(h, orderId);
  const reject = { specimenId: urine?.specimenId ?? ("x0" as never), kind: "leaked" } as const;
  granted(h.ask("rejectSpecimen", reject, { as: technician }));
  const [shown] = ordersOf(visit.patientId);
  expect(shown?.specimens.map(({ status }) => status)).toEqual(["collected", "rejected"]);
  expect(shown?.toCollect.map(({ tube }) => tube)).toEqual(["container"]);
  expect(work()?.counts.rejectedToday).toBe(1);
  expect(h.scannedSpecimen(blood?.barcode ?? "")?.order.orderId).toBe(orderId);
  expect(h.scannedSpecimen("X00000011")).toBeNull();
  expect(h.feeds.build("orders", "t99999", now())).toBeNull();
});

it("the point, the board and the page of the phone say that the patient is back", () => {
  const visit = atTheDoctor(h, "doctor-visit");
  const orderId = firstOf(order(h, visit, ["cbc"]).orders);
  const [tube] = collected(h, orderId);
  const next = () => h.feeds.build("point", "doctor-1", now())?.next.map(({ isBack }) => isBack);
  const seen = () => h.queue.read.lineOfTicket(Number(visit.ticketId.slice(1)))?.status;
  expect([next(), seen()]).toEqual([[], "away"]);
  granted(h.ask("receiveSpecimen", { barcode: tube?.barcode ?? "" }, { as: technician }));
  granted(h.ask("recordResults", { orderId, ...all }, { as: technician }));
  expect([next(), seen()]).toEqual([[true], "waiting"]);
  expect(callNext(h, "doctor-1").label).toBe(visit.label);
});

it("the patient's file has each order, with what was asked and how far it is", () => {
  const visit = atTheDoctor(h);
  order(h, visit, ["lipids", "cbc", "x-ray"]);
  const lines = h.patientFiles.read(visit.patientId, "en")?.timeline ?? [];
  expect(lines.map(({ kind, title, status }) => [kind, title, status])).toEqual([
    ["imagingOrder", "x-ray", "ordered"],
    ["labOrder", "lipids · cbc", "ordered"],
    ["ticket", "doctor-pharmacy", "waiting"],
  ]);
});
