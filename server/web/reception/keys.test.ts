import { describe, expect, it } from "vitest";
import { actOfKey, digitOf } from "./keys.ts";
import type { KeyPress } from "./keys.ts";

const plain: Omit<KeyPress, "code"> = {
  shift: false,
  control: false,
  alt: false,
  repeat: false,
  inField: false,
};

describe("a key asks for", () => {
  it.each([
    ["F2", {}, "callNext"],
    ["F2", { shift: true }, "noShowAndNext"],
    ["F4", {}, "recall"],
    ["F4", { shift: true }, "noShow"],
    ["F8", {}, "start"],
    ["F8", { shift: true }, "park"],
    ["F9", {}, "transfer"],
    ["F7", {}, "moreOfPatient"],
    ["F7", { shift: true }, "moreOfDesk"],
    ["F9", { shift: true }, "requeue"],
    // By the physical key: in an Arabic layout it types another letter.
    ["KeyZ", { control: true }, "undo"],
    // A function key is no character: it works while somebody types.
    ["F2", { inField: true }, "callNext"],
    // In a field the text is undone, not the call.
    ["KeyZ", { control: true, inField: true }, null],
    ["KeyZ", { control: true, shift: true }, null],
    ["KeyZ", {}, null],
    ["F4", { alt: true }, null],
    ["F2", { control: true }, null],
    ["KeyA", {}, null],
    // Held down: it was asked for once, and the browser must not use the key either.
    ["F2", { repeat: true }, "ours"],
    ["KeyZ", { control: true, repeat: true }, "ours"],
  ] as const)("%s with %o: %s", (code, held, act) => {
    expect(actOfKey({ ...plain, ...held, code }, { point: null, serverNow: null })).toBe(act);
  });
});

describe("a digit key says its number", () => {
  it.each([
    ["Digit1", 1],
    ["Numpad9", 9],
    ["Digit0", 0],
    ["KeyA", 0],
    ["F1", 0],
  ] as const)("%s: %i", (code, digit) => {
    expect(digitOf(code)).toBe(digit);
  });
});
