import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createPaperReader } from "../../tools/virtual-printer/paper-reader.ts";
import { previewText, setDot, whiteBitmap, type Bitmap } from "./bitmap.ts";
import {
  completionFence,
  completionId,
  completionIdPattern,
  cutPaper,
  encodeTicket,
  joinBytes,
  recoveryPreamble,
} from "./escpos.ts";
import { defaultProfile, printerProfiles, type PrinterProfile } from "./printer-profiles.ts";

const hex = (bytes: Uint8Array) =>
  Buffer.from(bytes)
    .toString("hex")
    .replace(/(..)(?=.)/g, "$1 ");

/** A picture from lines of text: `#` is a dot. */
function picture(lines: readonly string[]): Bitmap {
  const bitmap = whiteBitmap(Math.max(...lines.map((line) => line.length)), lines.length);
  for (const [y, line] of lines.entries()) {
    for (const [x, sign] of Array.from(line).entries())
      if (sign === "#") setDot(bitmap, x, y, true);
  }
  return bitmap;
}

/** What a printer that shares no code with the encoder makes of the bytes. */
function decode(bytes: Uint8Array, widthDots: number) {
  const rowBytes = Math.ceil(widthDots / 8);
  const rows: Uint8Array[] = [];
  let cuts = 0;
  const unknown: string[] = [];
  const row = (dots: Uint8Array) => {
    const whole = new Uint8Array(rowBytes);
    whole.set(dots.subarray(0, rowBytes));
    rows.push(whole);
  };
  const reader = createPaperReader({
    row,
    feed: (count) => {
      for (let n = 0; n < count; n++) row(new Uint8Array(0));
    },
    cut: () => cuts++,
    initialise: () => undefined,
    autoStatus: () => undefined,
    sensorRequest: () => undefined,
    processId: () => undefined,
    unknown: (command) => unknown.push(hex(Uint8Array.from(command))),
  });
  for (const byte of bytes) reader.take(byte);
  return { rows, cuts, unknown, isInsideBand: reader.isInsideBand };
}

describe("encodeTicket", () => {
  it("writes these bytes for this picture", () => {
    const letter = picture([
      "...............",
      "..####.........",
      ".##..##........",
      ".##..##........",
      ".######........",
      ".##..##........",
      ".##..##........",
      "...............",
      "...............",
    ]);
    expect(previewText(letter, 1, 1).replaceAll(" ", ".")).toBe(
      "\n..####\n.##..##\n.##..##\n.######\n.##..##\n.##..##\n\n",
    );
    const { bands, flippedDots } = encodeTicket(letter, defaultProfile);
    expect(bands.map(hex)).toEqual([
      // One byte wide: the white right half does not travel. One white row is cheaper as dots.
      "1d 76 30 00 01 00 07 00 00 3c 66 66 7e 66 66",
      // The white end is fed.
      "1b 4a 02",
    ]);
    expect(flippedDots).toBe(0);
  });

  it("feeds a long white gap, in steps of at most 255, and prints a short one", () => {
    const tall = whiteBitmap(8, 610);
    setDot(tall, 0, 0, true);
    setDot(tall, 0, 5, true);
    setDot(tall, 0, 600, true);
    expect(encodeTicket(tall, defaultProfile).bands.map(hex)).toEqual([
      "1d 76 30 00 01 00 06 00 80 00 00 00 00 80",
      "1b 4a ff 1b 4a ff 1b 4a 54",
      "1d 76 30 00 01 00 01 00 80",
      "1b 4a 09",
    ]);
  });

  it("counts feed in the printer's own steps", () => {
    const profile = { ...defaultProfile, feedStepsPerDot: 2 };
    const low = whiteBitmap(8, 10);
    expect(encodeTicket(low, profile).bands.map(hex)).toEqual(["1b 4a 14"]);
  });

  it.each([
    [1, [1]],
    [47, [47]],
    [48, [47, 1]],
    [96, [95, 1]],
    [128, [128]],
    [129, [128, 1]],
    [176, [128, 47, 1]],
  ])("cuts %i full rows into bands of %o rows", (rows, heights) => {
    const full = whiteBitmap(8, rows);
    full.bytes.fill(0xff);
    const bands = encodeTicket(full, defaultProfile).bands;
    expect(bands.map((band) => (band[6] ?? 0) + 256 * (band[7] ?? 0))).toEqual(heights);
  });

  it("refuses a picture wider than the paper", () => {
    expect(() => encodeTicket(whiteBitmap(577, 1), defaultProfile)).toThrow(RangeError);
  });

  it.each([
    [0x10, 0x04],
    [0x10, 0x05],
    [0x10, 0x14],
  ])("breaks the real-time command %i %i inside graphics with one dot", (first, second) => {
    const trap = whiteBitmap(16, 1);
    trap.bytes.set([first, second]);
    const { bands, flippedDots } = encodeTicket(trap, defaultProfile);
    expect(flippedDots).toBe(1);
    expect(hex(joinBytes(bands))).toBe(`1d 76 30 00 02 00 01 00 18 ${hex(Uint8Array.of(second))}`);
  });
});

/** Bytes that make real-time commands likely, and whole white rows. */
const graphicsByte = fc.constantFrom(0x00, 0x00, 0x10, 0x04, 0x05, 0x14, 0x18, 0xff, 0x1d);
const anyBitmap = fc
  .record({ widthBytes: fc.integer({ min: 1, max: 48 }), rows: fc.integer({ min: 1, max: 200 }) })
  .chain(({ widthBytes, rows }) =>
    fc
      .tuple(
        fc.uint8Array({ minLength: widthBytes * 4, maxLength: widthBytes * 4 }),
        fc.array(graphicsByte, { minLength: widthBytes * 4, maxLength: widthBytes * 4 }),
        fc.array(fc.constantFrom("white", "noise", "traps"), { minLength: rows, maxLength: rows }),
      )
      .map(([noise, traps, kinds]) => {
        const bitmap = whiteBitmap(widthBytes * 8, rows);
        for (const [y, kind] of kinds.entries()) {
          if (kind === "white") continue;
          const source = kind === "noise" ? noise : Uint8Array.from(traps);
          const from = (y % 4) * widthBytes;
          bitmap.bytes.set(source.subarray(from, from + widthBytes), y * widthBytes);
        }
        return bitmap;
      }),
  );
const anyProfile: fc.Arbitrary<PrinterProfile> = fc.constantFrom(
  ...printerProfiles.map((profile) => ({ ...profile, paperWidthDots: 384 })),
);

describe("an encoded ticket", () => {
  it("is decoded dot for dot, but for the dots that had to be flipped", () => {
    fc.assert(
      fc.property(anyBitmap, anyProfile, (bitmap, profile) => {
        const { bands, flippedDots } = encodeTicket(bitmap, profile);
        const { rows, unknown, isInsideBand } = decode(joinBytes(bands), bitmap.widthDots);
        expect(unknown).toEqual([]);
        expect(isInsideBand).toBe(false);
        const decoded = Buffer.concat(rows);
        expect(decoded.length).toBe(bitmap.bytes.length);
        let changed = 0;
        for (const [at, byte] of bitmap.bytes.entries()) {
          if (decoded[at] === byte) continue;
          expect([byte, decoded[at]]).toEqual([0x10, 0x18]);
          changed++;
        }
        expect(changed).toBe(flippedDots);
      }),
      { numRuns: 150 },
    );
  });

  it("holds no real-time command, no band over the limit and none of a height that breaks", () => {
    fc.assert(
      fc.property(anyBitmap, anyProfile, (bitmap, profile) => {
        const { bands } = encodeTicket(bitmap, profile);
        expect(hex(joinBytes(bands))).not.toMatch(/(^| )10 (04|05|14)( |$)/);
        for (const band of bands.filter((bytes) => bytes[0] === 0x1d)) {
          const rows = (band[6] ?? 0) + 256 * (band[7] ?? 0);
          expect(rows).toBeLessThanOrEqual(profile.bandRows);
          expect(rows % 48).not.toBe(0);
        }
      }),
      { numRuns: 150 },
    );
  });
});

describe("cutPaper", () => {
  it.each([
    ["partial", "1d 56 42 00"],
    ["full", "1d 56 41 00"],
    ["none", "1b 4a 78"],
  ] as const)("%s", (cut, bytes) => {
    expect(hex(cutPaper({ ...defaultProfile, cut }))).toBe(bytes);
  });
});

describe("completionFence", () => {
  it("carries an id of four letters", () => {
    expect(hex(completionFence("ABCO"))).toBe("1d 28 48 06 00 30 30 41 42 43 4f");
    expect(() => completionFence("ABCP")).toThrow("not a process id");
  });
  it("gives a different id to each of 50,625 tickets, all of the right form", () => {
    const ids = new Set(Array.from({ length: 15 ** 4 }, (_, count) => completionId(count)));
    expect(ids.size).toBe(15 ** 4);
    expect([...ids].every((id) => completionIdPattern.test(id))).toBe(true);
  });
});

describe("recoveryPreamble", () => {
  it("ends a band left unfinished at any byte, and the ticket after it is whole", () => {
    const bitmap = whiteBitmap(576, 128);
    bitmap.bytes.fill(0xaa);
    const torn = joinBytes(encodeTicket(bitmap, defaultProfile).bands);
    const next = joinBytes([
      recoveryPreamble(defaultProfile),
      cutPaper(defaultProfile),
      joinBytes(encodeTicket(bitmap, defaultProfile).bands),
    ]);
    for (const length of [8, 9, 79, 80, 81, 5_000, torn.length - 1, torn.length]) {
      const paper = decode(joinBytes([torn.subarray(0, length), next]), 576);
      expect(paper.unknown).toEqual([]);
      expect(Buffer.concat(paper.rows.slice(-128)).equals(Buffer.from(bitmap.bytes))).toBe(true);
    }
  });
});
