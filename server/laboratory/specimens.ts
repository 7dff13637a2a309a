import { idOf, seqOf } from "../../shared/domain/ids.ts";
import type { DocumentId, OrderId, SpecimenId, TestId } from "../../shared/domain/ids.ts";
import { resultVerbs } from "../../shared/domain/laboratory.ts";
import type { RejectReason } from "../../shared/domain/laboratory.ts";
import { accept, refuse } from "../../shared/domain/result.ts";
import type { Result } from "../../shared/domain/result.ts";
import { readSpecimenBarcode, specimenBarcode } from "../../shared/domain/specimen-barcode.ts";
import type { SpecimenReply } from "../../shared/protocol/laboratory-commands.ts";
import type { Tx } from "../store/store.ts";
import type { LaboratoryTables, OrderRow, SpecimenRow } from "./laboratory-tables.ts";
import { tubesFor } from "./order.rules.ts";
import { isCancelled, tell, testsFor } from "./orders.ts";
import { isTooOld } from "./turnaround.rules.ts";

/** From the patient's arm to the result. */
export function createSpecimens(tables: LaboratoryTables) {
  /** The order, if it is of this kind and something of it is left. */
  function orderFor(
    orderId: OrderId,
    kind: OrderRow["kind"] | null,
    asked: readonly string[],
  ): Result<OrderRow> {
    const order = tables.order(orderId);
    if (order === undefined) return refuse("unknown_order");
    if (kind !== null && order.kind !== kind) return refuse("wrong_state");
    return isCancelled(tables, order, asked) ? refuse("order_cancelled") : accept(order);
  }

  /**
   * A specimen for each tube of what is still to be taken. Refusals: `unknown_order`,
   * `order_cancelled`, `wrong_state`, `not_prepared`: they said so, and a test asks for it.
   */
  function collect(
    tx: Tx,
    orderId: OrderId,
    asked: readonly TestId[],
  ): Result<{ readonly order: OrderRow; readonly specimens: readonly SpecimenReply[] }> {
    const found = orderFor(orderId, "laboratory", asked);
    if (!found.ok) return found;
    const order = found.value;
    const tests = testsFor(tables, order, "collect", asked);
    if (tests === null) return refuse("wrong_state");
    const lines = tests.flatMap((id) => tables.test(id) ?? []);
    const isAsked = lines.some((line) => line.preparation.fastingHours > 0);
    if (order.prepared === 0 && isAsked) return refuse("not_prepared");
    const specimens = tubesFor(lines).map((tube): SpecimenReply => {
      const number = tables.nextSpecimen();
      const seq = tx.record("specimenCollected", { order: order.id, number, ...tube });
      return { specimenId: idOf("specimen", seq), barcode: specimenBarcode(number) };
    });
    tell(tx, order);
    return accept({ order, specimens });
  }

  /** By its barcode, as scanned. Refusal: `unknown_specimen`. */
  function scanned(
    barcode: string,
  ): Result<{ readonly specimen: SpecimenRow; readonly order: OrderRow }> {
    const number = readSpecimenBarcode(barcode);
    const specimen = number === null ? undefined : tables.specimenByNumber(number);
    const order = specimen && tables.orderAt(specimen.order_id);
    if (specimen === undefined || order === undefined) return refuse("unknown_specimen");
    return accept({ specimen, order });
  }

  /**
   * The laboratory has it. Refusals: `unknown_specimen`, `order_cancelled`, `already_received`,
   * `wrong_state` (rejected), `specimen_too_old`.
   */
  function receive(tx: Tx, barcode: string): Result<SpecimenReply & { readonly orderId: OrderId }> {
    const found = scanned(barcode);
    if (!found.ok) return found;
    const { specimen, order } = found.value;
    if (specimen.status === "discarded") return refuse("order_cancelled");
    if (specimen.status === "received") return refuse("already_received");
    if (specimen.status !== "collected") return refuse("wrong_state");
    const inside = tables.items(order.id).filter((item) => item.specimen_id === specimen.id);
    const wanted = inside.filter((item) => item.status === "collected");
    const stable = wanted.map((item) => tables.test(item.test_id)?.stableHours ?? 0);
    if (isTooOld(specimen.collected_at, stable, tx.now)) return refuse("specimen_too_old");
    tx.record("specimenReceived", { specimen: specimen.id });
    tell(tx, order);
    const { id, number } = specimen;
    return accept({
      specimenId: idOf("specimen", id),
      barcode: specimenBarcode(number),
      orderId: idOf("order", order.id),
    });
  }

  /** Its tests are to be collected again. Refusals: `unknown_specimen`, `wrong_state`. */
  function reject(
    tx: Tx,
    specimenId: SpecimenId,
    why: { readonly kind: RejectReason; readonly reason: string | null },
  ): Result<OrderRow> {
    const specimen = tables.specimen(specimenId);
    const order = specimen && tables.orderAt(specimen.order_id);
    if (specimen === undefined || order === undefined) return refuse("unknown_specimen");
    const isHere = specimen.status === "collected" || specimen.status === "received";
    const items = tables.items(order.id).filter((item) => item.specimen_id === specimen.id);
    // What has its result stays as it is: part of a tube cannot be taken back.
    if (!isHere || items.some((item) => item.status === "resulted")) return refuse("wrong_state");
    tx.record("specimenRejected", { specimen: specimen.id, ...why });
    tell(tx, order);
    return accept(order);
  }

  /** Refusals: `unknown_order`, `order_cancelled`, `wrong_state`. */
  function perform(tx: Tx, orderId: OrderId, asked: readonly TestId[]): Result<OrderRow> {
    const found = orderFor(orderId, "imaging", asked);
    if (!found.ok) return found;
    const tests = testsFor(tables, found.value, "perform", asked);
    if (tests === null) return refuse("wrong_state");
    tx.record("imagingDone", { order: found.value.id, tests });
    tell(tx, found.value);
    return found;
  }

  /** Refusals: `unknown_order`, `order_cancelled`, `wrong_state`. */
  function results(
    tx: Tx,
    orderId: OrderId,
    asked: readonly TestId[],
    documentId: DocumentId | undefined,
  ): Result<{ readonly order: OrderRow; readonly isWhole: boolean }> {
    const found = orderFor(orderId, null, asked);
    if (!found.ok) return found;
    const order = found.value;
    const tests = testsFor(tables, order, resultVerbs[order.kind].say, asked);
    if (tests === null) return refuse("wrong_state");
    const document = documentId === undefined ? null : seqOf(documentId);
    tx.record("resultsReady", { order: order.id, tests, document });
    tell(tx, order);
    return accept({ order, isWhole: order.open === tests.length });
  }

  /**
   * They were said to be ready by mistake. `said`: the row that said the last of them. Refusals:
   * `unknown_order`, `wrong_state`: none of it is ready.
   */
  function takeBackResults(
    tx: Tx,
    orderId: OrderId,
    { asked, reason }: { readonly asked: readonly TestId[]; readonly reason: string },
  ): Result<{ readonly order: OrderRow; readonly said: number }> {
    const order = tables.order(orderId);
    if (order === undefined) return refuse("unknown_order");
    const tests = testsFor(tables, order, resultVerbs[order.kind].takeBack, asked);
    if (tests === null) return refuse("wrong_state");
    const items = tables.items(order.id).filter((item) => tests.includes(item.test_id));
    const said = Math.max(...items.map((item) => item.last_seq));
    tx.record("resultsTakenBack", { order: order.id, tests, reason });
    tell(tx, order);
    return accept({ order, said });
  }

  return { collect, scanned, receive, reject, perform, results, takeBackResults };
}
