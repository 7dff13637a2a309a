import type { EntryId, OrderId, PatientId, TestId } from "../../shared/domain/ids.ts";
import type { OrderUrgency, Preparation, ReturnWhen } from "../../shared/domain/laboratory.ts";
import { noPreparation } from "../../shared/domain/laboratory.ts";
import type { Payload } from "../../shared/protocol/commands.ts";
import { aBigHospital, callNext } from "./big-hospital.ts";
import { granted, staff } from "./hospital.ts";
import type { TestHospital } from "./hospital.ts";

export const technician = staff("technician", 910);
export const doctor = staff("doctor", 911);
export const admin = staff("admin", 901);

const turnaroundMin = { stat: 40, urgent: 60, routine: 120 } as const;

/** A line of the catalogue; what is not said is of a blood test in a lavender tube. */
export function aTest(testId: string, over: Partial<Payload<"putTest">> = {}) {
  return {
    ...{ testId, kind: "laboratory", names: { ar: `${testId} ع`, en: testId } },
    ...{ serviceId: "lab-test", specimen: "blood", tube: "lavender", turnaroundMin },
    ...{ preparation: noPreparation, stableHours: 4, members: [], isOpen: true },
    ...over,
  } as Payload<"putTest">;
}

const fasting = (fastingHours: number, notAfterMin: number | null = null): Preparation => ({
  ...{ fastingHours, notAfterMin, words: null },
});

/** What the tests of this suite order. */
export const testCatalogue: readonly Payload<"putTest">[] = [
  aTest("cbc"),
  aTest("hba1c"),
  aTest("glucose", { tube: "grey", preparation: fasting(8, 11 * 60) }),
  aTest("cholesterol", { tube: "gold", preparation: fasting(9) }),
  aTest("triglycerides", { tube: "gold", preparation: fasting(12, 10 * 60) }),
  aTest("culture", { tube: "blood_culture", stableHours: 2 }),
  aTest("urinalysis", { specimen: "urine", tube: "container", stableHours: 2 }),
  aTest("retired", { isOpen: false }),
  aTest("lipids", { members: ["cholesterol", "triglycerides"] as TestId[] }),
  ...["x-ray", "ultrasound"].map((id) =>
    aTest(id, { kind: "imaging", serviceId: "imaging-visit" as never, specimen: null, tube: null }),
  ),
];

/** The big hospital with a catalogue, and imaging as a service. */
export function aLaboratory(): TestHospital {
  const h = aBigHospital();
  h.store.transact((tx) => {
    const names = { ar: "أشعة", en: "imaging" };
    tx.record("servicePut", {
      ...{ id: "imaging-visit", clinic: "imaging", queue: "imaging", names },
      ...{ open: true, dailyLimit: null, position: 0 },
    });
  });
  for (const test of testCatalogue) granted(h.ask("putTest", test, { as: admin }));
  return h;
}

export function aPatient(h: TestHospital, given = "سعاد"): PatientId {
  const person = { given, father: "علي", birthYear: 1980, isNew: true };
  return granted(h.ask("registerPatient", person)).patientId;
}

export interface Visit {
  readonly entryId: EntryId;
  readonly ticketId: string;
  readonly label: string;
  readonly patientId: PatientId;
}

/** A registered patient whom doctor-1 has called. */
export function atTheDoctor(h: TestHospital, serviceId = "doctor-pharmacy"): Visit {
  const patientId = aPatient(h);
  granted(h.ask("issueTicket", { serviceId, patientId }));
  granted(h.ask("openPoint", { servicePointId: "doctor-1", takeOver: true }, { as: doctor }));
  const { entryId, ticketId, label } = callNext(h, "doctor-1");
  return { entryId, ticketId, label, patientId };
}

export function order(
  h: TestHospital,
  { entryId }: Pick<Visit, "entryId">,
  tests: readonly string[],
  over: { readonly returnWhen?: ReturnWhen; readonly urgency?: OrderUrgency } = {},
) {
  const { returnWhen = "results", urgency = "routine" } = over;
  const asked = { entryId, tests: tests as TestId[], urgency, returnWhen };
  return granted(h.ask("orderTests", asked, { as: doctor }));
}

export const all = { tests: [] };

/** The laboratory calls, takes everything of an order, and lets the patient go. */
export function collected(h: TestHospital, orderId: OrderId) {
  const { callId } = callNext(h, "lab-1");
  const taken = granted(h.ask("collectSpecimens", { orderId, ...all }, { as: technician }));
  granted(h.ask("endService", { callId }));
  return taken.specimens;
}

/** ... and receives it, and has the results. */
export function resulted(h: TestHospital, orderId: OrderId, barcodes: readonly string[]) {
  for (const barcode of barcodes) granted(h.ask("receiveSpecimen", { barcode }));
  return granted(h.ask("recordResults", { orderId, ...all }, { as: technician }));
}

/** The stops of a ticket so far: where, and in which state. */
export function stops(h: TestHospital, ticketId: string): readonly string[] {
  return h.queue.read
    .entriesOfTicket(Number(ticketId.slice(1)))
    .map(({ queue_id: queue, status }) => `${queue} ${status}`);
}
