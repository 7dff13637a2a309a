import type { TheatreId } from "../../../shared/domain/ids.ts";
import type { LocalDay } from "../../../shared/domain/local-day.ts";
import type { Theatre } from "../../../shared/domain/theatre.ts";
import { minuteMs } from "../../../shared/domain/time.ts";
import type { Instant } from "../../../shared/domain/time.ts";
import type { BlockLine, TheatresData } from "../../../shared/protocol/theatre-feeds.ts";
import { barOf } from "./bar.ts";
import type { Bar } from "./bar.ts";

/** A theatre's day: its blocks, its operations, and the time that nobody has taken. */
export interface Lane {
  readonly theatre: Theatre;
  readonly blocks: readonly BlockLine[];
  readonly bars: readonly Bar[];
  readonly free: readonly FreeTime[];
}

/** Time of a block in which nothing is planned; of a released one it is anybody's. */
export interface FreeTime {
  readonly block: BlockLine;
  readonly from: Instant;
  readonly to: Instant;
}

/** Less is no room for an operation and would only be noise between two bars. */
const freeMin = 45;

/** The lanes of a day, in the theatres' own order. A closed theatre is shown while it has work. */
export function lanesOf(
  said: Pick<TheatresData, "theatres" | "blocks" | "operations">,
  day: LocalDay,
  within: { readonly from: Instant; readonly to: Instant },
  now: Instant,
): readonly Lane[] {
  const lanes = said.theatres
    .toSorted((one, other) => one.position - other.position)
    .map((theatre): Lane => {
      const bars = said.operations
        .filter(({ plan }) => plan?.theatreId === theatre.theatreId)
        .flatMap((operation) => barOf(operation, now) ?? [])
        .filter((bar) => bar.to > within.from && bar.from < within.to)
        .toSorted((one, other) => one.from - other.from);
      const blocks = said.blocks
        .filter((block) => block.theatreId === theatre.theatreId && block.day === day)
        .toSorted((one, other) => one.from - other.from);
      return { theatre, blocks, bars, free: blocks.flatMap((block) => freeIn(block, bars, now)) };
    });
  return lanes.filter(({ theatre, bars }) => theatre.isOpen || bars.length > 0);
}

/** What is left of a block from now on, beside its operations, their set-up and their cleaning. */
export function freeIn(block: BlockLine, bars: readonly Bar[], now: Instant): readonly FreeTime[] {
  const taken = bars
    .map(({ setUpFrom, cleanTo }) => ({ from: setUpFrom, to: cleanTo }))
    .filter(({ from, to }) => to > block.from && from < block.to)
    .toSorted((one, other) => one.from - other.from);
  const free: FreeTime[] = [];
  let from = Math.max(block.from, now);
  for (const each of [...taken, { from: block.to, to: block.to }]) {
    if (each.from - from >= freeMin * minuteMs) free.push({ block, from, to: each.from });
    from = Math.max(from, each.to);
  }
  return free;
}

/**
 * In which of its lane's rows each bar is drawn, by operation: two that overlap, because the first
 * takes longer than was planned, stand one under the other instead of hiding each other.
 */
export function rowsOf(bars: readonly Bar[]): {
  readonly rows: number;
  readonly rowOf: ReadonlyMap<string, number>;
} {
  const ends: Instant[] = [];
  const rowOf = new Map<string, number>();
  for (const bar of bars) {
    const free = ends.findIndex((end) => end <= bar.from);
    const row = free < 0 ? ends.length : free;
    ends[row] = bar.to;
    rowOf.set(bar.operation.operationId, row);
  }
  return { rows: Math.max(1, ends.length), rowOf };
}

/** The theatre so many lanes further down; at the edges the last one. */
export function laneAfter(
  lanes: readonly Pick<Lane, "theatre">[],
  theatreId: TheatreId,
  steps: number,
): TheatreId {
  const at = lanes.findIndex(({ theatre }) => theatre.theatreId === theatreId);
  const next = Math.min(lanes.length - 1, Math.max(0, at + steps));
  return lanes[next]?.theatre.theatreId ?? theatreId;
}

/**
 * Where an operation that is lifted without a pointer begins: the first free time of its own
 * specialty that is long enough, else of any block, else the first theatre's beginning.
 */
export function firstSpot(
  lanes: readonly Lane[],
  wanted: { readonly clinicId: string; readonly minutes: number },
  notBefore: Instant,
): { readonly theatreId: TheatreId; readonly from: Instant } | null {
  const fits = lanes.flatMap(({ theatre, free }) =>
    free.flatMap(({ block, from, to }) => {
      const start = Math.max(from, notBefore);
      const isLong = to - start >= wanted.minutes * minuteMs;
      return isLong ? [{ theatreId: theatre.theatreId, from: start, block }] : [];
    }),
  );
  const found = fits.find(({ block }) => block.clinicId === wanted.clinicId) ?? fits[0];
  if (found !== undefined) return { theatreId: found.theatreId, from: onStep(found.from) };
  const [first] = lanes;
  return first === undefined
    ? null
    : { theatreId: first.theatre.theatreId, from: onStep(notBefore) };
}

/** The next step of five minutes. */
function onStep(at: Instant): Instant {
  const stepMs = 5 * minuteMs;
  return Math.ceil(at / stepMs) * stepMs;
}
