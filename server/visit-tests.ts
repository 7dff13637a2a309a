import type { Laboratory } from "./laboratory/laboratory.ts";
import { isBack } from "./lines.ts";
import type { LineRow } from "./queue/queue.sql.ts";

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
