import fc from "fast-check";
import { expect, it } from "vitest";
import { minuteMs } from "../shared/domain/time.ts";
import { expectWhole } from "../test/harness/hospital.ts";
import type { TestHospital } from "../test/harness/hospital.ts";
import { aLaboratory, aPatient, doctor, order, technician } from "../test/harness/laboratory.ts";

// Whatever is done in whatever order: no test leaves its life, no ticket is at two stops at once,
// a visit that comes back has the time it had, and the tables are what the journal says.

const acts = [
  ...["come", "call", "order", "collect", "receive", "reject", "perform", "result", "takeBack"],
  ...["end", "endImaging", "cancel", "cancelStop", "pass"],
] as const;
const step = fc.record({ act: fc.constantFrom(...acts), which: fc.nat({ max: 7 }) });
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

const pick = (h: TestHospital, sql: string, which: number): number => {
  const rows = h.rows<{ id: number }>(sql);
  return rows[which % Math.max(1, rows.length)]?.id ?? 999_999;
};

function take(h: TestHospital, { act, which }: Step): void {
  const orderId = `r${pick(h, "SELECT id FROM test_order ORDER BY id", which)}` as never;
  const specimenId = `x${pick(h, "SELECT id FROM specimen ORDER BY id", which)}` as never;
  const as = { as: technician };
  const end = (servicePointId: string) => {
    const called = h.queue.read.currentCall(servicePointId);
    if (called === undefined) h.ask("callNext", { servicePointId: servicePointId as never });
    else h.ask("endService", { callId: `c${called.call_id}` as never });
  };
  switch (act) {
    case "come":
      h.ask("issueTicket", { serviceId: "doctor-visit", patientId: aPatient(h, `م ${which}`) });
      return;
    case "call":
      return end("doctor-1");
    case "order": {
      const entry = h.queue.read.entryAtPoint("doctor-1");
      if (entry === undefined) return;
      const tests = [["cbc"], ["cbc", "x-ray"], ["lipids", "urinalysis"], ["x-ray"]][which % 4];
      const returnWhen = (["results", "done", "results", "never"] as const)[which % 4] ?? "results";
      try {
        order(h, { entryId: `e${entry.id}` as never }, tests ?? [], { returnWhen });
      } catch {
        // Refused: a patient who is there already.
      }
      return;
    }
    case "collect":
      h.ask("collectSpecimens", { orderId, tests: [] }, as);
      return;
    case "receive": {
      const barcode = h.laboratory.read
        .specimens(Number(String(orderId).slice(1)))
        .map(({ number }) => number)[0];
      const specimens = h.feeds.build("labWork", "laboratory", h.runtime.now())?.orders ?? [];
      const found = specimens.flatMap((line) => line.specimens)[which % 3]?.barcode;
      h.ask("receiveSpecimen", { barcode: found ?? `X${barcode ?? 0}` }, as);
      return;
    }
    case "reject":
      h.ask("rejectSpecimen", { specimenId, kind: "clotted" }, as);
      return;
    case "perform":
      h.ask("performImaging", { orderId, tests: [] }, as);
      return;
    case "result":
      h.ask("recordResults", { orderId, tests: [] }, as);
      return;
    case "takeBack":
      h.ask("takeBackResults", { orderId, tests: [], reason: "any" }, as);
      return;
    case "end":
      return end("lab-1");
    case "endImaging":
      return end("imaging-1");
    case "cancel":
      h.ask("cancelTests", { orderId, tests: [], reason: "any" }, { as: doctor });
      return;
    case "cancelStop": {
      const stop = "SELECT id FROM entry WHERE return_to IS NOT NULL ORDER BY id";
      h.ask("cancelEntry", { entryId: `e${pick(h, stop, which)}` as never, reason: "any" });
      return;
    }
    default:
      h.runtime.pass((which + 1) * minuteMs);
  }
}

it("random histories: one stop at a time, the wait unchanged, every test in its life", () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 10, maxLength: 50 }), (steps) => {
      const h = aLaboratory();
      try {
        const since = new Map<number, number>();
        for (const each of steps) {
          take(h, each);
          const twice =
            "SELECT ticket_id FROM entry WHERE status IN" +
            " ('waiting', 'held', 'parked', 'preparing', 'called', 'serving')" +
            " GROUP BY ticket_id HAVING count(*) > 1";
          expect(h.rows(twice)).toEqual([]);
          const visits = "SELECT id, eligible_at AS at FROM entry WHERE return_to IS NULL";
          for (const { id, at } of h.rows<{ id: number; at: number }>(visits)) {
            expect(at).toBe(since.get(id) ?? at);
            since.set(id, at);
          }
        }
        const open =
          "SELECT o.id FROM test_order o WHERE open <> (SELECT count(*) FROM order_item i" +
          " WHERE i.order_id = o.id AND i.status NOT IN ('resulted', 'cancelled'))";
        expect(h.rows(open)).toEqual([]);
        expectWhole(h);
      } finally {
        h.close();
      }
    }),
    { numRuns: 25 },
  );
}, 60_000);
