import { writeFileSync } from "node:fs";
import jsqr from "jsqr";
import { PNG } from "pngjs";
import { beforeAll, describe, expect, it } from "vitest";
import { codeInHalves } from "../../../shared/domain/booking-code.ts";
import { languages } from "../../../shared/domain/language.ts";
import { isBlack, type Bitmap } from "../../../shared/printing/bitmap.ts";
import { paperTexts } from "../../../shared/printing/paper-texts.ts";
import { printerProfiles } from "../../../shared/printing/printer-profiles.ts";
import type { PaperJob } from "../../../shared/protocol/papers.ts";
import { aPrintingRoom, dotsOf, dotsOfJob, zone } from "../testing/printing-room.ts";
import { aList, aSlip } from "../testing/samples.ts";
import { warmUpPrinting } from "./create-printer.ts";
import { drawTicket } from "./ticket-picture.ts";

beforeAll(warmUpPrinting);

const widths = printerProfiles.filter(({ name }) => name === "80mm" || name === "58mm");

function pixels({ widthDots, heightDots, ...bitmap }: Bitmap): Uint8ClampedArray {
  const all = new Uint8ClampedArray(widthDots * heightDots * 4).fill(255);
  for (let y = 0; y < heightDots; y++) {
    for (let x = 0; x < widthDots; x++) {
      if (isBlack({ widthDots, heightDots, ...bitmap }, x, y)) {
        all.fill(0, (y * widthDots + x) * 4, (y * widthDots + x) * 4 + 3);
      }
    }
  }
  return all;
}

/** `DAWR_PICTURES=FOLDER` keeps each paper for somebody who reads its language. */
function keep(name: string, bitmap: Bitmap): void {
  const folder = process.env["DAWR_PICTURES"];
  if (folder === undefined) return;
  const png = new PNG({ width: bitmap.widthDots, height: bitmap.heightDots });
  png.data = Buffer.from(pixels(bitmap));
  writeFileSync(`${folder}/${name}.png`, PNG.sync.write(png));
}

const read = typeof jsqr === "function" ? jsqr : jsqr.default;
const each = widths.flatMap((profile) =>
  languages.map((language) => [language, profile.name, profile] as const),
);

describe("the slip of a booking", () => {
  it.each(each)(
    "in %s on %s says it all, whole, with a QR that is read",
    async (language, name, profile) => {
      const slip = aSlip(1, { language, copy: 1 });
      const { bitmap, compromises } = await drawTicket(slip, profile, zone);
      keep(`slip-${language}-${name}`, bitmap);
      expect(compromises).toEqual([]);
      const qr = read(pixels(bitmap), bitmap.widthDots, bitmap.heightDots);
      expect(qr?.data).toBe(slip.url);
      const words = JSON.stringify(paperTexts(slip, zone));
      const code = codeInHalves(slip.code);
      const said = [code, slip.staffName, "08:30", "09:30", "2026", "1448"].filter(
        (each) => !latin(words).includes(each),
      );
      expect(said).toEqual([]);
    },
  );

  it("comes out of a printer dot for dot, and its copy is marked", async () => {
    const { paper, printer } = await aPrintingRoom();
    const [first, copy] = [aSlip(1), aSlip(2, { copy: 1 })];
    expect(await printer.print(first)).toEqual({ outcome: "printed", detail: null });
    expect(await printer.print(copy)).toEqual({ outcome: "printed", detail: null });
    expect(dotsOf(paper.papers[0]).equals(await dotsOfJob(first))).toBe(true);
    expect(dotsOf(paper.papers[1]).equals(await dotsOfJob(copy))).toBe(true);
    expect(dotsOf(paper.papers[1]).length).toBeGreaterThan(dotsOf(paper.papers[0]).length);
  });

  it("is not printed when paper is out, and unknown when the link drops on the way", async () => {
    const out = await aPrintingRoom({ paperLeftRows: 0 });
    expect(await out.printer.print(aSlip(1))).toEqual({
      outcome: "not_printed",
      detail: "paper_out",
    });
    const cut = await aPrintingRoom({ dropAfterBytes: 20_000 });
    expect((await cut.printer.print(aSlip(1))).outcome).toBe("unknown");
  });
});

describe("the list of a session", () => {
  it.each(each)("in %s on %s is drawn whole", async (language, name, profile) => {
    const { bitmap, compromises } = await drawTicket(aList(1, { language }), profile, zone);
    keep(`list-${language}-${name}`, bitmap);
    expect(compromises).toEqual([]);
  });

  it("of two hundred is one roll that comes out dot for dot", async () => {
    const lines = Array.from({ length: 200 }, () => aList(1).lines)
      .flat()
      .slice(0, 200);
    const list = aList(1, { lines, more: 3 });
    const { paper, printer } = await aPrintingRoom({}, { limits: { attemptMs: 30_000 } });
    expect(await printer.print(list)).toEqual({ outcome: "printed", detail: null });
    expect(dotsOf(paper.papers[0]).equals(await dotsOfJob(list))).toBe(true);
  }, 60_000);

  it("without anybody says so, and one name that no font has gives way alone", async () => {
    const nobody = aList(1, { lines: [], language: "en" });
    expect(JSON.stringify(paperTexts(nobody, zone))).toContain("Nobody is booked.");
    const [line] = aList(1).lines;
    if (line === undefined) throw new Error("a list has lines");
    const odd: PaperJob = aList(1, { lines: [{ ...line, name: "眼 علي" }] });
    const { compromises } = await drawTicket(odd, widths[0] ?? printerProfiles[0], zone);
    expect(compromises).toEqual(["characters_left_out"]);
  });
});

/** Digits of any script as Latin ones. */
function latin(words: string): string {
  return words.replace(/[\u0660-\u0669\u06f0-\u06f9]/gu, (digit) =>
    String(((digit.codePointAt(0) ?? 0) - 0x660) % 16),
  );
}
