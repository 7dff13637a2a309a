import type { FlowModules, Flows } from "./flow-modules.ts";
import { seqOf } from "../shared/domain/ids.ts";
import { namesGiven } from "../shared/domain/language.ts";
import { accept, refuse } from "../shared/domain/result.ts";

type ThingNames = "putThing" | "takeThingOut" | "giveThingBack" | "assignThings";

/** Machines and instruments: what they are, when nobody can use them, and which shift needs them. */
export function thingFlows(modules: FlowModules): Pick<Flows, ThingNames> {
  const { things, directory, roster, instantAt } = modules;
  return {
    putThing:
      (_, { names, ...thing }) =>
      (tx) => {
        if (thing.clinicId !== null && !directory.isClinic(thing.clinicId))
          return refuse("invalid");
        things.put(tx, { ...thing, names: namesGiven(names) });
        return accept({ thingId: thing.thingId });
      },
    takeThingOut:
      (_, { thingId: thing, from, to, reason, despite = false }) =>
      (tx) =>
        things.takeOut(tx, { thing, from, to, reason }, despite),
    giveThingBack:
      (_, { outageId }) =>
      (tx) =>
        things.giveBack(tx, outageId),
    assignThings:
      (_, { assignmentId, thingIds }) =>
      (tx) => {
        const had = roster.read.assignment(seqOf(assignmentId))?.things ?? [];
        if (!canNeed(modules, thingIds, had)) return refuse("unknown_thing");
        return roster.assignThings(tx, assignmentId, thingIds, instantAt);
      },
  };
}

/** Are they all things that can be planned? One that is retired stays where it is planned. */
export function canNeed(
  { things }: Pick<FlowModules, "things">,
  wanted: readonly string[],
  had: readonly string[] = [],
): boolean {
  return wanted.every((id) => {
    const thing = things.read.thing(id);
    return thing !== undefined && (!thing.isRetired || had.includes(id));
  });
}
