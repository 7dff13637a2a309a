import { join } from "node:path";
import { startChild } from "./child.ts";
import { readTrace, underStrace } from "./strace.ts";
import type { DiskAct } from "./strace.ts";
import type { WriterAck, WriterEnd, WriterOrders } from "./writer-orders.ts";

export interface TracedRun {
  readonly acts: readonly DiskAct[];
  readonly end: WriterEnd;
}

/** Runs the writer to its end under strace. Its trace lies beside the folder, not in it. */
export async function traceWriter(orders: WriterOrders): Promise<TracedRun> {
  const file = `${orders.folder}.strace`;
  const child = startWriter(orders, underStrace(file));
  const end = await child.saying("groups");
  const { code, errors } = await child.ended;
  if (code !== 0) throw new Error(`the writer ended with ${code}: ${errors}`);
  return { acts: readTrace(file, orders.folder), end: end as unknown as WriterEnd };
}

export function startWriter(orders: WriterOrders, under: readonly string[] = []) {
  return startChild([join("test", "durability", "writer.ts"), JSON.stringify(orders)], { under });
}

/** The acknowledgement in a line on stdout; nothing for its other lines. */
export function ackIn(line: string): WriterAck | null {
  if (!line.startsWith('{"ack"')) return null;
  return JSON.parse(line) as WriterAck;
}
