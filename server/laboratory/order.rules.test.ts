import { describe, expect, it, test } from "vitest";
import {
  afterOrderVerb,
  itemTransitions,
  noPreparation,
  orderItemStatuses,
  orderVerbs,
  testKinds,
  verbsOfKind,
} from "../../shared/domain/laboratory.ts";
import { readSpecimenBarcode, specimenBarcode } from "../../shared/domain/specimen-barcode.ts";
import { hourMs, minuteMs } from "../../shared/domain/time.ts";
import { byService, expand, preparationOf, tubesFor } from "./order.rules.ts";
import type { Line } from "./order.rules.ts";
import { alarmOf, dueTimes, isTooOld, spread } from "./turnaround.rules.ts";

const line = (id: string, over: Partial<Line> = {}): Line => ({
  ...{ id, kind: "laboratory", service: "lab", specimen: "blood", tube: "lavender" },
  ...{ preparation: noPreparation, members: [], isOpen: true },
  ...over,
});
const catalogue = new Map(
  [
    line("cbc"),
    line("sodium", { tube: "gold" }),
    line("creatinine", { tube: "gold" }),
    line("urine", { specimen: "urine", tube: "container" }),
    line("x-ray", { kind: "imaging", service: "x-ray", specimen: null, tube: null }),
    line("shut", { isOpen: false }),
    line("renal", { members: ["sodium", "creatinine"] }),
    line("nested", { members: ["renal"] }),
    line("broken", { members: ["shut"] }),
  ].map((each) => [each.id, each]),
);
const ids = (asked: readonly string[]) =>
  expand(asked, (id) => catalogue.get(id))?.map(({ id }) => id) ?? null;

describe("what is asked for", () => {
  it("panels become their members, each test once", () => {
    expect(ids(["creatinine", "renal", "cbc"])).toEqual(["creatinine", "sodium", "cbc"]);
  });

  it.each(["nothing", "shut", "nested", "broken"])("%s cannot be ordered", (id) => {
    expect(ids(["cbc", id])).toBeNull();
  });

  it("is one order for each service, the laboratory's first", () => {
    const groups = byService(expand(["x-ray", "cbc"], (id) => catalogue.get(id)) ?? []);
    expect(groups.map(({ service }) => service)).toEqual(["lab", "x-ray"]);
  });

  it("shares a tube where it may, in the order of draw", () => {
    const tests = expand(["cbc", "urine", "renal"], (id) => catalogue.get(id)) ?? [];
    expect(tubesFor(tests).map(({ tube, tests: inside }) => [tube, ...inside])).toEqual([
      ["gold", "sodium", "creatinine"],
      ["lavender", "cbc"],
      ["container", "urine"],
    ]);
  });

  it("asks for the longest fast, the earliest hour, and every word once", () => {
    const words = (ar: string) => ({ ar, en: `${ar} en` });
    expect(
      preparationOf([
        { fastingHours: 8, notAfterMin: 660, words: words("a") },
        { fastingHours: 12, notAfterMin: null, words: words("b") },
        { fastingHours: 0, notAfterMin: 600, words: words("a") },
      ]),
    ).toEqual({ fastingHours: 12, notAfterMin: 600, words: { ar: "a · b", en: "a en · b en" } });
    expect(preparationOf([])).toEqual(noPreparation);
  });
});

const cells = testKinds.flatMap((kind) =>
  orderVerbs.flatMap((verb) => orderItemStatuses.map((status) => [kind, verb, status] as const)),
);

test.each(cells)("%s: %s of a test that is %s", (kind, verb, status) => {
  const { from, to } = itemTransitions[verb];
  const may = from.includes(status) && verbsOfKind[kind].includes(verb);
  expect(afterOrderVerb(kind, status, verb)).toBe(may ? to : null);
});

test("a result is left by taking it back alone, a cancelled test never; all can reach a result", () => {
  for (const kind of testKinds) {
    const steps = (status: (typeof orderItemStatuses)[number]) =>
      orderVerbs.flatMap((verb) => afterOrderVerb(kind, status, verb) ?? []);
    expect([steps("resulted"), steps("cancelled")]).toEqual([
      [kind === "imaging" ? "collected" : "received"],
      [],
    ]);
    const reached = new Set(["ordered" as (typeof orderItemStatuses)[number]]);
    for (const status of reached) for (const next of steps(status)) reached.add(next);
    expect(reached.has("resulted")).toBe(true);
  }
});

describe("the clock of a result", () => {
  const minutes = { stat: 40, urgent: 60, routine: 120 } as const;

  it("begins with the collection; near at three quarters, late at its end", () => {
    const { soonAt, dueAt } = dueTimes(0, minutes, "stat");
    expect([soonAt, dueAt]).toEqual([30 * minuteMs, 40 * minuteMs]);
    const at = (now: number, status = "received") => alarmOf({ status, soonAt, dueAt }, now);
    expect([at(soonAt - 1), at(soonAt), at(dueAt - 1), at(dueAt)]).toEqual([
      ...["none", "soon", "soon", "late"],
    ]);
    expect([at(dueAt, "resulted"), at(dueAt, "cancelled")]).toEqual(["none", "none"]);
    expect(alarmOf({ status: "ordered", soonAt: null, dueAt: null }, dueAt)).toBe("none");
  });

  it("a specimen is as stable as the least stable of its tests", () => {
    expect([2 * hourMs, 2 * hourMs + 1].map((now) => isTooOld(0, [4, 2], now))).toEqual([
      ...[false, true],
    ]);
  });

  it("the middle one and 9 in 10 are minutes that were measured", () => {
    const ten = [10, 1, 2, 3, 4, 5, 6, 7, 8, 9];
    expect([spread([]), spread([7]), spread(ten)]).toEqual([
      ...[null, { medianMin: 7, p90Min: 7 }, { medianMin: 5, p90Min: 9 }],
    ]);
  });
});

describe("the barcode of a specimen", () => {
  const numbers = [1, 42, 9_999_999, 10_000_000, 123_456_789];

  it.each(numbers)("of %d is read back", (number) => {
    expect(readSpecimenBarcode(specimenBarcode(number))).toBe(number);
  });

  it("no single wrong sign and no two that changed places are read as another", () => {
    const signs = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*";
    const text = specimenBarcode(9_078_563);
    const read: (number | null)[] = [];
    for (let at = 0; at < text.length; at++) {
      for (const sign of signs) {
        if (sign !== text[at])
          read.push(readSpecimenBarcode(text.slice(0, at) + sign + text.slice(at + 1)));
      }
      const swapped =
        text.slice(0, at) + (text[at + 1] ?? "") + (text[at] ?? "") + text.slice(at + 2);
      if (swapped !== text) read.push(readSpecimenBarcode(swapped));
    }
    expect(read.filter((number) => number !== null)).toEqual([]);
  });

  it.each(["", "X", "1234567", "X0000000I", "X123K", "xx", "X12345678901234A"])(
    "%s is none",
    (text) => {
      expect(readSpecimenBarcode(text)).toBeNull();
    },
  );
});
