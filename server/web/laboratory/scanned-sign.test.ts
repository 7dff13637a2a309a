import { expect, test } from "vitest";
import { barcodeIn, scannedSign } from "./scanned-sign.ts";

test.each([
  ["an English layout needs nothing", "X", "KeyX", null],
  ["digits are digits", "1", "Digit1", null],
  ["the X of an Arabic layout", "ء", "KeyX", "X"],
  ["Arabic digits on the digit row", "١", "Digit1", "1"],
  ["named keys say nothing", "Enter", "Enter", null],
  ["a letter of no label's key", "ط", "Quote", null],
])("what a reader pressed: %s", (_, key, code, sign) => {
  expect(scannedSign(key, code)).toBe(sign);
});

test.each([
  [" x12k ", "X12K"],
  ["X١٢K", "X12K"],
  ["X۱۲K\u200f", "X12K"],
  ["  ", null],
])("%j is read as %j", (typed, barcode) => {
  expect(barcodeIn(typed)).toBe(barcode);
});
