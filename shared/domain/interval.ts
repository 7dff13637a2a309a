/**
 * Half-open intervals of whole numbers, `[from, to)`: milliseconds of instants, or minutes of local
 * days. Two that touch do not overlap, so a day can be cut without a gap and without a seam.
 */
export interface Interval {
  readonly from: number;
  readonly to: number;
}

export function isEmpty({ from, to }: Interval): boolean {
  return to <= from;
}

export function overlaps(a: Interval, b: Interval): boolean {
  return a.from < b.to && b.from < a.to && !isEmpty(a) && !isEmpty(b);
}

/** Does `outer` hold all of `inner`? An empty one is held by any. */
export function holds(outer: Interval, inner: Interval): boolean {
  return isEmpty(inner) || (outer.from <= inner.from && inner.to <= outer.to);
}

/** The same points, in order, without overlaps; neighbours that touch become one. */
export function union(intervals: readonly Interval[]): readonly Interval[] {
  const sorted = intervals.filter((each) => !isEmpty(each)).toSorted((a, b) => a.from - b.from);
  const joined: Interval[] = [];
  for (const next of sorted) {
    const last = joined.at(-1);
    if (last === undefined || last.to < next.from) joined.push(next);
    else joined[joined.length - 1] = { from: last.from, to: Math.max(last.to, next.to) };
  }
  return joined;
}

/** What both hold. */
export function intersect(
  some: readonly Interval[],
  others: readonly Interval[],
): readonly Interval[] {
  const pieces = union(some).flatMap((a) =>
    union(others).map((b) => ({ from: Math.max(a.from, b.from), to: Math.min(a.to, b.to) })),
  );
  return pieces.filter((piece) => !isEmpty(piece));
}

/** What is left of `some` without `taken`. */
export function subtract(
  some: readonly Interval[],
  taken: readonly Interval[],
): readonly Interval[] {
  let left = union(some);
  for (const hole of union(taken)) {
    left = left.flatMap((piece) => {
      if (!overlaps(piece, hole)) return [piece];
      const before = { from: piece.from, to: hole.from };
      const after = { from: hole.to, to: piece.to };
      return [before, after].filter((each) => !isEmpty(each));
    });
  }
  return left;
}
