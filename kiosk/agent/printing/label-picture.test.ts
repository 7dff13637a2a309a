import { writeFileSync } from "node:fs";
import { PNG } from "pngjs";
import { beforeAll, describe, expect, it } from "vitest";
import { languages } from "../../../shared/domain/language.ts";
import { tubes } from "../../../shared/domain/laboratory.ts";
import { specimenBarcode } from "../../../shared/domain/specimen-barcode.ts";
import { isBlack, type Bitmap } from "../../../shared/printing/bitmap.ts";
import { barsQuietModules, code128 } from "../../../shared/printing/code128.ts";
import { layOutCodes } from "../../../shared/printing/codes-layout.ts";
import { paperTexts } from "../../../shared/printing/paper-texts.ts";
import { profileNamed } from "../../../shared/printing/printer-profiles.ts";
import type { LabelJob } from "../../../shared/protocol/papers.ts";
import { hostileWords } from "../../../test/harness/hostile-words.ts";
import type { Paper } from "../../../tools/virtual-printer/papers.ts";
import { aPrintingRoom, dotsOf, dotsOfJob, zone } from "../testing/printing-room.ts";
import { readBars } from "../testing/read-bars.ts";
import { aLabel } from "../testing/samples.ts";
import { scan } from "../testing/scan.ts";
import { warmUpPrinting } from "./create-printer.ts";
import { loadTicketInk } from "./fonts.ts";
import { drawTicket } from "./ticket-picture.ts";

beforeAll(warmUpPrinting);

const widths = [
  ["58mm", 384],
  ["80mm", 576],
] as const;
const each = widths.flatMap(([profile, dots]) =>
  languages.map((language) => [language, profile, dots] as const),
);
const printed = { outcome: "printed", detail: null };

/** What came out, as a picture again. */
function bitmapOf(paper: Paper | undefined, widthDots: number): Bitmap {
  const bytes = dotsOf(paper);
  const bytesPerRow = Math.ceil(widthDots / 8);
  return { widthDots, bytesPerRow, heightDots: bytes.length / bytesPerRow, bytes };
}

/** `DAWR_PICTURES=FOLDER` keeps each label for somebody who reads its language. */
function keep(name: string, bitmap: Bitmap): void {
  const folder = process.env["DAWR_PICTURES"];
  if (folder === undefined) return;
  const { widthDots: width, heightDots: height } = bitmap;
  const png = new PNG({ width, height });
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const shade = isBlack(bitmap, x, y) ? 0 : 255;
      png.data.set([shade, shade, shade, 255], (y * width + x) * 4);
    }
  }
  writeFileSync(`${folder}/${name}.png`, PNG.sync.write(png));
}

describe("the label of a specimen", () => {
  it.each(each)(
    "in %s on %s comes out of the printer with bars and a QR that both say its barcode",
    async (language, profile, dots) => {
      const { paper, printer } = await aPrintingRoom({}, { profile });
      for (const [n, tube] of tubes.entries()) {
        const label = aLabel(n, { language, tube, barcode: specimenBarcode(n * 7_919 + 1) });
        expect(await printer.print(label)).toEqual(printed);
        const bitmap = bitmapOf(paper.papers[n], dots);
        keep(`label-${language}-${profile}-${tube}`, bitmap);
        expect([readBars(bitmap), scan(bitmap)]).toEqual([label.barcode, label.barcode]);
      }
    },
  );

  it.each(each)(
    "in %s on %s has two identifiers of the patient, the ticket, what was taken, in what and when",
    async (language, name) => {
      const profile = profileNamed(name);
      if (profile === null) throw new Error("no such printer");
      const label = aLabel(1, { language });
      expect((await drawTicket(label, profile, zone)).compromises).toEqual([]);
      const words = JSON.stringify(paperTexts(label, zone));
      const owed = [label.patientName, "1984", "E012", label.barcode, "2026-11-30", "08:30"];
      expect(owed.filter((each) => !words.includes(each ?? ""))).toEqual([]);
    },
  );

  it("is no longer than a tube: 37 mm on the narrow paper, with a name of two lines", async () => {
    const height = async (label: LabelJob, name: string) =>
      (await drawTicket(label, profileNamed(name) ?? fail(), zone)).bitmap.heightDots / 8;
    expect(await height(aLabel(1), "58mm")).toBeLessThanOrEqual(37);
    expect(await height(aLabel(1), "80mm")).toBeLessThanOrEqual(42);
    expect(await height(aLabel(1, { copy: 1 }), "58mm")).toBeLessThanOrEqual(43);
  });

  it.each([
    ["of nobody who is registered", { patientName: null, birthYear: null }],
    ["of an order without a ticket", { ticketLabel: null }],
    ["without the year of birth", { birthYear: null }],
    ["that is a copy", { copy: 3 }],
    ["in eight figures and more", { barcode: specimenBarcode(123_456_789_012) }],
    ["with a check sign that is no letter", { barcode: specimenBarcode(starred()) }],
  ] as const)("%s is read too", async (of, changes) => {
    for (const [profile, dots] of widths) {
      const { paper, printer } = await aPrintingRoom({}, { profile });
      const label = aLabel(1, changes);
      expect(await printer.print(label)).toEqual(printed);
      const bitmap = bitmapOf(paper.papers[0], dots);
      keep(`label-${of}-${profile}`, bitmap);
      expect([readBars(bitmap), scan(bitmap)]).toEqual([label.barcode, label.barcode]);
    }
  });

  it.each(widths)("of a patient with a hostile name is whole, on %s", async (profile, dots) => {
    const { paper, printer } = await aPrintingRoom({}, { profile });
    const plain = (await dotsOfJob(aLabel(1), profileNamed(profile) ?? fail())).length;
    for (const [n, { is, text }] of hostileWords.entries()) {
      const label = aLabel(n, { patientName: text, language: n % 2 === 0 ? "ar" : "en" });
      expect([is, (await printer.print(label)).outcome]).toEqual([is, "printed"]);
      const bitmap = bitmapOf(paper.papers[n], dots);
      expect([is, readBars(bitmap), scan(bitmap)]).toEqual([is, label.barcode, label.barcode]);
      // Two lines of the name are the most.
      const line = (dots / 8) * 60;
      expect(bitmap.bytes.length).toBeLessThanOrEqual(plain + line);
    }
  });
});

describe("its bars", () => {
  it.each(widths)(
    "on %s keep the standard's white around them, two dots a module or more",
    async (_, dots) => {
      const ink = await loadTicketInk("ar");
      for (const number of [1, 9_999_999, 123_456_789_012]) {
        const content = specimenBarcode(number);
        const boxes = layOutCodes(content, dots, ink)?.boxes ?? [];
        const bars = boxes.filter((box) => box.kind === "block");
        const [first] = bars;
        const last = bars.at(-1);
        if (first === undefined || last === undefined) throw new Error("there are no bars");
        const across = last.leftDots + last.widthDots - first.leftDots;
        const module = across / code128(content).reduce((sum, width) => sum + width, 0);
        expect(module).toBeGreaterThanOrEqual(2);
        const qr = boxes.find((box) => box.kind === "qr");
        const isBeside = qr !== undefined && qr.topDots < last.topDots + last.heightDots;
        const right = isBeside ? qr.leftDots : dots;
        expect(first.leftDots).toBeGreaterThanOrEqual(barsQuietModules * module);
        expect(right - last.leftDots - last.widthDots).toBeGreaterThanOrEqual(
          barsQuietModules * module,
        );
      }
    },
  );

  it("are not drawn over the edge of a paper that is too narrow", async () => {
    const ink = await loadTicketInk("ar");
    expect(layOutCodes(specimenBarcode(1), 200, ink)).toBeNull();
  });
});

/** A number whose check sign is `*`. */
function starred(): number {
  let number = 1;
  while (!specimenBarcode(number).endsWith("*")) number++;
  return number;
}

function fail(): never {
  throw new Error("no such printer");
}
