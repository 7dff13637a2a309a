import { setDot, whiteBitmap, type Bitmap } from "../../../shared/printing/bitmap.ts";
import type { TicketBox, TicketLayout } from "../../../shared/printing/paper-page.ts";
import type { TicketInk } from "./fonts.ts";
import { missingCase } from "../../../shared/domain/result.ts";

/**
 * A layout as dots. A dot is black where ink covers half of it or more. Throws a RangeError when
 * ink would fall off the paper: a clipped name is a bug, and a test that paints it finds it.
 */
export function paintTicket(layout: TicketLayout, ink: TicketInk): Bitmap {
  const bitmap = whiteBitmap(layout.widthDots, layout.heightDots);
  for (const box of layout.boxes) paintBox(bitmap, box, ink);
  return bitmap;
}

type TextBox = Extract<TicketBox, { kind: "text" }>;

function paintBox(bitmap: Bitmap, box: TicketBox, ink: TicketInk): void {
  switch (box.kind) {
    case "text":
      return paintText(bitmap, box, ink);
    case "block":
      for (let x = 0; x < box.widthDots; x++) {
        if (box.dashDots !== null && Math.floor(x / box.dashDots) % 2 === 1) continue;
        for (let y = 0; y < box.heightDots; y++) {
          setDot(bitmap, box.leftDots + x, box.topDots + y, true);
        }
      }
      return;
    case "qr":
      return paintQr(bitmap, box);
    default:
      return missingCase(box);
  }
}

function paintQr(bitmap: Bitmap, box: Extract<TicketBox, { kind: "qr" }>): void {
  for (const [row, modules] of box.modules.entries()) {
    for (const [column, dark] of modules.entries()) {
      if (!dark) continue;
      for (let y = 0; y < box.moduleDots; y++) {
        for (let x = 0; x < box.moduleDots; x++) {
          setDot(
            bitmap,
            box.leftDots + column * box.moduleDots + x,
            box.topDots + row * box.moduleDots + y,
            true,
          );
        }
      }
    }
  }
}

/** How far a curve's chord may leave it, in dots: under this no dot changes. */
const flatnessDots = 0.06;
const curvePiecesMax = 24;

/**
 * One line of text in one coverage buffer: exact area per dot, summed over all its glyphs before it
 * is compared with the half, so that joined letters that meet inside a dot leave no white seam.
 */
function paintText(bitmap: Bitmap, box: TextBox, ink: TicketInk): void {
  const size = box.sizeDots;
  const outlines = ink.outlinesOf(box.text, box.weight, box.direction);
  const reach = ink.reachOf(box.text, box.weight, box.direction);
  const above = Math.ceil(size * reach.above) + 1;
  const height = above + Math.ceil(size * reach.below) + 1;
  const beside = Math.ceil(size * 0.3);
  const width = box.widthDots + 2 * beside;
  const cover = createCoverage(width, height);
  for (const { outline, xEm, yEm } of outlines) {
    const originX = beside + xEm * size;
    const originY = above - yEm * size;
    let at = 0;
    let [x, y, startX, startY] = [0, 0, 0, 0];
    const px = () => originX + (outline.points[at++] ?? 0) * size;
    const py = () => originY - (outline.points[at++] ?? 0) * size;
    const lineTo = (toX: number, toY: number): void => {
      cover.edge(x, y, toX, toY);
      [x, y] = [toX, toY];
    };
    for (const operation of outline.operations) {
      if (operation === "M") {
        [startX, startY] = [px(), py()];
        [x, y] = [startX, startY];
      } else if (operation === "L") lineTo(px(), py());
      else if (operation === "Q") curve(lineTo, [x, y, px(), py(), px(), py()]);
      else if (operation === "C") curve(lineTo, [x, y, px(), py(), px(), py(), px(), py()]);
      else lineTo(startX, startY);
    }
  }
  const left = box.leftDots - beside;
  const top = box.baselineDots - above;
  cover.eachCovered((x, y) => setDot(bitmap, left + x, top + y, box.ink === "black"));
}

/** A Bézier curve (its points as x y x y …) as short lines. */
function curve(lineTo: (x: number, y: number) => void, points: readonly number[]): void {
  const degree = points.length / 2 - 1;
  const at = (index: number) => points[index] ?? 0;
  // The largest second difference bounds how far the chords stray.
  let bend = 0;
  for (let i = 0; i + 2 <= degree; i++) {
    const bx = at(2 * i) - 2 * at(2 * i + 2) + at(2 * i + 4);
    const by = at(2 * i + 1) - 2 * at(2 * i + 3) + at(2 * i + 5);
    bend = Math.max(bend, Math.hypot(bx, by));
  }
  const wished = Math.ceil(Math.sqrt((degree * (degree - 1) * bend) / (8 * flatnessDots)));
  const pieces = Math.max(1, Math.min(curvePiecesMax, wished));
  for (let piece = 1; piece <= pieces; piece++) {
    const t = piece / pieces;
    const u = 1 - t;
    if (degree === 2) {
      const [a, b, c] = [u * u, 2 * u * t, t * t];
      lineTo(a * at(0) + b * at(2) + c * at(4), a * at(1) + b * at(3) + c * at(5));
    } else {
      const [a, b, c, d] = [u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t];
      lineTo(
        a * at(0) + b * at(2) + c * at(4) + d * at(6),
        a * at(1) + b * at(3) + c * at(5) + d * at(7),
      );
    }
  }
}

/**
 * Signed area coverage: each edge adds, at the dots it crosses, how much lies to its right; a
 * running sum along a row then gives every dot's coverage.
 */
function createCoverage(width: number, height: number) {
  const cells = new Float32Array((width + 2) * height);
  const stride = width + 2;

  /** The part of an edge inside one row of dots; `sign` is its direction, `dy` its height there. */
  function rowPart(row: number, fromX: number, toX: number, dy: number): void {
    const low = Math.min(fromX, toX);
    const high = Math.max(fromX, toX);
    const first = Math.floor(low);
    const last = Math.ceil(high);
    const base = row * stride;
    const add = (cell: number, area: number) => {
      const at = base + Math.max(0, Math.min(width, cell));
      cells[at] = (cells[at] ?? 0) + area;
    };
    if (last <= first + 1) {
      const covered = 1 - ((low + high) / 2 - first);
      add(first, dy * covered);
      add(first + 1, dy * (1 - covered));
      return;
    }
    const slope = 1 / (high - low);
    const firstShare = 1 - (low - first);
    const firstArea = 0.5 * slope * firstShare * firstShare;
    const lastShare = high - last + 1;
    const lastArea = 0.5 * slope * lastShare * lastShare;
    add(first, dy * firstArea);
    if (last === first + 2) {
      add(first + 1, dy * (1 - firstArea - lastArea));
    } else {
      const second = slope * (1.5 - (low - first));
      add(first + 1, dy * (second - firstArea));
      for (let cell = first + 2; cell < last - 1; cell++) add(cell, dy * slope);
      const beforeLast = second + (last - first - 3) * slope;
      add(last - 1, dy * (1 - beforeLast - lastArea));
    }
    add(last, dy * lastArea);
  }

  return {
    edge(fromX: number, fromY: number, toX: number, toY: number): void {
      if (fromY === toY) return;
      const sign = fromY < toY ? 1 : -1;
      const [topX, topY, lowX, lowY] =
        sign > 0 ? [fromX, fromY, toX, toY] : [toX, toY, fromX, fromY];
      const slope = (lowX - topX) / (lowY - topY);
      if (topY < 0 || lowY > height) throw new RangeError("a glyph is taller than its line");
      let x = topX;
      for (let row = Math.floor(topY); row < Math.min(height, Math.ceil(lowY)); row++) {
        const dy = Math.min(row + 1, lowY) - Math.max(row, topY);
        const nextX = x + slope * dy;
        rowPart(row, x, nextX, sign * dy);
        x = nextX;
      }
    },
    eachCovered(visit: (x: number, y: number) => void): void {
      for (let y = 0; y < height; y++) {
        let sum = 0;
        for (let x = 0; x < width; x++) {
          sum += cells[y * stride + x] ?? 0;
          if (Math.abs(sum) >= 0.5) visit(x, y);
        }
      }
    },
  };
}
