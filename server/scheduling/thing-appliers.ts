import type { Appliers } from "../store/journal.ts";
import type { Sql } from "../store/store.ts";
import { thingSql } from "./things.sql.ts";

/** How each fact of things is laid into their tables. Nothing else writes them. */
export function createThingAppliers(
  sql: Sql,
): Pick<Appliers, "thingPut" | "thingTakenOut" | "thingReturned"> {
  const put = sql.write<[string, string, string, string | null, number]>(thingSql.putThing);
  const putOutage = sql.write<[number, string, number, number, string]>(thingSql.putOutage);
  const endOutage = sql.write<[number, number]>(thingSql.endOutage);
  return {
    thingPut: ({ fact }) =>
      put.run(fact.id, JSON.stringify(fact.names), fact.kind, fact.clinic, Number(fact.retired)),
    thingTakenOut: ({ seq, fact }) =>
      putOutage.run(seq, fact.thing, fact.from, fact.to, fact.reason),
    thingReturned: ({ at, fact }) => endOutage.run(at, fact.outage),
  };
}
