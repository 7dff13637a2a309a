import type { TheatreId } from "../../../shared/domain/ids.ts";
import type { LocalDay } from "../../../shared/domain/local-day.ts";
import type { Theatre } from "../../../shared/domain/theatre.ts";
import { minuteMs } from "../../../shared/domain/time.ts";
import type {
  BlockLine,
  OperationLine,
  TheatresData,
} from "../../../shared/protocol/theatre-feeds.ts";
import { lookOf } from "./bar.ts";
import type { BarLook } from "./bar.ts";

/** One theatre on one day: its lists, and its operations as so many marks. */
export interface WeekCell {
  readonly blocks: readonly BlockLine[];
  readonly looks: readonly BarLook[];
  readonly plannedMin: number;
  readonly blockMin: number;
  /** The likeliest of its lists to end late, 0 to 1; nothing where there is no list. */
  readonly overrun: number | null;
}

/** The week's cells by theatre and day, counted once: the grid only looks them up. */
export function weekOf(
  said: Pick<TheatresData, "blocks" | "operations">,
  dayOf: (operation: OperationLine) => LocalDay,
): (theatreId: Theatre["theatreId"], day: LocalDay) => WeekCell {
  const blocks = groupBy(said.blocks, (block) => keyOf(block.theatreId, block.day));
  const operations = groupBy(said.operations, (operation) =>
    operation.plan === null ? null : keyOf(operation.plan.theatreId, dayOf(operation)),
  );
  return (theatreId, day) => {
    const own = (blocks.get(keyOf(theatreId, day)) ?? []).toSorted((a, b) => a.from - b.from);
    const there = (operations.get(keyOf(theatreId, day)) ?? []).toSorted(
      (one, other) => (one.plan?.from ?? 0) - (other.plan?.from ?? 0),
    );
    return {
      blocks: own,
      looks: there.map(lookOf),
      plannedMin: there.reduce((sum, { plan }) => sum + minutesTaken(plan), 0),
      blockMin: own.reduce((sum, { from, to }) => sum + Math.round((to - from) / minuteMs), 0),
      overrun: own.length === 0 ? null : Math.max(...own.map(({ overrun }) => overrun)),
    };
  };
}

function minutesTaken(plan: OperationLine["plan"]): number {
  return plan === null ? 0 : plan.setupMin + plan.minutes + plan.cleaningMin;
}

/** From here a list is worth a second look, and from there a change. */
export function overrunTone(overrun: number): "ok" | "warn" | "danger" {
  if (overrun >= 0.5) return "danger";
  return overrun >= 0.25 ? "warn" : "ok";
}

/** In tens of a hundred, as people say chances: 34 of 100 would promise what nobody knows. */
export function chanceInTens(overrun: number): number {
  return Math.round(Math.min(1, Math.max(0, overrun)) * 10);
}

function keyOf(theatreId: TheatreId, day: LocalDay): string {
  return `${theatreId} ${day}`;
}

function groupBy<Item>(
  items: readonly Item[],
  keyIn: (item: Item) => string | null,
): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyIn(item);
    if (key === null) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
