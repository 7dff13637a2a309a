import { describe, expect, it } from "vitest";
import { freshForMs, freshness, staleAfterMs } from "./freshness.ts";

const opened = 1_000;
const at = (lastPacketAtMs: number | null, up = true) => ({ up, refusal: null, lastPacketAtMs });

describe("what a desk shows is", () => {
  it.each([
    ["connecting", at(null, false), opened],
    ["connecting", at(null, false), opened + staleAfterMs],
    ["stale", at(null, false), opened + staleAfterMs + 1],
    ["fresh", at(5_000), 5_000 + freshForMs],
    ["ageing", at(5_000), 5_001 + freshForMs],
    ["ageing", at(5_000), 5_000 + staleAfterMs],
    ["stale", at(5_000), 5_001 + staleAfterMs],
    ["connecting", at(5_000, false), 5_000],
    ["stale", at(5_000, false), 5_001 + staleAfterMs],
  ] as const)("%s: %o at %i", (expected, link, nowMs) => {
    expect(freshness(link, opened, nowMs)).toBe(expected);
  });
});
