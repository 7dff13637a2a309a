import { describe, expect, it, test } from "vitest";
import {
  checklistItems,
  checklistParts,
  operationStatuses,
  operationVerbs,
} from "../../shared/domain/theatre.ts";
import type { CheckMark, OperationStatus, OperationVerb } from "../../shared/domain/theatre.ts";
import { after, canMark, isWhole, markThatCounts, nextPart, partOf } from "./operation.rules.ts";

/** The whole life of an operation, written out: from each status with each verb. */
const life: Readonly<Record<OperationStatus, Partial<Record<OperationVerb, OperationStatus>>>> = {
  requested: { plan: "planned", cancel: "cancelled" },
  planned: { plan: "planned", unplan: "requested", sendFor: "sent_for", cancel: "cancelled" },
  sent_for: { arrive: "arrived", cancel: "cancelled" },
  arrived: { signIn: "signed_in", cancel: "cancelled" },
  signed_in: { incise: "incision", cancel: "cancelled" },
  incision: { close: "closed" },
  closed: { recover: "recovery" },
  recovery: { toWard: "ward" },
  ward: {},
  cancelled: {},
};

describe.each(operationStatuses)("from %s", (status) => {
  test.each(operationVerbs)("%s", (verb) => {
    expect(after(verb, status)).toBe(life[status][verb] ?? null);
  });
});

describe("the checklist", () => {
  const nothing = { supplies: [], fastingHours: 0 };
  const all = (mark: CheckMark) =>
    new Map(Object.values(checklistItems).flatMap((items) => items.map((item) => [item, mark])));

  it("is asked part by part, each by the step that it gates", () => {
    expect(operationStatuses.map((status) => [status, nextPart(status)])).toEqual([
      ["requested", null],
      ["planned", "before"],
      ["sent_for", null],
      ["arrived", "signIn"],
      ["signed_in", "timeOut"],
      ["incision", null],
      ["closed", "signOut"],
      ["recovery", null],
      ["ward", null],
      ["cancelled", null],
    ]);
  });

  it.each(checklistParts)("%s is whole when every item is done or not needed", (part) => {
    expect(isWhole(part, all("done"), nothing)).toBe(true);
    expect(isWhole(part, all("notNeeded"), nothing)).toBe(true);
    for (const item of checklistItems[part]) {
      const marks = new Map([...all("done"), [item, "open" as const]]);
      const asked = { supplies: [{ words: "دم", isReady: true }], fastingHours: 6 };
      expect(isWhole(part, marks, asked)).toBe(false);
      expect(partOf(item)).toBe(part);
    }
  });

  it("asks no fasting and no supplies where there are none", () => {
    const marks = new Map(
      (["identityBand", "consent", "site"] as const).map((item) => [item, "done" as const]),
    );
    expect(isWhole("before", marks, nothing)).toBe(true);
    expect(isWhole("before", marks, { ...nothing, fastingHours: 6 })).toBe(false);
  });

  it("does not take supplies for done that are not there, but for not needed with a word", () => {
    const of = { supplies: [{ words: "دم", isReady: false }], fastingHours: 0 };
    expect(markThatCounts("supplies", all("done"), of)).toBe("open");
    expect(markThatCounts("supplies", all("notNeeded"), of)).toBe("notNeeded");
  });

  it("is not marked behind its gate, nor before its time", () => {
    expect(operationStatuses.filter((status) => canMark("consent", status))).toEqual([
      "requested",
      "planned",
    ]);
    expect(operationStatuses.filter((status) => canMark("counts", status))).toEqual([
      "incision",
      "closed",
    ]);
  });
});
