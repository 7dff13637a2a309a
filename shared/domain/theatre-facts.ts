import type { Names } from "./language.ts";
import type {
  CancelReason,
  CheckMark,
  DelayReason,
  OperationStatus,
  OperationTimes,
  Side,
  Supply,
  TeamRole,
  Urgency,
} from "./theatre.ts";
import type { Instant } from "./time.ts";

/** What the journal says of theatres and operations. */
export interface TheatreFacts {
  theatrePut: {
    readonly id: string;
    readonly names: Names;
    readonly isOpen: boolean;
    readonly position: number;
  };
  procedurePut: {
    readonly id: string;
    readonly names: Names;
    readonly clinic: string;
    readonly usualMin: number;
    readonly p80Min: number;
    readonly setupMin: number;
    readonly cleaningMin: number;
    readonly things: readonly string[];
    readonly fastingHours: number;
    readonly isSided: boolean;
    readonly isOpen: boolean;
  };
  /** `replaces`: the block that this one stands for from now on. */
  blockPut: {
    readonly theatre: string;
    readonly clinic: string;
    readonly staff: number | null;
    readonly day: string;
    readonly from: Instant;
    readonly to: Instant;
    readonly replaces: number | null;
  };
  /** Its time is anybody's. */
  blockReleased: { readonly block: number; readonly reason: string };
  operationRequested: {
    /** Of its label, `OP` and a number that never repeats. */
    readonly number: number;
    readonly patient: number;
    readonly procedure: string;
    readonly clinic: string;
    readonly surgeon: number | null;
    readonly urgency: Urgency;
    /** The last day on which it should be done. */
    readonly dueDay: string;
    readonly side: Side;
    readonly supplies: readonly Supply[];
    /** A note is personal: only its salted hash stands here. */
    readonly noteHash?: string;
  };
  /** A planning, a move, a step of the day, a cancel: what changed, on both sides, to be undone. */
  operationMoved: {
    readonly operation: number;
    readonly verb: OperationMove;
    readonly from: Partial<OperationState>;
    readonly to: Partial<OperationState>;
    readonly reason: string | null;
    /** The emergency that it makes room for: traced on both patients. */
    readonly madeRoomFor?: number;
    readonly delay?: { readonly kind: DelayReason; readonly minutes: number };
    readonly cancelKind?: CancelReason;
  };
  checklistMarked: {
    readonly operation: number;
    readonly item: string;
    readonly mark: CheckMark;
    readonly reason: string | null;
  };
}

/** What moved an operation: a verb of its life, or a change that leaves its status as it is. */
export type OperationMove =
  | "plan"
  | "unplan"
  | "sendFor"
  | "arrive"
  | "signIn"
  | "incise"
  | "close"
  | "recover"
  | "toWard"
  | "cancel"
  | "change"
  | "supplies"
  | "delay"
  | "undo";

export interface OperationState {
  readonly status: OperationStatus;
  readonly surgeon: number | null;
  readonly urgency: Urgency;
  readonly dueDay: string;
  readonly theatre: string | null;
  readonly from: Instant | null;
  readonly minutes: number;
  readonly p80Min: number;
  readonly setupMin: number;
  readonly cleaningMin: number;
  readonly team: readonly { readonly role: TeamRole; readonly staff: number }[];
  readonly things: readonly string[];
  readonly supplies: readonly Supply[];
  readonly times: OperationTimes;
}
