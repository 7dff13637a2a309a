import { chanceFrom } from "../durability/chance.ts";
import { uuidV7 } from "../harness/runtime.ts";

/** Chance as the actors draw it. The same seed and name give the same draws. */
export interface Dice {
  below(limit: number): number;
  /** A whole number from `from` up to and with `to`. */
  between(from: number, to: number): number;
  oneIn(chances: number): boolean;
  pick<Value>(values: readonly Value[]): Value;
  /** One of the names, each as often as its weight says. */
  weighted<Name extends string>(weights: Readonly<Partial<Record<Name, number>>>): Name;
  /** A wait around this mean, memoryless and at most eight times as long. */
  around(meanMs: number): number;
  bytes(count: number): Buffer;
  uuid(at: number): string;
}

/** Each part of the world draws from its own dice, so that one more draw here moves nothing there. */
export function diceOf(seed: number, name: string): Dice {
  let mixed = seed >>> 0;
  for (const letter of name) mixed = Math.imul(mixed ^ (letter.codePointAt(0) ?? 0), 0x9e3779b1);
  const { below, pick } = chanceFrom(mixed ^ (mixed >>> 15));
  const bytes = (count: number) => {
    const drawn = Buffer.alloc(count + 3);
    for (let at = 0; at < count; at += 4) drawn.writeUInt32LE(below(0x1_0000_0000), at);
    return drawn.subarray(0, count);
  };
  return {
    below,
    pick,
    between: (from, to) => from + below(to - from + 1),
    oneIn: (chances) => below(chances) === 0,
    weighted<Name extends string>(weights: Readonly<Partial<Record<Name, number>>>) {
      const rows = Object.entries(weights) as [Name, number][];
      let left = below(rows.reduce((sum, [, weight]) => sum + weight, 0));
      for (const [name, weight] of rows) {
        left -= weight;
        if (left < 0) return name;
      }
      throw new Error("no weights");
    },
    around: (meanMs) => Math.min(8, -Math.log(1 - below(1_000_000) / 1_000_000)) * meanMs,
    bytes,
    uuid: (at) => uuidV7(at, bytes(10)),
  };
}
