import type { Direction } from "../i18n/locale.ts";
import type { TicketFact } from "./ticket-texts.ts";

export type FontWeight = "regular" | "bold";

/** What the layout must know of the fonts and the QR; the raster answers with the real ones. */
export interface Ink {
  /** Width of a line of text at size 1; ten times the size is ten times the width. */
  widthOf(text: string, weight: FontWeight, direction: Direction): number;
  /** How far the ink of a line reaches above and below its baseline at size 1. */
  reachOf(text: string, weight: FontWeight, direction: Direction): Reach;
  /** The characters of a text that no font here can draw, each once. */
  missingFrom(text: string): readonly string[];
  /** Height of a capital letter at size 1. */
  readonly capHeight: number;
  /** The QR modules of a text without a quiet zone; nothing when the text is too long for one. */
  qr(content: string): readonly (readonly boolean[])[] | null;
}

export interface Reach {
  readonly above: number;
  readonly below: number;
}

/** A place on paper, in dots from the paper's upper left corner: paper has no reading direction. */
export type TicketBox =
  | {
      readonly kind: "text";
      readonly role: TicketRole;
      readonly text: string;
      readonly weight: FontWeight;
      readonly direction: Direction;
      readonly sizeDots: number;
      readonly leftDots: number;
      readonly baselineDots: number;
      readonly widthDots: number;
      readonly ink: "black" | "white";
    }
  | {
      readonly kind: "block";
      readonly leftDots: number;
      readonly topDots: number;
      readonly widthDots: number;
      readonly heightDots: number;
      /** Dots on and off along a dotted rule; nothing for a full one. */
      readonly dashDots: number | null;
    }
  | {
      readonly kind: "qr";
      readonly leftDots: number;
      readonly topDots: number;
      readonly moduleDots: number;
      readonly modules: readonly (readonly boolean[])[];
    };

export type TicketRole =
  | "copy"
  | "hospital"
  | "clinic"
  | "clinicInArabic"
  | "waitingRoom"
  | "yourNumber"
  | "label"
  | "fact"
  | "line"
  | "follow";

export interface TicketLayout {
  readonly widthDots: number;
  readonly heightDots: number;
  readonly boxes: readonly TicketBox[];
}

/** A text that cannot stand on this paper as it is. Never a box, never a silent crop. */
export class TicketTextError extends Error {
  readonly code: "unknown_character" | "too_long";
  readonly role: TicketRole | "qr";
  constructor(code: TicketTextError["code"], role: TicketTextError["role"], text: string) {
    super(`${role}: ${code}: ${JSON.stringify(text)}`);
    this.code = code;
    this.role = role;
  }
}

export interface Paper {
  readonly paperWidthDots: number;
  readonly marginDots: number;
  /** A name that does not fit even at its least size: an error, or cut at a word with an ellipsis. */
  readonly whenTooLong: "throw" | "cut";
}

/** The sizes below are for this width; narrower paper gets them smaller, to {@link leastScale}. */
const designWidthDots = 576;
const leastScale = 0.75;
/** Under this a thermal head fills the eyes of letters (2 mm at 203 dpi). */
const leastSizeDots = 18;
const sizeStepDots = 2;
/** Line to line, as a share of the size: Arabic needs more than Latin. */
const leading = 1.45;
/** From the top of a line to its baseline, as a share of the size; the rest hangs below. */
const ascent = 1.02;
/** Letters with their own dots and hamzas reach no further; vowels above them may, and get room. */
const usualReach: Reach = { above: 1.1, below: 0.55 };

export interface TextSpec {
  readonly role: TicketRole;
  readonly weight: FontWeight;
  readonly sizeDots: number;
  readonly leastDots: number;
  readonly linesMax: number;
  /** One more line, but only when even the least size does not fit into `linesMax`. */
  readonly linesAtWorst?: number;
}
/** A name and its value, in any paper. */
const factSpecs = {
  name: { role: "fact", weight: "regular", sizeDots: 28, leastDots: 20, linesMax: 2 },
  value: { role: "fact", weight: "bold", sizeDots: 30, leastDots: 20, linesMax: 2 },
} as const satisfies Record<string, TextSpec>;

/** QR modules of 5 to 6 dots (0.7 mm) are read by every phone; 4 is the least on narrow paper. */
const qrModuleDots = { most: 6, least: 4 };
/** The share of the paper's width a QR may take: it is the way to the phone, not the number. */
const qrWidthShare = 0.62;
/** The standard's quiet zone. */
export const qrQuietModules = 4;

export type Page = ReturnType<typeof createPage>;

/** A sheet filled from the top; every part moves the pen down by its own height. */
export function createPage(direction: Direction, paper: Paper, ink: Ink) {
  const scale = Math.max(leastScale, Math.min(1, paper.paperWidthDots / designWidthDots));
  const left = paper.marginDots;
  const width = paper.paperWidthDots - 2 * paper.marginDots;
  const boxes: TicketBox[] = [];
  let top = 0;
  const scaled = (dots: number) => Math.round(dots * scale);

  /** One line with its ink starting at `x`; the pen stays. */
  function line(spec: TextSpec, run: Run, x: number, baseline: number, black = true): void {
    boxes.push({
      kind: "text",
      role: spec.role,
      text: run.text,
      weight: spec.weight,
      direction: run.direction,
      sizeDots: run.sizeDots,
      leftDots: Math.round(x),
      baselineDots: Math.round(baseline),
      widthDots: Math.ceil(run.widthDots),
      ink: black ? "black" : "white",
    });
  }
  function fitted(spec: TextSpec, text: string, towards: Direction, within = width) {
    const small = { ...spec, sizeDots: scaled(spec.sizeDots), leastDots: least(spec, scale) };
    return fit(small, text, towards, { widthDots: within, whenTooLong: paper.whenTooLong }, ink);
  }
  function atSide(run: Run, side: "start" | "end"): number {
    const atLeft = (side === "start") === (direction === "ltr");
    return atLeft ? left : left + width - run.widthDots;
  }

  /** The share of their size at which a name and a value stand in one line; nothing when too small. */
  function sideBySide(names: readonly Run[], values: readonly Run[]): number | null {
    const [name, value] = [names[0], values[0]];
    if (name === undefined || value === undefined || names.length + values.length > 2) return null;
    const share = Math.min(1, (width - scaled(20)) / (name.widthDots + value.widthDots));
    return share * Math.min(name.sizeDots, value.sizeDots) >= leastSizeDots ? share : null;
  }

  return {
    space(dots: number): void {
      top += scaled(dots);
    },
    rule(heightDots: number, dashDots: number | null): void {
      boxes.push({
        kind: "block",
        leftDots: left,
        topDots: top,
        widthDots: width,
        heightDots,
        dashDots,
      });
      top += heightDots;
    },
    /** Lines in the middle of the paper; an empty text takes no room. */
    centred(spec: TextSpec, text: string, towards: Direction): void {
      for (const run of fitted(spec, text, towards)) {
        const { above, below } = ink.reachOf(run.text, spec.weight, run.direction);
        top += Math.ceil(run.sizeDots * Math.max(0, above - usualReach.above));
        line(spec, run, left + (width - run.widthDots) / 2, top + run.sizeDots * ascent);
        top += Math.round(run.sizeDots * leading);
        top += Math.ceil(run.sizeDots * Math.max(0, below - usualReach.below));
      }
    },
    /** White on a black bar across the paper. */
    bar(spec: TextSpec, text: string): void {
      for (const run of fitted(spec, text, direction)) {
        const height = Math.round(run.sizeDots * leading) + 8;
        boxes.push({
          kind: "block",
          leftDots: left,
          topDots: top,
          widthDots: width,
          heightDots: height,
          dashDots: null,
        });
        line(spec, run, left + (width - run.widthDots) / 2, top + 4 + run.sizeDots * ascent, false);
        top += height;
      }
    },
    /** Letters and digits only: the line is as high as a capital, with nothing above or below. */
    capitals(spec: TextSpec, text: string): void {
      for (const run of fitted({ ...spec, sizeDots: width }, text, "ltr")) {
        const size = Math.min(run.sizeDots, scaled(spec.sizeDots));
        const fits = atSize(run, size / run.sizeDots);
        const height = Math.ceil(size * ink.capHeight);
        line(spec, fits, left + (width - fits.widthDots) / 2, top + height);
        top += height;
      }
    },
    /** Name at the start, value at the end: side by side if need be smaller, else one below the other. */
    fact(fact: TicketFact): void {
      const names = fitted(factSpecs.name, fact.name, direction);
      const values = fitted(factSpecs.value, fact.value, fact.valueDirection);
      const height = Math.round(scaled(factSpecs.value.sizeDots) * leading);
      const baseline = () => top + scaled(factSpecs.value.sizeDots) * ascent;
      const share = sideBySide(names, values);
      for (const run of names) {
        line(factSpecs.name, atSize(run, share), atSide(atSize(run, share), "start"), baseline());
        if (share === null) top += height;
      }
      for (const run of values) {
        line(factSpecs.value, atSize(run, share), atSide(atSize(run, share), "end"), baseline());
        top += height;
      }
    },
    qr(content: string): void {
      const modules = ink.qr(content);
      if (modules === null) throw new TicketTextError("too_long", "qr", content);
      const across = modules.length + 2 * qrQuietModules;
      const wished = Math.floor((paper.paperWidthDots * qrWidthShare) / across);
      const possible = Math.floor(paper.paperWidthDots / across);
      const moduleDots = Math.min(qrModuleDots.most, Math.max(qrModuleDots.least, wished));
      if (moduleDots > possible) throw new TicketTextError("too_long", "qr", content);
      const quiet = qrQuietModules * moduleDots;
      const side = modules.length * moduleDots;
      const leftDots = Math.round((paper.paperWidthDots - side) / 2);
      boxes.push({ kind: "qr", leftDots, topDots: top + quiet, moduleDots, modules });
      top += side + 2 * quiet;
    },
    /** What was laid out elsewhere from the top left corner of the paper, below all before it. */
    boxes(placed: readonly TicketBox[], heightDots: number): void {
      boxes.push(...placed.map((box) => movedDown(box, top)));
      top += heightDots;
    },
    done(): TicketLayout {
      return { widthDots: paper.paperWidthDots, heightDots: top, boxes };
    },
  };
}

function movedDown(box: TicketBox, dots: number): TicketBox {
  return box.kind === "text"
    ? { ...box, baselineDots: box.baselineDots + dots }
    : { ...box, topDots: box.topDots + dots };
}

interface Run {
  readonly text: string;
  readonly direction: Direction;
  readonly sizeDots: number;
  readonly widthDots: number;
}
/** The same line at a share of its size, in whole dots. */
function atSize(run: Run, share: number | null): Run {
  const sizeDots = Math.floor(run.sizeDots * (share ?? 1));
  return { ...run, sizeDots, widthDots: (run.widthDots * sizeDots) / run.sizeDots };
}
interface Room {
  readonly widthDots: number;
  readonly whenTooLong: Paper["whenTooLong"];
}

function least(spec: TextSpec, scale: number): number {
  return Math.max(leastSizeDots, Math.round(spec.leastDots * scale));
}

/** The lines of a text at the largest size that fits: first by wrapping, then by shrinking. */
function fit(
  spec: TextSpec,
  text: string,
  direction: Direction,
  room: Room,
  ink: Ink,
): readonly Run[] {
  if (text === "") return [];
  const missing = ink.missingFrom(text);
  if (missing.length > 0)
    throw new TicketTextError("unknown_character", spec.role, missing.join(""));
  const widthOf = (part: string) => ink.widthOf(part, spec.weight, direction);
  const runs = (lines: readonly string[], sizeDots: number): readonly Run[] =>
    lines.map((part) => ({ text: part, direction, sizeDots, widthDots: widthOf(part) * sizeDots }));
  const linesAtWorst = spec.linesAtWorst ?? spec.linesMax;
  for (let linesMax = spec.linesMax; linesMax <= linesAtWorst; linesMax++) {
    for (let size = spec.sizeDots; size >= spec.leastDots; size -= sizeStepDots) {
      const lines = wrapEvenly(text, room.widthDots / size, linesMax, widthOf);
      if (lines !== null) return runs(lines, size);
    }
  }
  if (room.whenTooLong === "throw") throw new TicketTextError("too_long", spec.role, text);
  const kept = cutToFit(text, room.widthDots / spec.leastDots, linesAtWorst, widthOf);
  return runs(kept, spec.leastDots);
}

type WidthOf = (text: string) => number;

/** Lines no wider than `width`, about equally long; nothing when they would be too many. */
function wrapEvenly(text: string, width: number, linesMax: number, widthOf: WidthOf) {
  const lines = wrap(text, width, widthOf);
  if (lines === null || lines.length > linesMax) return null;
  let best = lines;
  // Narrow the measure while the number of lines stays: two even lines, not a long and a stump.
  for (let share = 0.95; share >= 0.5; share -= 0.05) {
    const narrower = wrap(text, width * share, widthOf);
    if (narrower === null || narrower.length > lines.length) break;
    best = narrower;
  }
  return best;
}

/** Greedy lines; nothing when a single word is wider than the measure. */
function wrap(text: string, width: number, widthOf: WidthOf): readonly string[] | null {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (widthOf(longer) <= width) {
      line = longer;
      continue;
    }
    if (line === "" || widthOf(word) > width) return null;
    lines.push(line);
    line = word;
  }
  return [...lines, line];
}

/** The most of a text that fits, ended by an ellipsis: whole words if one fits, else letters. */
function cutToFit(text: string, width: number, linesMax: number, widthOf: WidthOf) {
  const words = text.split(" ");
  for (let kept = words.length - 1; kept > 0; kept--) {
    const lines = wrapEvenly(`${words.slice(0, kept).join(" ")}…`, width, linesMax, widthOf);
    if (lines !== null) return lines;
  }
  const letters = Array.from(words[0] ?? "");
  while (letters.length > 1 && widthOf(`${letters.join("")}…`) > width) letters.pop();
  return [`${letters.join("")}…`];
}
