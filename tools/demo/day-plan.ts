/**
 * How a hospital day feels, as numbers: pure, so that the demo is the same for the same seed.
 * Four of ten patients come in the first ninety minutes; a visit is log-normal around its mean.
 */

/** A stream of numbers in [0, 1), the same for the same seed (mulberry32). */
export function createChance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Minutes of hospital time until the next arrival at this minute after opening. */
export function arrivalGapMinutes(minute: number, points: number, chance: () => number): number {
  const rush = minute < 90 ? 1.6 : minute < 240 ? 0.9 : 0.5;
  const perMinute = (points / meanVisitMinutes) * rush;
  return -Math.log(1 - chance()) / perMinute;
}

const meanVisitMinutes = 9;
/** Sigma of the logarithm: a few visits last three times the usual one. */
const visitSpread = 0.5;

/** Minutes of one visit. */
export function visitMinutes(chance: () => number): number {
  const normal = Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance());
  return meanVisitMinutes * Math.exp(normal * visitSpread - visitSpread ** 2 / 2);
}

/** Minutes from being called to standing at the door. */
export function walkMinutes(chance: () => number): number {
  return 0.3 + 1.2 * chance();
}

export type Answer = "comes" | "comes after a recall" | "stays away" | "turns up later";

/** What a called patient does. */
export function answerToCall(chance: () => number): Answer {
  const drawn = chance();
  if (drawn < 0.86) return "comes";
  if (drawn < 0.93) return "comes after a recall";
  return drawn < 0.97 ? "stays away" : "turns up later";
}

/** One in five says that priority applies. */
export function claimsProtection(chance: () => number): boolean {
  return chance() < 0.2;
}
