import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readRosterCsv, rosterCsv, rosterLinesMax } from "./roster-lines.ts";
import type { RosterLine } from "./roster-lines.ts";

const words = fc.string({ unit: "grapheme", maxLength: 12 }).map((text) => text.trim());
const line = fc.record({
  day: fc.constantFrom("2026-11-29", "2026-12-01"),
  clinic: fc.constantFrom("eye", "heart"),
  shift: fc.constantFrom("morning", "on-call-1"),
  staff: fc.constantFrom("s1", "s200"),
  name: words,
  point: words,
  things: fc.constantFrom("", "sonar", "sonar laser"),
  state: fc.constantFrom("published", "adding"),
});

describe("a table of a roster", () => {
  it("reads back what it wrote, whatever people are called", () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 5 }), (lines: readonly RosterLine[]) => {
        const read = readRosterCsv(rosterCsv(lines));
        const expected = lines.map((each) =>
          /^[=+\-@\t]/.test(each.name) || /^[=+\-@\t]/.test(each.point) ? null : each.name,
        );
        expect(
          read?.map((each, index) => (expected[index] === null ? null : each.ok && each.read.name)),
        ).toEqual(expected);
      }),
    );
  });

  it("is no formula for a spreadsheet", () => {
    const [row] = fc.sample(line, 1);
    const text = rosterCsv([{ ...(row as RosterLine), name: "=1+1" }]);
    expect(text).toContain(",'=1+1,");
  });

  it.each([
    [
      "quotes and line breaks in a field",
      'day,clinic,shift,staff,name\n2026-11-29,eye,m,s1,"a ""b""\nc"\n2026-11-30,eye,m,s1,d',
      [2, 4],
    ],
    ["empty lines", "day,clinic,shift,staff\n\n2026-11-29,eye,m,s1\n\n", [3]],
  ])("counts lines as an editor does: %s", (_, text, lines) => {
    const read = readRosterCsv(text);
    expect(read?.map((each) => each.line)).toEqual(lines);
    expect(read?.every((each) => each.ok)).toBe(true);
  });

  it("names a line that lacks something, and refuses what has no header or no end", () => {
    const head = "day,clinic,shift,staff";
    expect(readRosterCsv(`${head}\n2026-11-29,eye,,s1\n29.11.2026,eye,m,s1`)).toEqual([
      { line: 2, ok: false },
      { line: 3, ok: false },
    ]);
    expect(readRosterCsv("2026-11-29,eye,m,s1")).toBeNull();
    expect(readRosterCsv("")).toBeNull();
    expect(readRosterCsv(`${head}\n${"x,y,z,w\n".repeat(rosterLinesMax + 1)}`)).toBeNull();
  });
});
