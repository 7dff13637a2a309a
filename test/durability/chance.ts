/** Chance that can be had again: the same seed gives the same draws. */
export interface Chance {
  readonly seed: number;
  /** A whole number from 0 up to, not with, `limit`. */
  below(limit: number): number;
  pick<Value>(values: readonly Value[]): Value;
}

/** A fresh seed for each run, or the one in DAWR_SEED to have a run again. It is printed. */
export function chanceOf(test: string): Chance {
  const seed = Number(process.env["DAWR_SEED"] ?? Date.now() % 1_000_000_000);
  console.log(`${test}: DAWR_SEED=${seed}`);
  return chanceFrom(seed);
}

/** Mulberry32: small, even, and enough for throwing coins. */
export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    seed,
    below,
    pick(values) {
      const value = values[below(values.length)];
      if (value === undefined) throw new Error("nothing to pick from");
      return value;
    },
  };
}

/** The long suite asks the same questions many more times. */
export const isLong = process.env["DAWR_LONG"] === "1";
