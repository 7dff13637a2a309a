import { describe, expect, test } from "vitest";
import { addCounts, journeyCounts, summaryLine, unitCounts } from "./test-counts.ts";

describe("counting what a test run did", () => {
  test("every test of every file counts by its outcome", () => {
    const file = (status: string, ...outcomes: string[]) => ({
      status,
      assertionResults: outcomes.map((outcome) => ({ status: outcome })),
    });
    const report = {
      testResults: [
        file("passed", "passed", "passed", "skipped"),
        file("failed", "passed", "failed"),
      ],
    };
    expect(unitCounts(report)).toEqual({ passed: 3, failed: 1, skipped: 1 });
  });

  test("a file that could not be loaded is a failure, though no test of it failed", () => {
    const report = { testResults: [{ status: "failed", assertionResults: [] }] };
    expect(unitCounts(report)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });

  test("a journey that passed only at the second try has failed", () => {
    const report = { stats: { expected: 4, unexpected: 1, flaky: 2, skipped: 1 }, errors: [] };
    expect(journeyCounts(report)).toEqual({ passed: 4, failed: 3, skipped: 1 });
  });

  test("an error outside any journey is a failure", () => {
    const report = {
      stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 0 },
      errors: [{ message: "no tests found" }],
    };
    expect(journeyCounts(report)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });

  test.each([
    [{ passed: 12, failed: 0, skipped: 0 }, "12 passed, 0 failed"],
    [{ passed: 12, failed: 1, skipped: 2 }, "12 passed, 1 failed, 2 skipped"],
  ])("the last line of %o is %s", (counts, line) => {
    expect(summaryLine(counts)).toBe(line);
  });

  test("counts add up", () => {
    const one = { passed: 1, failed: 2, skipped: 3 };
    expect(addCounts(one, one)).toEqual({ passed: 2, failed: 4, skipped: 6 });
  });
});
