import type { Language } from "../../shared/domain/language.ts";

/**
 * How a hospital day feels, as numbers: pure, so that the demo is the same for the same seed.
 * A third of the patients come in the first ninety minutes; a visit is log-normal around its mean.
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

/** What the day knows of the hospital. */
export interface Capacity {
  readonly services: readonly { readonly serviceId: string; readonly queueId: string }[];
  readonly points: readonly { readonly queueIds: readonly string[] }[];
  readonly visitMinutesOf: (queueId: string) => number;
}

export interface Demand<Service> {
  readonly service: Service;
  /** Patients of this service in a minute, were its doors just kept busy. */
  readonly perMinute: number;
}

/**
 * To whom the patients of the day go: to every service as many as its service points can see. A
 * point with several queues shares its time between them, a queue between its services.
 */
export function demandOf<Of extends Capacity>(
  hospital: Of,
): readonly Demand<Of["services"][number]>[] {
  const { services, points, visitMinutesOf } = hospital;
  const doors = new Map<string, number>();
  for (const { queueIds } of points) {
    for (const queue of queueIds) doors.set(queue, (doors.get(queue) ?? 0) + 1 / queueIds.length);
  }
  return services.map((service: Of["services"][number]) => {
    const sharing = services.filter(({ queueId }) => queueId === service.queueId).length;
    const seenAtOnce = (doors.get(service.queueId) ?? 0) / sharing;
    return { service, perMinute: seenAtOnce / visitMinutesOf(service.queueId) };
  });
}

/** The service of the next patient; nothing in a hospital that can see nobody. */
export function drawService<Service>(
  demands: readonly Demand<Service>[],
  chance: () => number,
): Service | null {
  let drawn = chance() * perMinuteOf(demands);
  const met = demands.find(({ perMinute }) => (drawn -= perMinute) < 0);
  return met?.service ?? null;
}

/** Minutes of hospital time until the next arrival at this minute after opening. */
export function arrivalGapMinutes(
  minute: number,
  demands: readonly Demand<unknown>[],
  chance: () => number,
): number {
  const rush = minute < 90 ? 1.6 : minute < 240 ? 0.9 : 0.5;
  return -Math.log(1 - chance()) / (perMinuteOf(demands) * rush);
}

function perMinuteOf(demands: readonly Demand<unknown>[]): number {
  return demands.reduce((sum, { perMinute }) => sum + perMinute, 0);
}

/** Sigma of the logarithm: a few visits last three times the usual one. */
const visitSpread = 0.5;

/** Minutes of one visit where they last so long on the mean. */
export function visitMinutes(meanMinutes: number, chance: () => number): number {
  const normal = Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance());
  return meanMinutes * Math.exp(normal * visitSpread - visitSpread ** 2 / 2);
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

/** Minutes until somebody who was not there stands at the desk after all. */
export function lateMinutes(chance: () => number): number {
  return 3 + 17 * chance();
}

/** One in five says that priority applies. */
export function claimsProtection(chance: () => number): boolean {
  return chance() < 0.2;
}

/** Of a hundred patients in Najaf: the city's own, and pilgrims from three countries and the north. */
const spoken: readonly (readonly [Language, number])[] = [
  ["ar", 68],
  ["fa", 14],
  ["ur", 8],
  ["ckb", 6],
  ["en", 4],
];

export function languageOf(chance: () => number): Language {
  let drawn = chance() * spoken.reduce((sum, [, share]) => sum + share, 0);
  return spoken.find(([, share]) => (drawn -= share) < 0)?.[0] ?? "ar";
}

/** One visit in twelve wants a look at the blood first, and goes on when the result is there. */
export function needsLaboratory(chance: () => number): boolean {
  return chance() < 1 / 12;
}

/** Some of these tests, each once: one to three. */
export function testsOrdered<Of>(catalogue: readonly Of[], chance: () => number): readonly Of[] {
  const count = 1 + Math.floor(3 * chance());
  const drawn = Array.from(
    { length: count },
    () => catalogue[Math.floor(chance() * catalogue.length)],
  );
  return [...new Set(drawn)].flatMap((one) => one ?? []);
}

/** One order in ten is wanted at once. */
export function tellsStat(chance: () => number): boolean {
  return chance() < 0.1;
}

/** One tube in fifty is of no use. */
export function rejectsSpecimen(chance: () => number): boolean {
  return chance() < 0.02;
}

/** Minutes until a tube is in the laboratory, and from there to its result. */
export function testMinutes(what: "carried" | "tested", chance: () => number): number {
  return what === "carried" ? 3 + 7 * chance() : 15 + 30 * chance();
}

/** One patient in two hundred cannot wait. */
export function isEmergency(chance: () => number): boolean {
  return chance() < 1 / 200;
}

/** Minutes until medicines are ready to be handed out. */
export function preparingMinutes(chance: () => number): number {
  return 3 + 5 * chance();
}

/** Between noon and one every desk pauses once for prayer or a meal; the doors open at eight. */
export function pauseStartMinute(chance: () => number): number {
  return 240 + 60 * chance();
}

export const pauseMinutes = 15;
