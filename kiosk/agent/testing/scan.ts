import jsqr from "jsqr";
import { isBlack, type Bitmap } from "../../../shared/printing/bitmap.ts";

/** The QR of a picture as a phone's camera would read it; nothing when it can't be read. */
export function scan(bitmap: Bitmap): string | null {
  const rgba = new Uint8ClampedArray(bitmap.widthDots * bitmap.heightDots * 4).fill(255);
  for (let y = 0; y < bitmap.heightDots; y++) {
    for (let x = 0; x < bitmap.widthDots; x++) {
      if (isBlack(bitmap, x, y))
        rgba.fill(0, (y * bitmap.widthDots + x) * 4, (y * bitmap.widthDots + x) * 4 + 3);
    }
  }
  const read = typeof jsqr === "function" ? jsqr : jsqr.default;
  return read(rgba, bitmap.widthDots, bitmap.heightDots)?.data ?? null;
}
