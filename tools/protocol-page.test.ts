import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { renewProtocolPage } from "./protocol-page.ts";

it("the protocol page says what the code says", () => {
  const written = readFileSync("docs/PROTOCOL.md", "utf8");
  expect(written).toBe(renewProtocolPage(written));
});
