import type { LaboratoryFacts } from "../../shared/domain/laboratory-facts.ts";
import { afterOrderVerb, resultVerbs } from "../../shared/domain/laboratory.ts";
import type { OrderUrgency, OrderVerb } from "../../shared/domain/laboratory.ts";
import type { Appliers } from "../store/journal.ts";
import type { Sql } from "../store/store.ts";
import { laboratorySql } from "./laboratory.sql.ts";
import type { ItemRow, OrderRow, SpecimenRow, TestRow } from "./laboratory-tables.ts";
import { dueTimes } from "./turnaround.rules.ts";

/** How each fact of tests is laid into their tables. Nothing else writes them. */
export function createLaboratoryAppliers(sql: Sql): Pick<Appliers, keyof LaboratoryFacts> {
  const items = itemMover(sql);
  return {
    ...orderAppliers(sql),
    ...specimenAppliers(sql, items),
    ...endAppliers(sql, items),
  };
}

function orderAppliers(
  sql: Sql,
): Pick<Appliers, "testPut" | "testsOrdered" | "orderBooked" | "orderJoined"> {
  const putTest = sql.write<(string | number | null)[]>(laboratorySql.putTest);
  const putOrder = sql.write<(string | number | null)[]>(laboratorySql.putOrder);
  const putItem = sql.write<[number, string, number]>(laboratorySql.putItem);
  const book = sql.write<[number, number]>(laboratorySql.bookOrder);
  const join = sql.write<[number, number | null, number]>(laboratorySql.joinOrder);
  return {
    testPut: ({ fact }) =>
      putTest.run(
        ...[fact.id, fact.kind, JSON.stringify(fact.names), fact.service, fact.specimen],
        ...[fact.tube, JSON.stringify(fact.preparation), JSON.stringify(fact.turnaroundMin)],
        ...[fact.stableHours, JSON.stringify(fact.members), Number(fact.isOpen)],
      ),
    testsOrdered({ seq, at, principal, fact }) {
      putOrder.run(
        ...[seq, fact.number, fact.kind, fact.service, fact.patient, fact.ticket, fact.entry],
        ...[fact.urgency, fact.returnWhen, JSON.stringify(fact.asked), principal, at],
        fact.tests.length,
      );
      for (const test of fact.tests) putItem.run(seq, test, seq);
    },
    orderBooked: ({ fact }) => book.run(fact.appointment, fact.order),
    orderJoined: ({ fact }) =>
      join.run(fact.ticket, fact.isPrepared === null ? null : Number(fact.isPrepared), fact.order),
  };
}

function specimenAppliers(
  sql: Sql,
  { move, order, startClock }: ItemMover,
): Pick<Appliers, "specimenCollected" | "specimenReceived" | "specimenRejected" | "imagingDone"> {
  const put = sql.write<(string | number)[]>(laboratorySql.putSpecimen);
  const receive = sql.write<[number, number]>(laboratorySql.receive);
  const reject = sql.write<[number, string, number]>(laboratorySql.reject);
  const specimenOf = sql.query<[number], SpecimenRow>(laboratorySql.specimen);
  const itemsOf = sql.query<[number], ItemRow>(laboratorySql.items);
  const found = (seq: number, id: number) => {
    const specimen = specimenOf.get(id);
    if (specimen === undefined) throw new Error(`row ${seq} is about no specimen`);
    return specimen;
  };
  /** The tests that are in this specimen now, unless they are cancelled. */
  const inside = ({ id, order_id: of }: SpecimenRow) =>
    itemsOf.all(of).filter((item) => item.specimen_id === id && item.status !== "cancelled");
  return {
    specimenCollected({ seq, at, fact }) {
      const { number, kind, tube, tests } = fact;
      put.run(seq, number, fact.order, kind, tube, JSON.stringify(tests), at);
      for (const test of tests) {
        const clock = startClock(order(fact.order).urgency, test, at);
        move(seq, fact.order, test, "collect", { specimen_id: seq, ...clock });
      }
    },
    specimenReceived({ seq, at, fact }) {
      const specimen = found(seq, fact.specimen);
      receive.run(at, specimen.id);
      for (const item of inside(specimen)) {
        move(seq, item.order_id, item.test_id, "receive", {});
      }
    },
    specimenRejected({ seq, at, fact }) {
      const specimen = found(seq, fact.specimen);
      reject.run(at, fact.kind, specimen.id);
      for (const item of inside(specimen)) {
        move(seq, item.order_id, item.test_id, "reject", { specimen_id: null, ...noClock });
      }
    },
    imagingDone({ seq, at, fact }) {
      for (const test of fact.tests) {
        const clock = startClock(order(fact.order).urgency, test, at);
        move(seq, fact.order, test, "perform", clock);
      }
    },
  };
}

function endAppliers(
  sql: Sql,
  { move, order }: ItemMover,
): Pick<Appliers, "resultsReady" | "resultsTakenBack" | "testsCancelled"> {
  const putTakenBack = sql.write<[number, number, string, string, string, number]>(
    laboratorySql.putTakenBack,
  );
  const close = sql.write<[number, number]>(laboratorySql.closeItems);
  const specimensOf = sql.query<[number], SpecimenRow>(laboratorySql.specimens);
  const itemsOf = sql.query<[number], ItemRow>(laboratorySql.items);
  const discard = sql.write<[number]>(laboratorySql.discard);
  return {
    resultsReady({ seq, at, fact }) {
      const verb = resultVerbs[order(fact.order).kind].say;
      const result = { resulted_at: at, document_id: fact.document };
      for (const test of fact.tests) move(seq, fact.order, test, verb, result);
      close.run(fact.tests.length, fact.order);
    },
    resultsTakenBack({ seq, at, principal, fact }) {
      const { order: id, tests, reason } = fact;
      const verb = resultVerbs[order(id).kind].takeBack;
      // When it was taken and is due stays as it was: the clock goes on.
      const none = { resulted_at: null, document_id: null };
      for (const test of tests) move(seq, id, test, verb, none);
      close.run(-tests.length, id);
      putTakenBack.run(seq, id, JSON.stringify(tests), reason, principal, at);
    },
    testsCancelled({ seq, fact }) {
      for (const test of fact.tests) move(seq, fact.order, test, "cancel", {});
      close.run(fact.tests.length, fact.order);
      const items = itemsOf.all(fact.order);
      for (const { id, status } of specimensOf.all(fact.order)) {
        const inside = items.filter((item) => item.specimen_id === id);
        const isUsed = inside.some((item) => item.status !== "cancelled");
        if (!isUsed && (status === "collected" || status === "received")) discard.run(id);
      }
    },
  };
}

const noClock = { collected_at: null, soon_at: null, due_at: null } as const;
type Change = Partial<Omit<ItemRow, "order_id" | "test_id" | "status" | "last_seq">>;
type ItemMover = ReturnType<typeof itemMover>;

/** Every move of a test goes through the table of its life. */
function itemMover(sql: Sql) {
  const itemOf = sql.query<[number, string], ItemRow>(laboratorySql.item);
  const orderOf = sql.query<[number], OrderRow>(laboratorySql.order);
  const testOf = sql.query<[string], TestRow>(laboratorySql.test);
  const write = sql.write<(string | number | null)[]>(laboratorySql.moveItem);
  const order = (id: number) => {
    const row = orderOf.get(id);
    if (row === undefined) throw new Error(`there is no order ${id}`);
    return row;
  };
  return {
    order,
    /** A result is due by what the catalogue says on the day that the specimen is taken. */
    startClock(urgency: OrderUrgency, testId: string, at: number) {
      const { turnaround = "{}" } = testOf.get(testId) ?? {};
      const minutes = JSON.parse(turnaround) as Readonly<Record<OrderUrgency, number>>;
      const { soonAt, dueAt } = dueTimes(at, minutes, urgency);
      return { collected_at: at, soon_at: soonAt, due_at: dueAt };
    },
    move(seq: number, orderId: number, testId: string, verb: OrderVerb, change: Change): void {
      const was = itemOf.get(orderId, testId);
      const status = was && afterOrderVerb(order(orderId).kind, was.status, verb);
      if (was === undefined || status === undefined || status === null) {
        throw new Error(`row ${seq}: ${testId} of order ${orderId} cannot ${verb}`);
      }
      const is: ItemRow = { ...was, ...change, status, last_seq: seq };
      write.run(
        ...[is.status, is.specimen_id, is.collected_at, is.soon_at, is.due_at],
        ...[is.resulted_at, is.document_id, seq, orderId, testId],
      );
    },
  };
}
