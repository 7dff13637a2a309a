/** More would lag behind a doctor who has changed pace (the estimate reads no more either). */
export const paceMax = 20;

/**
 * The latest visits of a queue with one more: how long each kept its service point, from the call
 * to its end, in milliseconds, newest last. As JSON, because it is one cell of a table.
 */
export function paceAfter(known: string, visitMs: number): string {
  const visits = JSON.parse(known) as readonly number[];
  return JSON.stringify([...visits, visitMs].slice(-paceMax));
}
