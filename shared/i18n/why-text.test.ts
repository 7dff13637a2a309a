import { describe, expect, test } from "vitest";
import type { Explanation } from "../domain/explain.ts";
import { languages } from "../domain/language.ts";
import { priorityClasses } from "../domain/priority.ts";
import { translator } from "./translate.ts";
import { whyText } from "./why-text.ts";

const zone = "Asia/Baghdad";
/** A quarter to ten in Baghdad. */
const asOf = Date.parse("2026-11-23T09:45:00+03:00");
const minute = 60_000;
const bare = (texts: readonly string[]) =>
  texts.map((text) => text.replaceAll(/[\u2066-\u2069]/g, ""));

const plain: Explanation = {
  turnMin: 25,
  rate: 1,
  ahead: [
    { priorityClass: "urgent", count: 1 },
    { priorityClass: "normal", count: 4 },
  ],
  couldPass: [
    { priorityClass: "emergency", before: null },
    { priorityClass: "urgent", before: asOf + 40 * minute },
    { priorityClass: "protected", before: asOf + 20 * minute },
  ],
};

describe("whyText", () => {
  const english: readonly [string, Explanation, string[][]][] = [
    [
      "a normal patient",
      plain,
      [
        ["Your turn minutes so far: 25"],
        ["Urgent cases: 1", "Without a booking: 4"],
        [
          "an emergency",
          "an urgent case that comes before 10:25",
          "an elderly, disabled or pregnant patient who comes before 10:05",
        ],
      ],
    ],
    [
      "a protected patient, whom nobody but an emergency can pass any more",
      {
        turnMin: 50,
        rate: 2,
        ahead: [],
        couldPass: [
          { priorityClass: "emergency", before: null },
          { priorityClass: "urgent", before: asOf - minute },
        ],
      },
      [["Your turn minutes so far: 50", "Your minutes count double."], [], ["an emergency"]],
    ],
    [
      "an emergency, which nobody passes",
      { turnMin: null, rate: null, ahead: [], couldPass: [] },
      [["Emergencies are called first, in order of arrival."], [], []],
    ],
    [
      "a surge day, on which any urgent patient goes first",
      { ...plain, ahead: [], couldPass: [{ priorityClass: "urgent", before: null }] },
      [["Your turn minutes so far: 25"], [], ["an urgent case"]],
    ],
  ];
  test.each(english)("%s", (_, why, [standing, ahead, couldPass]) => {
    const text = whyText(why, { asOf, zone }, translator("en"));
    expect([text.standing, text.ahead, text.couldPass].map(bare)).toEqual([
      standing,
      ahead,
      couldPass,
    ]);
  });

  test.each(languages)("has in %s words for every class", (language) => {
    const why: Explanation = {
      turnMin: 8,
      rate: 8,
      ahead: priorityClasses.map((priorityClass) => ({ priorityClass, count: 2 })),
      couldPass: priorityClasses.map((priorityClass) => ({ priorityClass, before: asOf + minute })),
    };
    const { ahead, couldPass } = whyText(why, { asOf, zone }, translator(language));
    expect([new Set(ahead).size, new Set(couldPass).size]).toEqual([6, 6]);
    expect([...ahead, ...couldPass].filter((text) => /[{}]|why\./.test(text))).toEqual([]);
  });
});
