/** What one kind of printer is and really answers, as data: a new model is a row, not code. */
export interface PrinterProfile {
  readonly name: string;
  /** Dots the head prints across; 203 dpi gives 8 dots a millimetre. */
  readonly paperWidthDots: number;
  /** White kept at each side of the paper. */
  readonly marginDots: number;
  /** Rows of one raster band. Large rasters garble cheap printers, so never above 128. */
  readonly bandRows: number;
  /** How white rows travel: as paper feed (fewer bytes) or as zero bytes (where feed is unreliable). */
  readonly whiteRows: "feed" | "raster";
  /** What `ESC J` counts in: 1 when a step is a dot, 2 when it is half a dot. */
  readonly feedStepsPerDot: number;
  readonly cut: "partial" | "full" | "none";
  /** Does it answer the process id of `GS ( H`? Else the weaker `GS r` is the fence. */
  readonly processId: boolean;
  /** Does it push its status by itself (`GS a`)? */
  readonly autoStatus: boolean;
  /** The `DLE EOT` requests it answers; the ones left out are not asked. */
  readonly statusQueries: readonly StatusQuery[];
  /**
   * How it is told to forget what it received and has not printed, so that a ticket given up does
   * not come out later: `clear` (`DLE DC4`, answered), `recover` (`DLE ENQ`, not answered), or not.
   */
  readonly forgets: "clear" | "recover" | "never";
}

export type StatusQuery = 1 | 2 | 3 | 4;

/** A band's height may not be a multiple of this: a known 58 mm model breaks on it. */
export const brokenBandRows = 48;

const usualAnswers = {
  bandRows: 128,
  whiteRows: "feed",
  feedStepsPerDot: 1,
  cut: "partial",
  processId: true,
  autoStatus: true,
  statusQueries: [1, 2, 3, 4],
  forgets: "clear",
} as const;
/** Clones without a process id or pushed status: everything the weak way. */
const plainAnswers = {
  ...usualAnswers,
  processId: false,
  autoStatus: false,
  forgets: "recover",
} as const;
/** Clones that say only whether they are online: why they stopped, staff must see for themselves. */
const basicAnswers = { ...plainAnswers, statusQueries: [1], forgets: "never" } as const;
/** Narrow clones have no cutter as a rule, little memory, and feed unreliably. */
const narrowClone = { bandRows: 64, whiteRows: "raster", cut: "none" } as const;

/** The profiles a printer's address can name (`?profile=58mm`). The first is the default. */
export const printerProfiles = [
  { name: "80mm", paperWidthDots: 576, marginDots: 16, ...usualAnswers },
  { name: "58mm", paperWidthDots: 384, marginDots: 8, ...usualAnswers },
  { name: "58mm-plain", paperWidthDots: 384, marginDots: 8, ...plainAnswers, ...narrowClone },
  { name: "80mm-plain", paperWidthDots: 576, marginDots: 16, ...plainAnswers },
  { name: "58mm-basic", paperWidthDots: 384, marginDots: 8, ...basicAnswers, ...narrowClone },
  { name: "80mm-basic", paperWidthDots: 576, marginDots: 16, ...basicAnswers },
] as const satisfies readonly PrinterProfile[];

export const defaultProfile: PrinterProfile = printerProfiles[0];

/** The profile of this name, or nothing. */
export function profileNamed(name: string): PrinterProfile | null {
  return printerProfiles.find((profile) => profile.name === name) ?? null;
}
