import { z } from "zod";
import { frameBytesMax } from "../shared/protocol/wire.ts";

/** A number as people write it: an empty or odd text is not quietly some other number. */
export const digits = z
  .string()
  .regex(/^\d{1,9}$/, "a whole number is needed")
  .transform(Number);

const atLeast = (least: number) => digits.pipe(z.number().min(least));

/**
 * What one caller may take of the server, so that it can't take the others' turn. Each default holds
 * a big house (1,100 screens, 60 desks) with room to spare; docs/OPERATING.md has the table.
 */
export const limitFields = {
  // Commands and subscriptions of one principal over all its sockets: a runaway must not starve.
  DAWR_COMMANDS_PER_SECOND: atLeast(1).default(1_000),
  DAWR_COMMANDS_BURST: atLeast(1).default(5_000),
  // One is right; two, since a page that is opened anew meets the end of the one before it, and a
  // board of the demo is looked at in two windows. Beyond it the newest wins.
  DAWR_SOCKETS_PER_DEVICE: digits.pipe(z.number().min(1).max(2)).default(2),
  // A person has a desk and a tab or two; a shared account of a reception has a dozen desks.
  DAWR_SOCKETS_PER_STAFF: atLeast(1).default(16),
  // A whole hospital may stand behind one address, and each says who it is within milliseconds.
  DAWR_STRANGERS_PER_ADDRESS: atLeast(1).default(100),
  // Time to say who one is: a slow radio link needs two, and a stranger holds his place no longer.
  DAWR_STRANGER_MS: atLeast(100).default(10_000),
  // A fast hand makes five. A desk that comes back asks for all its queues in one moment, hence the
  // burst. Whoever does four times this much in spite of the refusals is cut off.
  DAWR_EVENTS_PER_SECOND: atLeast(1).default(100),
  DAWR_EVENTS_BURST: atLeast(1).default(1_000),
  // Part of the protocol (docs/PROTOCOL.md): smaller only where no program of another maker is.
  DAWR_FRAME_BYTES: digits.pipe(z.number().min(4_096)).default(frameBytesMax),
  // A full board is 20 kB. A picture over this says that a list has grown that should not.
  DAWR_SNAPSHOT_BYTES: atLeast(1_024).default(256 * 1024),
  // Some hundred pictures of a full board for one that does not read. Beyond it the connection
  // ends: who comes back gets the newest picture and needs none of these.
  DAWR_UNSENT_BYTES: atLeast(64 * 1024).default(8 * 1024 * 1024),
  // A desk that shows every queue of a big house is far below it.
  DAWR_FEEDS_PER_SOCKET: atLeast(1).default(64),
  // A handshake and its first pictures cost some 2 ms: a tenth of the time, the rest is for tickets.
  DAWR_HANDSHAKES_PER_SECOND: atLeast(1).default(50),
} as const;

export interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

export interface Limits {
  /** Of one principal over all its sockets. */
  readonly commands: Rate;
  /** Sockets of one device, of one member of staff: beyond it the newest takes the oldest's place. */
  readonly socketsPerDevice: number;
  readonly socketsPerStaff: number;
  /** Connections of one address that have not been let in, and how long they may stay so. */
  readonly strangersPerAddress: number;
  readonly strangerMs: number;
  /** Of one socket, whatever they are. */
  readonly events: Rate;
  readonly frameBytes: number;
  /** An alarm, not a limit: a board that is not told is worse than a big picture. */
  readonly snapshotBytes: number;
  readonly unsentBytes: number;
  readonly feedsPerSocket: number;
  readonly handshakesPerSecond: number;
}

/** The limits as the server's rooms take them. */
export function limitsOf(read: z.output<z.ZodObject<typeof limitFields>>): Limits {
  return {
    commands: { perSecond: read.DAWR_COMMANDS_PER_SECOND, burst: read.DAWR_COMMANDS_BURST },
    socketsPerDevice: read.DAWR_SOCKETS_PER_DEVICE,
    socketsPerStaff: read.DAWR_SOCKETS_PER_STAFF,
    strangersPerAddress: read.DAWR_STRANGERS_PER_ADDRESS,
    strangerMs: read.DAWR_STRANGER_MS,
    events: { perSecond: read.DAWR_EVENTS_PER_SECOND, burst: read.DAWR_EVENTS_BURST },
    frameBytes: read.DAWR_FRAME_BYTES,
    snapshotBytes: read.DAWR_SNAPSHOT_BYTES,
    unsentBytes: read.DAWR_UNSENT_BYTES,
    feedsPerSocket: read.DAWR_FEEDS_PER_SOCKET,
    handshakesPerSecond: read.DAWR_HANDSHAKES_PER_SECOND,
  };
}
