import type { FactName } from "../../shared/domain/journal.ts";
import type { Store } from "../store/store.ts";
import { createLaboratoryAppliers } from "./laboratory-appliers.ts";
import { createLaboratoryTables } from "./laboratory-tables.ts";
import { createOrders } from "./orders.ts";
import { createSpecimens } from "./specimens.ts";

/** Tests of the laboratory and of imaging: the catalogue, orders, specimens, results. */
export type Laboratory = ReturnType<typeof createLaboratory>;

export function createLaboratory(store: Store) {
  store.applyWith(createLaboratoryAppliers(store));
  const tables = createLaboratoryTables(store);
  return {
    orders: createOrders(store, tables),
    ...createSpecimens(tables),
    /** Facts that no undo takes back: what was done to a patient or told to one. */
    isForGood: (name: FactName) => doneForGood.includes(name),
    read: tables,
  };
}

const doneForGood: readonly FactName[] = [
  ...(["specimenCollected", "specimenReceived", "specimenRejected"] as const),
  ...(["imagingDone", "resultsReady", "resultsTakenBack"] as const),
  "testsCancelled",
];
