import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PNG } from "pngjs";

/** A paper that came out: its dots, and the picture of it if a folder was given. */
export interface Paper {
  readonly sequence: number;
  /** UTC milliseconds of the cut. */
  readonly cutAt: number;
  readonly widthDots: number;
  /** Packed rows of `widthDots / 8` bytes, from the top, leftmost dot in the highest bit. */
  readonly rows: readonly Uint8Array[];
  /** The file's name in the folder; nothing without a folder. */
  readonly fileName: string | null;
}

/** Papers kept in the folder; a demo of a whole day stays under it, and a disk is never filled. */
export const papersKept = 500;
const fileNamePattern = /^paper-[0-9]{8}T[0-9]{9}Z-[0-9]{4,}\.png$/;

/** Is this the name of one of our pictures, and nothing else (no path)? */
export function isPaperFileName(name: string): boolean {
  return fileNamePattern.test(name);
}

/** `paper-20261123T074205123Z-0001.png`: sorted by name is sorted by time, then by turn. */
export function paperFileName(cutAt: number, sequence: number): string {
  const time = new Date(cutAt).toISOString().replace(/[-:.]/g, "");
  return `paper-${time}-${String(sequence).padStart(4, "0")}.png`;
}

/** The turn and the instant in a name that {@link isPaperFileName} knows. */
export function readPaperFileName(name: string): {
  readonly sequence: number;
  readonly cutAt: number;
} {
  const [, day = "", clock = "", sequence = ""] =
    /^paper-([0-9]{8})T([0-9]{9})Z-([0-9]+)/.exec(name) ?? [];
  const date = day.replace(/(....)(..)(..)/, "$1-$2-$3");
  const time = clock.replace(/(..)(..)(..)(...)/, "$1:$2:$3.$4");
  return { sequence: Number(sequence), cutAt: Date.parse(`${date}T${time}Z`) };
}

/** Writes a paper's picture, one dot a pixel, and forgets the oldest past {@link papersKept}. */
export function keepPaper(folder: string, paper: Paper): void {
  if (paper.fileName === null) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, paper.fileName), paperPng(paper));
  const kept = keptPapers(folder);
  for (const name of kept.slice(0, Math.max(0, kept.length - papersKept))) {
    rmSync(join(folder, name), { force: true });
  }
}

/** The pictures in the folder, oldest first. */
export function keptPapers(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter(isPaperFileName).sort();
  } catch {
    return [];
  }
}

export function paperPng(paper: Pick<Paper, "widthDots" | "rows">): Buffer {
  const { widthDots, rows } = paper;
  const png = new PNG({ width: widthDots, height: rows.length });
  for (const [y, row] of rows.entries()) {
    for (let x = 0; x < widthDots; x++) {
      const black = ((row[x >> 3] ?? 0) & (0x80 >> (x & 7))) !== 0;
      const at = (y * widthDots + x) * 4;
      png.data.fill(black ? 0 : 255, at, at + 3);
      png.data[at + 3] = 255;
    }
  }
  return PNG.sync.write(png, { colorType: 0 });
}
