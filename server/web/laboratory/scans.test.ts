import { describe, expect, test } from "vitest";
import { idOf } from "../../../shared/domain/ids.ts";
import type { CommandId } from "../../../shared/domain/ids.ts";
import { afterScan, idOfScan, noScans, scansMax } from "./scans.ts";
import type { ScanEvent, ScanOutcome, Scans } from "./scans.ts";

const id = (number: number) => `command-${number}` as CommandId;
const scanned = (number: number, barcode = `X${number}`): ScanEvent => ({
  ...{ kind: "scanned", barcode, commandId: id(number) },
});
const answered = (number: number, outcome: ScanOutcome): ScanEvent => ({
  ...{ kind: "answered", commandId: id(number), outcome },
});
const after = (...events: readonly ScanEvent[]): Scans => events.reduce(afterScan, noScans);
const received: ScanOutcome = { kind: "received", orderId: idOf("order", 1), at: null };

describe("scans", () => {
  test("labels that follow each other quickly each get their own answer", () => {
    const { scans } = after(scanned(1), scanned(2), answered(1, received));
    expect(scans.map(({ barcode, outcome }) => [barcode, outcome?.kind ?? null])).toEqual([
      ["X2", null],
      ["X1", "received"],
    ]);
  });

  test("only the last few are kept", () => {
    const many = after(...Array.from({ length: scansMax + 3 }, (_, at) => scanned(at)));
    expect(many.scans.length).toBe(scansMax);
  });

  test("a label that is still on its way is not sent twice", () => {
    expect(idOfScan(after(scanned(1)), "X1", () => id(9))).toBeNull();
  });

  test("after silence the same label goes out under its old id", () => {
    const silent = after(scanned(1), scanned(2), answered(1, { kind: "noAnswer" }));
    expect(idOfScan(silent, "X1", () => id(9))).toBe(id(1));
    const again = afterScan(silent, scanned(1));
    expect(again.scans.map(({ commandId }) => commandId)).toEqual([id(1), id(2)]);
  });

  test("read again after its answer it is asked anew", () => {
    expect(idOfScan(after(scanned(1), answered(1, received)), "X1", () => id(9))).toBe(id(9));
  });
});
