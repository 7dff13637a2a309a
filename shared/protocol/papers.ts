import type { AppointmentStatus } from "../domain/appointment.ts";
import type { PrintJobId } from "../domain/ids.ts";
import type { Preparation, SpecimenKind, Tube } from "../domain/laboratory.ts";
import type { Language, Names } from "../domain/language.ts";
import type { PrintStatus } from "../domain/print-job.ts";
import type { Instant } from "../domain/time.ts";

interface Paper {
  readonly printJobId: PrintJobId;
  readonly status: PrintStatus;
  readonly language: Language;
  readonly queuedAt: Instant;
  /** Not printed any more after this. */
  readonly until: Instant;
  /** 0: the first. Above: marked with that number. */
  readonly copy: number;
}

interface PlacePaper extends Paper {
  readonly hospitalNames: Names;
  readonly clinicNames: Names;
  readonly serviceNames: Names;
  readonly staffName: string;
  /** Days between the computed Hijri date and the site's own sighting. */
  readonly hijriOffset: number;
}

/** What the paper of a booking says: when, where, the code and its QR; no name. */
export interface SlipJob extends PlacePaper {
  readonly kind: "slip";
  /** The arrival window. */
  readonly at: Instant;
  readonly to: Instant;
  readonly waitingRoomNames: Names;
  readonly code: string;
  /** What the QR holds. */
  readonly url: string;
  /** What the tests that it is for ask of the patient before; nothing when they ask for nothing. */
  readonly preparation: Preparation | null;
}

/** What the list of a session says: with names and phones, as the page that staff open. */
export interface ListJob extends PlacePaper {
  readonly kind: "list";
  /** When this was so. */
  readonly asOf: Instant;
  readonly from: Instant;
  readonly to: Instant;
  readonly pointNames: Names | null;
  readonly capacity: number;
  readonly isCancelled: boolean;
  readonly lines: readonly {
    readonly at: Instant;
    readonly name: string;
    readonly phone: string | null;
    readonly code: string;
    /** Of its ticket. */
    readonly label: string | null;
    readonly status: AppointmentStatus;
  }[];
  /** Bookings beyond the lines; the page has them all. */
  readonly more: number;
}

/** What the label of a specimen says. For staff: it is on the tube, so it has the patient's name. */
export interface LabelJob extends Paper {
  readonly kind: "label";
  readonly barcode: string;
  readonly specimen: SpecimenKind;
  readonly tube: Tube;
  readonly collectedAt: Instant;
  /** Of the ticket that the patient came with. */
  readonly ticketLabel: string | null;
  /** Nothing where the order has no registered patient, or an erased one. */
  readonly patientName: string | null;
  readonly birthYear: number | null;
}

export type PaperJob = SlipJob | ListJob | LabelJob;

/** What became of a paper, as a screen shows it. */
export interface PaperState {
  readonly printJobId: PrintJobId;
  readonly status: PrintStatus;
  readonly detail: string | null;
  readonly copy: number;
  readonly queuedAt: Instant;
}
