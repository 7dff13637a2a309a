import { useEffect, useReducer, useRef } from "react";
import type { Instant } from "../../../shared/domain/time.ts";
import type { Client } from "../../../shared/protocol/client.ts";
import { browserTime } from "../../../shared/ui/clock.ts";
import { newCommandId } from "../../../shared/ui/command-id.ts";
import { noAnswerAfterMs } from "../../../shared/ui/desk/patience.ts";
import { afterScan, idOfScan, noScans } from "./scans.ts";
import type { Scan, ScanEvent, Scans } from "./scans.ts";

export interface Scanner {
  /** Newest first. */
  readonly scans: readonly Scan[];
  scan(barcode: string): void;
}

/** Receives a specimen for each label that is read, however quickly they follow each other. */
export function useScans(client: Client, serverNow: Instant | null): Scanner {
  const [scans, dispatch] = useReducer(afterScan, noScans);
  // Two labels can be read before the screen is drawn again; the second must see the first.
  const latest = useRef<Scans>(noScans);
  const now = useRef(serverNow);
  useEffect(() => {
    now.current = serverNow;
  });
  const tell = (event: ScanEvent) => {
    latest.current = afterScan(latest.current, event);
    dispatch(event);
  };

  async function receive(barcode: string): Promise<void> {
    const commandId = idOfScan(latest.current, barcode, newCommandId);
    if (commandId === null) return;
    tell({ kind: "scanned", barcode, commandId });
    let isAnswered = false;
    void browserTime.sleep(noAnswerAfterMs).then(() => {
      if (!isAnswered) tell({ kind: "answered", commandId, outcome: { kind: "noAnswer" } });
    });
    const answer = await client.command("receiveSpecimen", { barcode }, commandId);
    isAnswered = true;
    if (answer === null) {
      return tell({ kind: "answered", commandId, outcome: { kind: "noAnswer" } });
    }
    tell({
      ...{ kind: "answered", commandId },
      outcome: answer.ok
        ? { kind: "received", orderId: answer.reply.orderId, at: now.current }
        : { kind: "refused", code: answer.refusal.code },
    });
  }

  return { scans: scans.scans, scan: (barcode) => void receive(barcode) };
}
