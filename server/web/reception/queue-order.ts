import { seqOf } from "../../../shared/domain/ids.ts";
import { compareTurns, defaultRates } from "../../../shared/domain/priority.ts";
import type { Instant } from "../../../shared/domain/time.ts";
import type { PointData, QueueData, QueueLine } from "../../../shared/protocol/feeds.ts";

/**
 * The waiting lines of a service point in the order the rule names them. One queue comes ordered
 * from the server. Of several, the server's own `next` leads, and the rest is merged by the rule.
 */
export function inOrder(
  point: PointData,
  queues: readonly QueueData[],
  now: Instant,
): readonly QueueLine[] {
  const [only, ...others] = queues;
  if (only !== undefined && others.length === 0) return only.entries;
  const named = new Set(point.next.map((line) => line.entryId));
  const rest = queues.flatMap((queue) => queue.entries.filter((line) => !named.has(line.entryId)));
  return [...point.next, ...rest.toSorted((a, b) => byRule(a, b, now))];
}

function byRule(a: QueueLine, b: QueueLine, now: Instant): number {
  return compareTurns(
    { ...a, seq: seqOf(a.entryId) },
    { ...b, seq: seqOf(b.entryId) },
    now,
    defaultRates,
  );
}
