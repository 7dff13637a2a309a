import { describe, expect, test } from "vitest";
import { isNodeNewEnough, oldNodeText } from "../tools/bootstrap.mjs";
import { oldNodeRefusal } from "./node-version.ts";

describe("refusing an old Node", () => {
  test.each([
    ["18.20.4", false],
    ["20.20.2", false],
    ["21.7.3", false],
    ["22.0.0", false],
    ["22.17.9", false],
    ["22.18.0", true],
    ["22.23.3", true],
    ["23.5.0", false],
    ["23.6.0", true],
    ["24.0.0", true],
    ["24.21.0", true],
    ["26.10.0", true],
  ])("Node %s runs Dawr: %s, for the server and for the commands alike", (version, runs) => {
    const asked = { server: oldNodeRefusal(version), commands: isNodeNewEnough(version) };
    expect(asked).toEqual({ server: runs ? null : oldNodeText(version), commands: runs });
  });

  test("the refusal names what is there and what is needed", () => {
    expect(oldNodeRefusal("20.20.2")).toMatch(/needs Node 22\.18 .* this is Node 20\.20\.2/);
  });
});
