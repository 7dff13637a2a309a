import type { CommandId, OrderId } from "../../../shared/domain/ids.ts";
import type { RefusalCode } from "../../../shared/domain/refusal.ts";
import { missingCase } from "../../../shared/domain/result.ts";
import type { Instant } from "../../../shared/domain/time.ts";

/** Refusals whose own large words and next step are known. */
export const knownRefusals = [
  "unknown_specimen",
  "order_cancelled",
  "already_received",
  "specimen_too_old",
  "wrong_state",
] as const satisfies readonly RefusalCode[];

/** One label that was read, and what came of it. */
export interface Scan {
  readonly commandId: CommandId;
  readonly barcode: string;
  readonly outcome: ScanOutcome | null;
}

export type ScanOutcome =
  | { readonly kind: "received"; readonly orderId: OrderId; readonly at: Instant | null }
  | { readonly kind: "refused"; readonly code: RefusalCode }
  | { readonly kind: "noAnswer" };

/** Newest first; a reader is quicker than any network, so several may be on their way. */
export interface Scans {
  readonly scans: readonly Scan[];
}

export const noScans: Scans = { scans: [] };

/** Older ones are in the worklist, or were dealt with. */
export const scansMax = 6;

export type ScanEvent =
  | { readonly kind: "scanned"; readonly barcode: string; readonly commandId: CommandId }
  | {
      readonly kind: "answered";
      readonly commandId: CommandId;
      readonly outcome: ScanOutcome;
    };

export function afterScan({ scans }: Scans, event: ScanEvent): Scans {
  switch (event.kind) {
    case "scanned": {
      const { barcode, commandId } = event;
      // Read again after silence: the same wish under its old id, in sight as the newest.
      const others = scans.filter((scan) => scan.commandId !== commandId);
      return { scans: [{ barcode, commandId, outcome: null }, ...others].slice(0, scansMax) };
    }
    case "answered":
      return {
        scans: scans.map((scan) =>
          scan.commandId === event.commandId ? { ...scan, outcome: event.outcome } : scan,
        ),
      };
    default:
      return missingCase(event);
  }
}

/**
 * Under which id a label that was just read goes out: that of the same label's reading while it has
 * no answer, so that it is received once; nothing while that one is still on its way.
 */
export function idOfScan(
  { scans }: Scans,
  barcode: string,
  newId: () => CommandId,
): CommandId | null {
  const same = scans.find((scan) => scan.barcode === barcode);
  if (same === undefined) return newId();
  if (same.outcome === null) return null;
  return same.outcome.kind === "noAnswer" ? same.commandId : newId();
}
