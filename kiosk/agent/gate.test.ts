import { describe, expect, test } from "vitest";
import { parseCheckIn, parseIntent } from "./gate.ts";
import { aCheckIn, anIntent } from "./testing/samples.ts";

describe("parseIntent", () => {
  test("an intent passes as it is", () => {
    expect(parseIntent(JSON.parse(JSON.stringify(anIntent())))).toEqual(anIntent());
  });

  test.each([
    ["nothing", undefined],
    ["a word", "issueTicket"],
    ["a list", [anIntent()]],
    ["an extra field", { ...anIntent(), printerDeviceId: "d2" }],
    ["__proto__ as a field", JSON.parse('{"__proto__":{"protected":true}}')],
    ["a command id that is no UUIDv7", { ...anIntent(), commandId: "1" }],
    ["a service id with a path in it", { ...anIntent(), serviceId: "../etc" }],
    ["a NUL in the service id", { ...anIntent(), serviceId: "eyes\u0000" }],
    [
      "a text whose length can't be compared",
      { ...anIntent(), serviceId: { length: { toString: 1, valueOf: 1 } } },
    ],
    ["an unknown language", { ...anIntent(), language: "xx" }],
    ["a priority that is not a yes or no", { ...anIntent(), protected: "emergency" }],
  ])("%s does not", (_, sent) => {
    expect(parseIntent(sent)).toBeNull();
  });
});

describe("parseCheckIn", () => {
  test("a check-in passes as it is", () => {
    expect(parseCheckIn(aCheckIn({ birthYear: 1984 }))).toEqual(aCheckIn({ birthYear: 1984 }));
  });

  test.each([
    ["nothing", null],
    ["an extra field", { ...aCheckIn(), patientId: "p1" }],
    ["another way", { ...aCheckIn(), by: "name" }],
    ["a value without an end", { ...aCheckIn(), value: "1".repeat(200) }],
    ["a birth year in words", { ...aCheckIn(), birthYear: "1984" }],
    ["somebody's ticket as a booking", { ...aCheckIn(), appointmentId: "t4" }],
  ])("%s does not", (_, sent) => {
    expect(parseCheckIn(sent)).toBeNull();
  });
});
