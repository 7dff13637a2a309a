/** More would lag behind a doctor who has changed pace (the estimate reads no more either). */
export const paceMax = 20;

/** Some more are kept: one that is taken back makes room for the one that it had pushed out. */
const paceKept = paceMax + 10;

/** A visit, named by its call: how long it kept its service point, from the call to its end. */
type Visit = readonly [call: number, ms: number];

/** The latest visits of a queue with one more, newest last. JSON: it is one cell of a table. */
export function paceAfter(known: string, call: number, visitMs: number): string {
  return JSON.stringify([...without(known, call), [call, visitMs]].slice(-paceKept));
}

/** The latest visits without one whose end was taken back. */
export function paceWithout(known: string, call: number): string {
  return JSON.stringify(without(known, call));
}

/** What the estimate reads of them, in milliseconds, newest last. */
export function latestVisits(known: string): readonly number[] {
  return visitsOf(known)
    .slice(-paceMax)
    .map(([, ms]) => ms);
}

function without(known: string, call: number): readonly Visit[] {
  return visitsOf(known).filter(([other]) => other !== call);
}

function visitsOf(known: string): readonly Visit[] {
  return JSON.parse(known) as readonly Visit[];
}
