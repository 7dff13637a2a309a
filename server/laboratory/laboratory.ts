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
  return { orders: createOrders(store, tables), ...createSpecimens(tables), read: tables };
}
