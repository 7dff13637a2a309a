import { describe, expect, it } from "vitest";
import { canReportPrint, canStartPrint, printOutcomes } from "./print-job.ts";
import type { PrintStatus } from "./print-job.ts";

const statuses: readonly PrintStatus[] = ["queued", "sent", ...printOutcomes];

it("a job is claimed while it is queued, and again by its own agent while it is sent", () => {
  expect(statuses.filter(canStartPrint)).toEqual(["queued", "sent"]);
});

describe("an outcome is written over", () => {
  it.each([
    ["queued", ["not_printed"]],
    ["sent", ["printed", "not_printed", "unknown"]],
    ["printed", ["printed"]],
    ["not_printed", ["not_printed"]],
    ["unknown", ["unknown"]],
  ] as const)("%s: %j", (status, outcomes) => {
    expect(printOutcomes.filter((outcome) => canReportPrint(status, outcome))).toEqual(outcomes);
  });
});
