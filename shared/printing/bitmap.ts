/** A picture of dots, one bit each: rows from the top, the leftmost dot in a byte's highest bit. */
export interface Bitmap {
  readonly widthDots: number;
  readonly heightDots: number;
  readonly bytesPerRow: number;
  /** `heightDots × bytesPerRow` bytes; a set bit is black. Bits past the width stay white. */
  readonly bytes: Uint8Array;
}

/** An all-white picture. */
export function whiteBitmap(widthDots: number, heightDots: number): Bitmap {
  const bytesPerRow = Math.ceil(widthDots / 8);
  return { widthDots, heightDots, bytesPerRow, bytes: new Uint8Array(bytesPerRow * heightDots) };
}

/** Is this dot black? Outside the picture everything is white. */
export function isBlack(bitmap: Bitmap, x: number, y: number): boolean {
  if (x < 0 || y < 0 || x >= bitmap.widthDots || y >= bitmap.heightDots) return false;
  const byte = bitmap.bytes[y * bitmap.bytesPerRow + (x >> 3)] ?? 0;
  return (byte & (0x80 >> (x & 7))) !== 0;
}

/** Paints one dot. Throws outside the picture: ink that would be lost is a bug, never a crop. */
export function setDot(bitmap: Bitmap, x: number, y: number, black: boolean): void {
  if (x < 0 || y < 0 || x >= bitmap.widthDots || y >= bitmap.heightDots) {
    throw new RangeError(`dot ${x},${y} is off a ${bitmap.widthDots}×${bitmap.heightDots} paper`);
  }
  const at = y * bitmap.bytesPerRow + (x >> 3);
  const mask = 0x80 >> (x & 7);
  const byte = bitmap.bytes[at] ?? 0;
  bitmap.bytes[at] = black ? byte | mask : byte & ~mask;
}

/**
 * The picture as text, for people reading a golden file: one character for `cellWidth` ×
 * `cellHeight` dots, darker the more of them are black.
 */
export function previewText(bitmap: Bitmap, cellWidth: number, cellHeight: number): string {
  const shades = " .:*#";
  const lines: string[] = [];
  for (let top = 0; top < bitmap.heightDots; top += cellHeight) {
    let line = "";
    for (let left = 0; left < bitmap.widthDots; left += cellWidth) {
      const share = blackShare(bitmap, left, top, cellWidth, cellHeight);
      line += shades[Math.min(shades.length - 1, Math.ceil(share * shades.length))] ?? " ";
    }
    lines.push(line.trimEnd());
  }
  return lines.join("\n");
}

function blackShare(bitmap: Bitmap, left: number, top: number, width: number, height: number) {
  let black = 0;
  for (let y = top; y < top + height; y++) {
    for (let x = left; x < left + width; x++) if (isBlack(bitmap, x, y)) black++;
  }
  return black / (width * height);
}
