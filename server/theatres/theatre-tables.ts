import type { Busy } from "../../shared/domain/busy.ts";
import { idOf } from "../../shared/domain/ids.ts";
import type { ClinicId, ProcedureId, TheatreId, ThingId } from "../../shared/domain/ids.ts";
import type { Interval } from "../../shared/domain/interval.ts";
import type { FactName } from "../../shared/domain/journal.ts";
import type { Names } from "../../shared/domain/language.ts";
import type { LocalDay } from "../../shared/domain/local-day.ts";
import type { CheckMark, Procedure, Side, Theatre } from "../../shared/domain/theatre.ts";
import type { OperationState } from "../../shared/domain/theatre-facts.ts";
import { dayMs } from "../../shared/domain/time.ts";
import type { Instant } from "../../shared/domain/time.ts";
import type { Sql } from "../store/store.ts";
import type { Operation, Moved } from "./operation.rules.ts";
import type { HeldBlock } from "./plan.rules.ts";
import { theatresSql } from "./theatres.sql.ts";

/** History that an estimate looks at: enough for a median, and what is older is another time. */
const procedureHistory = 50;
const surgeonHistory = 30;
/** What happened to one operation; a screen shows it whole. */
const traceMax = 200;
/** Requested and not planned; a house with more has another problem than its screen. */
const waitingMax = 1_000;
/** Operations of one person in a file. */
const ofPatientMax = 100;

export interface CheckRow {
  readonly item: string;
  readonly mark: CheckMark;
  readonly reason: string | null;
  readonly by: string;
  readonly at: Instant;
}

export interface TraceRow {
  readonly seq: number;
  readonly at: Instant;
  readonly principal: string;
  readonly name: FactName;
  readonly fact: string;
}

/** The tables of theatres and operations: questions only; the appliers alone write them. */
export type TheatreTables = ReturnType<typeof createTheatreTables>;

export function createTheatreTables(sql: Sql) {
  const checks = sql.query<[number], CheckRow>(theatresSql.checks);
  const trace = sql.query<[number, number], TraceRow>(theatresSql.trace);
  const durations = sql.query<[string, number], { minutes: number }>(theatresSql.durations);
  const durationsOf = sql.query<[string, number, number], { minutes: number }>(
    theatresSql.durationsOf,
  );
  // Each spot under a lifted operation asks for them, and only an operation that moved changes them.
  const tookAll = sql.keep(["operationMoved"], (procedure: string) =>
    durations.all(procedure, procedureHistory).map(({ minutes }) => minutes),
  );
  const tookSurgeon = sql.keep(["operationMoved"], (key: string) => {
    const [surgeon, procedure = ""] = key.split(" ");
    const rows = durationsOf.all(procedure, Number(surgeon), surgeonHistory);
    return rows.map(({ minutes }) => minutes);
  });
  const claims = sql.query<[string, string, number, number], ClaimRow>(theatresSql.claims);
  const note = sql.query<[number], { note: string }>(theatresSql.note);
  return {
    ...houseQuestions(sql),
    ...operationQuestions(sql),
    checks: (operation: number): readonly CheckRow[] => checks.all(operation),
    /** The newest first. */
    trace: (operation: number): readonly TraceRow[] => trace.all(operation, traceMax),
    /** The newest first, in minutes. */
    history: (procedure: string, surgeon: number | null) => ({
      ofProcedure: tookAll(procedure),
      ofSurgeon: surgeon === null ? [] : tookSurgeon(`${surgeon} ${procedure}`),
    }),
    /** What operations take of one holder in a time. */
    busy: ({ holder, id, from, to }: Interval & Pick<Busy, "holder" | "id">): readonly Busy[] =>
      claims.all(holder, id, from, to).map((row) => ({
        ...{ holder, id, kind: "operation", from: row.from_at, to: row.to_at },
        commitment: idOf("operation", row.operation_id),
      })),
    note: (operation: number): string | null => note.get(operation)?.note ?? null,
  };
}

function houseQuestions(sql: Sql) {
  const theatre = sql.query<[string], TheatreRow>(theatresSql.theatre);
  const listSeq = sql.query<[string], { seq: number }>(theatresSql.listSeq);
  const theatres = sql.query<[], TheatreRow>(theatresSql.theatres);
  const procedure = sql.query<[string], ProcedureRow>(theatresSql.procedure);
  const procedures = sql.query<[], ProcedureRow>(theatresSql.procedures);
  const block = sql.query<[number], BlockRow>(theatresSql.block);
  const ofTheatre = sql.query<[string, number, number, number], BlockRow>(
    theatresSql.blocksOfTheatre,
  );
  const ofDays = sql.query<[string, string], BlockRow>(theatresSql.blocksOfDays);
  return {
    theatre(id: string): Theatre | null {
      const row = theatre.get(id);
      return row === undefined ? null : theatreOf(row);
    },
    /** The version of a theatre's lists: it grows with each change of what is planned there. */
    listVersion: (theatre: string): number => listSeq.get(theatre)?.seq ?? 0,
    theatres: (): readonly Theatre[] => theatres.all().map(theatreOf),
    procedure(id: string): Procedure | null {
      const row = procedure.get(id);
      return row === undefined ? null : procedureOf(row);
    },
    procedures: (): readonly Procedure[] => procedures.all().map(procedureOf),
    block(id: number): HeldBlock | null {
      const row = block.get(id);
      return row === undefined ? null : blockOf(row);
    },
    /** Of a theatre, those that touch a time. */
    blocksOfTheatre: (id: string, { from, to }: Interval): readonly HeldBlock[] =>
      ofTheatre.all(id, from - 2 * dayMs, to, from).map(blockOf),
    blocksIn: (from: LocalDay, to: LocalDay): readonly HeldBlock[] =>
      ofDays.all(from, to).map(blockOf),
  };
}

function operationQuestions(sql: Sql) {
  const one = sql.query<[number], OperationRow>(theatresSql.operation);
  const lastNumber = sql.query<[], { n: number | null }>(theatresSql.lastNumber);
  const within = sql.query<[number, number], OperationRow>(theatresSql.operationsIn);
  const ofTheatre = sql.query<[string, number, number], OperationRow>(
    theatresSql.operationsOfTheatre,
  );
  const movedFrom = sql.query<[number, number], OperationRow>(theatresSql.movedFrom);
  const inside = sql.query<[string], OperationRow>(theatresSql.inside);
  const waiting = sql.query<[number], OperationRow>(theatresSql.waiting);
  const ofPatient = sql.query<[number, number], OperationRow>(theatresSql.ofPatient);
  return {
    operation(id: number): Operation | null {
      const row = one.get(id);
      return row === undefined ? null : operationOf(row);
    },
    /** Nothing: no operation was ever requested. */
    lastNumber: (): number | null => lastNumber.get()?.n ?? null,
    /** With a place that begins in a time, cancelled ones too. */
    operationsIn: (from: Instant, to: Instant): readonly Operation[] =>
      within.all(from, to).map(operationOf),
    operationsOfTheatre: (theatre: string, from: Instant, to: Instant): readonly Operation[] =>
      ofTheatre.all(theatre, from, to).map(operationOf),
    movedFrom: (from: Instant, to: Instant): readonly Operation[] =>
      movedFrom.all(from, to).map(operationOf),
    /** Whoever is in a theatre now. */
    inside: (theatre: string): readonly Operation[] => inside.all(theatre).map(operationOf),
    waiting: (): readonly Operation[] => waiting.all(waitingMax).map(operationOf),
    ofPatient: (patient: number): readonly Operation[] =>
      ofPatient.all(patient, ofPatientMax).map(operationOf),
  };
}

interface ClaimRow {
  readonly from_at: Instant;
  readonly to_at: Instant;
  readonly operation_id: number;
}

interface TheatreRow {
  readonly id: string;
  readonly names: string;
  readonly is_open: number;
  readonly position: number;
}

function theatreOf(row: TheatreRow): Theatre {
  return {
    theatreId: row.id as TheatreId,
    names: JSON.parse(row.names) as Names,
    isOpen: row.is_open === 1,
    position: row.position,
  };
}

interface ProcedureRow {
  readonly id: string;
  readonly names: string;
  readonly clinic_id: string;
  readonly usual_min: number;
  readonly p80_min: number;
  readonly setup_min: number;
  readonly cleaning_min: number;
  readonly things: string;
  readonly fasting_hours: number;
  readonly is_sided: number;
  readonly is_open: number;
}

function procedureOf(row: ProcedureRow): Procedure {
  return {
    procedureId: row.id as ProcedureId,
    names: JSON.parse(row.names) as Names,
    clinicId: row.clinic_id as ClinicId,
    usualMin: row.usual_min,
    p80Min: row.p80_min,
    setupMin: row.setup_min,
    cleaningMin: row.cleaning_min,
    things: JSON.parse(row.things) as readonly ThingId[],
    fastingHours: row.fasting_hours,
    isSided: row.is_sided === 1,
    isOpen: row.is_open === 1,
  };
}

interface BlockRow {
  readonly id: number;
  readonly theatre_id: string;
  readonly clinic_id: string;
  readonly staff_id: number | null;
  readonly day: LocalDay;
  readonly from_at: Instant;
  readonly to_at: Instant;
  readonly status: "held" | "released";
}

function blockOf(row: BlockRow): HeldBlock {
  return {
    ...{ id: row.id, theatre: row.theatre_id, clinic: row.clinic_id, staff: row.staff_id },
    ...{ day: row.day, from: row.from_at, to: row.to_at, status: row.status },
  };
}

export interface OperationRow {
  readonly id: number;
  readonly number: number;
  readonly patient_id: number;
  readonly procedure_id: string;
  readonly clinic_id: string;
  readonly surgeon_id: number | null;
  readonly urgency: OperationState["urgency"];
  readonly due_day: LocalDay;
  readonly side: Side;
  readonly status: OperationState["status"];
  readonly theatre_id: string | null;
  readonly from_at: Instant | null;
  readonly minutes: number;
  readonly p80_min: number;
  readonly setup_min: number;
  readonly cleaning_min: number;
  readonly team: string;
  readonly things: string;
  readonly supplies: string;
  readonly times: string;
  readonly requested_at: Instant;
  readonly status_at: Instant;
  readonly placed_at: Instant | null;
  readonly moved: string | null;
  readonly last_seq: number;
}

export function operationOf(row: OperationRow): Operation {
  return {
    ...{ id: row.id, number: row.number, patient: row.patient_id, procedure: row.procedure_id },
    ...{ clinic: row.clinic_id, side: row.side, lastSeq: row.last_seq },
    requestedAt: row.requested_at,
    statusAt: row.status_at,
    placedAt: row.placed_at,
    moved: row.moved === null ? null : (JSON.parse(row.moved) as Moved),
    ...stateOf(row),
  };
}

export function stateOf(row: OperationRow): OperationState {
  return {
    status: row.status,
    surgeon: row.surgeon_id,
    urgency: row.urgency,
    dueDay: row.due_day,
    theatre: row.theatre_id,
    from: row.from_at,
    minutes: row.minutes,
    p80Min: row.p80_min,
    setupMin: row.setup_min,
    cleaningMin: row.cleaning_min,
    team: JSON.parse(row.team) as OperationState["team"],
    things: JSON.parse(row.things) as readonly string[],
    supplies: JSON.parse(row.supplies) as OperationState["supplies"],
    times: JSON.parse(row.times) as OperationState["times"],
  };
}
