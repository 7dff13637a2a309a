import { describe, expect, test } from "vitest";
import { footFrame, frameMs, newsOf } from "./foot-frame.ts";

const at = (frame: number, notices: readonly string[]) => footFrame(notices, frame * frameMs + 5);

describe("the strip below the calls", () => {
  test("says the news every other time, and the pages of the rule between them", () => {
    expect([0, 1, 2, 3, 4].map((frame) => at(frame, ["a"]).shows)).toEqual([
      "news",
      "order",
      "news",
      "promise",
      "news",
    ]);
  });

  test("shows every notice in turn, two at a time, and the page that is away keeps its own", () => {
    const notices = ["a", "b", "c"];
    expect([0, 1, 2, 3].map((frame) => at(frame, notices).notices.join(""))).toEqual([
      "ab",
      "ab",
      "bc",
      "bc",
    ]);
  });

  test.each([
    [[], 3, []],
    [["a"], 3, ["a"]],
    [["a", "b", "c", "d"], 1, ["c", "d"]],
    [["a", "b", "c", "d"], 2, ["a", "b"]],
  ])("of %j in round %d: %j", (notices, round, shown) => {
    expect(newsOf<string>(notices, round)).toEqual(shown);
  });
});
