import { describe, expect, it } from "vitest";
import { clockText, minutesOf } from "./clock-text.ts";

describe("a clock time that is typed", () => {
  it.each([
    ["8", 480],
    ["08:30", 510],
    ["0830", 510],
    ["8.30", 510],
    ["23:59", 1_439],
    ["0", 0],
    ["٠٨:٣٠", 510],
    ["۰۸:۳۰", 510],
    [" 14:00 ", 840],
    ["24:00", null],
    ["8:60", null],
    ["8:3", null],
    ["", null],
    ["noon", null],
  ])("%s", (typed, minutes) => {
    expect(minutesOf(typed)).toBe(minutes);
  });

  it.each([
    [0, "00:00"],
    [485, "08:05"],
    [1_920, "08:00"],
  ])("%s is written %s", (minutes, text) => {
    expect(clockText(minutes)).toBe(text);
  });
});
