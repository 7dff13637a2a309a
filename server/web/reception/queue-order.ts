import { explain } from "../../../shared/domain/explain.ts";
import type { Explanation } from "../../../shared/domain/explain.ts";
import { seqOf } from "../../../shared/domain/ids.ts";
import type { ServicePointId } from "../../../shared/domain/ids.ts";
import { compareTurns } from "../../../shared/domain/priority.ts";
import type { Rates, Turn } from "../../../shared/domain/priority.ts";
import { minuteMs } from "../../../shared/domain/time.ts";
import type { Instant } from "../../../shared/domain/time.ts";
import type { PointData, QueueData, QueueLine } from "../../../shared/protocol/feeds.ts";

/**
 * The waiting lines of a service point in the order the rule names them at `now`.
 *
 * The rule is applied here again, by the function the server calls with: minutes of the classes
 * count at different rates, so the order changes by itself between two snapshots, and a desk that
 * showed the old one would name another patient than the call. Without the instant or the queues
 * it is the order the server sent. Whom only another point calls stands after all of them.
 */
export function inOrder(
  point: PointData,
  queues: readonly QueueData[],
  now: Instant | null,
): readonly QueueLine[] {
  if (queues.length === 0) return ordered(point.next, now, () => point.rates);
  const lines = queues.flatMap((queue) => queue.entries);
  const rates = new Map(
    queues.flatMap((queue) => queue.entries.map((line) => [line, queue.rates])),
  );
  const ratesOf = (line: QueueLine) => rates.get(line) ?? point.rates;
  const isOurs = (line: QueueLine) => isCalledAt(line, point.servicePointId);
  const others = lines.filter((line) => !isOurs(line));
  return [...ordered(lines.filter(isOurs), now, ratesOf), ...ordered(others, now, ratesOf)];
}

/** Does this service point call the line at all? Back from the laboratory goes to the same one. */
export function isCalledAt(line: QueueLine, servicePointId: ServicePointId): boolean {
  return line.boundTo === null || line.boundTo === servicePointId;
}

function ordered(
  lines: readonly QueueLine[],
  now: Instant | null,
  ratesOf: (line: QueueLine) => Rates,
): readonly QueueLine[] {
  if (now === null) return lines;
  return lines.toSorted((a, b) => compareTurns(turnOf(a), turnOf(b), now, ratesOf(a), ratesOf(b)));
}

function turnOf(line: QueueLine): Turn {
  const { priorityClass, eligibleAt, arrival = seqOf(line.entryId) } = line;
  return { priorityClass, eligibleAt, seq: arrival };
}

/**
 * Why a line stands where it does among those that the same point calls. Its call is taken to come
 * after a share of the wait that a newcomer would have; unknown, it is taken to come now. Whoever
 * could only pass by a time that is over passes no more, and is left out.
 */
export function whyHere(
  line: QueueLine,
  lines: readonly QueueLine[],
  {
    now,
    waitMin,
    rates,
  }: { readonly now: Instant; readonly waitMin: number; readonly rates: Rates },
): Explanation {
  const at = lines.findIndex((other) => other.entryId === line.entryId);
  const share = lines.length === 0 ? 0 : (at + 1) / (lines.length + 1);
  const calledAt = now + Math.round(waitMin * share) * minuteMs;
  const why = explain(turnOf(line), lines.map(turnOf), now, calledAt, rates);
  const couldPass = why.couldPass.filter(({ before }) => before === null || before > now);
  return { ...why, couldPass };
}
