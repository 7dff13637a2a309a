import type {
  OrderUrgency,
  Preparation,
  RejectReason,
  ReturnWhen,
  SpecimenKind,
  TestKind,
  Tube,
} from "./laboratory.ts";
import type { Names } from "./language.ts";

/** What the journal says of tests, orders and specimens. */
export interface LaboratoryFacts {
  testPut: {
    readonly id: string;
    readonly kind: TestKind;
    readonly names: Names;
    readonly service: string;
    readonly specimen: SpecimenKind | null;
    readonly tube: Tube | null;
    readonly preparation: Preparation;
    readonly turnaroundMin: Readonly<Record<OrderUrgency, number>>;
    readonly stableHours: number;
    readonly members: readonly string[];
    readonly isOpen: boolean;
  };
  testsOrdered: {
    /** Of its label, `R` and a number that never repeats. */
    readonly number: number;
    readonly kind: TestKind;
    readonly service: string;
    readonly patient: number | null;
    readonly ticket: number | null;
    /** The visit it was ordered in; it is away until `returnWhen`. */
    readonly entry: number | null;
    /** Panels are orders of their members. */
    readonly tests: readonly string[];
    /** What was asked for, panels as they were named. */
    readonly asked: readonly string[];
    readonly urgency: OrderUrgency;
    readonly returnWhen: ReturnWhen;
    readonly noteHash?: string;
  };
  /** A place was booked for it; what to do before is asked at check-in. */
  orderBooked: { readonly order: number; readonly appointment: number };
  /** Its patient is here, on this ticket. Prepared: as they answered, nothing when not asked. */
  orderJoined: {
    readonly order: number;
    readonly ticket: number;
    readonly isPrepared: boolean | null;
  };
  /** One tube or pot of an order; the row is the specimen. */
  specimenCollected: {
    readonly order: number;
    readonly number: number;
    readonly kind: SpecimenKind;
    readonly tube: Tube;
    readonly tests: readonly string[];
  };
  specimenReceived: { readonly specimen: number };
  /** Its tests are to be collected again. */
  specimenRejected: {
    readonly specimen: number;
    readonly kind: RejectReason;
    readonly reason: string | null;
  };
  /** Pictures were taken. */
  imagingDone: { readonly order: number; readonly tests: readonly string[] };
  /** What the result is stands in the patient's file, not here. */
  resultsReady: {
    readonly order: number;
    readonly tests: readonly string[];
    readonly document: number | null;
  };
  /** They were said to be ready by mistake: the tests are in work again, as they were. */
  resultsTakenBack: {
    readonly order: number;
    readonly tests: readonly string[];
    readonly reason: string;
  };
  testsCancelled: {
    readonly order: number;
    readonly tests: readonly string[];
    readonly reason: string;
  };
}
