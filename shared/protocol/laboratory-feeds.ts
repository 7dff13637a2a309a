import type {
  AppointmentId,
  DeviceId,
  EntryId,
  OrderId,
  PatientId,
  ServiceId,
  SpecimenId,
  TestId,
  TicketId,
} from "../domain/ids.ts";
import type { EntryStatus } from "../domain/entry.ts";
import type {
  OrderItem,
  OrderUrgency,
  Preparation,
  ReturnWhen,
  Specimen,
  SpecimenKind,
  TakenBack,
  Test,
  TestKind,
  Tube,
  TurnaroundAlarm,
} from "../domain/laboratory.ts";
import type { Names } from "../domain/language.ts";
import type { Instant } from "../domain/time.ts";
import type { PaperState } from "./papers.ts";

export interface OrderItemLine extends OrderItem {
  readonly names: Names;
  readonly alarm: TurnaroundAlarm;
}

export interface SpecimenLine extends Specimen {
  /** What became of its latest label; nothing when none was ordered: it is written on by hand. */
  readonly labelPaper: PaperState | null;
}

/** An order as desks and worklists show it. */
export interface OrderLine {
  readonly orderId: OrderId;
  /** `R` and a number. */
  readonly label: string;
  readonly kind: TestKind;
  readonly serviceId: ServiceId;
  readonly ticketId: TicketId | null;
  /** The label of the ticket that it came with. */
  readonly ticketLabel: string | null;
  readonly patientId: PatientId | null;
  readonly patientName: string | null;
  readonly urgency: OrderUrgency;
  readonly returnWhen: ReturnWhen;
  readonly orderedBy: string;
  readonly orderedAt: Instant;
  readonly items: readonly OrderItemLine[];
  readonly specimens: readonly SpecimenLine[];
  /** The earliest of its open items. */
  readonly dueAt: Instant | null;
  readonly alarm: TurnaroundAlarm;
  /** What is to be taken still: one tube each. */
  readonly toCollect: readonly {
    readonly kind: SpecimenKind;
    readonly tube: Tube;
    readonly tests: readonly TestId[];
  }[];
  readonly preparation: Preparation;
  /** What they answered when asked about it; nothing when nobody asked. */
  readonly isPrepared: boolean | null;
  /** The place that is booked for it; nothing without one. */
  readonly booked: { readonly appointmentId: AppointmentId; readonly at: Instant } | null;
  /** The visit that waits for it. */
  readonly entry: { readonly entryId: EntryId; readonly status: EntryStatus } | null;
  readonly note: string | null;
  /** Results that were said to be ready by mistake, the latest last. */
  readonly takenBack: readonly TakenBack[];
}

/** What the laboratory, or imaging, has to do: stat first, then the earliest due. */
export interface LabWorkData {
  readonly kind: TestKind;
  /** Taken, not received yet; received, no result yet; for imaging done and not reported. */
  readonly orders: readonly OrderLine[];
  readonly counts: {
    /** Patients who wait at the collection, or for imaging. */
    readonly toCollect: number;
    /** Orders, as the next two. */
    readonly onTheWay: number;
    readonly inWork: number;
    readonly late: number;
    /** Tests. */
    readonly readyToday: number;
    /** Specimens. */
    readonly rejectedToday: number;
  };
  /** Where a label can be printed once more. */
  readonly printers: readonly { readonly deviceId: DeviceId; readonly name: string }[];
  /** Of the results of today: the middle one and 9 in 10, in minutes; nothing without any. */
  readonly turnaround: { readonly medianMin: number; readonly p90Min: number } | null;
}

/** What got a result in the last day and night, the newest first: where a mistake is taken back. */
export interface LabReadyData {
  readonly kind: TestKind;
  readonly orders: readonly OrderLine[];
}

export interface CatalogueData {
  readonly tests: readonly Test[];
  readonly services: readonly { readonly serviceId: ServiceId; readonly names: Names }[];
}

/** Orders of one ticket or one patient: the collection desk, the doctor, the file. */
export interface OrdersData {
  readonly orders: readonly OrderLine[];
}

/** What each feed of tests says: always the whole. */
export interface LaboratoryFeeds {
  /** key: `laboratory` or `imaging`; staff */
  labWork: LabWorkData;
  /** key: `laboratory` or `imaging`; staff */
  labReady: LabReadyData;
  /** key: `site`; staff */
  catalogue: CatalogueData;
  /** key: ticketId or patientId; staff, consoles */
  orders: OrdersData;
}

/** `GET /api/laboratory/specimens/:barcode`: what a scanned label is. */
export interface ScannedSpecimen {
  readonly specimenId: SpecimenId;
  readonly order: OrderLine;
}
