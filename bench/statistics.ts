/** The value below which this share of the samples lies. Throws on none: a figure needs samples. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  const at = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  if (at === undefined) throw new Error("no samples were taken");
  return at;
}

export function median(samples: readonly number[]): number {
  return quantile(samples, 0.5);
}

/**
 * The median of the rounds' own ratios. Both sides of a round met the same minute of the machine,
 * so a slow minute moves both; the ratio of two medians would mix the minutes.
 */
export function medianRatio<Round>(
  rounds: readonly Round[],
  over: (round: Round) => number,
  under: (round: Round) => number,
): number {
  return median(rounds.map((round) => over(round) / under(round)));
}

/** Microseconds of the machine's monotonic clock, the same one in every process. */
export function nowUs(): number {
  return Number(process.hrtime.bigint()) / 1_000;
}

/** With as many decimals as are worth reading. */
export function round(value: number, decimals = value < 10 ? 2 : value < 100 ? 1 : 0): number {
  return Number(value.toFixed(decimals));
}

export function sleep(ms: number): Promise<void> {
  return new Promise((wake) => setTimeout(wake, ms));
}
