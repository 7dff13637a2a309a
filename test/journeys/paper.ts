import { PNG } from "pngjs";
import jsqr from "jsqr";
import { drawTicket } from "../../kiosk/agent/printing/ticket-picture.ts";
import { readBars } from "../../kiosk/agent/testing/read-bars.ts";
import { isBlack, setDot, whiteBitmap } from "../../shared/printing/bitmap.ts";
import { defaultProfile } from "../../shared/printing/printer-profiles.ts";
import type { PrintJob } from "../../shared/protocol/feeds.ts";

/** The text in the paper's QR code, read as a phone would; nothing when there is none to read. */
export function qrText(picture: Buffer): string | null {
  const { data, width, height } = PNG.sync.read(picture);
  const read = typeof jsqr === "function" ? jsqr : jsqr.default;
  return read(new Uint8ClampedArray(data), width, height)?.data ?? null;
}

/** The text in the paper's bars, read as a reader at a desk would; nothing when there are none. */
export function barsText(picture: Buffer): string | null {
  const { data, width, height } = PNG.sync.read(picture);
  const bitmap = whiteBitmap(width, height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if ((data[(y * width + x) * 4] ?? 255) < 128) setDot(bitmap, x, y, true);
    }
  }
  return readBars(bitmap);
}

/** Is the paper, dot for dot, the ticket of this job? What follows the ticket is white feed. */
export async function isPaperOf(picture: Buffer, job: PrintJob, zone: string): Promise<boolean> {
  const { bitmap } = await drawTicket(job, defaultProfile, zone);
  const { data, width, height } = PNG.sync.read(picture);
  if (width !== bitmap.widthDots || height < bitmap.heightDots) return false;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const black = (data[(y * width + x) * 4] ?? 255) < 128;
      if (black !== isBlack(bitmap, x, y)) return false;
    }
  }
  return true;
}
