import type { PointData, QueueLine } from "../../../shared/protocol/feeds.ts";

/** Where the paper of a ticket comes out, and whose paper can be printed again. */

export type Printer = PointData["printers"][number];

/** The remembered printer while it is still paired, else the first; nothing when there is none. */
export function printerOf(
  printers: readonly Printer[],
  rememberedId: string | null,
): Printer | null {
  return printers.find(({ deviceId }) => deviceId === rememberedId) ?? printers[0] ?? null;
}

/** The tickets at hand: the selected line before the patient at the point, each once. */
export function ticketsAtHand(
  chosen: QueueLine | null,
  current: QueueLine | null,
): readonly QueueLine[] {
  if (chosen === null) return current === null ? [] : [current];
  return current === null || current.ticketId === chosen.ticketId ? [chosen] : [chosen, current];
}

/** Why no copy can be printed now, as the key of its sentence; nothing when it can. */
export function whyNoCopy(of: {
  readonly stale: boolean;
  readonly printers: readonly Printer[];
  readonly tickets: readonly QueueLine[];
}): "reception.whyNot.stale" | "reception.copy.noPrinter" | "reception.copy.noTicket" | null {
  if (of.stale) return "reception.whyNot.stale";
  if (of.printers.length === 0) return "reception.copy.noPrinter";
  return of.tickets.length === 0 ? "reception.copy.noTicket" : null;
}
