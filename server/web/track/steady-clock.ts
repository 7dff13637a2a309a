/**
 * A count of milliseconds that never goes back and never stands still. A phone that sleeps stops
 * its monotonic clock, and a person may set the other one: of both, the one that moved further
 * since the last reading counts, so an age is at worst taken for too great.
 */
export function createSteadyClock(wallMs: () => number, monotonicMs: () => number): () => number {
  let wall = wallMs();
  let monotonic = monotonicMs();
  let steady = 0;
  return () => {
    const [nextWall, nextMonotonic] = [wallMs(), monotonicMs()];
    steady += Math.max(0, nextWall - wall, nextMonotonic - monotonic);
    [wall, monotonic] = [nextWall, nextMonotonic];
    return steady;
  };
}
