import fc from "fast-check";
import { expect, test } from "vitest";
import { bookingCode, codeLength, readBookingCode } from "./booking-code.ts";

const codes = fc
  .uint8Array({ minLength: 24, maxLength: 24 })
  .map((bytes) => bookingCode(bytes))
  .filter((code) => code !== null);

test("a code is eight signs that nobody takes for one another", () => {
  fc.assert(
    fc.property(codes, (code) => {
      expect(code).toMatch(/^[34679A-HJ-NPR-TV-Z]{8}$/);
      expect(readBookingCode(code)).toBe(code);
    }),
  );
});

test("one wrong sign is never another code, nor are two neighbours turned round", () => {
  fc.assert(
    fc.property(
      codes,
      fc.nat(codeLength - 1),
      fc.constantFrom(..."34679ABCZ"),
      (code, at, sign) => {
        const wrong = code.slice(0, at) + sign + code.slice(at + 1);
        if (wrong !== code) expect(readBookingCode(wrong)).toBe(null);
        const turned =
          code.slice(0, at) + code.charAt(at + 1) + code.charAt(at) + code.slice(at + 2);
        if (at < codeLength - 2 && turned !== code) expect(readBookingCode(turned)).toBe(null);
      },
    ),
  );
});

test("a code is read as people type it", () => {
  const code = bookingCode(new Uint8Array(24).fill(3)) ?? "";
  expect(code).toBe("7777777" + code.charAt(7));
  expect(readBookingCode(` ${code.slice(0, 4).toLowerCase()}-${code.slice(4)} `)).toBe(code);
  expect(readBookingCode(code.replaceAll("7", "٧"))).toBe(code);
  expect(readBookingCode(code.replaceAll("7", "۷"))).toBe(code);
});

test.each(["", "A", "not a code", "11111112", "هذا رمز"])("%j is no code", (text) => {
  expect(readBookingCode(text)).toBe(null);
});

test("too little chance is no code", () => {
  expect(bookingCode(new Uint8Array(24).fill(255))).toBe(null);
});
