import { describe, expect, test } from "vitest";
import { keyed, quietWedge, wedgeGapMs } from "./wedge.ts";

/** Plays keys, each so long after the one before, and tells what the last one meant. */
function lastOf(keys: readonly string[], everyMs: number) {
  let wedge = quietWedge;
  let meaning: ReturnType<typeof keyed>["meaning"] = null;
  keys.forEach((key, index) => {
    const next = keyed(wedge, key, 1_000 + index * everyMs);
    wedge = next.wedge;
    meaning = next.meaning;
  });
  return { wedge, meaning };
}

describe("a reader that types", () => {
  test("many fast keys and Enter are one reading, and nothing of it is kept", () => {
    const { wedge, meaning } = lastOf([..."http://x/#abc", "Enter"], 5);
    expect(meaning).toEqual({ kind: "read", text: "http://x/#abc" });
    expect(wedge).toBe(quietWedge);
  });

  test("Shift between its keys parts nothing", () => {
    const keys = [..."abc", "Shift", ..."DEF", "Enter"];
    expect(lastOf(keys, 5).meaning).toEqual({ kind: "read", text: "abcDEF" });
  });

  test("a hand's keys are signs, and its Enter is an Enter", () => {
    expect(lastOf([..."0770"], wedgeGapMs + 1).meaning).toEqual({ kind: "sign", text: "0" });
    expect(lastOf([..."07701234567", "Enter"], wedgeGapMs + 1).meaning).toEqual({ kind: "enter" });
    expect(lastOf(["7", "Backspace"], 200).meaning).toEqual({ kind: "erase" });
  });

  test("a few fast keys are no reading", () => {
    expect(lastOf([..."123", "Enter"], 5).meaning).toEqual({ kind: "enter" });
  });

  test.each(["Tab", "ArrowLeft", " ", "F5"])("%s has no meaning", (key) => {
    expect(lastOf([key], 5).meaning).toBeNull();
  });
});
