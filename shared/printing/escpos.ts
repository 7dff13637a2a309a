import { missingCase } from "../domain/result.ts";
import type { Bitmap } from "./bitmap.ts";
import { brokenBandRows, type PrinterProfile, type StatusQuery } from "./printer-profiles.ts";

/**
 * A ticket as ESC/POS bytes: raster bands and paper feed, nothing else, so that every printer and
 * every decoder can show it and no code page is involved. The few commands, by their bytes:
 *
 *     ESC @      1B 40                     start from known settings
 *     GS v 0     1D 76 30 00 xL xH yL yH   raster: x bytes a row, y rows, then the rows
 *     ESC J      1B 4A n                   feed n steps
 *     GS V       1D 56 42 00               feed to the knife and cut
 *     DLE EOT    10 04 n                   status, answered at once
 *     DLE ENQ    10 05 02                  forget what was received, after an error
 *     DLE DC4    10 14 08 01 03 14 01 06 02 08   forget what was received; answered when done
 *     GS a       1D 61 n                   push status changes (n = FF) or not (n = 0)
 *     GS r       1D 72 01                  sensor status, answered in its turn: a fence
 *     GS ( H     1D 28 48 06 00 30 30 id   answered once all before it is printed: the fence
 */
export interface EncodedTicket {
  /** In order; each is complete in itself, so a status request may stand between two of them. */
  readonly bands: readonly Uint8Array[];
  /** Dots changed so that no graphics byte pair is taken for a real-time command. */
  readonly flippedDots: number;
}

/** White rows in a row from which feeding is cheaper than printing them: about a millimetre. */
export const minFeedRows = 8;
/** `ESC J` takes one byte. */
const maxFeedSteps = 255;
/** Paper to push past the tear bar of a printer without a knife: 15 mm at 203 dpi. */
const tearOffDots = 120;

/** The bitmap as bands. The printer must be at `ESC @` settings; nothing is cut yet. */
export function encodeTicket(bitmap: Bitmap, profile: PrinterProfile): EncodedTicket {
  if (bitmap.widthDots > profile.paperWidthDots) {
    throw new RangeError(
      `a ${bitmap.widthDots} dot picture on ${profile.paperWidthDots} dot paper`,
    );
  }
  const bands: Uint8Array[] = [];
  let flippedDots = 0;
  let y = 0;
  while (y < bitmap.heightDots) {
    const white = profile.whiteRows === "feed" ? whiteRowsFrom(bitmap, y) : 0;
    if (white >= minFeedRows || (white > 0 && y + white === bitmap.heightDots)) {
      bands.push(feed(white, profile));
      y += white;
      continue;
    }
    const rows = bandRowsFrom(bitmap, y, profile);
    const band = rasterBand(bitmap, y, rows);
    bands.push(band.bytes);
    flippedDots += band.flippedDots;
    y += rows;
  }
  return { bands, flippedDots };
}

export const initialise: Uint8Array = Uint8Array.of(0x1b, 0x40);

/** Asks the printer to push every change of its status from now on, starting with the present one. */
export const autoStatusOn: Uint8Array = Uint8Array.of(0x1d, 0x61, 0xff);

/** Real time: 1 printer, 2 why offline, 3 errors, 4 paper. One reply byte, which does not say which. */
export function statusQuery(query: StatusQuery): Uint8Array {
  return Uint8Array.of(0x10, 0x04, query);
}

/**
 * Tells the printer at once, whatever it is doing, to forget what it has received and not printed;
 * nothing where the profile knows no way.
 */
export function forgetReceived(profile: PrinterProfile): Uint8Array | null {
  switch (profile.forgets) {
    case "clear":
      return Uint8Array.of(0x10, 0x14, 0x08, 0x01, 0x03, 0x14, 0x01, 0x06, 0x02, 0x08);
    case "recover":
      return Uint8Array.of(0x10, 0x05, 0x02);
    case "never":
      return null;
    default:
      return missingCase(profile.forgets);
  }
}

/** Answered with one byte when the printer has worked through everything before it. */
export const sensorFence: Uint8Array = Uint8Array.of(0x1d, 0x72, 0x01);

/**
 * Answered with the id when everything before it is on paper. The id is four letters `A` to `O`:
 * none of them looks like a status byte, so a status pushed into the middle of the reply is seen.
 */
export function completionFence(id: string): Uint8Array {
  if (!completionIdPattern.test(id)) throw new Error(`not a process id: ${id}`);
  const letters = Array.from(id, (letter) => letter.charCodeAt(0));
  return Uint8Array.of(0x1d, 0x28, 0x48, 0x06, 0x00, 0x30, 0x30, ...letters);
}
export const completionIdPattern = /^[A-O]{4}$/;

/** The id of the `count`th fence; they repeat after 50,625, long after the last one was settled. */
export function completionId(count: number): string {
  const letter = (place: number) =>
    String.fromCharCode(0x41 + (Math.floor(count / 15 ** place) % 15));
  return letter(3) + letter(2) + letter(1) + letter(0);
}

/** Brings the ticket's end to the knife and cuts; without a knife, to the tear bar. */
export function cutPaper(profile: PrinterProfile): Uint8Array {
  if (profile.cut === "none") return feed(tearOffDots, profile);
  return Uint8Array.of(0x1d, 0x56, profile.cut === "partial" ? 0x42 : 0x41, 0x00);
}

/**
 * Before the first question to a printer in an unknown state: a command that an earlier link left
 * half said is filled up, so that the question is not taken for its other half. Longer than any
 * command's head, and short enough not to clog a printer that is out of paper.
 */
export const commandFiller: Uint8Array = new Uint8Array(16);

/**
 * For a printer in an unknown state. A band that an earlier attempt left unfinished would swallow
 * what comes next as its dots: one band's worth of NUL fills it up (outside a band NUL does
 * nothing), then the settings start anew.
 */
export function recoveryPreamble(profile: PrinterProfile): Uint8Array {
  const longestBand = Math.ceil(profile.paperWidthDots / 8) * profile.bandRows;
  return joinBytes([new Uint8Array(longestBand), initialise]);
}

export function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

function feed(rows: number, profile: PrinterProfile): Uint8Array {
  const bytes: number[] = [];
  let steps = rows * profile.feedStepsPerDot;
  while (steps > 0) {
    const now = Math.min(steps, maxFeedSteps);
    bytes.push(0x1b, 0x4a, now);
    steps -= now;
  }
  return Uint8Array.from(bytes);
}

function rowUsedBytes(bitmap: Bitmap, y: number): number {
  let used = bitmap.bytesPerRow;
  const start = y * bitmap.bytesPerRow;
  while (used > 0 && bitmap.bytes[start + used - 1] === 0) used--;
  return used;
}

function whiteRowsFrom(bitmap: Bitmap, y: number): number {
  let end = y;
  while (end < bitmap.heightDots && rowUsedBytes(bitmap, end) === 0) end++;
  return end - y;
}

/** How many rows the band starting here has: up to the next long white gap or the profile's limit. */
function bandRowsFrom(bitmap: Bitmap, y: number, profile: PrinterProfile): number {
  const most = Math.min(profile.bandRows, bitmap.heightDots - y);
  let rows = 0;
  while (rows < most) {
    if (profile.whiteRows === "feed" && rows > 0) {
      const white = whiteRowsFrom(bitmap, y + rows);
      if (white >= minFeedRows || (white > 0 && y + rows + white === bitmap.heightDots)) break;
    }
    rows++;
  }
  return rows % brokenBandRows === 0 ? rows - 1 : rows;
}

function rasterBand(bitmap: Bitmap, y: number, rows: number) {
  let width = 1;
  for (let row = y; row < y + rows; row++) width = Math.max(width, rowUsedBytes(bitmap, row));
  const bytes = new Uint8Array(8 + width * rows);
  bytes.set([0x1d, 0x76, 0x30, 0x00, width & 0xff, width >> 8, rows & 0xff, rows >> 8]);
  for (let row = 0; row < rows; row++) {
    const from = (y + row) * bitmap.bytesPerRow;
    bytes.set(bitmap.bytes.subarray(from, from + width), 8 + row * width);
  }
  return { bytes, flippedDots: breakRealTimeCommands(bytes.subarray(8)) };
}

/**
 * Printers execute `10 04`, `10 05` and `10 14` even inside graphics. The lone dot of the `10` gets
 * a neighbour (`18`): one dot at the edge of a stroke, which nobody sees.
 */
function breakRealTimeCommands(graphics: Uint8Array): number {
  let flipped = 0;
  for (let at = 0; at + 1 < graphics.length; at++) {
    const next = graphics[at + 1];
    if (graphics[at] === 0x10 && (next === 0x04 || next === 0x05 || next === 0x14)) {
      graphics[at] = 0x18;
      flipped++;
    }
  }
  return flipped;
}
