import { describe, expect, test } from "vitest";
import { bookingCode } from "../../shared/domain/booking-code.ts";
import { groupsOf, isComplete, isMistyped, maskAfterMs, masked } from "./typing.ts";
import { nothingTyped, paperIn, withoutLast, withText } from "./typing.ts";
import type { Question } from "./typing.ts";

const code = bookingCode(new Uint8Array([1, 2, 3, 4, 5, 6, 7])) ?? "";
const typed = (question: Question, text: string) => withText(nothingTyped, question, text, 0);

describe("what is typed", () => {
  test.each<[string, Question, string, string]>([
    ["Arabic digits", "phone", "٠٧٧٠ ١٢٣ ٤٥٦٧", "07701234567"],
    ["Persian digits", "nationalId", "۱۹۸۴-۱۲۳۴-۵۶۷۸", "198412345678"],
    ["a number with its country", "phone", "+964 770 123 4567", "009647701234567"],
    ["small letters and a dash", "code", "abcd-efgh", "ABCDEFGH"],
    ["more than fits", "birthYear", "19845", "1984"],
    ["letters where digits are asked for", "birthYear", "a1b9", "19"],
  ])("%s is read as it is meant", (_, question, text, signs) => {
    expect(typed(question, text).signs).toBe(signs);
  });

  test("a code is complete only when its last sign is right", () => {
    expect(isComplete("code", code)).toBe(true);
    const other = `${code.slice(0, 7)}${code.endsWith("A") ? "B" : "A"}`;
    expect(isComplete("code", other)).toBe(false);
    expect(isMistyped("code", other)).toBe(true);
    expect(isMistyped("code", other.slice(0, 5))).toBe(false);
  });

  test.each<[Question, string, boolean]>([
    ["phone", "07701234567", true],
    ["phone", "0770123", false],
    ["nationalId", "198412345678", true],
    ["nationalId", "19841234567", false],
    ["birthYear", "1984", true],
    ["birthYear", "0984", false],
  ])("a %s of %s is complete: %s", (question, signs, is) => {
    expect(isComplete(question, signs)).toBe(is);
  });

  test("it stands in groups, with the places that are still to be filled", () => {
    expect(groupsOf("phone", typed("phone", "07701"))).toEqual([
      { signs: "0770", missing: 0 },
      { signs: "1", missing: 2 },
      { signs: "", missing: 4 },
    ]);
    expect(groupsOf("code", typed("code", "ABCDE")).map(({ signs }) => signs)).toEqual([
      "ABCD",
      "E",
    ]);
  });

  test("ten seconds after the last key all but the last two signs are hidden, until the next", () => {
    const phone = typed("phone", "07701234567");
    expect(masked(phone, maskAfterMs - 1)).toBe(phone);
    const hidden = masked(phone, maskAfterMs);
    const shown = (one: typeof phone) => groupsOf("phone", one).map(({ signs }) => signs);
    expect(shown(hidden).join("")).toBe("•••••••••67");
    expect(shown(withoutLast(hidden, maskAfterMs + 1)).join("")).toBe("0770123456");
    expect(masked(nothingTyped, maskAfterMs)).toBe(nothingTyped);
  });
});

describe("what a reader has read", () => {
  const token = "AAAAAAAABc3T_x-0123456789abcde";

  test.each([
    ["a slip's address", `http://dawr.test/book/#${token}`, { by: "qr", value: token }],
    ["a token", token, { by: "qr", value: token }],
    ["a code", `${code.slice(0, 4)} ${code.slice(4)}`.toLowerCase(), { by: "code", value: code }],
    ["a medicine's number", "6281086000123", null],
    ["another address", "https://example.test/", null],
    ["nothing", "", null],
  ])("%s", (_, text, paper) => {
    expect(paperIn(text)).toEqual(paper);
  });
});
