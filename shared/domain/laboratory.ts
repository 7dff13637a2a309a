import type { ClinicId, OrderId, ServiceId, SpecimenId, TestId } from "./ids.ts";
import type { Names } from "./language.ts";
import { minuteMs } from "./time.ts";
import type { Instant } from "./time.ts";

/** What is done to a patient on order: by a specimen of theirs, or by a machine that needs them. */
export const testKinds = ["laboratory", "imaging"] as const;
export type TestKind = (typeof testKinds)[number];

export const specimenKinds = [
  "blood",
  "urine",
  "stool",
  "swab",
  "sputum",
  "tissue",
  "fluid",
] as const;
export type SpecimenKind = (typeof specimenKinds)[number];

/** By cap colour as collectors know them (order of draw: CLSI GP41). */
export const tubes = [
  "blood_culture",
  "light_blue",
  "red",
  "gold",
  "green",
  "lavender",
  "grey",
  "container",
] as const;
export type Tube = (typeof tubes)[number];

export const orderUrgencies = ["stat", "urgent", "routine"] as const;
export type OrderUrgency = (typeof orderUrgencies)[number];

/** What a patient must do before; said at booking and on paper, asked at check-in. */
export interface Preparation {
  /** 0: may eat. Water is allowed. */
  readonly fastingHours: number;
  /** Fasting tests are drawn before this minute of the day; nothing: at any time. */
  readonly notAfterMin: number | null;
  /** More to know, in words. */
  readonly words: Names | null;
}
export const noPreparation: Preparation = { fastingHours: 0, notAfterMin: null, words: null };

/** A line of the catalogue: one test, or a panel that stands for its members. */
export interface Test {
  readonly testId: TestId;
  readonly kind: TestKind;
  readonly names: Names;
  /** Where the patient waits for it: the laboratory's collection, an imaging room. */
  readonly serviceId: ServiceId;
  readonly clinicId: ClinicId;
  /** Nothing for imaging, and for panels, whose members say it. */
  readonly specimen: SpecimenKind | null;
  readonly tube: Tube | null;
  readonly preparation: Preparation;
  /** Minutes from collection (imaging: from being done) to the result, by urgency. */
  readonly turnaroundMin: Readonly<Record<OrderUrgency, number>>;
  /** How long a specimen of it may lie before it is received. */
  readonly stableHours: number;
  /** Of a panel: what it stands for. Empty: a test. */
  readonly members: readonly TestId[];
  readonly isOpen: boolean;
}

/** One test of one order. */
export const orderItemStatuses = [
  "ordered",
  /** The specimen is taken (imaging: it is done). */
  "collected",
  /** The laboratory has it. */
  "received",
  "resulted",
  "cancelled",
] as const;
export type OrderItemStatus = (typeof orderItemStatuses)[number];

export const specimenStatuses = ["collected", "received", "rejected", "discarded"] as const;
export type SpecimenStatus = (typeof specimenStatuses)[number];

export const orderVerbs = [
  "collect",
  "receive",
  "reject",
  "result",
  "takeBackResult",
  "perform",
  "report",
  "takeBackReport",
  "cancel",
] as const;
export type OrderVerb = (typeof orderVerbs)[number];

/** The life of one test of an order; `reject` sends it back to be collected again. */
export const itemTransitions: Readonly<
  Record<OrderVerb, { readonly from: readonly OrderItemStatus[]; readonly to: OrderItemStatus }>
> = {
  collect: { from: ["ordered"], to: "collected" },
  receive: { from: ["collected"], to: "received" },
  reject: { from: ["collected", "received"], to: "ordered" },
  /** A result of the laboratory is of a specimen that it has. */
  result: { from: ["received"], to: "resulted" },
  /** It was said to be ready by mistake; its clock goes on as if it had never been. */
  takeBackResult: { from: ["resulted"], to: "received" },
  /** Imaging has no specimen: it is done, then reported. */
  perform: { from: ["ordered"], to: "collected" },
  report: { from: ["collected"], to: "resulted" },
  takeBackReport: { from: ["resulted"], to: "collected" },
  cancel: { from: ["ordered", "collected", "received"], to: "cancelled" },
};

/** What may be done with a test of each kind. */
export const verbsOfKind: Readonly<Record<TestKind, readonly OrderVerb[]>> = {
  laboratory: ["collect", "receive", "reject", "result", "takeBackResult", "cancel"],
  imaging: ["perform", "report", "takeBackReport", "cancel"],
};

/** A result of the laboratory, a report of imaging: said to be ready, and taken back. */
export const resultVerbs = {
  laboratory: { say: "result", takeBack: "takeBackResult" },
  imaging: { say: "report", takeBack: "takeBackReport" },
} as const satisfies Readonly<Record<TestKind, Readonly<Record<string, OrderVerb>>>>;

/** The status after the verb, or nothing when the verb has no place in this state. */
export function afterOrderVerb(
  kind: TestKind,
  status: OrderItemStatus,
  verb: OrderVerb,
): OrderItemStatus | null {
  const { from, to } = itemTransitions[verb];
  return verbsOfKind[kind].includes(verb) && from.includes(status) ? to : null;
}

export const rejectReasons = [
  "clotted",
  "haemolysed",
  "tooLittle",
  "wrongTube",
  "unlabelled",
  "mislabelled",
  "leaked",
  "tooOld",
  "other",
] as const;
export type RejectReason = (typeof rejectReasons)[number];

/** When a detoured patient is callable again by the doctor who sent them. */
export const returnWhens = ["results", "done", "never"] as const;
export type ReturnWhen = (typeof returnWhens)[number];

/** `soon`: three quarters of the time are gone. */
export type TurnaroundAlarm = "none" | "soon" | "late";

export interface OrderItem {
  readonly testId: TestId;
  readonly status: OrderItemStatus;
  readonly specimenId: SpecimenId | null;
  readonly resultedAt: Instant | null;
  /** When its result is due; nothing before its clock runs. */
  readonly dueAt: Instant | null;
}

/** One tube or pot, with its own label. */
export interface Specimen {
  readonly specimenId: SpecimenId;
  readonly orderId: OrderId;
  /** What the barcode says: `X` and the specimen's number, with a check sign. */
  readonly barcode: string;
  readonly kind: SpecimenKind;
  readonly tube: Tube;
  readonly status: SpecimenStatus;
  readonly collectedAt: Instant;
  readonly tests: readonly TestId[];
}

/** Results that were said to be ready by mistake. */
export interface TakenBack {
  readonly at: Instant;
  readonly by: string;
  readonly reason: string;
  readonly tests: readonly TestId[];
}

/**
 * What became of the visit whose results are taken back. `awayAgain`: it waits for them again.
 * `withDoctor`: its patient is called or being seen, and stays there. `seen`: it is over.
 */
export type VisitAfter = "awayAgain" | "withDoctor" | "seen";

/** So long a waiting room is told that the results of a label are ready. */
export const resultsToldMs = 5 * minuteMs;
