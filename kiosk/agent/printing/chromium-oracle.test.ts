import { chromium } from "@playwright/test";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, it, onTestFinished } from "vitest";
import { isBlack } from "../../../shared/printing/bitmap.ts";
import type { FontWeight, TicketBox } from "../../../shared/printing/paper-page.ts";
import { findChromium } from "../../../tools/chromium.ts";
import { loadTicketInk, type TicketInk } from "./fonts.ts";
import { paintTicket } from "./raster.ts";

/**
 * Two right renderers differ at the edges of strokes only (measured: up to 12 % of the ink);
 * a line with broken joins, turned digits or empty boxes differs by 39 % and more.
 */
const differentInkMax = 0.3;

interface Line {
  readonly text: string;
  readonly weight: FontWeight;
  readonly direction: "rtl" | "ltr";
  readonly size: number;
}
const lines: readonly Line[] = [
  { text: "مستشفى الكاظمية التعليمي", weight: "bold", direction: "rtl", size: 34 },
  { text: "عيادة الأطفال – الطابق 2", weight: "bold", direction: "rtl", size: 46 },
  { text: "صالة الانتظار 3، الجناح (B)", weight: "regular", direction: "rtl", size: 30 },
  {
    text: "من \u206835\u2069 إلى \u206840\u2069 دقيقة",
    weight: "bold",
    direction: "rtl",
    size: 30,
  },
  { text: "الاثنين، 23 تشرين الثاني 2026", weight: "bold", direction: "rtl", size: 30 },
  { text: "أهلاً وسهلاً، مُستشفًى لآلئ", weight: "regular", direction: "rtl", size: 30 },
  { text: "نزیکەی 35 بۆ 40 خولەک، هۆڵی چاوەڕوانی", weight: "regular", direction: "rtl", size: 30 },
  { text: "شمارهٔ نوبت شما، طبقهٔ اول، می‌شود", weight: "bold", direction: "rtl", size: 34 },
  { text: "آپ کی پرچی نیچے تیار ہے، ڈاکٹر اور بچے", weight: "bold", direction: "rtl", size: 34 },
  { text: "A047", weight: "bold", direction: "ltr", size: 204 },
  { text: "Monday, 23 November 2026", weight: "bold", direction: "ltr", size: 30 },
];
const beside = 40;

function placed(line: Line, ink: TicketInk) {
  const widthDots = Math.ceil(ink.widthOf(line.text, line.weight, line.direction) * line.size);
  const baselineDots = Math.round(line.size * 1.5);
  const box: TicketBox = {
    kind: "text",
    role: "clinic",
    text: line.text,
    weight: line.weight,
    direction: line.direction,
    sizeDots: line.size,
    leftDots: beside,
    baselineDots,
    widthDots,
    ink: "black",
  };
  const heightDots = Math.ceil(line.size * 2.4);
  return { widthDots: widthDots + 2 * beside, heightDots, boxes: [box], baselineDots };
}

/** A page that draws a line on a canvas with the same fonts and tells which dots are black. */
async function openOracle(executablePath: string) {
  const require = createRequire(import.meta.url);
  const face = (file: string, weight: number) => {
    const path = require.resolve(`@expo-google-fonts/noto-kufi-arabic/${file}`);
    const font = readFileSync(path).toString("base64");
    return `@font-face{font-family:K;font-weight:${weight};src:url(data:font/ttf;base64,${font})}`;
  };
  const browser = await chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
  });
  onTestFinished(() => browser.close());
  const page = await browser.newPage();
  const regular = face("400Regular/NotoKufiArabic_400Regular.ttf", 400);
  const bold = face("700Bold/NotoKufiArabic_700Bold.ttf", 700);
  await page.setContent(`<style>${regular}${bold}</style><canvas></canvas>`);
  await page.evaluate(
    `Promise.all([400, 700].map((w) => document.fonts.load(w + " 40px K", "عA"))).then(() => true)`,
  );
  return async (line: Line, width: number, height: number, baseline: number) => {
    const drawn: unknown = await page.evaluate(`(() => {
      const line = ${JSON.stringify(line)};
      const canvas = document.querySelector("canvas");
      canvas.width = ${width};
      canvas.height = ${height};
      const pen = canvas.getContext("2d");
      pen.fillStyle = "#fff";
      pen.fillRect(0, 0, ${width}, ${height});
      pen.fillStyle = "#000";
      pen.font = (line.weight === "bold" ? 700 : 400) + " " + line.size + "px K";
      pen.direction = line.direction;
      pen.textAlign = "left";
      pen.fillText(line.text, ${beside}, ${baseline});
      const dots = pen.getImageData(0, 0, ${width}, ${height}).data;
      return Array.from({ length: ${width * height} }, (_, at) => (dots[at * 4] < 128 ? "1" : "0")).join("");
    })()`);
    return String(drawn);
  };
}

const executablePath = findChromium();
it.skipIf(executablePath === null)(
  "every kind of line looks as Chromium, which shares no code with us, draws it",
  async () => {
    const draw = await openOracle(executablePath ?? "");
    const ink = await loadTicketInk("ar");
    for (const line of lines) {
      const layout = placed(line, ink);
      const { widthDots, heightDots } = layout;
      const ours = paintTicket(layout, ink);
      const theirs = await draw(line, widthDots, heightDots, layout.baselineDots);
      let inked = 0;
      let different = 0;
      for (let at = 0; at < theirs.length; at++) {
        const black = theirs[at] === "1";
        if (black) inked++;
        if (black !== isBlack(ours, at % widthDots, Math.floor(at / widthDots))) different++;
      }
      expect(inked, line.text).toBeGreaterThan(500);
      expect(different / inked, line.text).toBeLessThan(differentInkMax);
    }
  },
);
