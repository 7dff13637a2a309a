import { standing } from "../model-house.ts";
import type { World } from "../world.ts";

/** Patients' phones: now and then one of them looks at its turn, and is told the truth. */
export function startPhones(world: World, everyMs: number): void {
  const { agenda, judge, papers } = world;
  const dice = world.dice("phones");
  const look = () => {
    agenda.after(dice.around(everyMs), look);
    const machine = world.machine();
    if (machine === null || machine.isDead || papers.length === 0) return;
    const { ticketId, trackUrl } = dice.pick(papers);
    const { runtime } = machine.store;
    const now = Math.max(runtime.now(), machine.head().at);
    const seen = machine.hospital.track.open(trackUrl.replace(/^.*#/, ""), now)?.view ?? null;
    const { model } = judge;
    const entry = standing(model, Number(ticketId.slice(1)));
    const isToday = entry !== undefined && model.views.today(entry.id) !== null;
    // A marked copy takes the place of the first paper, whose secret then opens nothing.
    if (seen === null) return;
    judge.check("I16", isToday, () => `${ticketId} is still shown after its day`);
    const ahead = entry?.status === "waiting" ? model.views.ahead(entry, now) : null;
    const isSame = seen.status === entry?.status && seen.ahead === ahead;
    judge.check(
      "I16",
      isSame,
      () =>
        `${ticketId}: the phone says ${seen.status} ${seen.ahead}, it is ${entry?.status} ${ahead}`,
    );
    judge.check("I18", !JSON.stringify(seen).includes("patient-of-sim"), () => "a phone tells who");
  };
  agenda.after(everyMs, look);
}
