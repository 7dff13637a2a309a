import { seqOf } from "../../../shared/domain/ids.ts";
import { compareTurns, defaultRates } from "../../../shared/domain/priority.ts";
import type { Instant } from "../../../shared/domain/time.ts";
import type { PointData, QueueData, QueueLine } from "../../../shared/protocol/feeds.ts";

/**
 * The waiting lines of a service point in the order the rule names them at `now`.
 *
 * The rule is applied here again, by the function the server calls with: minutes of the classes
 * count at different rates, so the order changes by itself between two snapshots, and a desk that
 * showed the old one would name another patient than the call. Without the instant or the queues
 * it is the order the server sent.
 */
export function inOrder(
  point: PointData,
  queues: readonly QueueData[],
  now: Instant | null,
): readonly QueueLine[] {
  const lines = queues.length === 0 ? point.next : queues.flatMap((queue) => queue.entries);
  return now === null ? lines : lines.toSorted((a, b) => byRule(a, b, now));
}

function byRule(a: QueueLine, b: QueueLine, now: Instant): number {
  return compareTurns(
    { ...a, seq: seqOf(a.entryId) },
    { ...b, seq: seqOf(b.entryId) },
    now,
    defaultRates,
  );
}
