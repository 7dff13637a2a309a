import { barsQuietModules, code128 } from "./code128.ts";
import { qrQuietModules } from "./paper-page.ts";
import type { Ink, TicketBox } from "./paper-page.ts";

/** 9 mm: a hand that shakes still crosses all bars. */
const barHeightDots = 72;
/**
 * Dots of a module, the best first. Bars of two are 0.25 mm and any reader's; wider than three, they
 * would go round the tube. The QR has the less to hold, and is read at 0.38 mm too.
 */
const sizes = [
  { bar: 3, qr: 4 },
  { bar: 2, qr: 4 },
  { bar: 2, qr: 3 },
] as const;
/** One below the other. */
const stacked = { bar: 2, qr: 4 } as const;

interface Codes {
  readonly boxes: readonly TicketBox[];
  readonly heightDots: number;
}

/**
 * The same content as bars and as a QR: side by side with the widest bars that leave room, one below
 * the other where even the narrowest do not. Each has its own white around it. Nothing: the paper is
 * too narrow, or the content too long.
 */
export function layOutCodes(
  content: string,
  paperWidthDots: number,
  ink: Pick<Ink, "qr">,
): Codes | null {
  const modules = ink.qr(content);
  if (modules === null) return null;
  const bars = code128(content);
  for (const size of sizes) {
    const codes = besideEachOther(bars, modules, size, paperWidthDots);
    if (codes !== null) return codes;
  }
  return belowEachOther(bars, modules, paperWidthDots);
}

type Modules = readonly (readonly boolean[])[];
interface Size {
  readonly bar: number;
  readonly qr: number;
}

function besideEachOther(
  bars: readonly number[],
  modules: Modules,
  { bar, qr: moduleDots }: Size,
  paperWidthDots: number,
): Codes | null {
  const [barQuiet, qrQuiet] = [barsQuietModules * bar, qrQuietModules * moduleDots];
  const between = Math.max(barQuiet, qrQuiet);
  const qrSide = modules.length * moduleDots;
  const across = barQuiet + widthOf(bars, bar) + between + qrSide + qrQuiet;
  if (across > paperWidthDots) return null;
  const left = Math.floor((paperWidthDots - across) / 2) + barQuiet;
  const heightDots = qrSide + 2 * qrQuiet;
  const barsTop = Math.floor((heightDots - barHeightDots) / 2);
  const leftDots = left + widthOf(bars, bar) + between;
  return {
    boxes: [
      ...barBoxes(bars, bar, left, barsTop),
      { kind: "qr", leftDots, topDots: qrQuiet, moduleDots, modules },
    ],
    heightDots,
  };
}

function belowEachOther(
  bars: readonly number[],
  modules: Modules,
  paperWidthDots: number,
): Codes | null {
  const { bar, qr: moduleDots } = stacked;
  const qrSide = modules.length * moduleDots;
  const qrQuiet = qrQuietModules * moduleDots;
  const white = paperWidthDots - widthOf(bars, bar);
  if (white < 2 * barsQuietModules * bar || qrSide + 2 * qrQuiet > paperWidthDots) return null;
  const leftDots = Math.floor((paperWidthDots - qrSide) / 2);
  const topDots = barHeightDots + qrQuiet;
  return {
    boxes: [
      ...barBoxes(bars, bar, Math.floor(white / 2), 0),
      { kind: "qr", leftDots, topDots, moduleDots, modules },
    ],
    heightDots: topDots + qrSide + qrQuiet,
  };
}

function widthOf(bars: readonly number[], moduleDots: number): number {
  return moduleDots * bars.reduce((sum, width) => sum + width, 0);
}

function barBoxes(
  bars: readonly number[],
  moduleDots: number,
  leftDots: number,
  topDots: number,
): readonly TicketBox[] {
  const size = { topDots, heightDots: barHeightDots, dashDots: null };
  let at = leftDots;
  return bars.flatMap((width, index): readonly TicketBox[] => {
    const box = { kind: "block", leftDots: at, widthDots: width * moduleDots, ...size } as const;
    at += width * moduleDots;
    return index % 2 === 0 ? [box] : [];
  });
}
