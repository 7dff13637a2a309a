import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { paperWithinMs, printOutcomes } from "../shared/domain/print-job.ts";
import type { DeviceId, OrderId, PrintJobId, SpecimenId } from "../shared/domain/ids.ts";
import { readSpecimenBarcode } from "../shared/domain/specimen-barcode.ts";
import type { PrintsData } from "../shared/protocol/feeds.ts";
import { callNext, issue } from "../test/harness/big-hospital.ts";
import { codeOf, expectWhole, granted } from "../test/harness/hospital.ts";
import type { TestHospital } from "../test/harness/hospital.ts";
import {
  admin,
  aLaboratory,
  all,
  atTheDoctor,
  doctor,
  order,
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
const papers = (at = h.kiosk) =>
  (h.feeds.build("prints", at.id, h.runtime.now()) as PrintsData).papers ?? [];

function ordered(tests: readonly string[]) {
  const visit = atTheDoctor(h);
  const [made] = order(h, visit, tests).orders;
  return { ...visit, orderId: made?.orderId ?? ("r0" as OrderId) };
}
function collect(orderId: OrderId, printerDeviceId?: DeviceId) {
  const where = printerDeviceId === undefined ? {} : { printerDeviceId };
  return h.ask("collectSpecimens", { orderId, ...all, ...where }, asTechnician);
}
function again(specimenId: SpecimenId, printerDeviceId?: DeviceId) {
  const where = printerDeviceId === undefined ? {} : { printerDeviceId };
  return h.ask("printLabel", { specimenId, ...where }, asTechnician);
}
/** One specimen that was taken, its label owed by the kiosk. */
function taken() {
  const { orderId, ...visit } = ordered(["cbc"]);
  const reply = granted(collect(orderId, h.kiosk.id));
  const [specimen] = reply.specimens;
  const [printJobId] = reply.printJobIds;
  if (specimen === undefined || printJobId === undefined) throw new Error("nothing was taken");
  return { ...visit, ...specimen, orderId, printJobId };
}
function ends(printJobId: PrintJobId, outcome: (typeof printOutcomes)[number]) {
  granted(h.ask("startPrint", { printJobId }, { as: h.kiosk }));
  granted(h.ask("reportPrint", { printJobId, outcome, detail: "cover open" }, { as: h.kiosk }));
}
const outcomes = () => h.rows("SELECT status FROM paper_job WHERE kind = 'label' ORDER BY id");

describe("what is taken", () => {
  it("gets a label for each tube on the printer that is named, with whose and what it is", () => {
    const { orderId, label } = ordered(["cbc", "glucose", "urinalysis"]);
    const { specimens, printJobIds } = granted(collect(orderId, h.otherKiosk.id));
    expect(papers()).toEqual([]);
    const labels = papers(h.otherKiosk);
    expect(labels.map(({ printJobId }) => printJobId)).toEqual(printJobIds);
    const barcodes = specimens.map(({ barcode }) => barcode);
    expect(labels).toMatchObject(
      barcodes.map((barcode) => ({
        ...{ kind: "label", status: "queued", language: "ar", copy: 0, barcode },
        ...{ ticketLabel: label, patientName: "سعاد علي", birthYear: 1980 },
        ...{ collectedAt: h.runtime.now(), until: h.runtime.now() + paperWithinMs },
      })),
    );
    const tubes = labels.map((one) => (one.kind === "label" ? [one.specimen, one.tube] : []));
    expect(tubes.toSorted()).toEqual([
      ["blood", "grey"],
      ["blood", "lavender"],
      ["urine", "container"],
    ]);
    expect(barcodes.map(readSpecimenBarcode)).toEqual([1, 2, 3]);
  });

  it("is taken without a printer too, and then no label is ordered", () => {
    const { specimens, printJobIds } = granted(collect(ordered(["cbc"]).orderId));
    expect([specimens.length, printJobIds]).toEqual([1, []]);
    expect(outcomes()).toEqual([]);
  });

  it("is not taken when the printer that was named is none", () => {
    const { orderId } = ordered(["cbc"]);
    expect(codeOf(collect(orderId, "d999999" as DeviceId))).toBe("no_printer");
    expect(h.rows("SELECT id FROM specimen")).toEqual([]);
    expect(granted(collect(orderId, h.kiosk.id)).printJobIds).toHaveLength(1);
  });

  it("comes out in the language of the papers for the staff of its clinic", () => {
    const clinicId = h.rows<{ clinic_id: string }>(
      "SELECT clinic_id FROM service WHERE id = 'lab-test'",
    )[0]?.clinic_id;
    const set = { clinicId: clinicId as never, printerDeviceId: h.otherKiosk.id, language: "ckb" };
    granted(h.ask("setClinicPrinter", set as never, { as: admin }));
    taken();
    expect(papers()).toMatchObject([{ kind: "label", language: "ckb" }]);
    expect(papers(h.otherKiosk)).toEqual([]);
  });

  it("of nobody who is registered is told apart by its ticket", () => {
    const { label } = issue(h, "doctor-visit");
    granted(h.ask("openPoint", { servicePointId: "doctor-1", takeOver: true }, { as: doctor }));
    const { entryId } = callNext(h, "doctor-1");
    const [made] = order(h, { entryId }, ["cbc"]).orders;
    granted(collect(made?.orderId ?? ("r0" as OrderId), h.kiosk.id));
    expect(papers()).toMatchObject([{ patientName: null, birthYear: null, ticketLabel: label }]);
  });
});

describe("a label", () => {
  const shown = () =>
    h.feeds
      .build("labWork", "laboratory", h.runtime.now())
      ?.orders.flatMap(({ specimens }) => specimens.map(({ labelPaper }) => labelPaper));

  it.each(printOutcomes)("that ends as %s is shown so beside its specimen, at once", (outcome) => {
    const { printJobId, ticketId } = taken();
    expect(shown()).toMatchObject([{ printJobId, status: "queued", copy: 0 }]);
    const touched = new Set<string>();
    granted(h.ask("startPrint", { printJobId }, { as: h.kiosk }));
    const tx = h.store.begin(h.kiosk.id, null, touched);
    expect(h.flows.reportPrint(h.kiosk, { printJobId, outcome })(tx).ok).toBe(true);
    expect([...touched]).toEqual(expect.arrayContaining(["labWork", `orders:${ticketId}`]));
    expect(shown()).toMatchObject([{ status: outcome }]);
  });

  it("that nobody ordered is none, and the next one is no copy of it", () => {
    const { orderId } = ordered(["cbc"]);
    const { specimens } = granted(collect(orderId));
    expect(shown()).toEqual([null]);
    granted(again(specimens[0]?.specimenId ?? ("x0" as SpecimenId), h.kiosk.id));
    expect(shown()).toMatchObject([{ status: "queued", copy: 0 }]);
  });

  it.each(printOutcomes)("that ends as %s has ended, and the specimen is as it was", (outcome) => {
    const { printJobId, barcode } = taken();
    expect(codeOf(h.ask("startPrint", { printJobId }, { as: h.otherKiosk }))).toBe("unknown_job");
    ends(printJobId, outcome);
    expect([papers(), outcomes()]).toEqual([[], [{ status: outcome }]]);
    expect(codeOf(h.ask("startPrint", { printJobId }, { as: h.kiosk }))).toBe("wrong_state");
    granted(h.ask("receiveSpecimen", { barcode }));
  });

  it("that no printer came for in its time does not come out beside another's tube", () => {
    taken();
    h.runtime.pass(2 * paperWithinMs);
    h.run(h.tick);
    expect([papers(), outcomes()]).toEqual([[], [{ status: "not_printed" }]]);
  });

  it("once more is a marked copy, where the one before came out unless another is named", () => {
    const { specimenId, barcode, printJobId } = taken();
    ends(printJobId, "not_printed");
    const here = granted(again(specimenId));
    expect(papers()).toMatchObject([{ printJobId: here.printJobId, copy: 1, barcode }]);
    const there = granted(again(specimenId, h.otherKiosk.id));
    expect(papers(h.otherKiosk)).toMatchObject([{ printJobId: there.printJobId, copy: 2 }]);
    granted(h.ask("receiveSpecimen", { barcode }));
    granted(again(specimenId));
    expect(papers(h.otherKiosk).map(({ copy }) => copy)).toEqual([2, 3]);
  });

  it("that was never ordered needs a printer to be named, and is then the first", () => {
    const { specimens } = granted(collect(ordered(["cbc"]).orderId));
    const specimenId = specimens[0]?.specimenId ?? ("q0" as SpecimenId);
    expect(codeOf(again(specimenId))).toBe("no_printer");
    expect(codeOf(again(specimenId, "d999999" as DeviceId))).toBe("no_printer");
    granted(again(specimenId, h.kiosk.id));
    expect(papers()).toMatchObject([{ kind: "label", copy: 0 }]);
  });

  it("of a specimen that is not in use any more, or that never was, is refused", () => {
    const { specimenId, orderId } = taken();
    granted(h.ask("rejectSpecimen", { specimenId, kind: "clotted" }, asTechnician));
    expect(codeOf(again(specimenId))).toBe("wrong_state");
    const anew = granted(collect(orderId, h.kiosk.id)).specimens[0];
    granted(h.ask("cancelTests", { orderId, ...all, reason }, asTechnician));
    expect(codeOf(again(anew?.specimenId ?? specimenId))).toBe("wrong_state");
    const never = `${specimenId.slice(0, 1)}999999` as SpecimenId;
    expect(codeOf(again(never))).toBe("unknown_specimen");
  });

  it("has the name of the file as it is when it comes out: none of a patient who was erased", () => {
    const { patientId, label } = taken();
    granted(h.ask("erasePatient", { patientId, reason }, { as: admin }));
    expect(papers()).toMatchObject([{ patientName: null, birthYear: null, ticketLabel: label }]);
  });

  it("a hundred times is the end of it", () => {
    const { specimenId } = taken();
    for (let copy = 1; copy < 100; copy++) granted(again(specimenId));
    expect(codeOf(again(specimenId))).toBe("daily_limit");
  });
});
