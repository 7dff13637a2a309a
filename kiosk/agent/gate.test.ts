import { describe, expect, test } from "vitest";
import { parseIntent } from "./gate.ts";
import { anIntent } from "./testing/samples.ts";

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
