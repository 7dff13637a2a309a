import { describe, expect, it } from "vitest";
import { createPaperReader } from "./paper-reader.ts";

const bytesOf = (hex: string) => Uint8Array.from(Buffer.from(hex.replaceAll(" ", ""), "hex"));

/** What a printer does on these bytes, in words. */
function read(hex: string): readonly string[] {
  const done: string[] = [];
  const text = (bytes: Iterable<number>) => Buffer.from([...bytes]).toString("hex");
  const reader = createPaperReader({
    row: (dots) => done.push(`row ${text(dots)}`),
    feed: (rows) => done.push(`feed ${rows}`),
    cut: () => done.push("cut"),
    initialise: () => done.push("initialise"),
    autoStatus: (mask) => done.push(`auto status ${mask}`),
    sensorRequest: (kind) => done.push(`sensor ${kind}`),
    processId: (id) => done.push(`process ${text(id)}`),
    unknown: (bytes) => done.push(`unknown ${text(bytes)}`),
  });
  for (const byte of bytesOf(hex)) reader.take(byte);
  return done;
}

describe("createPaperReader", () => {
  it.each([
    ["settings", "1b 40", ["initialise"]],
    ["a band of two rows", "1d 76 30 00 02 00 02 00 aa bb cc dd", ["row aabb", "row ccdd"]],
    ["each row as soon as it is whole", "1d 76 30 00 01 00 03 00 aa bb", ["row aa", "row bb"]],
    ["command bytes inside a band as dots", "1d 76 30 00 02 00 01 00 1b 40", ["row 1b40"]],
    ["feed", "1b 4a 0a", ["feed 10"]],
    [
      "cuts, with feed to the knife or not",
      "1d 56 42 05 1d 56 00 1d 56 31",
      ["feed 5", "cut", "cut", "cut"],
    ],
    ["fences", "1d 72 01 1d 28 48 06 00 30 30 41 42 43 44", ["sensor 1", "process 41424344"]],
    ["pushed status", "1d 61 ff", ["auto status 255"]],
    ["nothing in NUL and in a real-time request", "00 00 10 04 01 1b 40", ["initialise"]],
  ])("does %s", (_, hex, done) => {
    expect(read(hex)).toEqual(done);
  });

  it.each([
    ["text, which would be printed in a code page", "41", ["unknown 41"]],
    ["a text command", "1b 61", ["unknown 1b61"]],
    ["another graphics command", "1d 28 4c", ["unknown 1d284c"]],
    ["a band without width", "1d 76 30 00 00 00 01 00", ["unknown 1d76300000000100"]],
    ["a scaled band", "1d 76 30 03 01 00 01 00", ["unknown 1d76300301000100"]],
    ["an unknown cut", "1d 56 09", ["unknown 1d5609"]],
  ])("rejects %s", (_, hex, done) => {
    expect(read(hex)).toEqual(done);
  });
});
