import { createServer, type Socket } from "node:net";
import { isOutOfPaper, isStopped, noFaults, type Faults } from "./faults.ts";
import { createPaperReader } from "./paper-reader.ts";
import { keepPaper, paperFileName, type Paper } from "./papers.ts";
import { createReceiveBuffer, type RealTimeRequest } from "./receive-buffer.ts";
import { createReplies } from "./replies.ts";
import { missingCase } from "../../shared/domain/result.ts";

export interface VirtualPrinterOptions {
  readonly port: number;
  readonly host: string;
  /** Where the pictures go; null keeps them in memory only. */
  readonly papersFolder: string | null;
  readonly now: () => number;
  /** For the print speed; the process's own when absent. */
  readonly monotonicMs?: () => number;
  readonly faults?: Partial<Faults>;
  readonly paperWidthDots?: number;
  /** It serves one client at a time. The next one waits unheard, as mostly, or is turned away. */
  readonly whenBusy?: "waits" | "refuses";
}

export interface VirtualPrinter {
  readonly port: number;
  readonly papers: readonly Paper[];
  /** Commands no raster ticket needs, as hexadecimal: each is a defect of the sender. */
  readonly unknownCommands: readonly string[];
  /** Rows printed since the start, cut or not. */
  readonly rowsPrinted: () => number;
  /** Rows that hang out of the printer: printed and not cut off. */
  readonly rowsHanging: () => number;
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
/** Between two looks at a client that is held back: whether it is still there shows only then. */
const lookAgainMs = 250;
/** A slow printer's step: short enough to look steady. */
const slowStepMs = 10;
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
  const monotonicMs = options.monotonicMs ?? (() => performance.now());
  let faults: Faults = { ...noFaults, ...options.faults };
  const papers: Paper[] = [];
  const unknownCommands: string[] = [];
  const listeners = new Set<() => void>();
  let sequence = 0;
  let rows: Uint8Array[] = [];
  let rowsPrinted = 0;
  let autoStatusMask = 0;
  let serving: Serving | null = null;
  const queueing: Socket[] = [];
  const sockets = new Set<Socket>();

  const changed = () => {
    for (const listener of listeners) listener();
  };
  const isHung = () => faults.hangsAfterRows === 0;

  /** One row of paper leaves the head; the roll gets shorter. */
  function advance(dots: Uint8Array | null): void {
    const row = new Uint8Array(widthDots / 8);
    if (dots !== null) row.set(dots.subarray(0, row.length));
    rows.push(row);
    rowsPrinted++;
    const { paperLeftRows, coverOpensAfterRows, dropAfterRows, hangsAfterRows } = faults;
    const oneLess = (count: number | null) => (count === null ? null : Math.max(0, count - 1));
    const opens = coverOpensAfterRows === 1;
    faults = {
      ...faults,
      paperLeftRows: oneLess(paperLeftRows),
      coverOpen: faults.coverOpen || opens,
      coverOpensAfterRows: opens ? null : oneLess(coverOpensAfterRows),
      dropAfterRows: oneLess(dropAfterRows),
      hangsAfterRows: oneLess(hangsAfterRows),
    };
    if (opens || paperLeftRows === 1) pushStatus();
    if (faults.dropAfterRows === 0) drop();
    if (opens || paperLeftRows === 1 || hangsAfterRows === 1) changed();
  }

  function drop(): void {
    faults = { ...faults, dropAfterBytes: null, dropAfterRows: null, dropAtCut: false };
    serving?.drop();
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

  const replies = createReplies(() => faults);
  function answer(...bytes: readonly number[]): void {
    if (!faults.mute && !isHung()) replies.send(Uint8Array.from(bytes));
  }
  const paperBits = () =>
    (faults.paperLow || isOutOfPaper(faults) ? 0x03 : 0) | (isOutOfPaper(faults) ? 0x0c : 0);
  function pushStatus(): void {
    if (autoStatusMask === 0) return;
    const printerBits = (isStopped(faults) ? 0x08 : 0) | (faults.coverOpen ? 0x20 : 0);
    answer(0x10 | printerBits, faults.cutterError ? 0x08 : 0, paperBits(), 0x0f);
  }

  function answerStatus(query: number): void {
    if (faults.answersQueries !== null && !faults.answersQueries.includes(query)) return;
    const error = faults.cutterError;
    const out = isOutOfPaper(faults);
    if (query === 1) answer(0x12 | (isStopped(faults) ? 0x08 : 0));
    if (query === 2) {
      answer(0x12 | (faults.coverOpen ? 0x04 : 0) | (out ? 0x20 : 0) | (error ? 0x40 : 0));
    }
    if (query === 3) answer(0x12 | (error ? 0x08 : 0));
    if (query === 4) answer(0x12 | (faults.paperLow || out ? 0x0c : 0) | (out ? 0x60 : 0));
  }

  function forget(): void {
    buffer.clear();
    reader.clear();
    feedLeft = 0;
    cutWaits = false;
  }
  function hear(request: RealTimeRequest): void {
    if (isHung()) return;
    switch (request.kind) {
      case "status":
        return answerStatus(request.query);
      case "recover":
        if (isStopped(faults)) forget();
        return;
      case "clear":
        forget();
        return answer(0x37, 0x25, 0x00);
      default:
        return missingCase(request);
    }
  }

  const buffer = createReceiveBuffer(receiveBufferBytes, hear);
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
    sensorRequest: () => answer(paperBits()),
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
    while (!isStopped(faults) && !isHung()) {
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

  /** When a slow printer began to be busy, and the bytes it has printed since. */
  let busy: { readonly sinceMs: number; bytes: number } | null = null;
  let timer: NodeJS.Timeout | null = null;
  /** How many bytes the head can take now; a slow one comes back for more. */
  function bytesInTime(): number {
    if (faults.bytesPerSecond === null) return Infinity;
    busy ??= { sinceMs: monotonicMs(), bytes: 0 };
    timer ??= setTimeout(() => {
      timer = null;
      work();
    }, slowStepMs);
    return ((monotonicMs() - busy.sinceMs) * faults.bytesPerSecond) / 1_000 - busy.bytes;
  }

  function work(): void {
    if (closed) return;
    let left = buffer.isEmpty ? 0 : bytesInTime();
    for (; left >= 1 && finishBegun(); left--) {
      const byte = buffer.take();
      if (byte === null) break;
      if (busy !== null) busy.bytes++;
      reader.take(byte);
      serving?.tookOne();
    }
    if (!finishBegun() || buffer.isEmpty) busy = null;
    serving?.holdBack();
  }

  interface Serving {
    /** For the faults that count bytes. */
    tookOne(): void;
    /** Stops reading from the client while there is no room for what it sends. */
    holdBack(): void;
    drop(): void;
  }
  function serve(socket: Socket): Serving {
    let taken = 0;
    const look = setInterval(() => {
      if (socket.isPaused() && !isHung()) socket.resume();
    }, lookAgainMs);
    const holdBack = () => {
      if (buffer.isFull || isHung()) socket.pause();
      else socket.resume();
    };
    socket.on("data", (bytes) => {
      buffer.arrive(bytes);
      work();
      changed();
    });
    socket.on("close", () => {
      clearInterval(look);
      lineEnded(socket);
    });
    replies.to(socket);
    return {
      tookOne() {
        taken++;
        if (faults.dropAfterBytes !== null && taken >= faults.dropAfterBytes) drop();
      },
      holdBack,
      drop() {
        clearInterval(look);
        lineEnded(socket);
        socket.resetAndDestroy();
      },
    };
  }
  let served: Socket | null = null;
  let closed = false;
  function lineEnded(socket: Socket): void {
    if (served !== socket) return;
    served = null;
    serving = null;
    replies.to(null);
    buffer.lineEnded();
    if (!faults.keepsBuffer) buffer.clear();
    serveNext();
    // Later: the link may have ended in the middle of a row.
    queueMicrotask(work);
    changed();
  }
  function serveNext(): void {
    if (serving !== null || faults.heldByOther) return;
    const next = queueing.shift();
    if (next === undefined) return;
    reader.lineOpened();
    served = next;
    serving = serve(next);
    serving.holdBack();
  }

  const server = createServer({ noDelay: true, pauseOnConnect: true }, (socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.on("close", () => {
      sockets.delete(socket);
      const at = queueing.indexOf(socket);
      if (at >= 0) queueing.splice(at, 1);
    });
    const isBusy = serving !== null || faults.heldByOther;
    if (isBusy && options.whenBusy === "refuses") return socket.resetAndDestroy();
    queueing.push(socket);
    serveNext();
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
    serveNext();
    work();
    changed();
  }

  return {
    port: typeof address === "object" && address !== null ? address.port : options.port,
    papers,
    unknownCommands,
    rowsPrinted: () => rowsPrinted,
    rowsHanging: () => rows.length,
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
        closed = true;
        if (timer !== null) clearTimeout(timer);
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
