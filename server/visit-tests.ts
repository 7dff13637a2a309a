import type { Laboratory } from "./laboratory/laboratory.ts";
import { isBack } from "./lines.ts";
import type { Instant } from "../shared/domain/time.ts";
import type { LineRow } from "./queue/queue.sql.ts";

/** When the last result of a visit came that is waited for again; nothing while one is open. */
export function resultsAt(laboratory: Pick<Laboratory, "read">, line: LineRow): Instant | null {
  if (testsOfVisit(laboratory, line) !== "ready") return null;
  const { read } = laboratory;
  const times = read
    .ofEntry(line.id)
    .flatMap(({ id }) => read.items(id).flatMap((item) => item.resulted_at ?? []));
  return times.length === 0 ? null : Math.max(...times);
}

/** Of a visit that went to the laboratory: how far its tests are; nothing when it had none. */
export function testsOfVisit(
  { read }: Pick<Laboratory, "read">,
  line: LineRow,
): "underWay" | "ready" | null {
  if (line.status !== "away" && !isBack(line)) return null;
  const orders = read.ofEntry(line.id);
  if (orders.length === 0) return null;
  return orders.some(({ open }) => open > 0) ? "underWay" : "ready";
}
