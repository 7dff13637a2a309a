import { seqOf } from "../../shared/domain/ids.ts";
import type { OrderId, SpecimenId } from "../../shared/domain/ids.ts";
import type {
  OrderItemStatus,
  OrderUrgency,
  Preparation,
  ReturnWhen,
  SpecimenKind,
  SpecimenStatus,
  TestKind,
  Tube,
} from "../../shared/domain/laboratory.ts";
import type { Names } from "../../shared/domain/language.ts";
import type { Instant } from "../../shared/domain/time.ts";
import type { Sql } from "../store/store.ts";
import { laboratorySql } from "./laboratory.sql.ts";
import type { Line } from "./order.rules.ts";

export interface TestRow {
  readonly id: string;
  readonly kind: TestKind;
  readonly names: string;
  readonly service_id: string;
  readonly specimen: SpecimenKind | null;
  readonly tube: Tube | null;
  readonly preparation: string;
  readonly turnaround: string;
  readonly stable_hours: number;
  readonly members: string;
  readonly is_open: number;
}

/** A line of the catalogue, read. */
export interface TestLine extends Line {
  readonly names: Names;
  readonly turnaroundMin: Readonly<Record<OrderUrgency, number>>;
  readonly stableHours: number;
}

export interface OrderRow {
  readonly id: number;
  readonly number: number;
  readonly kind: TestKind;
  readonly service_id: string;
  readonly patient_id: number | null;
  readonly ticket_id: number | null;
  readonly entry_id: number | null;
  readonly urgency: OrderUrgency;
  readonly return_when: ReturnWhen;
  readonly asked: string;
  readonly ordered_by: string;
  readonly ordered_at: Instant;
  readonly appointment_id: number | null;
  readonly prepared: number | null;
  readonly open: number;
}

export interface ItemRow {
  readonly order_id: number;
  readonly test_id: string;
  readonly status: OrderItemStatus;
  readonly specimen_id: number | null;
  readonly collected_at: Instant | null;
  readonly soon_at: Instant | null;
  readonly due_at: Instant | null;
  readonly resulted_at: Instant | null;
  readonly document_id: number | null;
  readonly last_seq: number;
}

export interface SpecimenRow {
  readonly id: number;
  readonly number: number;
  readonly order_id: number;
  readonly kind: SpecimenKind;
  readonly tube: Tube;
  readonly tests: string;
  readonly status: SpecimenStatus;
  readonly collected_at: Instant;
  readonly received_at: Instant | null;
  readonly rejected_at: Instant | null;
  readonly reject_kind: string | null;
}

export interface TakenBackRow {
  readonly id: number;
  readonly order_id: number;
  readonly tests: string;
  readonly reason: string;
  readonly taken_by: string;
  readonly taken_at: Instant;
}

/** More lines than any hospital's catalogue has. */
const catalogueMax = 2_000;
/** Orders of one ticket, or the latest of one patient: more than anybody looks at. */
const ordersMax = 100;
/** Orders in work at once; a laboratory of a thousand beds has a few hundred. */
const workMax = 500;
/** Whoever takes a result back has just said it; an older one is found by its specimen's label. */
const readyListed = 50;

/** The tables of tests: questions only; the appliers alone write them. */
export type LaboratoryTables = ReturnType<typeof createLaboratoryTables>;

export function createLaboratoryTables(sql: Sql) {
  const test = sql.query<[string], TestRow>(laboratorySql.test);
  const tests = sql.query<[number], TestRow>(laboratorySql.tests);
  return {
    ...orderQuestions(sql),
    ...specimenQuestions(sql),
    test(id: string): TestLine | undefined {
      const row = test.get(id);
      return row && lineOf(row);
    },
    catalogue: (): readonly TestLine[] => tests.all(catalogueMax).map(lineOf),
  };
}

function orderQuestions(sql: Sql) {
  const order = sql.query<[number], OrderRow>(laboratorySql.order);
  const ofTicket = sql.query<[number, number], OrderRow>(laboratorySql.ofTicket);
  const ofEntry = sql.query<[number], OrderRow>(laboratorySql.ofEntry);
  const ofAppointment = sql.query<[number], OrderRow>(laboratorySql.ofAppointment);
  const ofPatient = sql.query<[number, number], OrderRow>(laboratorySql.ofPatient);
  const working = sql.query<[string, number], OrderRow>(laboratorySql.working);
  const items = sql.query<[number], ItemRow>(laboratorySql.items);
  const ready = sql.query<[number, string, number], OrderRow>(laboratorySql.readySince);
  const takenBack = sql.query<[number], TakenBackRow>(laboratorySql.takenBack);
  const lastNumber = sql.query<[], { number: number | null }>(laboratorySql.lastNumber);
  const rangSoon = sql.query<[number, number], { n: number }>(laboratorySql.rangSoon);
  const rangLate = sql.query<[number, number], { n: number }>(laboratorySql.rangLate);
  const resulted = sql.query<
    [number, string],
    { readonly collected_at: Instant; readonly resulted_at: Instant }
  >(laboratorySql.resultedSince);
  const note = sql.query<[number], { note: string }>(laboratorySql.note);
  return {
    order: (id: OrderId) => order.get(seqOf(id)),
    orderAt: (seq: number) => order.get(seq),
    items: (orderSeq: number): readonly ItemRow[] => items.all(orderSeq),
    ofTicket: (ticket: number): readonly OrderRow[] => ofTicket.all(ticket, ordersMax),
    /** Orders of one visit. */
    ofEntry: (entry: number): readonly OrderRow[] => ofEntry.all(entry),
    ofAppointment: (appointment: number): readonly OrderRow[] => ofAppointment.all(appointment),
    ofPatient: (patient: number): readonly OrderRow[] => ofPatient.all(patient, ordersMax),
    working: (kind: TestKind): readonly OrderRow[] => working.all(kind, workMax),
    /** Orders that got a result since then, the newest first. */
    readySince: (kind: TestKind, from: Instant): readonly OrderRow[] =>
      ready.all(from, kind, readyListed),
    /** Results of an order that were said to be ready by mistake, in the order of time. */
    takenBack: (orderSeq: number): readonly TakenBackRow[] => takenBack.all(orderSeq),
    nextNumber: () => (lastNumber.get()?.number ?? 0) + 1,
    /** Did any alarm begin to ring after one instant, until another? */
    hasRung: (after: Instant, until: Instant): boolean =>
      (rangSoon.get(after, until) ?? rangLate.get(after, until)) !== undefined,
    resultedSince: (kind: TestKind, from: Instant) => resulted.all(from, kind),
    note: (orderSeq: number) => note.get(orderSeq)?.note ?? null,
  };
}

function specimenQuestions(sql: Sql) {
  const specimen = sql.query<[number], SpecimenRow>(laboratorySql.specimen);
  const byNumber = sql.query<[number], SpecimenRow>(laboratorySql.specimenByNumber);
  const ofOrder = sql.query<[number], SpecimenRow>(laboratorySql.specimens);
  const last = sql.query<[], { number: number | null }>(laboratorySql.lastSpecimen);
  const rejected = sql.query<[number, string], { n: number }>(laboratorySql.rejectedSince);
  return {
    specimen: (id: SpecimenId) => specimen.get(seqOf(id)),
    specimenByNumber: (number: number) => byNumber.get(number),
    specimens: (orderSeq: number): readonly SpecimenRow[] => ofOrder.all(orderSeq),
    nextSpecimen: () => (last.get()?.number ?? 0) + 1,
    rejectedSince: (kind: TestKind, from: Instant) => rejected.get(from, kind)?.n ?? 0,
  };
}

function lineOf(row: TestRow): TestLine {
  return {
    id: row.id,
    kind: row.kind,
    names: JSON.parse(row.names) as Names,
    service: row.service_id,
    specimen: row.specimen,
    tube: row.tube,
    preparation: JSON.parse(row.preparation) as Preparation,
    turnaroundMin: JSON.parse(row.turnaround) as TestLine["turnaroundMin"],
    stableHours: row.stable_hours,
    members: wordsOf(row.members),
    isOpen: row.is_open === 1,
  };
}

/** A list of ids as it is stored. */
export function wordsOf(json: string): readonly string[] {
  return JSON.parse(json) as readonly string[];
}
