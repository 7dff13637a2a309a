import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { PNG } from "pngjs";
import { describe, expect, it } from "vitest";
import { nameIn, type Language, type Names } from "../../../shared/domain/language.ts";
import { isBlack, previewText, type Bitmap } from "../../../shared/printing/bitmap.ts";
import { encodeTicket, joinBytes } from "../../../shared/printing/escpos.ts";
import { printerProfiles, type PrinterProfile } from "../../../shared/printing/printer-profiles.ts";
import type { PrintJob } from "../../../shared/protocol/feeds.ts";
import { aPrintJob } from "../testing/samples.ts";
import { scan } from "../testing/scan.ts";
import { loadTicketInk } from "./fonts.ts";
import { drawTicket } from "./ticket-picture.ts";

const zone = "Asia/Baghdad";
const ticket = aPrintJob(47, {
  issuedAt: Date.UTC(2026, 10, 23, 7, 42),
  ahead: 12,
  wait: { fromMin: 35, toMin: 40 },
});
const longNames: Partial<PrintJob> = {
  label: "B1000",
  copy: 2,
  wait: null,
  hospitalNames: {
    ar: "مستشفى الإمام الحسين التعليمي العام لأمراض القلب والأوعية الدموية والجراحة",
    en: "Imam Hussein General Teaching Hospital for Cardiology and Surgery",
  },
  clinicNames: {
    ar: "العيادة الاستشارية لأمراض الغدد الصماء والسكري (الطابق 2)",
    en: "Endocrinology, Diabetes and Metabolism Outpatient Clinic",
  },
};
/** The same hospital, as its Kurdish, Persian and Urdu speaking patients call it. */
const ownNames = {
  ckb: {
    hospitalNames: { ar: "المستشفى التعليمي", ckb: "نەخۆشخانەی فێرکاری" },
    clinicNames: { ar: "عيادة العيون", ckb: "نۆرینگەی چاو" },
    waitingRoomNames: { ar: "صالة الانتظار 1", ckb: "هۆڵی چاوەڕوانی 1" },
  },
  fa: {
    hospitalNames: { ar: "المستشفى التعليمي", fa: "بیمارستان آموزشی" },
    clinicNames: { ar: "عيادة العيون", fa: "درمانگاه چشم‌پزشکی" },
    waitingRoomNames: { ar: "صالة الانتظار 1", fa: "سالن انتظار 1" },
  },
  ur: {
    hospitalNames: { ar: "المستشفى التعليمي", ur: "تدریسی ہسپتال" },
    clinicNames: { ar: "عيادة العيون", ur: "آنکھوں کا کلینک" },
    waitingRoomNames: { ar: "صالة الانتظار 1", ur: "انتظار گاہ 1" },
  },
} as const;
const longOwnNames = {
  ckb: {
    hospitalNames: {
      ar: "مستشفى الإمام الحسين التعليمي العام",
      ckb: "نەخۆشخانەی گشتیی فێرکاریی ئیمام حوسێن بۆ نەخۆشییەکانی دڵ و نەشتەرگەری",
    },
    clinicNames: {
      ar: "العيادة الاستشارية لأمراض الغدد الصماء والسكري",
      ckb: "نۆرینگەی ڕاوێژکاریی نەخۆشییەکانی ڕژێنەکان و شەکرە (نهۆمی 2)",
    },
  },
  fa: {
    hospitalNames: {
      ar: "مستشفى الإمام الحسين التعليمي العام",
      fa: "بیمارستان عمومی آموزشی امام حسین برای بیماری‌های قلب و جراحی",
    },
    clinicNames: {
      ar: "العيادة الاستشارية لأمراض الغدد الصماء والسكري",
      fa: "درمانگاه مشاورهٔ بیماری‌های غدد درون‌ریز و دیابت (طبقهٔ 2)",
    },
  },
  ur: {
    hospitalNames: {
      ar: "مستشفى الإمام الحسين التعليمي العام",
      ur: "امام حسین جنرل تدریسی ہسپتال برائے امراضِ قلب و جراحی",
    },
    clinicNames: {
      ar: "العيادة الاستشارية لأمراض الغدد الصماء والسكري",
      ur: "ذیابیطس اور غدود کی بیماریوں کا مشاورتی کلینک (منزل 2)",
    },
  },
} as const;
const [wide, narrow] = printerProfiles;

/** How many dots are black in each of the rows where a copy's mark would stand. */
function blackInRow(bitmap: Bitmap): readonly number[] {
  return Array.from({ length: markRows }, (_, y) => {
    let black = 0;
    for (let x = 0; x < bitmap.widthDots; x++) if (isBlack(bitmap, x, y)) black++;
    return black;
  });
}
function topOf(bitmap: Bitmap): Buffer {
  return Buffer.from(bitmap.bytes.subarray(0, markRows * bitmap.bytesPerRow));
}
const markRows = 36;

function png(bitmap: Bitmap): Buffer {
  const picture = new PNG({ width: bitmap.widthDots, height: bitmap.heightDots });
  for (let y = 0; y < bitmap.heightDots; y++) {
    for (let x = 0; x < bitmap.widthDots; x++) {
      const at = (y * bitmap.widthDots + x) * 4;
      picture.data.fill(isBlack(bitmap, x, y) ? 0 : 255, at, at + 3);
      picture.data[at + 3] = 255;
    }
  }
  return PNG.sync.write(picture, { colorType: 0 });
}

/** What went over the wire, and what a person sees of it. */
function record(bitmap: Bitmap, profile: PrinterProfile): string {
  const bytes = joinBytes(encodeTicket(bitmap, profile).bands);
  const digest = createHash("sha256").update(bytes).digest("hex");
  const size = `${bitmap.widthDots} × ${bitmap.heightDots} dots, ${bytes.length} bytes`;
  return `${size}\nsha256 ${digest}\n\n${previewText(bitmap, 6, 12)}\n`;
}

const goldens: readonly (readonly [string, PrintJob, PrinterProfile])[] = [
  ["ticket-ar-80mm", ticket, wide],
  ["ticket-en-80mm", { ...ticket, language: "en" }, wide],
  ["ticket-ar-58mm", ticket, narrow],
  ["ticket-en-58mm", { ...ticket, language: "en" }, narrow],
  ["ticket-long-ar-80mm", { ...ticket, ...longNames }, wide],
  ["ticket-long-en-80mm", { ...ticket, ...longNames, language: "en" }, wide],
  ["ticket-long-ar-58mm", { ...ticket, ...longNames }, narrow],
  ["ticket-long-en-58mm", { ...ticket, ...longNames, language: "en" }, narrow],
  ...(["ckb", "fa", "ur"] as const).flatMap((language) => {
    const own = { ...ticket, ...ownNames[language], language };
    const long = { ...own, ...longNames, ...longOwnNames[language] };
    return [
      [`ticket-${language}-80mm`, own, wide],
      [`ticket-long-${language}-58mm`, long, narrow],
    ] as const;
  }),
];

describe("drawTicket", () => {
  it.each(goldens)("draws %s as its golden picture, byte for byte", async (name, job, profile) => {
    const { bitmap, compromises } = await drawTicket(job, profile, zone);
    expect(compromises).toEqual([]);
    await expect(record(bitmap, profile)).toMatchFileSnapshot(`golden/${name}.txt`);
    // Beside the bytes, the picture itself: what a reviewer looks at when they change.
    const file = new URL(`golden/${name}.png`, import.meta.url);
    if (process.env["DAWR_GOLDEN"] === "write") writeFileSync(file, png(bitmap));
    const golden = PNG.sync.read(readFileSync(file));
    const drawn = PNG.sync.read(png(bitmap));
    expect([drawn.width, drawn.height]).toEqual([golden.width, golden.height]);
    expect(drawn.data.equals(golden.data)).toBe(true);
  });

  it.each(goldens)("%s holds a QR that leads to the track address", async (_, job, profile) => {
    expect(scan((await drawTicket(job, profile, zone)).bitmap)).toBe(job.trackUrl);
  });

  it.each(goldens)("%s leaves the paper's edges white", async (_, job, profile) => {
    const { bitmap } = await drawTicket(job, profile, zone);
    let ink = 0;
    for (let y = 0; y < bitmap.heightDots; y++) {
      for (const x of [0, 1, 2, 3]) {
        if (isBlack(bitmap, x, y) || isBlack(bitmap, bitmap.widthDots - 1 - x, y)) ink++;
      }
    }
    expect(ink).toBe(0);
  });

  it.each(goldens)("%s prints no byte wider than its paper", async (_, job, profile) => {
    const { bitmap } = await drawTicket(job, profile, zone);
    expect(bitmap.widthDots).toBe(profile.paperWidthDots);
    const bands = encodeTicket(bitmap, profile).bands.filter((band) => band[0] === 0x1d);
    const widths = bands.map((band) => (band[4] ?? 0) + 256 * (band[5] ?? 0));
    expect(Math.max(...widths)).toBeLessThanOrEqual(profile.paperWidthDots / 8);
  });

  it.each([
    ["ar", wide],
    ["en", wide],
    ["ar", narrow],
    ["en", narrow],
  ] as const)("marks a copy in %s at its top, and only a copy", async (language, profile) => {
    const draw = async (copy: number) =>
      (await drawTicket({ ...ticket, language, copy }, profile, zone)).bitmap;
    const [original, first, second] = [await draw(0), await draw(1), await draw(2)];
    // The mark is white on a bar from margin to margin: its first row is all black.
    const across = profile.paperWidthDots - 2 * profile.marginDots;
    expect(blackInRow(original)).not.toContain(across);
    expect(blackInRow(first)).toContain(across);
    expect(topOf(first).equals(topOf(second))).toBe(false);
  });

  it("keeps an ordinary ticket under 45 kB", async () => {
    const { bitmap } = await drawTicket(ticket, wide, zone);
    expect(joinBytes(encodeTicket(bitmap, wide).bands).length).toBeLessThan(45_000);
  });

  it("draws the same dots in any time zone of the machine", async () => {
    const before = process.env["TZ"];
    const pictures: Buffer[] = [];
    for (const machine of ["UTC", "Asia/Tokyo"]) {
      process.env["TZ"] = machine;
      pictures.push(Buffer.from((await drawTicket(ticket, wide, zone)).bitmap.bytes));
    }
    process.env["TZ"] = before;
    expect(pictures[0]?.equals(pictures[1] ?? Buffer.of())).toBe(true);
  });
});

describe("shaping", () => {
  it("joins Arabic letters: a word is not the row of its letters", async () => {
    const ink = await loadTicketInk("ar");
    const joined = ink.widthOf("عيادة", "bold", "rtl");
    const apart = Array.from("عيادة").reduce(
      (sum, letter) => sum + ink.widthOf(letter, "bold", "rtl"),
      0,
    );
    expect(joined).toBeLessThan(apart * 0.9);
    // A non-joiner between the letters brings their lone forms back.
    const kept = ink.widthOf(Array.from("عيادة").join("\u200c"), "bold", "rtl");
    expect(kept).toBeCloseTo(apart, 1);
  });

  it("gives lam and alef their own joined shape", async () => {
    const ink = await loadTicketInk("ar");
    const glyphsOf = (text: string) =>
      ink.outlinesOf(text, "bold", "rtl").map((placed) => placed.outline);
    const lamBeforeMeem = glyphsOf("لم").at(-1);
    const alefAfterBeh = glyphsOf("با").at(0);
    const lamAlef = glyphsOf("لا");
    expect(lamAlef).not.toContain(lamBeforeMeem);
    expect(lamAlef).not.toContain(alefAfterBeh);
  });

  it.each([
    // As seen from left to right; Arabic letters stand for themselves in reading order.
    ["a label is never turned", "A047", "rtl", ["A", "0", "4", "7"]],
    ["a time is never turned", "10:42", "rtl", ["1", "0", ":", "4", "2"]],
    ["a floor's number stands left of its word", "ا 2", "rtl", ["2", " ", "ا"]],
    ["brackets face each other in Arabic", "(ا)", "rtl", [")rtl", "ا", "(rtl"]],
  ] as const)("%s", async (_, text, direction, seen) => {
    const ink = await loadTicketInk("ar");
    const outlines = ink.outlinesOf(text, "bold", direction).map((placed) => placed.outline);
    const expected = seen.map((sign) => {
      const run = sign.length > 1 ? "rtl" : "ltr";
      const alone = sign === "ا" ? "rtl" : run;
      return ink.outlinesOf(sign.charAt(0), "bold", alone)[0]?.outline;
    });
    expect(outlines).toEqual(expected);
  });

  it("names the characters that it has no glyph for, and no others", async () => {
    const ink = await loadTicketInk("ar");
    expect(ink.missingFrom("عيادة 眼 Ж A12 \u2067x\u2069")).toEqual(["眼", "Ж"]);
    expect(() => ink.outlinesOf("眼", "bold", "ltr")).toThrow("no glyph");
  });

  it("gives a digit the form of the ticket's language", async () => {
    const four = async (language: Language) =>
      (await loadTicketInk(language)).outlinesOf("\u06f4", "bold", "rtl")[0]?.outline;
    expect(await four("ur")).not.toEqual(await four("fa"));
    expect(await four("ckb")).toEqual(await four("fa"));
  });

  it.each([
    ["ckb", "ئابپتجچحخدرڕزژسشعغفڤقکگلڵمنوۆهەیێ"],
    ["fa", "آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیءأؤئهٔ\u200c"],
    ["ur", "آابپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوؤہھۂۃءیئےۓ۔\u0670\u0654\u064f"],
  ] as const)("has every letter of %s", async (language, letters) => {
    const ink = await loadTicketInk(language);
    const said = Object.values(ownNames[language]).map((names: Names) => nameIn(names, language));
    expect(ink.missingFrom(letters + said.join(""))).toEqual([]);
  });

  it("has every letter of Arabic, and the digits and marks of a ticket", async () => {
    const ink = await loadTicketInk("ar");
    const letters = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي";
    const marks = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652،؟؛…–/:.()'’\"«»·&,;%+-";
    expect(ink.missingFrom(letters + marks + "0123456789٠١٢٣٤٥٦٧٨٩")).toEqual([]);
  });
});
