/**
 * Reads ESC/POS as a printer does, byte by byte, and knows only what a raster ticket needs. It is
 * written from the manuals and shares nothing with Dawr's encoder, so that one checks the other;
 * an unknown command is an error, where a real printer would print garbage.
 */
export interface PaperEvents {
  /** One printed row: `dots` are packed, leftmost dot in the highest bit; shorter than the paper. */
  readonly row: (dots: Uint8Array) => void;
  readonly feed: (rows: number) => void;
  readonly cut: () => void;
  readonly initialise: () => void;
  /** `GS a`: which changes are pushed from now on (0: none). */
  readonly autoStatus: (mask: number) => void;
  /** `GS r`. */
  readonly sensorRequest: (kind: number) => void;
  /** `GS ( H` function 48. */
  readonly processId: (id: Uint8Array) => void;
  readonly unknown: (bytes: readonly number[]) => void;
}

export interface PaperReader {
  /** Takes one byte. The caller stops feeding it while the printer can't print. */
  take(byte: number): void;
  /** A new link: a real-time request that the last one left half said is not waited for. */
  lineOpened(): void;
  /** Forgets what was half said: a command, a band. Settings stay. */
  clear(): void;
  /** Is a raster band begun and not finished? */
  readonly isInsideBand: boolean;
}

const bandBytesPerRowMax = 255;
/** `DLE DC4` function 8 has ten bytes. */
const clearLength = 10;

export function createPaperReader(events: PaperEvents): PaperReader {
  /** The bytes of the command so far; a finished command empties it. */
  let command: number[] = [];
  let band: { readonly bytesPerRow: number; rowsLeft: number; row: number[] } | null = null;

  function takeDot(byte: number): void {
    if (band === null) return;
    band.row.push(byte);
    if (band.row.length < band.bytesPerRow) return;
    const row = Uint8Array.from(band.row);
    band.row = [];
    band.rowsLeft--;
    if (band.rowsLeft === 0) band = null;
    events.row(row);
  }

  function beginBand([, , , mode, xLow = 0, xHigh = 0, yLow = 0, yHigh = 0]: number[]): boolean {
    const bytesPerRow = xLow + xHigh * 256;
    const rowsLeft = yLow + yHigh * 256;
    if (mode !== 0 || bytesPerRow === 0 || bytesPerRow > bandBytesPerRowMax || rowsLeft === 0) {
      return false;
    }
    band = { bytesPerRow, rowsLeft, row: [] };
    return true;
  }

  /** Carries a whole command out; `more` while it is not whole yet, `unknown` if there is none such. */
  function carryOut(bytes: number[]): "done" | "more" | "unknown" {
    const [first, second, third, fourth] = bytes;
    if (first === 0x00 || first === 0x0a) {
      // NUL does nothing outside a band; LF ends an empty line.
      return "done";
    }
    if (second === undefined) {
      return first === 0x1b || first === 0x1d || first === 0x10 ? "more" : "unknown";
    }
    if (first === 0x10) return carryOutRealTime(bytes);
    if (first === 0x1b && second === 0x40) return (events.initialise(), "done");
    if (first === 0x1b && second === 0x4a) {
      if (third === undefined) return "more";
      return (events.feed(third), "done");
    }
    if (first !== 0x1d) return "unknown";
    if (second === 0x76) {
      if (third !== undefined && third !== 0x30) return "unknown";
      if (bytes.length < 8) return "more";
      return beginBand(bytes) ? "done" : "unknown";
    }
    if (second === 0x56) return carryOutCut(third, fourth);
    if (second === 0x61 || second === 0x72) {
      if (third === undefined) return "more";
      if (second === 0x61) events.autoStatus(third);
      else events.sensorRequest(third);
      return "done";
    }
    return second === 0x28 ? carryOutBlock(bytes) : "unknown";
  }

  /** Heard and done on arrival; here they only take their place among the others. */
  function carryOutRealTime(bytes: number[]) {
    const [, kind, part] = bytes;
    const length = kind === 0x04 || kind === 0x05 ? 3 : kind === 0x14 ? clearLength : null;
    if (length === null) return "unknown";
    if (kind === 0x14 && part !== undefined && part !== 0x08) return "unknown";
    return bytes.length < length ? "more" : "done";
  }

  function carryOutCut(kind: number | undefined, feed: number | undefined) {
    if (kind === undefined) return "more";
    if (kind === 0x41 || kind === 0x42) {
      if (feed === undefined) return "more";
      if (feed > 0) events.feed(feed);
    } else if (kind > 0x01 && kind !== 0x30 && kind !== 0x31) return "unknown";
    events.cut();
    return "done";
  }

  function carryOutBlock(bytes: number[]) {
    const [, , letter, low, high, ...rest] = bytes;
    if (letter !== undefined && letter !== 0x48) return "unknown";
    if (low === undefined || high === undefined) return "more";
    if (low + high * 256 !== 6) return "unknown";
    if (rest.length < 6) return "more";
    if (rest[0] !== 0x30 || rest[1] !== 0x30) return "unknown";
    events.processId(Uint8Array.from(rest.slice(2)));
    return "done";
  }

  return {
    take(byte) {
      if (band !== null) return takeDot(byte);
      command.push(byte);
      const now = command;
      const answer = carryOut(now);
      if (answer === "more") return;
      command = [];
      if (answer === "unknown") events.unknown(now);
    },
    lineOpened() {
      if (command[0] === 0x10) command = [];
    },
    clear() {
      command = [];
      band = null;
    },
    get isInsideBand() {
      return band !== null;
    },
  };
}
