import { describe, expect, it } from "vitest";
import { hasPython, readZip } from "../../test/harness/zip.ts";
import { zipped } from "./zip.ts";

const at = Date.UTC(2026, 10, 30, 7, 8, 10);
const read = (entries: Parameters<typeof zipped>[0]) =>
  readZip(Buffer.concat([...zipped(entries)]));

describe.skipIf(!hasPython)("a zip file (needs python3)", () => {
  it("gives another program every name and byte back, in its order", () => {
    const entries = [
      { name: "file.html", body: Buffer.from("<p>نص</p>"), at },
      { name: "documents/f3 أشعة.jpg", body: Buffer.from([0xff, 0xd8, 0xff, 0, 1]), at },
      { name: "empty.txt", body: Buffer.alloc(0), at },
      { name: "large.bin", body: Buffer.alloc(3_000_000, 7), at },
    ];
    expect(read(entries)).toEqual({
      broken: null,
      entries: entries.map(({ name, body }) => ({
        ...{ name, body: Buffer.from(body) },
        ...{ time: [2026, 11, 30, 7, 8, 10], isStored: true },
      })),
    });
  });

  it("of nothing is still one", () => {
    expect(read([])).toEqual({ broken: null, entries: [] });
  });
});
