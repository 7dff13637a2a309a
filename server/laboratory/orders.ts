import { idOf } from "../../shared/domain/ids.ts";
import type { OrderId, TestId } from "../../shared/domain/ids.ts";
import type { LaboratoryFacts } from "../../shared/domain/laboratory-facts.ts";
import { afterOrderVerb } from "../../shared/domain/laboratory.ts";
import type { OrderVerb, Preparation } from "../../shared/domain/laboratory.ts";
import { accept, refuse } from "../../shared/domain/result.ts";
import type { Result } from "../../shared/domain/result.ts";
import type { OrderReply } from "../../shared/protocol/laboratory-commands.ts";
import { digestKey, keyedDigest } from "../runtime.ts";
import type { Store, Tx } from "../store/store.ts";
import { laboratorySql } from "./laboratory.sql.ts";
import { wordsOf } from "./laboratory-tables.ts";
import type { ItemRow, LaboratoryTables, OrderRow, TestLine } from "./laboratory-tables.ts";
import { byService, expand, preparationOf, tubesFor } from "./order.rules.ts";
import type { OrderGroup, TubeGroup } from "./order.rules.ts";

/** Whose order it is, and what becomes of the visit that it was made in. */
export type NewOrder = Pick<
  LaboratoryFacts["testsOrdered"],
  "patient" | "ticket" | "entry" | "urgency" | "returnWhen"
> & { readonly asked: readonly string[]; readonly note: string | undefined };

export type Orders = ReturnType<typeof createOrders>;

/** The catalogue, and what is ordered from it. */
export function createOrders(store: Store, tables: LaboratoryTables) {
  const putNote = store.write<[number, string, Uint8Array]>(laboratorySql.putNote);

  /** What these lines of the catalogue come to, an order for each service. Refusal: `unknown_test`. */
  function groups(asked: readonly string[]): Result<readonly OrderGroup<TestLine>[]> {
    const tests = expand(asked, (id) => tables.test(id));
    return tests === null ? refuse("unknown_test") : accept(byService(tests));
  }

  function place(tx: Tx, group: OrderGroup<TestLine>, order: NewOrder): OrderReply {
    const tests = group.tests.map(({ id }) => id);
    const named = order.asked.filter((id) => isOf(id, tests));
    const { note, asked: _, ...of } = order;
    const kept = note === undefined ? null : salted(note);
    const number = tables.nextNumber();
    const { kind, service } = group;
    const seq = tx.record("testsOrdered", {
      ...{ number, kind, service, ...of, tests, asked: named },
      ...(kept === null ? {} : { noteHash: kept.hash }),
    });
    if (kept !== null && note !== undefined) putNote.run(seq, note, kept.salt);
    tell(tx, { ticket_id: of.ticket, patient_id: of.patient });
    return { orderId: idOf("order", seq), label: orderLabel(number) };
  }

  /** Was this line named for any of these tests: itself, or as their panel? */
  function isOf(id: string, tests: readonly string[]): boolean {
    return (
      tests.includes(id) || (tables.test(id)?.members ?? []).some((one) => tests.includes(one))
    );
  }

  function salted(note: string) {
    const salt = store.runtime.randomBytes(16);
    return { salt, hash: keyedDigest(digestKey(salt), note).toString("base64url") };
  }

  return {
    /**
     * Refusals: `unknown_test` (a member that is not there), `wrong_state` (a panel in a panel, a
     * test of the laboratory without a tube).
     */
    putTest(tx: Tx, fact: LaboratoryFacts["testPut"]): Result<{ readonly testId: TestId }> {
      const members = fact.members.map((id) => tables.test(id));
      if (members.includes(undefined)) return refuse("unknown_test");
      const isNested = members.some((line) => line?.id === fact.id || line?.members.length !== 0);
      const isPanel = fact.members.length > 0;
      const needsTube = fact.kind === "laboratory" && !isPanel;
      const hasTube = fact.specimen !== null && fact.tube !== null;
      if (isNested || (needsTube && !hasTube)) return refuse("wrong_state");
      tx.record("testPut", isPanel ? { ...fact, specimen: null, tube: null } : fact);
      tx.touch("catalogue");
      return accept({ testId: fact.id as TestId });
    },
    groups,
    place,
    /** The order has a place booked for it. */
    book(tx: Tx, order: OrderRow, appointment: number): void {
      tx.record("orderBooked", { order: order.id, appointment });
      tell(tx, order);
    },
    /** Refusals: `unknown_order`, `order_cancelled`, `wrong_state`: it is over. */
    join(
      tx: Tx,
      orderId: OrderId,
      here: { readonly ticket: number; readonly isPrepared: boolean | null },
    ): Result<OrderRow> {
      const order = tables.order(orderId);
      if (order === undefined) return refuse("unknown_order");
      if (order.open === 0) return refuse("wrong_state");
      tx.record("orderJoined", { order: order.id, ...here });
      tell(tx, order);
      tell(tx, { ...order, ticket_id: here.ticket });
      return accept({ ...order, ticket_id: here.ticket });
    },
    /** Refusals: `unknown_order`, `wrong_state`. */
    cancel(tx: Tx, orderId: OrderId, asked: readonly TestId[], reason: string): Result<OrderRow> {
      const order = tables.order(orderId);
      if (order === undefined) return refuse("unknown_order");
      const tests = testsFor(tables, order, "cancel", asked);
      if (tests === null) return refuse("wrong_state");
      tx.record("testsCancelled", { order: order.id, tests, reason });
      tell(tx, order);
      return accept(order);
    },
    /** An order whose visit is taken back. Nothing of it may have been done: false when it was. */
    takeBack(tx: Tx, orderSeq: number): boolean {
      const order = tables.orderAt(orderSeq);
      const items = tables.items(orderSeq);
      if (order === undefined || items.some(({ status }) => status !== "ordered")) return false;
      const tests = items.map((item) => item.test_id);
      tx.record("testsCancelled", { order: orderSeq, tests, reason: "undo" });
      tell(tx, order);
      return true;
    },
    /** What it asks of the patient: of its tests, and of the panels they were named by. */
    preparation(order: OrderRow): Preparation {
      const lines = [...wordsOf(order.asked), ...openTests(tables, order)];
      return preparationOf([...new Set(lines)].flatMap((id) => tables.test(id)?.preparation ?? []));
    },
    /** What is to be taken still, a tube each. */
    tubes(order: OrderRow): readonly TubeGroup[] {
      const waiting = tables.items(order.id).filter(({ status }) => status === "ordered");
      return tubesFor(waiting.flatMap(({ test_id: id }) => tables.test(id) ?? []));
    },
  };
}

export function replyOf({ id, number }: Pick<OrderRow, "id" | "number">): OrderReply {
  return { orderId: idOf("order", id), label: orderLabel(number) };
}

/** `R` and a number that never repeats. */
export function orderLabel(number: number): string {
  return `R${number}`;
}

/**
 * The tests of an order that a verb is for: those that were named, else all that it can be done
 * to. Nothing when it cannot be done to one that was named, or to none at all.
 */
export function testsFor(
  tables: LaboratoryTables,
  order: OrderRow,
  verb: OrderVerb,
  asked: readonly string[],
): readonly string[] | null {
  const items = tables.items(order.id);
  const isFor = (item: ItemRow) => afterOrderVerb(order.kind, item.status, verb) !== null;
  const able = items.filter(isFor).map((item) => item.test_id);
  const tests = asked.length === 0 ? able : [...new Set(asked)];
  const areAble = tests.every((test) => able.includes(test));
  return tests.length > 0 && areAble ? tests : null;
}

/** Is there nothing left of what was asked for, because it was cancelled? */
export function isCancelled(
  tables: LaboratoryTables,
  order: OrderRow,
  asked: readonly string[],
): boolean {
  const items = tables.items(order.id);
  const meant = asked.length === 0 ? items : items.filter((item) => asked.includes(item.test_id));
  return meant.length > 0 && meant.every((item) => item.status === "cancelled");
}

/** Whoever shows this order has to be told. */
export function tell(tx: Tx, order: Pick<OrderRow, "ticket_id" | "patient_id">): void {
  tx.touch("labWork");
  tx.touch("labReady");
  if (order.ticket_id !== null) tx.touch(`orders:${idOf("ticket", order.ticket_id)}`);
  if (order.patient_id !== null) tx.touch(`orders:${idOf("patient", order.patient_id)}`);
}

function openTests(tables: LaboratoryTables, order: OrderRow): readonly string[] {
  const items = tables.items(order.id);
  return items.filter(({ status }) => status !== "cancelled").map((item) => item.test_id);
}
