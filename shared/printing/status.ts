import { missingCase } from "../domain/result.ts";
import type { StatusQuery } from "./printer-profiles.ts";

/** One reply of a printer, told apart from the others by its bits alone. */
export type PrinterReply =
  /** To `DLE EOT n`; the byte does not say to which n. */
  | { readonly kind: "realTime"; readonly byte: number }
  /** Pushed by `GS a`: four bytes. */
  | { readonly kind: "autoStatus"; readonly bytes: readonly [number, number, number, number] }
  /** To `GS r`, in its turn. */
  | { readonly kind: "sensor"; readonly byte: number }
  /** To `GS ( H`: the process id that is now on paper. */
  | { readonly kind: "completed"; readonly id: string }
  /** To `DLE DC4` function 8: all that was received and not printed is forgotten. */
  | { readonly kind: "cleared" }
  /** A block nobody asked for. */
  | { readonly kind: "other"; readonly header: number };

/** What is known of a printer. Sensors for low paper are optional: `false` there proves nothing. */
export interface PrinterCondition {
  readonly offline: boolean;
  readonly coverOpen: boolean;
  readonly paperEnd: boolean;
  readonly paperLow: boolean;
  readonly cutterError: boolean;
  readonly failed: boolean;
}

/** Why a printer cannot print now, most useful to staff first. */
export type PrinterTrouble =
  "cover_open" | "paper_out" | "cutter_error" | "printer_error" | "offline";

/** A block longer than this is noise: the longest reply we ask for has seven bytes. */
const blockBytesMax = 64;
const blockHeaders: readonly number[] = [0x37, 0x3b, 0x3d, 0x5f];

export const soundCondition: PrinterCondition = {
  offline: false,
  coverOpen: false,
  paperEnd: false,
  paperLow: false,
  cutterError: false,
  failed: false,
};

/**
 * Reads a printer's bytes, however the network splits or glues them, into replies. A status byte
 * in the middle of a longer reply is taken out of it: its bits can stand in no other place.
 */
export function createReplyReader(): (bytes: Uint8Array) => readonly PrinterReply[] {
  let autoStatus: number[] | null = null;
  let block: number[] | null = null;

  function readByte(byte: number): PrinterReply | null {
    if ((byte & 0x93) === 0x12) return { kind: "realTime", byte };
    if (block !== null) {
      if (byte !== 0x00) {
        block.push(byte);
        if (block.length > blockBytesMax) block = null;
        return null;
      }
      const whole = block;
      block = null;
      return blockReply(whole);
    }
    if ((byte & 0x93) === 0x10) {
      autoStatus = [byte];
      return null;
    }
    if (autoStatus !== null && (byte & 0x90) === 0) {
      autoStatus.push(byte);
      const [first, second, third, fourth] = autoStatus;
      if (first === undefined || second === undefined) return null;
      if (third === undefined || fourth === undefined) return null;
      autoStatus = null;
      return { kind: "autoStatus", bytes: [first, second, third, fourth] };
    }
    if (blockHeaders.includes(byte)) {
      block = [byte];
      return null;
    }
    // XON, XOFF and anything unheard-of say nothing.
    return (byte & 0x90) === 0 ? { kind: "sensor", byte } : null;
  }

  return (bytes) => {
    const replies: PrinterReply[] = [];
    for (const byte of bytes) {
      const reply = readByte(byte);
      if (reply !== null) replies.push(reply);
    }
    return replies;
  };
}

function blockReply(block: readonly number[]): PrinterReply {
  const [header = 0, kind, ...id] = block;
  if (header === 0x37 && kind === 0x22 && id.length === 4) {
    return { kind: "completed", id: String.fromCharCode(...id) };
  }
  if (header === 0x37 && kind === 0x25 && id.length === 0) return { kind: "cleared" };
  return { kind: "other", header };
}

/** The condition after the reply to one `DLE EOT`. */
export function afterRealTime(
  condition: PrinterCondition,
  query: StatusQuery,
  byte: number,
): PrinterCondition {
  const bit = (place: number) => (byte & (1 << place)) !== 0;
  switch (query) {
    case 1:
      return { ...condition, offline: bit(3) };
    case 2:
      return { ...condition, coverOpen: bit(2), paperEnd: condition.paperEnd || bit(5) };
    case 3:
      return { ...condition, cutterError: bit(3), failed: bit(5) || bit(6) };
    case 4:
      return { ...condition, paperLow: bit(2) || bit(3), paperEnd: bit(5) || bit(6) };
    default:
      return missingCase(query);
  }
}

/** The condition after the reply to `GS r`: it tells of paper only. */
export function afterSensor(condition: PrinterCondition, byte: number): PrinterCondition {
  const paperEnd = (byte & 0x0c) !== 0;
  return { ...condition, paperLow: (byte & 0x03) !== 0 || paperEnd, paperEnd };
}

/** The condition a pushed status tells: all of it, whatever was known before. */
export function fromAutoStatus(bytes: readonly [number, number, number, number]): PrinterCondition {
  const [printer, errors, paper] = bytes;
  return {
    offline: (printer & 0x08) !== 0,
    coverOpen: (printer & 0x20) !== 0,
    cutterError: (errors & 0x08) !== 0,
    failed: (errors & 0x60) !== 0,
    paperLow: (paper & 0x03) !== 0,
    paperEnd: (paper & 0x0c) !== 0,
  };
}

/** What stands in the way of printing, or nothing. */
export function troubleOf(condition: PrinterCondition): PrinterTrouble | null {
  if (condition.coverOpen) return "cover_open";
  if (condition.paperEnd) return "paper_out";
  if (condition.cutterError) return "cutter_error";
  if (condition.failed) return "printer_error";
  return condition.offline ? "offline" : null;
}
