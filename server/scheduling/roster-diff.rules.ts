import type { Planned } from "./pattern.rules.ts";

/** A planned shift with its row. */
export interface Duty extends Planned {
  readonly assignment: number;
}

export interface RosterDiff {
  /** The same day, clinic and shift, done by somebody else or in another room. */
  readonly replaced: readonly { readonly old: Duty; readonly by: Duty }[];
  readonly added: readonly Duty[];
  readonly removed: readonly Duty[];
}

/**
 * What a draft changes. Who takes over a shift of the same day and clinic stands in for the one who
 * goes, so that the patients who are booked with it stay. Each takes over one: first whoever only
 * changes the room, then whoever comes into the same room, then the others in their order.
 */
export function diffOf(removed: readonly Duty[], added: readonly Duty[]): RosterDiff {
  const free = new Set(added);
  const by = new Map<Duty, Duty>();
  const likenesses: readonly ((old: Duty, next: Duty) => boolean)[] = [
    (old, next) => old.staff === next.staff,
    (old, next) => old.point === next.point,
    () => true,
  ];
  const keyed = Map.groupBy(added, placeOf);
  for (const isLike of likenesses) {
    for (const old of removed) {
      if (by.has(old)) continue;
      const next = keyed.get(placeOf(old))?.find((each) => free.has(each) && isLike(old, each));
      if (next === undefined) continue;
      by.set(old, next);
      free.delete(next);
    }
  }
  return {
    replaced: [...by].map(([old, next]) => ({ old, by: next })),
    added: added.filter((each) => free.has(each)),
    removed: removed.filter((each) => !by.has(each)),
  };
}

function placeOf({ clinic, day, shift }: Planned): string {
  return `${clinic} ${day} ${shift}`;
}
