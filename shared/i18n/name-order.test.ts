import { expect, test } from "vitest";
import { languages } from "../domain/language.ts";
import { byName } from "./name-order.ts";

test.each(languages)("in %s a room's number is a number, wherever it stands", (language) => {
  const rooms = [10, 2, 1].map((number) => ({
    names: { ar: "", [language]: `ژووری ${number} x` },
  }));
  expect(rooms.toSorted(byName(language))).toEqual(rooms.toReversed());
});

test("without a name in the language the Arabic one is compared", () => {
  const [alif, ba] = [{ names: { ar: "ا" } }, { names: { ar: "ب" } }];
  expect([ba, alif].toSorted(byName("en"))).toEqual([alif, ba]);
});
