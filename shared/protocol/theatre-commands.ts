import { z } from "zod";
import type {
  BlockId,
  ClinicId,
  OperationId,
  PatientId,
  ProcedureId,
  StaffId,
  TheatreId,
  ThingId,
} from "../domain/ids.ts";
import { isLocalDay, localDayPattern } from "../domain/local-day.ts";
import type { RefusalCode } from "../domain/refusal.ts";
import {
  cancelReasons,
  checkMarks,
  checklistItems,
  delayReasons,
  operationSteps,
  sides,
  teamRoles,
  urgencies,
} from "../domain/theatre.ts";
import type { ChecklistItem, OperationStatus } from "../domain/theatre.ts";
import { directory, sequenced } from "./payload.ts";
import { displayName, words } from "./words.ts";

const day = z.string().regex(localDayPattern).refine(isLocalDay);
const reason = words(200);
const operation = sequenced<OperationId>("operation");
const theatre = directory<TheatreId>();
const names = z.strictObject({
  ar: displayName,
  ckb: displayName.optional(),
  en: displayName.optional(),
  fa: displayName.optional(),
  ur: displayName.optional(),
});
const minutes = z.int().min(5).max(1_440);
const team = z
  .array(z.strictObject({ role: z.enum(teamRoles), staffId: sequenced<StaffId>("staff") }))
  .max(12);
const things = z.array(directory<ThingId>()).max(20);
const at = z.int().positive();
const items = Object.values(checklistItems).flat() as [ChecklistItem, ...ChecklistItem[]];

/** Theatres and operations: what each command asks. */
export const theatrePayloads = {
  putTheatre: z.strictObject({ theatreId: theatre, names, isOpen: z.boolean() }),
  putProcedure: z.strictObject({
    procedureId: directory<ProcedureId>(),
    names,
    clinicId: directory<ClinicId>(),
    usualMin: minutes,
    p80Min: minutes,
    setupMin: z.int().min(0).max(240),
    cleaningMin: z.int().min(0).max(240),
    things,
    fastingHours: z.int().min(0).max(24),
    isSided: z.boolean(),
    isOpen: z.boolean(),
  }),
  /** With `blockId` it changes that one. Minutes after midnight of its day; it may pass midnight. */
  putBlock: z.strictObject({
    blockId: sequenced<BlockId>("block").optional(),
    theatreId: theatre,
    clinicId: directory<ClinicId>(),
    staffId: sequenced<StaffId>("staff").nullable(),
    day,
    startMin: z.int().min(0).max(1_439),
    endMin: z.int().min(1).max(2_880),
  }),
  releaseBlock: z.strictObject({ blockId: sequenced<BlockId>("block"), reason }),
  requestOperation: z.strictObject({
    patientId: sequenced<PatientId>("patient"),
    procedureId: directory<ProcedureId>(),
    surgeonId: sequenced<StaffId>("staff").nullable(),
    urgency: z.enum(urgencies),
    dueDay: day,
    side: z.enum(sides),
    /** What has to be there: blood, an implant, a lens. */
    supplies: z.array(words(80)).max(12),
    note: words(500).optional(),
  }),
  changeOperation: z.strictObject({
    operationId: operation,
    surgeonId: sequenced<StaffId>("staff").nullable().optional(),
    urgency: z.enum(urgencies).optional(),
    dueDay: day.optional(),
    reason,
  }),
  /** Plans it, or moves it: a move wants a reason, and so does a place outside its blocks. */
  planOperation: z.strictObject({
    operationId: operation,
    theatreId: theatre,
    from: at,
    /** Nothing: what history says. */
    minutes: minutes.optional(),
    team,
    things: things.optional(),
    reason: reason.optional(),
  }),
  /** Back to the waiting list, with its old due day. */
  unplanOperation: z.strictObject({ operationId: operation, reason }),
  /** The list of one theatre and day in another order: one after the other from its first time on. */
  reorderList: z.strictObject({
    theatreId: theatre,
    day,
    operationIds: z.array(operation).min(2).max(40),
    reason,
  }),
  cancelOperation: z.strictObject({ operationId: operation, kind: z.enum(cancelReasons), reason }),
  stepOperation: z.strictObject({ operationId: operation, step: z.enum(operationSteps) }),
  /** A step taken by mistake, within ten minutes of it. */
  undoStep: z.strictObject({ operationId: operation, reason }),
  markChecklist: z.strictObject({
    operationId: operation,
    item: z.enum(items),
    mark: z.enum(checkMarks),
    /** With `notNeeded`. */
    reason: reason.optional(),
  }),
  setSupplies: z.strictObject({
    operationId: operation,
    supplies: z.array(z.strictObject({ words: words(80), isReady: z.boolean() })).max(12),
  }),
  /**
   * It begins so much later, or is so much longer when it has begun; what follows it in its theatre
   * is pushed as far as it must.
   */
  delayOperation: z.strictObject({
    operationId: operation,
    minutes: z.int().min(5).max(480),
    kind: z.enum(delayReasons),
    reason: reason.optional(),
  }),
  /** A proposal as it was shown. When it no longer holds it is refused, and nobody is moved. */
  insertEmergency: z.strictObject({
    patientId: sequenced<PatientId>("patient"),
    procedureId: directory<ProcedureId>(),
    urgency: z.enum(["immediate", "urgent"]),
    side: z.enum(sides),
    theatreId: theatre,
    from: at,
    minutes: minutes.optional(),
    team,
    things: things.optional(),
    moves: z
      .array(
        z.strictObject({
          operationId: operation,
          /** Nothing: back to the waiting list. */
          to: z.strictObject({ theatreId: theatre, from: at }).nullable(),
        }),
      )
      .max(40),
    reason,
  }),
  /** Takes back everything that one planning command moved. */
  undoOperations: z.strictObject({ commandId: z.uuidv7() }),
} as const;

export interface OperationReply {
  readonly operationId: OperationId;
  readonly status: OperationStatus;
}

/** What each command answers when it is accepted. */
export interface TheatreReplies {
  putTheatre: { readonly theatreId: TheatreId };
  putProcedure: { readonly procedureId: ProcedureId };
  putBlock: { readonly blockId: BlockId };
  releaseBlock: { readonly blockId: BlockId };
  requestOperation: OperationReply & { readonly label: string };
  changeOperation: OperationReply;
  planOperation: OperationReply;
  unplanOperation: OperationReply;
  reorderList: { readonly moved: number };
  cancelOperation: OperationReply;
  stepOperation: OperationReply;
  undoStep: OperationReply;
  markChecklist: OperationReply;
  setSupplies: OperationReply;
  delayOperation: OperationReply & { readonly moved: number };
  insertEmergency: OperationReply & { readonly label: string; readonly moved: number };
  undoOperations: { readonly restored: number };
}

type TheatreName = keyof typeof theatrePayloads;

const onOperation = ["unknown_operation", "wrong_state"] as const satisfies readonly RefusalCode[];
const planning = [
  "unknown_theatre",
  "unknown_staff",
  "clash",
  "reason_required",
] as const satisfies readonly RefusalCode[];

/** The refusals of each command, beyond those that any command can get. */
export const theatreRefusals: Readonly<Record<TheatreName, readonly RefusalCode[]>> = {
  putTheatre: ["wrong_state"],
  putProcedure: ["unknown_procedure"],
  putBlock: ["unknown_block", "unknown_theatre", "unknown_staff", "clash", "block_in_use"],
  releaseBlock: ["unknown_block", "wrong_state", "block_in_use"],
  requestOperation: ["unknown_patient", "unknown_procedure", "unknown_staff", "already_waiting"],
  changeOperation: [...onOperation, "unknown_staff", "clash"],
  planOperation: [...onOperation, ...planning],
  unplanOperation: onOperation,
  reorderList: [...onOperation, ...planning],
  cancelOperation: onOperation,
  stepOperation: [...onOperation, "checklist_open", "taken"],
  undoStep: [...onOperation, "too_late", "nothing_to_undo", "clash", "taken"],
  markChecklist: [...onOperation, "reason_required"],
  setSupplies: onOperation,
  delayOperation: [...onOperation, "clash"],
  insertEmergency: [
    ...onOperation,
    ...planning,
    "unknown_patient",
    "unknown_procedure",
    "plan_changed",
  ],
  undoOperations: ["too_late", "not_yours", "wrong_state", "nothing_to_undo", "clash"],
};
