import { describe, expect, it } from "vitest";
import { cardOf } from "./card.ts";
import { phoneOf, phoneStart } from "./phone.ts";

describe("a phone number", () => {
  it.each([
    "07701234567",
    "0770 123 4567",
    "0770-123-4567",
    "(0770) 123.4567",
    "7701234567",
    "+9647701234567",
    "+964 770 123 4567",
    "00964 770 123 4567",
    "9647701234567",
    "٠٧٧٠١٢٣٤٥٦٧",
    "۰۷۷۰۱۲۳۴۵۶۷",
    "٠٧٧٠ ١٢٣ ٤٥٦٧",
    "\u202a+964 770 123 4567\u202c",
    "\u2066٠٧٧٠ ١٢٣ ٤٥٦٧\u2069",
  ])("written %j is one number", (text) => {
    expect(phoneOf(text)).toBe("+9647701234567");
  });

  it("of another operator or country is taken as well", () => {
    expect(["0740 123 4567", "0781 123 4567", "+1 202 555 0123"].map(phoneOf)).toEqual([
      "+9647401234567",
      "+9647811234567",
      "+12025550123",
    ]);
  });

  it.each(["", "0770", "077012345678901", "هاتف", "0770x1234567", "12345", "+", "0000000000"])(
    "is not %j",
    (text) => {
      expect(phoneOf(text)).toBeNull();
    },
  );

  it("is found by its beginning, however that is typed", () => {
    expect(
      ["0770123", "+964770123", "00964770123", "770123", "٠٧٧٠١٢٣", "0770"].map(phoneStart),
    ).toEqual([...Array(5).fill("+964770123"), null]);
  });
});

describe("a card number", () => {
  it("is twelve digits of any set", () => {
    expect(
      [
        "199012345678",
        "١٩٩٠١٢٣٤٥٦٧٨",
        "۱۹۹۰۱۲۳۴۵۶۷۸",
        "1990 1234 5678",
        "\u2066199012345678\u2069",
      ].map(cardOf),
    ).toEqual(Array(5).fill("199012345678"));
  });

  it.each(["", "19901234567", "1990123456789", "A19012345678", "رقم", "+99012345678"])(
    "is not %j",
    (text) => {
      expect(cardOf(text)).toBeNull();
    },
  );
});
