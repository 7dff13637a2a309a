import { expect, it } from "vitest";
import type { ClinicId, ThingId } from "../../../shared/domain/ids.ts";
import type { ThingLine } from "../../../shared/protocol/scheduling-feeds.ts";
import { thingsFor } from "./things-field.tsx";

const [eye, heart] = ["eye", "heart"] as ClinicId[] as [ClinicId, ClinicId];

function thing(id: string, clinicId: ClinicId | null, isRetired = false): ThingLine {
  const names = { ar: id };
  return { thingId: id as ThingId, names, kind: "machine", clinicId, isRetired, outages: [] };
}

const all = [
  thing("c-arm", null),
  thing("laser", eye),
  thing("echo", heart),
  thing("old", eye, true),
];

it.each<[what: string, chosen: readonly string[], offered: readonly string[]]>([
  ["its own first, then the house's", [], ["laser", "c-arm"]],
  ["what is retired, where it is planned already", ["old"], ["laser", "old", "c-arm"]],
  ["another clinic's, where it was lent", ["echo"], ["laser", "c-arm", "echo"]],
])("a clinic is offered %s", (_, chosen, offered) => {
  const found = thingsFor(all, eye, chosen as readonly ThingId[]);
  expect(found.map(({ thingId }) => thingId)).toEqual(offered);
});
