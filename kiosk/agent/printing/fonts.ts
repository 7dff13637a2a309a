import { createRequire } from "node:module";
import { readFile } from "node:fs/promises";
import type { Language } from "../../../shared/domain/language.ts";
import type { Direction } from "../../../shared/i18n/locale.ts";
import type { FontWeight, Ink, Reach } from "../../../shared/printing/paper-page.ts";
import type { Bidi } from "bidi-js";
import type { DrawFuncs, Font } from "harfbuzzjs";
import { encodeQR } from "qr";

/**
 * The only file that knows HarfBuzz and the bidirectional algorithm: text in, outlines in the
 * order they are seen out. No system font is ever asked, so a machine without fonts prints the same.
 */
export interface TicketInk extends Ink {
  /** The outlines of a line of text from left to right. Throws where a glyph is missing. */
  outlinesOf(text: string, weight: FontWeight, direction: Direction): readonly PlacedOutline[];
}

export interface PlacedOutline {
  /** Where the glyph's own origin stands, in ems from the line's left end and above its baseline. */
  readonly xEm: number;
  readonly yEm: number;
  readonly outline: Outline;
}

/** Closed curves, in ems, y upwards: move x y, line x y, quadratic x y x y, cubic x y x y x y. */
export interface Outline {
  readonly operations: string;
  readonly points: Float64Array;
}

/** A day's tickets use a few hundred texts; past this the shapes are made anew. */
const shapedTextsMax = 2_000;

/** What the largest QR (version 40, level M) holds. */
const qrBytesMax = 2_331;

let loading: Promise<(language: Language) => TicketInk> | null = null;

/**
 * The fonts and the shaper for one language, whose own forms of a letter or digit are chosen.
 * Loaded once for the process at the first call (about 0.1 s).
 */
export async function loadTicketInk(language: Language): Promise<TicketInk> {
  loading ??= loadInk().catch((failure: unknown) => {
    // A failed load may be a passing I/O error: the next ticket tries again.
    loading = null;
    throw failure;
  });
  return (await loading)(language);
}

async function loadInk(): Promise<(language: Language) => TicketInk> {
  // Imported here, not above: the WebAssembly starts with the import, and only printers need it.
  const harfbuzz = await import("harfbuzzjs");
  const require = createRequire(import.meta.url);
  const createBidi: unknown = require("bidi-js");
  if (!isBidiFactory(createBidi))
    throw new Error("bidi-js is not the version this was written for");
  const bidi = createBidi();
  async function loadFace(file: string) {
    const path = require.resolve(`@expo-google-fonts/noto-kufi-arabic/${file}`);
    const face = new harfbuzz.Face(new harfbuzz.Blob(await readFile(path)));
    const font = new harfbuzz.Font(face);
    return {
      font,
      upem: face.upem,
      unicodes: new Set(face.collectUnicodes()),
      outlines: new Map<number, Outline>(),
    };
  }
  const [regular, bold] = await Promise.all([
    loadFace("400Regular/NotoKufiArabic_400Regular.ttf"),
    loadFace("700Bold/NotoKufiArabic_700Bold.ttf"),
  ]);
  const faces = { regular, bold };
  type Face = typeof regular;
  const pen = createPen(new harfbuzz.DrawFuncs());
  const shaped = new Map<string, Shaped>();

  function outlineOf(face: Face, glyph: number): Outline {
    const known = face.outlines.get(glyph);
    if (known !== undefined) return known;
    const outline = pen.outline(face.font, glyph, face.upem);
    face.outlines.set(glyph, outline);
    return outline;
  }

  /** One run of one direction, shaped; its glyphs come in the order they are seen. */
  function shapeRun(face: Face, text: string, rightToLeft: boolean, language: Language) {
    const buffer = new harfbuzz.Buffer();
    buffer.addText(text);
    buffer.setDirection(rightToLeft ? harfbuzz.Direction.RTL : harfbuzz.Direction.LTR);
    buffer.guessSegmentProperties();
    buffer.setLanguage(language);
    harfbuzz.shape(face.font, buffer);
    return buffer.getGlyphInfosAndPositions();
  }

  function shape(
    text: string,
    weight: FontWeight,
    direction: Direction,
    language: Language,
  ): Shaped {
    const key = `${language} ${weight} ${direction} ${text}`;
    const known = shaped.get(key);
    if (known !== undefined) return known;
    const face = faces[weight];
    const outlines: PlacedOutline[] = [];
    let xEm = 0;
    for (const run of visualRuns(bidi, text, direction)) {
      for (const glyph of shapeRun(face, run.text, run.rightToLeft, language)) {
        if (glyph.codepoint === 0)
          throw new Error(`no glyph for a character of ${JSON.stringify(text)}`);
        outlines.push({
          xEm: xEm + (glyph.xOffset ?? 0) / face.upem,
          yEm: (glyph.yOffset ?? 0) / face.upem,
          outline: outlineOf(face, glyph.codepoint),
        });
        xEm += (glyph.xAdvance ?? 0) / face.upem;
      }
    }
    const line = { widthEm: xEm, outlines, reach: reachOf(outlines) };
    if (shaped.size >= shapedTextsMax) shaped.clear();
    shaped.set(key, line);
    return line;
  }

  const capital = bold.font.glyphExtents(shapeRun(bold, "H", false, "en")[0]?.codepoint ?? 0);
  return (language) => ({
    capHeight: (capital?.yBearing ?? bold.upem) / bold.upem,
    widthOf: (text, weight, direction) => shape(text, weight, direction, language).widthEm,
    reachOf: (text, weight, direction) => shape(text, weight, direction, language).reach,
    outlinesOf: (text, weight, direction) => shape(text, weight, direction, language).outlines,
    missingFrom: (text) => missingFrom(text, [regular.unicodes, bold.unicodes]),
    qr(content) {
      if (new TextEncoder().encode(content).length > qrBytesMax) return null;
      // The encoder adds a border of one module at least; the layout sets its own quiet zone.
      const bordered = encodeQR(content, "raw", { ecc: "medium", border: 1 });
      return bordered.slice(1, -1).map((row) => row.slice(1, -1));
    },
  });
}

interface Shaped {
  readonly widthEm: number;
  readonly outlines: readonly PlacedOutline[];
  readonly reach: Reach;
}

/** No curve leaves the hull of its points, so the points bound the ink. */
function reachOf(outlines: readonly PlacedOutline[]): Reach {
  let [above, below] = [0, 0];
  for (const { outline, yEm } of outlines) {
    for (let at = 1; at < outline.points.length; at += 2) {
      const y = yEm + (outline.points[at] ?? 0);
      above = Math.max(above, y);
      below = Math.max(below, -y);
    }
  }
  return { above, below };
}

/** The package's types describe an ES module; what Node loads is the function itself. */
function isBidiFactory(loaded: unknown): loaded is () => Bidi {
  return typeof loaded === "function";
}

/** Characters that steer the direction or the joining and are never drawn themselves. */
const invisible = /[\u200c\u200d\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
const invisibleSteering = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

function missingFrom(text: string, faces: readonly ReadonlySet<number>[]): readonly string[] {
  const missing = new Set<string>();
  for (const character of text) {
    if (invisible.test(character)) continue;
    const code = character.codePointAt(0) ?? 0;
    if (faces.some((unicodes) => !unicodes.has(code))) missing.add(character);
  }
  return [...missing];
}

interface VisualRun {
  readonly text: string;
  readonly rightToLeft: boolean;
}

/**
 * The runs of one line from left to right (Unicode Standard Annex 9: levels, then L2 over runs).
 * Text inside a run stays in reading order; the shaper turns a right-to-left run itself.
 */
function visualRuns(bidi: Bidi, text: string, direction: Direction): readonly VisualRun[] {
  const { levels } = bidi.getEmbeddingLevels(text, direction);
  const runs: { text: string; level: number }[] = [];
  for (let at = 0; at < text.length; at++) {
    const level = levels[at] ?? 0;
    const last = runs.at(-1);
    if (last !== undefined && last.level === level) last.text += text.charAt(at);
    else runs.push({ text: text.charAt(at), level });
  }
  const highest = Math.max(0, ...runs.map((run) => run.level));
  for (let level = highest; level >= 1; level--) {
    for (let from = 0; from < runs.length; from++) {
      let to = from;
      while (to < runs.length && (runs[to]?.level ?? -1) >= level) to++;
      if (to > from) runs.splice(from, to - from, ...runs.slice(from, to).reverse());
      from = to;
    }
  }
  return runs
    .map((run) => ({
      text: run.text.replace(invisibleSteering, ""),
      rightToLeft: run.level % 2 === 1,
    }))
    .filter((run) => run.text !== "");
}

/** Records a glyph's outline as HarfBuzz draws it. */
function createPen(draw: DrawFuncs) {
  let operations = "";
  let points: number[] = [];
  draw.setMoveToFunc((x, y) => record("M", x, y));
  draw.setLineToFunc((x, y) => record("L", x, y));
  draw.setQuadraticToFunc((cx, cy, x, y) => record("Q", cx, cy, x, y));
  draw.setCubicToFunc((ax, ay, bx, by, x, y) => record("C", ax, ay, bx, by, x, y));
  draw.setClosePathFunc(() => record("Z"));
  function record(operation: string, ...coordinates: number[]): void {
    operations += operation;
    points.push(...coordinates);
  }
  return {
    outline(font: Font, glyph: number, upem: number): Outline {
      operations = "";
      points = [];
      font.drawGlyph(glyph, draw);
      return { operations, points: Float64Array.from(points, (point) => point / upem) };
    },
  };
}
