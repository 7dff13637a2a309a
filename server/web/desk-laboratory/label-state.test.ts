import { expect, test } from "vitest";
import { idOf } from "../../../shared/domain/ids.ts";
import type { PaperState } from "../../../shared/protocol/papers.ts";
import { labelStateOf, wantsLabel } from "./label-state.ts";
import { now } from "./testing/sample-orders.ts";

const paper = (status: PaperState["status"]): PaperState => ({
  ...{ printJobId: idOf("printJob", 1), status, detail: null, copy: 0, queuedAt: now },
});

test.each([
  ["queued", "printing", false],
  ["sent", "printing", false],
  ["printed", "printed", false],
  ["not_printed", "notPrinted", true],
  ["unknown", "unknown", true],
] as const)("a label that is %s is said as %s", (status, state, wanted) => {
  expect(labelStateOf({ labelPaper: paper(status) })).toBe(state);
  expect(wantsLabel(state)).toBe(wanted);
});

test("a specimen without a label says so, and one can be printed", () => {
  expect(labelStateOf({ labelPaper: null })).toBe("none");
  expect(wantsLabel("none")).toBe(true);
});
