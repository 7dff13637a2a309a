import { describe, expect, it } from "vitest";
import { emptyForm, formOf, personOf } from "./person.ts";

const empty = emptyForm("ar");

describe("what the form says", () => {
  it("is what was filled in, trimmed, with the year in any digits", () => {
    const written = { ...empty, given: " علي ", mother: "زهراء", birthYear: "١٩٨٤", phone: "٠٧٧٠" };
    expect([
      personOf(written),
      personOf({ ...written, birthYear: "۱۹۸۴", sex: "male" }),
      personOf({ ...empty, given: "علي" }),
    ]).toEqual([
      { given: "علي", mother: "زهراء", birthYear: 1984, phone: "٠٧٧٠", language: "ar" },
      {
        given: "علي",
        mother: "زهراء",
        birthYear: 1984,
        phone: "٠٧٧٠",
        language: "ar",
        sex: "male",
      },
      { given: "علي", language: "ar" },
    ]);
  });

  it.each([
    ["no given name", { ...empty, father: "حسين" }],
    ["spaces for one", { ...empty, given: "  " }],
    ["a year of two digits", { ...empty, given: "علي", birthYear: "84" }],
    ["words for a year", { ...empty, given: "علي", birthYear: "قديم" }],
  ])("is nothing with %s", (_, written) => {
    expect(personOf(written)).toBeNull();
  });

  it("comes back from what is kept as it was", () => {
    const person = {
      given: "علي",
      father: "حسين",
      birthYear: 1984,
      sex: "male",
      language: "ckb",
    } as const;
    const details = {
      ...person,
      grandfather: "",
      family: "",
      mother: "",
      phone: null,
      nationalId: null,
    };
    expect(personOf(formOf(details))).toEqual(person);
  });
});
