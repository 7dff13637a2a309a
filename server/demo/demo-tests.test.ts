import { expect, it } from "vitest";
import { preparationOf } from "../laboratory/order.rules.ts";
import { demoTests } from "./demo-tests.ts";

const tests = demoTests.filter(({ members }) => members.length === 0);

it("the demo has tests, panels and pictures, each with a name once in each language", () => {
  const of = (kind: string) => tests.filter((test) => test.kind === kind).length;
  expect([of("laboratory") >= 40, of("imaging") >= 12]).toEqual([true, true]);
  for (const language of ["ar", "ckb", "en", "fa", "ur"] as const) {
    const names = demoTests.map((test) => test.names[language]);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  }
});

it("every test of the laboratory has its tube, and no picture has one", () => {
  const wrong = tests.filter((test) => (test.tube !== null) !== (test.kind === "laboratory"));
  expect(wrong.map(({ id }) => id)).toEqual([]);
});

it("no result at once is slower than one that may wait", () => {
  const slow = demoTests.filter(({ turnaroundMin: { stat, urgent, routine } }) => {
    return stat > urgent || urgent > routine;
  });
  expect(slow.map(({ id }) => id)).toEqual([]);
});

it("a panel asks for no less than its members", () => {
  for (const panel of demoTests.filter(({ members }) => members.length > 0)) {
    const members = demoTests.filter(({ id }) => panel.members.includes(id));
    const { fastingHours } = preparationOf(members);
    expect(panel.fastingHours, panel.id).toBeGreaterThanOrEqual(fastingHours);
  }
});
