import { describe, expect, it } from "vitest";
import type { PrintStatus } from "../../../../shared/domain/print-job.ts";
import { slipSaid } from "./slip-said.ts";

describe("what is said of a slip's paper", () => {
  it.each<[PrintStatus, string]>([
    ["queued", "booking.paper.printing"],
    ["sent", "booking.paper.printing"],
    ["printed", "booking.paper.printed"],
    ["not_printed", "booking.paper.notPrinted"],
    ["unknown", "booking.paper.unknown"],
  ])("that is %s is its own sentence", (status, key) => {
    expect(slipSaid(status)).toBe(key);
  });
});
