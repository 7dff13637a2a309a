/** What is wrong with the printer now. All off: a printer that works. */
export interface Faults {
  /** The roll is nearly at its end; printing goes on. */
  readonly paperLow: boolean;
  /** Rows until the paper ends: 0 is out now, null a full roll. */
  readonly paperLeftRows: number | null;
  readonly coverOpen: boolean;
  /** Once: somebody opens the cover after so many printed rows. */
  readonly coverOpensAfterRows: number | null;
  readonly cutterError: boolean;
  /** Takes everything and answers nothing, as many a cheap network card does. */
  readonly mute: boolean;
  /** Does not know `GS ( H`: skips it and answers nothing. */
  readonly noProcessId: boolean;
  /** The `DLE EOT` questions it answers; null all four, as few clones do. */
  readonly answersQueries: readonly number[] | null;
  /** Sends each byte of an answer by itself. */
  readonly splitsReplies: boolean;
  /** Holds its answers back so long and sends them glued together. */
  readonly repliesLateMs: number | null;
  /** How fast it prints; null at once. What it can't take yet waits in its small buffer. */
  readonly bytesPerSecond: number | null;
  /** Stops for good after so many printed rows, the link up: 0 is hung now. */
  readonly hangsAfterRows: number | null;
  /** Keeps what it had received when a link ends, and prints it as soon as it can. */
  readonly keepsBuffer: boolean;
  /** Another program holds the port and never lets go. */
  readonly heldByOther: boolean;
  /** Once: the link drops after so many bytes of the next connection. */
  readonly dropAfterBytes: number | null;
  /** Once: the link drops after so many printed rows. */
  readonly dropAfterRows: number | null;
  /** Once: the link drops right after the cut, before any answer. */
  readonly dropAtCut: boolean;
}

export const noFaults: Faults = {
  paperLow: false,
  paperLeftRows: null,
  coverOpen: false,
  coverOpensAfterRows: null,
  cutterError: false,
  mute: false,
  noProcessId: false,
  answersQueries: null,
  splitsReplies: false,
  repliesLateMs: null,
  bytesPerSecond: null,
  hangsAfterRows: null,
  keepsBuffer: false,
  heldByOther: false,
  dropAfterBytes: null,
  dropAfterRows: null,
  dropAtCut: false,
};

export function isOutOfPaper(faults: Faults): boolean {
  return faults.paperLeftRows === 0;
}

/** Can nothing be printed until somebody has been at the printer? */
export function isStopped(faults: Faults): boolean {
  return isOutOfPaper(faults) || faults.coverOpen || faults.cutterError;
}
