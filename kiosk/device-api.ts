import type { AppointmentId, CommandId, ServiceId, TicketId } from "../shared/domain/ids.ts";
import type { Language } from "../shared/domain/language.ts";
import type { PrintOutcome } from "../shared/domain/print-job.ts";
import type { RefusalCode } from "../shared/domain/refusal.ts";
import type { Instant } from "../shared/domain/time.ts";
import type { CommandReplies } from "../shared/protocol/commands.ts";
import type { DirectoryData } from "../shared/protocol/feeds.ts";
import type { MeantBooking } from "../shared/protocol/scheduling-commands.ts";
import type { PrinterStatus } from "./agent/printer-port.ts";

/**
 * All that the patient's screen can do. The agent implements it; the Electron shell carries it over
 * IPC and the browser shell over a loopback socket. The screen has no other way to the world.
 */
export interface DeviceApi {
  /** Tells how things are, at once if known and again whenever it changes. Returns the way out. */
  onState(listener: (state: DeviceState) => void): () => void;
  /**
   * Asks for one ticket. Asking again with the same intent joins the running try or gets the same
   * answer: one intent is one ticket. Ends within about a minute, with an honest outcome.
   */
  issueTicket(intent: IssueIntent): Promise<IssueOutcome>;
  /** Says that a booked patient has come; as {@link issueTicket}, one intent is one ticket. */
  checkIn(intent: CheckInIntent): Promise<CheckInOutcome>;
}

/** One patient's wish, fixed at the first touch and kept until it is answered. */
export interface IssueIntent {
  readonly commandId: CommandId;
  readonly serviceId: ServiceId;
  readonly language: Language;
  /** Older, disabled or pregnant, by the patient's own word; the desk confirms it. */
  readonly protected: boolean;
  /** Of the service's segments, where it has some. */
  readonly segment?: string | undefined;
  /** Shared by the tickets of patients who came together. */
  readonly groupId?: string | undefined;
}

export const checkInWays = ["qr", "code", "phone", "nationalId"] as const;
export type CheckInWay = (typeof checkInWays)[number];

/** What a booked patient shows or types, fixed at the touch that sent it. */
export interface CheckInIntent {
  readonly commandId: CommandId;
  readonly by: CheckInWay;
  readonly value: string;
  readonly language: Language;
  /** The second fact that goes with a phone or a card number. */
  readonly birthYear?: number | undefined;
  /** Which of several bookings. */
  readonly appointmentId?: AppointmentId | undefined;
  /** Too early to come: instead the slip of this booking, of which the patient was just told. */
  readonly slipOf?: AppointmentId | undefined;
  /** The answer to what a test asks of its patient before. */
  readonly isPrepared?: boolean | undefined;
}

export type CheckedInTicket = CommandReplies["checkIn"];

export type CheckInOutcome =
  | { readonly kind: "checked_in"; readonly ticket: CheckedInTicket }
  /** The slip that was asked for has come to its end, within half a minute. */
  | { readonly kind: "slip"; readonly paper: PrintOutcome }
  /** A final "no", with the bookings it is about: their times, and no name. */
  | {
      readonly kind: "refused";
      readonly code: RefusalCode;
      readonly bookings: readonly MeantBooking[];
    }
  /** As of {@link IssueOutcome}. */
  | { readonly kind: "try_again"; readonly code: RefusalCode }
  | { readonly kind: "no_answer" };

export type IssuedTicket = CommandReplies["issueTicket"];

export type IssueOutcome =
  | { readonly kind: "issued"; readonly ticket: IssuedTicket }
  /** A final "no" of the server: the same wish would be refused again. */
  | { readonly kind: "refused"; readonly code: RefusalCode }
  /** Nothing was done; the same intent may be tried again. */
  | { readonly kind: "try_again"; readonly code: RefusalCode }
  /** Nobody knows whether it was done; trying the same intent again finds out and acts once. */
  | { readonly kind: "no_answer" };

/** The paper of a ticket as the patient needs to know it. */
export interface Paper {
  readonly state: "printing" | PrintOutcome;
  readonly detail: string | null;
}

export interface DeviceState {
  readonly link: { readonly up: boolean; readonly refusal: RefusalCode | null };
  /** The server's time as of this push; nothing before the first snapshot. */
  readonly serverTime: Instant | null;
  readonly directory: DirectoryData | null;
  /** Nothing until the printer was asked once. */
  readonly printer: PrinterStatus | null;
  /** Papers of this kiosk's latest tickets. */
  readonly papers: Readonly<Record<TicketId, Paper>>;
}

/** Where the browser shell's page finds its agent, on the origin that served it. */
export const loopbackPaths = {
  state: "/device/state",
  issueTicket: "/device/issue-ticket",
  checkIn: "/device/check-in",
} as const;
