import type { CommandId, QueueId, ServiceId } from "../../../shared/domain/ids.ts";
import type { PriorityClass } from "../../../shared/domain/priority.ts";
import type { RefusalCode } from "../../../shared/domain/refusal.ts";
import type { StaffRole } from "../../../shared/domain/role.ts";
import type { PauseKind, Placement } from "../../../shared/domain/service.ts";
import type { Instant } from "../../../shared/domain/time.ts";
import type { PayloadInput } from "../../../shared/protocol/client.ts";
import type { CommandName } from "../../../shared/protocol/commands.ts";
import type { PointData, QueueData, QueueLine } from "../../../shared/protocol/feeds.ts";

/** The words that a desk thinks in: what it can be asked, what it knows, what it remembers. */

/** All that decides what the desk offers. */
export interface Situation {
  readonly role: StaffRole;
  /** Who works here, as the desks name them: is the seat one's own? */
  readonly name: string;
  readonly point: PointData | null;
  /** The queues of this point. */
  readonly queues: readonly QueueData[];
  readonly stale: boolean;
  /** The line an act is about; nothing: the patient at the point. */
  readonly chosen: QueueLine | null;
  /** The ticket's further steps fall away when this visit ends. */
  readonly stopHere: boolean;
  /** The server's time as far as it is known. */
  readonly serverNow: Instant | null;
  readonly desk: Desk;
  /** Monotonic milliseconds. */
  readonly nowMs: number;
}

/** The server's time as far as it is known, and the hospital's zone. */
export interface DeskClock {
  readonly serverNow: Instant | null;
  readonly zone: string | null;
}

/** What the meaning of a key follows from. */
export type Here = Pick<Situation, "point" | "serverNow">;

/** About the patient at the point, a line of the list, or neither. */
export const acts = [
  "callNext",
  "endAndNext",
  "noShowAndNext",
  "recall",
  "start",
  "end",
  "noShow",
  "requeue",
  "undo",
  "callChosen",
  "park",
  "unpark",
  "hold",
  "transfer",
  "detour",
  "markReady",
  "setPriority",
  "confirmClaim",
  "lowerClaim",
  "cancel",
  "reinstate",
  "serve",
  "openPoint",
  "takeOver",
  "closePoint",
  "pausePoint",
  "resumePoint",
  "closeQueue",
  "reopenQueue",
] as const;
export type Act = (typeof acts)[number];

/** Why an act is not possible now; the sentence is the message `reception.whyNot.<reason>`. */
export type WhyNot =
  | "role"
  | "stale"
  | "loading"
  | "pending"
  | "nobodyWaiting"
  | "nobodyElse"
  | "nobodyHere"
  | "visitStarted"
  | "nothingToUndo"
  | "undoOver"
  /** A patient is at the point and has to be seen to first. */
  | "patientHere"
  | "paused"
  /** The table of an entry's life has no such step from here. */
  | "stateForbids"
  /** So for the desk or its queues: there is nothing to open, close, pause or resume. */
  | "deskForbids";

/** What the steps ask; each act takes its own of it and no more. */
export interface Details {
  readonly reason?: string;
  readonly resultCode?: string;
  readonly note?: string;
  readonly priorityClass?: PriorityClass;
  readonly minutes?: number;
  readonly toQueueId?: QueueId;
  readonly placement?: Placement;
  readonly pause?: PauseKind;
  readonly until?: Instant;
  readonly queueId?: QueueId;
  readonly waiting?: PayloadInput<"closeQueue">["waiting"];
  readonly forDay?: string;
  readonly serviceId?: ServiceId;
}

/** Ask for an act; `about` names a line of the list, `details` are the answers of a step. */
export type Press = (act: Act, about?: QueueLine | null, details?: Details) => void;

/** The command an act becomes, with its payload. */
export type Asked = {
  readonly [Name in CommandName]: { readonly name: Name; readonly payload: PayloadInput<Name> };
}[CommandName];

/** One act as it will be asked: the command, and whom it is about for the words beside it. */
export interface Intent {
  readonly act: Act;
  readonly commandId: CommandId;
  readonly asked: Asked;
  readonly label: string | null;
  /** What was on the screen when it was pressed: the same act over it is the same intent. */
  readonly over: string;
}

/** What stands between a press and its answer, and what must be read before it goes. */
export interface Desk {
  readonly pending: { readonly intent: Intent; readonly sinceMs: number } | null;
  /** Asked long ago and still without an answer; asking again keeps its id. */
  readonly unanswered: Intent | null;
  /** The last act that was carried out, for as long as it may be taken back. */
  readonly lastDone: Done | null;
  /** Newest first; each stays until a person has read it. */
  readonly notices: readonly Notice[];
}

export interface Done {
  readonly act: Act;
  readonly commandId: CommandId;
  readonly label: string | null;
  readonly undoUntilMs: number;
}

/** A refusal is an expected "no" (amber); `noAnswer` is a fault and says what was kept (red). */
export type Notice =
  | {
      readonly kind: "refused";
      readonly id: CommandId;
      readonly act: Act;
      readonly label: string | null;
      readonly code: RefusalCode;
    }
  | {
      readonly kind: "noAnswer";
      readonly id: CommandId;
      readonly act: Act;
      readonly label: string | null;
    };
