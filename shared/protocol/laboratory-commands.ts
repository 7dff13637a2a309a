import { z } from "zod";
import type {
  DeviceId,
  DocumentId,
  EntryId,
  OrderId,
  PatientId,
  PrintJobId,
  ServiceId,
  SpecimenId,
  TestId,
  TicketId,
} from "../domain/ids.ts";
import {
  orderUrgencies,
  rejectReasons,
  returnWhens,
  specimenKinds,
  testKinds,
  tubes,
} from "../domain/laboratory.ts";
import type { VisitAfter } from "../domain/laboratory.ts";
import type { RefusalCode } from "../domain/refusal.ts";
import { directory, sequenced } from "./payload.ts";
import { displayName, words } from "./words.ts";

const reason = words(200);
const order = sequenced<OrderId>("order");
const test = directory<TestId>();
const names = z.strictObject({
  ar: displayName,
  ckb: displayName.optional(),
  en: displayName.optional(),
  fa: displayName.optional(),
  ur: displayName.optional(),
});
const turnaround = z.int().min(5).max(43_200);

/** Tests and specimens: what each command asks. */
export const laboratoryPayloads = {
  putTest: z.strictObject({
    testId: test,
    kind: z.enum(testKinds),
    names,
    serviceId: directory<ServiceId>(),
    specimen: z.enum(specimenKinds).nullable(),
    tube: z.enum(tubes).nullable(),
    preparation: z.strictObject({
      fastingHours: z.int().min(0).max(24),
      notAfterMin: z.int().min(0).max(1_440).nullable(),
      words: names.nullable(),
    }),
    turnaroundMin: z.strictObject({ stat: turnaround, urgent: turnaround, routine: turnaround }),
    stableHours: z.int().min(1).max(240),
    members: z.array(test).max(40),
    isOpen: z.boolean(),
  }),
  /**
   * From a visit (`entryId`, its call open): the patient goes there and back on the same label.
   * Without one: for a patient who comes another time, by booking or by a ticket of the service.
   * Tests of several services become one order each.
   */
  orderTests: z.strictObject({
    entryId: sequenced<EntryId>("entry").optional(),
    patientId: sequenced<PatientId>("patient").optional(),
    tests: z.array(test).min(1).max(40),
    urgency: z.enum(orderUrgencies),
    returnWhen: z.enum(returnWhens),
    note: words(500).optional(),
  }),
  /** Nothing: all that is still open. */
  cancelTests: z.strictObject({ orderId: order, tests: z.array(test).max(40), reason }),
  /** Who stands at the collection desk with an order for another day: it belongs to this ticket. */
  joinOrder: z.strictObject({
    orderId: order,
    ticketId: sequenced<TicketId>("ticket"),
    /** What they answered when asked about the preparation. */
    isPrepared: z.boolean().optional(),
  }),
  /** Takes what is ordered: a specimen for each tube, and a label for each specimen. */
  collectSpecimens: z.strictObject({
    orderId: order,
    /** Nothing: all that is still to be taken. */
    tests: z.array(test).max(40),
    printerDeviceId: sequenced<DeviceId>("device").optional(),
  }),
  printLabel: z.strictObject({
    specimenId: sequenced<SpecimenId>("specimen"),
    printerDeviceId: sequenced<DeviceId>("device").optional(),
  }),
  /** As scanned. */
  receiveSpecimen: z.strictObject({ barcode: words(40) }),
  rejectSpecimen: z.strictObject({
    specimenId: sequenced<SpecimenId>("specimen"),
    kind: z.enum(rejectReasons),
    reason: reason.optional(),
  }),
  performImaging: z.strictObject({ orderId: order, tests: z.array(test).max(40) }),
  recordResults: z.strictObject({
    orderId: order,
    /** Nothing: all that wait for one. */
    tests: z.array(test).max(40),
    documentId: sequenced<DocumentId>("document").optional(),
  }),
  /** They were said to be ready by mistake. Nothing: all that are. */
  takeBackResults: z.strictObject({ orderId: order, tests: z.array(test).max(40), reason }),
} as const;

export interface OrderReply {
  readonly orderId: OrderId;
  /** `R` and a number. */
  readonly label: string;
}

export interface SpecimenReply {
  readonly specimenId: SpecimenId;
  readonly barcode: string;
}

/** What each command answers when it is accepted. */
export interface LaboratoryReplies {
  putTest: { readonly testId: TestId };
  orderTests: {
    readonly orders: readonly OrderReply[];
    /** Where the ticket goes now; nothing without a visit. */
    readonly entryId: EntryId | null;
  };
  cancelTests: OrderReply & { readonly backInQueue: EntryId | null };
  joinOrder: OrderReply;
  collectSpecimens: OrderReply & {
    readonly specimens: readonly SpecimenReply[];
    readonly printJobIds: readonly PrintJobId[];
  };
  printLabel: { readonly printJobId: PrintJobId };
  receiveSpecimen: SpecimenReply & { readonly orderId: OrderId };
  /** `collectAgain`: the new entry at the collection; nothing when the patient has left. */
  rejectSpecimen: OrderReply & { readonly collectAgain: EntryId | null };
  performImaging: OrderReply;
  /** `backInQueue`: the visit that is callable again by the doctor who sent the patient. */
  recordResults: OrderReply & { readonly isWhole: boolean; readonly backInQueue: EntryId | null };
  takeBackResults: OrderReply & {
    /** What became of the visit that had them; nothing when it waits as before, or there is none. */
    readonly visit: VisitAfter | null;
    /** Does a message to the patient put right what one before had said? */
    readonly isCorrected: boolean;
  };
}

type LaboratoryName = keyof typeof laboratoryPayloads;

const onOrder = ["unknown_order", "wrong_state"] as const satisfies readonly RefusalCode[];

/** The refusals of each command, beyond those that any command can get. */
export const laboratoryRefusals: Readonly<Record<LaboratoryName, readonly RefusalCode[]>> = {
  putTest: ["unknown_service", "unknown_test", "wrong_state"],
  orderTests: [
    "unknown_test",
    "unknown_patient",
    "not_called",
    "wrong_state",
    "queue_closed",
    "already_waiting",
  ],
  cancelTests: [...onOrder, "reason_required"],
  joinOrder: [...onOrder, "unknown_ticket"],
  collectSpecimens: [...onOrder, "order_cancelled", "not_prepared", "no_printer"],
  printLabel: ["unknown_specimen", "wrong_state", "no_printer", "daily_limit"],
  receiveSpecimen: [
    "unknown_specimen",
    "order_cancelled",
    "already_received",
    "specimen_too_old",
    "wrong_state",
  ],
  rejectSpecimen: ["unknown_specimen", "wrong_state"],
  performImaging: [...onOrder, "order_cancelled"],
  recordResults: [...onOrder, "order_cancelled"],
  takeBackResults: onOrder,
};
