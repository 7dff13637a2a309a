import { consequenceOf } from "./consequences.ts";
import type { FlowModules } from "./flows.ts";
import { cancelSession, closeClinicDays, putHoliday } from "./place-flows.ts";
import type { Touched } from "./scheduling/ports.ts";
import type { Tx } from "./store/store.ts";
import { accept } from "../shared/domain/result.ts";
import type { Result } from "../shared/domain/result.ts";
import type { Payload } from "../shared/protocol/commands.ts";
import type { Consequence } from "../shared/protocol/scheduling-feeds.ts";

type Shown = (tx: Tx) => Result<readonly Consequence[]>;

/** Who would be touched by a holiday, closed days or a cancelled session, and where they would go. */
export interface PlaceConsequences {
  ofHoliday(asked: Payload<"putHoliday">): Shown;
  ofClosure(asked: Omit<Payload<"closeClinicDays">, "movePatients">): Shown;
  ofSession(asked: Omit<Payload<"cancelSession">, "movePatients">): Shown;
}

/** Found by doing it: whoever asks runs these in a transaction that is taken back. */
export function createPlaceConsequences(modules: FlowModules): PlaceConsequences {
  const told = (done: Result<{ readonly touched: readonly Touched[] }>) =>
    done.ok ? accept(done.value.touched.map((each) => consequenceOf(modules, each))) : done;
  return {
    ofHoliday: (asked) => (tx) => told(putHoliday(modules, tx, { ...asked, movePatients: true })),
    ofClosure: (asked) => (tx) =>
      told(closeClinicDays(modules, tx, { ...asked, movePatients: true })),
    ofSession: (asked) => (tx) =>
      told(cancelSession(modules, tx, { ...asked, movePatients: true })),
  };
}
