import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { languages, type Names } from "../../../shared/domain/language.ts";
import { isBlack, type Bitmap } from "../../../shared/printing/bitmap.ts";
import { encodeTicket, joinBytes } from "../../../shared/printing/escpos.ts";
import { printerProfiles, type PrinterProfile } from "../../../shared/printing/printer-profiles.ts";
import type { PrintJob } from "../../../shared/protocol/feeds.ts";
import { hostileWords } from "../../../test/harness/hostile-words.ts";
import { createPaperReader } from "../../../tools/virtual-printer/paper-reader.ts";
import { aPrintJob } from "../testing/samples.ts";
import { scan } from "../testing/scan.ts";
import { drawTicket } from "./ticket-picture.ts";

const zone = "Asia/Baghdad";
const job = aPrintJob(47, { ahead: 12, wait: { fromMin: 35, toMin: 40 } });
const [wide, narrow] = printerProfiles;

/** A ticket on which every name is this. */
function named(text: string, changes: Partial<PrintJob> = {}): PrintJob {
  const names: Names = { ar: text, ckb: text, en: text, fa: text, ur: text };
  const own = { hospitalNames: names, clinicNames: names, serviceNames: names };
  return { ...job, ...own, waitingRoomNames: names, ...changes };
}

/** What a printer makes of the bytes: the dots on paper, and every order that is not one of ours. */
function printed(bytes: Uint8Array, profile: PrinterProfile) {
  const rows: Uint8Array[] = [];
  const orders: string[] = [];
  const across = Math.ceil(profile.paperWidthDots / 8);
  const order = (name: string) => () => void orders.push(name);
  const reader = createPaperReader({
    row: (dots) => {
      const row = new Uint8Array(across);
      row.set(dots);
      rows.push(row);
    },
    feed: (steps) => {
      for (let row = 0; row < steps / profile.feedStepsPerDot; row++)
        rows.push(new Uint8Array(across));
    },
    cut: order("cut"),
    initialise: order("initialise"),
    autoStatus: order("autoStatus"),
    sensorRequest: order("sensorRequest"),
    processId: order("processId"),
    unknown: order("unknown"),
  });
  for (const byte of bytes) reader.take(byte);
  return { dots: Buffer.concat(rows), orders, isWhole: !reader.isInsideBand };
}

/** The tallest run of rows with ink whose ink is as wide as only the label's is. */
function labelOf(bitmap: Bitmap): string {
  const inked = Array.from({ length: bitmap.heightDots }, (_, y) => {
    for (let x = 0; x < bitmap.widthDots; x++) if (isBlack(bitmap, x, y)) return true;
    return false;
  });
  const runs: { top: number; rows: number }[] = [];
  for (const [y, has] of inked.entries()) {
    if (!has) continue;
    if (y > 0 && inked[y - 1] === true)
      runs.forEach((run, at) => at === runs.length - 1 && run.rows++);
    else runs.push({ top: y, rows: 1 });
  }
  // The QR is the tallest thing on paper, the label the next.
  const label = runs.toSorted((one, other) => other.rows - one.rows)[1];
  if (label === undefined) return "";
  const from = label.top * bitmap.bytesPerRow;
  const dots = bitmap.bytes.subarray(from, from + label.rows * bitmap.bytesPerRow);
  return Buffer.from(dots).toString("base64");
}

const papers = ([wide, narrow] as const).flatMap((profile) =>
  hostileWords.map((hostile) => ({ profile, on: `${profile.paperWidthDots} dots`, ...hostile })),
);

describe("a ticket whose every name is", () => {
  it.each(papers)(
    "$is, on $on: label and QR are whole, and nothing but dots is sent",
    async (of) => {
      const { profile, text } = of;
      const plain = (await drawTicket(job, profile, zone)).bitmap;
      for (const language of ["ar", "en"] as const) {
        const { bitmap } = await drawTicket(named(text, { language }), profile, zone);
        const { bands } = encodeTicket(bitmap, profile);
        const paper = printed(joinBytes(bands), profile);
        expect({ orders: paper.orders, isWhole: paper.isWhole }).toEqual({
          orders: [],
          isWhole: true,
        });
        expect(paper.dots.equals(Buffer.from(bitmap.bytes))).toBe(true);
        expect(labelOf(bitmap)).toBe(labelOf(plain));
        expect(scan(bitmap)).toBe(job.trackUrl);
        // Two more lines of hospital and one of each other name are the most.
        expect(bitmap.heightDots).toBeLessThan(plain.heightDots + 330);
      }
    },
  );

  it.each([
    ["emoji, joined and tagged, and flags", "characters_left_out"],
    ["emoji alone", "characters_left_out"],
    ["letters of no hospital here", "characters_left_out"],
    ["500 Arabic letters in one word", "text_cut"],
    ["a hundred words", "text_cut"],
  ] as const)("%s: staff are told of it (%s)", async (is, told) => {
    const text = hostileWords.find((one) => one.is === is)?.text ?? "";
    const { compromises } = await drawTicket(named(text), narrow, zone);
    expect(compromises).toContain(told);
  });

  it("anything at all is drawn, in every language", async () => {
    const letters = fc.string({ unit: "binary", maxLength: 60 });
    const piled = fc
      .array(fc.constantFrom("ع", "ل", "\u0651", "\u064b", "\u0670", "Z", "\u0301", "ٱ", " ", "ۓ"))
      .map((signs) => signs.join(""));
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(letters, piled),
        fc.constantFrom(...languages),
        async (text, language) => {
          const { bitmap } = await drawTicket(named(text, { language }), narrow, zone);
          expect(bitmap.heightDots).toBeGreaterThan(400);
        },
      ),
      { numRuns: process.env["DAWR_LONG"] === "1" ? 1_500 : 60 },
    );
  });
});
