/** What is known of how long a procedure takes, the newest first, in minutes. */
export interface History {
  readonly ofProcedure: readonly number[];
  /** Of the same procedure by one surgeon. */
  readonly ofSurgeon: readonly number[];
}

export interface Estimate {
  readonly minutes: number;
  readonly p80Min: number;
  /** By this surgeon. */
  readonly historyCount: number;
}

/** Before there is history: what the house says is usual. */
export interface Usual {
  readonly usualMin: number;
  readonly p80Min: number;
}

/** So many operations weigh as much as what was believed before them. */
const beliefWeight = 5;
const leastMin = 5;

/**
 * Median and P80 of a procedure by a surgeon, shrunk: from the house's usual figure towards what the
 * procedure took, and from there towards what it took this surgeon, each by how many there were.
 * On the logarithm, since operating times are log-normal (Strum, May, Vargas: Modeling the
 * uncertainty of surgical procedure times, Anesthesiology 92, 2000; Leeftink, Hans: Case mix
 * classification and a benchmark set for surgery scheduling, J. Scheduling 21, 2018).
 */
export function estimate({ ofProcedure, ofSurgeon }: History, usual: Usual): Estimate {
  const believed = { median: usual.usualMin, ratio: Math.max(1, usual.p80Min / usual.usualMin) };
  const procedure = shrunk(ofProcedure, believed);
  const { median, ratio } = shrunk(ofSurgeon, procedure);
  const minutes = Math.max(leastMin, Math.round(median));
  const p80Min = Math.max(minutes, Math.round(median * ratio));
  return { minutes, p80Min, historyCount: ofSurgeon.length };
}

interface Spread {
  readonly median: number;
  /** P80 over the median. */
  readonly ratio: number;
}

function shrunk(minutes: readonly number[], believed: Spread): Spread {
  if (minutes.length === 0) return believed;
  const sorted = minutes.toSorted((a, b) => a - b);
  const weight = sorted.length / (sorted.length + beliefWeight);
  const median = quantile(sorted, 0.5);
  const ratio = Math.max(1, quantile(sorted, 0.8) / median);
  return {
    median: between(believed.median, median, weight),
    ratio: between(believed.ratio, ratio, weight),
  };
}

function between(one: number, other: number, weight: number): number {
  return Math.exp((1 - weight) * Math.log(one) + weight * Math.log(other));
}

/** Between the two that lie around it; `sorted` has at least one. */
function quantile(sorted: readonly number[], share: number): number {
  const place = share * (sorted.length - 1);
  const [low, high] = [Math.floor(place), Math.ceil(place)];
  const [below = 0, above = below] = [sorted[low], sorted[high]];
  return below + (above - below) * (place - low);
}
