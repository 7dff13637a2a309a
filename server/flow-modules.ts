import type { Access } from "./access/access.ts";
import type { Principal } from "./access/principal.ts";
import type { Directory } from "./directory/directory.ts";
import type { Laboratory } from "./laboratory/laboratory.ts";
import type { Patients } from "./patients/patients.ts";
import type { Printing } from "./printing/printing.ts";
import type { Queue } from "./queue/queue.ts";
import type { BusyCalendar } from "./scheduling/busy-calendar.ts";
import type { Places } from "./scheduling/places.ts";
import type { InstantAt } from "./scheduling/ports.ts";
import type { Roster } from "./scheduling/roster.ts";
import type { Things } from "./scheduling/things.ts";
import type { Flow, Store } from "./store/store.ts";
import type { Theatres } from "./theatres/theatres.ts";
import type { Waits } from "./waits.ts";
import type { Instant } from "../shared/domain/time.ts";
import type { CommandName, CommandReplies, Payload } from "../shared/protocol/commands.ts";

/** What is stored as a command's answer: secrets (`trackUrl`) are derived again, never stored. */
export type StoredReply<Name extends CommandName> = Name extends "issueTicket" | "checkIn"
  ? Omit<CommandReplies[Name], "trackUrl">
  : CommandReplies[Name];

export type Flows = {
  readonly [Name in CommandName]: (
    principal: Principal,
    payload: Payload<Name>,
  ) => Flow<StoredReply<Name>>;
};

/** What the stories are told from. */
export interface FlowModules {
  readonly queue: Queue;
  readonly printing: Printing;
  readonly directory: Directory;
  readonly access: Access;
  readonly waits: Waits;
  readonly patients: Patients;
  readonly places: Places;
  readonly roster: Roster;
  readonly things: Things;
  /** When every person, room and thing of the house is taken. */
  readonly busy: BusyCalendar;
  readonly theatres: Theatres;
  readonly laboratory: Laboratory;
  readonly store: Store;
  /** The local calendar date of an instant in the site's zone. */
  readonly localDate: (at: Instant) => string;
  /** The midnight before an instant in the site's zone. */
  readonly midnight: (at: Instant) => Instant;
  /** A local time of day as an instant, in the site's zone. */
  readonly instantAt: InstantAt;
  /** The appointment behind the token of a booking's QR. */
  readonly bookingOfToken: (token: string) => number | null;
  /** A number as its guesses are counted: the same for all its forms, and nothing without the key. */
  readonly numberDigest: (by: "phone" | "nationalId", value: string) => Uint8Array;
  /** The minutes after midnight at which days of this site begin; midnight is always among them. */
  readonly dayStarts: () => readonly number[];
}
