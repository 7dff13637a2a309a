import { afterEach, beforeEach, describe, expect, it, test } from "vitest";
import type { OrderId, TestId } from "../shared/domain/ids.ts";
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
