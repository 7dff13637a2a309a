import { createServer, type Socket } from "node:net";
import { createPaperReader } from "./paper-reader.ts";
import { keepPaper, paperFileName, type Paper } from "./papers.ts";

/** What is wrong with the printer now. All off: a printer that works. */
export interface Faults {
  /** The roll is nearly at its end; printing goes on. */
  readonly paperLow: boolean;
  /** Rows until the paper ends: 0 is out now, null a full roll. */
  readonly paperLeftRows: number | null;
  readonly coverOpen: boolean;
  readonly cutterError: boolean;
  /** Takes everything and answers nothing, as many a cheap network card does. */
  readonly mute: boolean;
  /** Does not know `GS ( H`: skips it and answers nothing. */
  readonly noProcessId: boolean;
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
  cutterError: false,
  mute: false,
  noProcessId: false,
  dropAfterBytes: null,
  dropAfterRows: null,
  dropAtCut: false,
};

export interface VirtualPrinterOptions {
  readonly port: number;
  readonly host: string;
  /** Where the pictures go; null keeps them in memory only. */
  readonly papersFolder: string | null;
  readonly now: () => number;
  readonly faults?: Partial<Faults>;
  readonly paperWidthDots?: number;
}

export interface VirtualPrinter {
  readonly port: number;
  readonly papers: readonly Paper[];
  /** Commands no raster ticket needs, as hexadecimal: each is a defect of the sender. */
  readonly unknownCommands: readonly string[];
  /** Rows printed since the start, cut or not. */
  readonly rowsPrinted: () => number;
  readonly faults: () => Faults;
  setFaults(change: Partial<Faults>): void;
  /** A new roll in, cover closed, cutter freed: printing goes on where it stopped. */
  refill(): void;
  /** Called for every paper, state change and printed row that others may want to see. */
  onChange(listener: () => void): () => void;
  close(): Promise<void>;
}

/** A small printer's receive buffer: what comes beyond it waits in the network. */
const receiveBufferBytes = 4_096;
/** The papers held in memory for the page and for tests. */
const papersInMemory = 200;
const unknownKept = 100;

/**
 * A printer without hardware: listens as a network printer does, prints each ticket as a picture
 * and can be given every trouble a real one has. Rejects with the system's error when the port is
 * in use.
 */
export async function createVirtualPrinter(
  options: VirtualPrinterOptions,
): Promise<VirtualPrinter> {
  const widthDots = options.paperWidthDots ?? 576;
  let faults: Faults = { ...noFaults, ...options.faults };
  const papers: Paper[] = [];
  const unknownCommands: string[] = [];
  const listeners = new Set<() => void>();
  let sequence = 0;
  let rows: Uint8Array[] = [];
  let rowsPrinted = 0;
  let autoStatusMask = 0;
  let connection: Connection | null = null;
  const sockets = new Set<Socket>();

  const changed = () => {
    for (const listener of listeners) listener();
  };
  const isOut = () => faults.paperLeftRows === 0;
  const isStopped = () => isOut() || faults.coverOpen || faults.cutterError;

  /** One row of paper leaves the head; the roll gets shorter. */
  function advance(dots: Uint8Array | null): void {
    const row = new Uint8Array(widthDots / 8);
    if (dots !== null) row.set(dots.subarray(0, row.length));
    rows.push(row);
    rowsPrinted++;
    if (faults.paperLeftRows !== null) {
      faults = { ...faults, paperLeftRows: Math.max(0, faults.paperLeftRows - 1) };
      if (isOut()) pushStatus();
    }
    if (faults.dropAfterRows !== null) {
      faults = { ...faults, dropAfterRows: faults.dropAfterRows - 1 };
      if (faults.dropAfterRows === 0) drop();
    }
  }

  function drop(): void {
    faults = { ...faults, dropAfterBytes: null, dropAfterRows: null, dropAtCut: false };
    connection?.drop();
    changed();
  }

  function cut(): void {
    const printed = rows;
    rows = [];
    if (printed.some((row) => row.some((byte) => byte !== 0))) {
      sequence++;
      const cutAt = options.now();
      const fileName = options.papersFolder === null ? null : paperFileName(cutAt, sequence);
      const paper: Paper = { sequence, cutAt, widthDots, rows: printed, fileName };
      if (options.papersFolder !== null) keepPaper(options.papersFolder, paper);
      papers.push(paper);
      if (papers.length > papersInMemory) papers.shift();
    }
    if (faults.dropAtCut) drop();
    changed();
  }

  function answer(...bytes: readonly number[]): void {
    if (!faults.mute) connection?.send(Uint8Array.from(bytes));
  }
  function pushStatus(): void {
    if (autoStatusMask === 0) return;
    answer(
      0x10 | (isStopped() ? 0x08 : 0) | (faults.coverOpen ? 0x20 : 0),
      faults.cutterError ? 0x08 : 0,
      (faults.paperLow || isOut() ? 0x03 : 0) | (isOut() ? 0x0c : 0),
      0x0f,
    );
  }
  function answerRealTime(query: number): void {
    const error = faults.cutterError;
    if (query === 1) answer(0x12 | (isStopped() ? 0x08 : 0));
    if (query === 2) {
      answer(0x12 | (faults.coverOpen ? 0x04 : 0) | (isOut() ? 0x20 : 0) | (error ? 0x40 : 0));
    }
    if (query === 3) answer(0x12 | (error ? 0x08 : 0));
    if (query === 4) answer(0x12 | (faults.paperLow || isOut() ? 0x0c : 0) | (isOut() ? 0x60 : 0));
  }

  /** White rows still to feed: the paper may end in the middle of them. */
  let feedLeft = 0;
  let cutWaits = false;
  const reader = createPaperReader({
    row: advance,
    feed: (count) => (feedLeft += count),
    cut: () => (cutWaits = true),
    initialise: () => (autoStatusMask = 0),
    autoStatus(mask) {
      autoStatusMask = mask;
      pushStatus();
    },
    sensorRequest: () => answer((faults.paperLow || isOut() ? 0x03 : 0) | (isOut() ? 0x0c : 0)),
    processId(id) {
      if (!faults.noProcessId) answer(0x37, 0x22, ...id, 0x00);
    },
    unknown(bytes) {
      const text = bytes.map((byte) => byte.toString(16).padStart(2, "0")).join(" ");
      if (unknownCommands.length < unknownKept) unknownCommands.push(text);
      changed();
    },
  });

  /** Does what was begun; says whether the printer is free for the next byte. */
  function finishBegun(): boolean {
    while (!isStopped()) {
      if (feedLeft > 0) {
        feedLeft--;
        advance(null);
      } else if (cutWaits) {
        cutWaits = false;
        cut();
      } else return true;
    }
    return false;
  }

  interface Connection {
    readonly work: () => void;
    readonly send: (bytes: Uint8Array) => void;
    readonly drop: () => void;
  }
  function serve(socket: Socket): Connection {
    let waiting: Uint8Array[] = [];
    let at = 0;
    let taken = 0;
    let isOpen = true;
    /** The two last bytes, for real-time commands wherever they stand, also inside graphics. */
    let last = [0, 0];

    /** Real-time requests are answered as they arrive, whatever the printer is doing. */
    function hearRealTime(bytes: Uint8Array): void {
      for (const byte of bytes) {
        if (last[0] === 0x10 && last[1] === 0x04 && byte >= 1 && byte <= 4) answerRealTime(byte);
        last = [last[1] ?? 0, byte];
      }
    }
    function work(): void {
      while (isOpen && finishBegun()) {
        const bytes = waiting[0];
        if (bytes === undefined) break;
        const byte = bytes[at];
        if (byte === undefined) {
          waiting.shift();
          at = 0;
          continue;
        }
        at++;
        taken++;
        reader.take(byte);
        if (faults.dropAfterBytes !== null && taken >= faults.dropAfterBytes) drop();
      }
      const held = waiting.reduce((sum, bytes) => sum + bytes.length, -at);
      if (isOpen && held > receiveBufferBytes) socket.pause();
      else socket.resume();
    }
    socket.on("data", (bytes) => {
      hearRealTime(bytes);
      waiting.push(bytes);
      work();
      changed();
    });
    return {
      work,
      send: (bytes) => {
        if (isOpen) socket.write(bytes);
      },
      drop() {
        isOpen = false;
        waiting = [];
        socket.resetAndDestroy();
      },
    };
  }

  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    reader.lineOpened();
    const mine = serve(socket);
    connection = mine;
    socket.on("error", () => undefined);
    socket.on("close", () => {
      sockets.delete(socket);
      if (connection === mine) connection = null;
      changed();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, options.host, () => {
      server.off("error", reject);
      resolve();
    });
  });
  const address = server.address();

  function setFaults(change: Partial<Faults>): void {
    faults = { ...faults, ...change };
    pushStatus();
    connection?.work();
    changed();
  }

  return {
    port: typeof address === "object" && address !== null ? address.port : options.port,
    papers,
    unknownCommands,
    rowsPrinted: () => rowsPrinted,
    faults: () => faults,
    setFaults,
    refill: () =>
      setFaults({ paperLeftRows: null, paperLow: false, coverOpen: false, cutterError: false }),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
