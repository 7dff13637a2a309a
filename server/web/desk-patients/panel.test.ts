import { describe, expect, it } from "vitest";
import { idOf } from "../../../shared/domain/ids.ts";
import { next, start } from "./panel.ts";
import type { Panel, Step } from "./panel.ts";

const [one, other] = [idOf("patient", 1), idOf("patient", 2)];
const after = (...steps: readonly Step[]) => steps.reduce<Panel>(next, start);

describe("the panel of patients", () => {
  it("goes from a hit to the file, and back to the question", () => {
    const file = after({ to: "picked", patientId: one });
    expect([file, next(file, { to: "back" })]).toEqual([{ view: "file", patientId: one }, start]);
  });

  it("compares the one that was opened with the other, who goes into it, or the other way round", () => {
    const merge = after({ to: "pickOther", patientId: one }, { to: "picked", patientId: other });
    expect([merge, next(merge, { to: "swapped" }), next(merge, { to: "back" })]).toEqual([
      { view: "merge", goes: other, stays: one },
      { view: "merge", goes: one, stays: other },
      { view: "file", patientId: one },
    ]);
  });

  it("does not compare somebody with himself", () => {
    expect(after({ to: "pickOther", patientId: one }, { to: "picked", patientId: one })).toEqual({
      view: "pickOther",
      patientId: one,
    });
  });

  it.each<[Step, Panel]>([
    [{ to: "new" }, start],
    [
      { to: "change", patientId: one },
      { view: "file", patientId: one },
    ],
    [
      { to: "erase", patientId: one },
      { view: "file", patientId: one },
    ],
  ])("comes back from %j to where it was", (step, there) => {
    expect(after(step, { to: "back" })).toEqual(there);
  });
});
