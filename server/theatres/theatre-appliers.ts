import type { JournalRow } from "../../shared/domain/journal.ts";
import { isPlanned, minutesTaken, takenBy } from "./operation.rules.ts";
import type { Moved, Operation } from "./operation.rules.ts";
import type { TheatreFacts } from "../../shared/domain/theatre-facts.ts";
import type { Appliers } from "../store/journal.ts";
import type { Sql } from "../store/store.ts";
import { operationOf } from "./theatre-tables.ts";
import type { OperationRow } from "./theatre-tables.ts";
import { theatresSql } from "./theatres.sql.ts";

/** How each fact of theatres and operations is laid into their tables. Nothing else writes them. */
export function createTheatreAppliers(sql: Sql): Pick<Appliers, keyof TheatreFacts> {
  return { ...houseAppliers(sql), ...operationAppliers(sql) };
}

type HouseFact = "theatrePut" | "procedurePut" | "blockPut" | "blockReleased";

function houseAppliers(sql: Sql): Pick<Appliers, HouseFact> {
  const putTheatre = sql.write<[string, string, number, number]>(theatresSql.putTheatre);
  const putProcedure = sql.write<(string | number)[]>(theatresSql.putProcedure);
  const putBlock = sql.write<(string | number | null)[]>(theatresSql.putBlock);
  const settle = sql.write<[string, string | null, number]>(theatresSql.settleBlock);
  return {
    theatrePut: ({ fact }) =>
      putTheatre.run(fact.id, JSON.stringify(fact.names), Number(fact.isOpen), fact.position),
    procedurePut: ({ fact }) =>
      putProcedure.run(
        ...[fact.id, JSON.stringify(fact.names), fact.clinic, fact.usualMin, fact.p80Min],
        ...[fact.setupMin, fact.cleaningMin, JSON.stringify(fact.things), fact.fastingHours],
        ...[Number(fact.isSided), Number(fact.isOpen)],
      ),
    blockPut({ seq, fact }) {
      if (fact.replaces !== null) settle.run("replaced", null, fact.replaces);
      putBlock.run(...[seq, fact.theatre, fact.clinic, fact.staff, fact.day, fact.from, fact.to]);
    },
    blockReleased: ({ fact }) => settle.run("released", fact.reason, fact.block),
  };
}

type OperationFact = "operationRequested" | "operationMoved" | "checklistMarked";

function operationAppliers(sql: Sql): Pick<Appliers, OperationFact> {
  const put = sql.write<(string | number | null)[]>(theatresSql.putOperation);
  const rowOf = sql.query<[number], OperationRow>(theatresSql.operation);
  const change = sql.write<(string | number | null)[]>(theatresSql.changeOperation);
  const putRow = sql.write<[number, number]>(theatresSql.putRow);
  const putCheck = sql.write<(string | number | null)[]>(theatresSql.putCheck);
  const touchList = sql.write<[number, string]>(theatresSql.touchList);
  const claim = claiming(sql);
  const learn = learning(sql);
  return {
    operationRequested({ seq, at, fact }) {
      put.run(
        ...[seq, fact.number, fact.patient, fact.clinic, fact.surgeon, fact.urgency, fact.dueDay],
        ...[fact.side, JSON.stringify(fact.supplies), at, at, seq, fact.procedure],
      );
      putRow.run(seq, seq);
    },
    operationMoved(row) {
      const { seq, at, fact } = row;
      const found = rowOf.get(fact.operation);
      if (found === undefined) throw new Error(`row ${seq} moves an operation that is not there`);
      const was = operationOf(found);
      const isPlaced = fact.to.from !== undefined || fact.to.theatre !== undefined;
      const is: Operation = {
        ...{ ...was, ...fact.to, moved: movedBy(row, was), lastSeq: seq },
        placedAt: isPlaced ? at : was.placedAt,
      };
      change.run(
        ...[is.status, is.surgeon, is.urgency, is.dueDay, is.theatre, is.from, is.minutes],
        ...[is.p80Min, is.setupMin, is.cleaningMin, JSON.stringify(is.team)],
        ...[JSON.stringify(is.things), JSON.stringify(is.supplies), JSON.stringify(is.times)],
        ...[is.status === was.status ? was.statusAt : at, is.placedAt, is.moved?.from ?? null],
        ...[is.moved === null ? null : JSON.stringify(is.moved), seq, is.id],
      );
      putRow.run(is.id, seq);
      for (const theatre of isPlaced ? [was.theatre, is.theatre] : []) {
        if (theatre !== null) touchList.run(seq, theatre);
      }
      if (fact.madeRoomFor !== undefined) putRow.run(fact.madeRoomFor, seq);
      claim(is);
      if (fact.to.times !== undefined) learn(is);
    },
    checklistMarked: ({ at, principal, fact }) =>
      putCheck.run(fact.operation, fact.item, fact.mark, fact.reason, principal, at),
  };
}

/** Where it was before it lost or changed its place; an undo brings back a place, not a move. */
function movedBy({ seq, at, fact }: JournalRow<"operationMoved">, was: Operation): Moved | null {
  if (fact.verb === "undo") return fact.to.from === undefined ? was.moved : null;
  const isElsewhere = fact.to.from !== undefined || fact.to.theatre !== undefined;
  if (!isElsewhere || !isPlanned(was)) return was.moved;
  return {
    ...{ seq, at, theatre: was.theatre, from: was.from, reason: fact.reason },
    madeRoomFor: fact.madeRoomFor ?? null,
    delay: fact.delay ?? null,
  };
}

function claiming(sql: Sql): (operation: Operation) => void {
  const drop = sql.write<[number]>(theatresSql.dropClaims);
  const put = sql.write<[string, string, number, number, number]>(theatresSql.putClaim);
  return (operation) => {
    drop.run(operation.id);
    for (const { holder, id, from, to } of takenBy(operation)) {
      put.run(holder, id, from, to, operation.id);
    }
  };
}

function learning(sql: Sql): (operation: Operation) => void {
  const drop = sql.write<[number]>(theatresSql.dropDuration);
  const put = sql.write<[number, string, number | null, number, number]>(theatresSql.putDuration);
  return (operation) => {
    drop.run(operation.id);
    const { id, procedure, surgeon, times } = operation;
    const minutes = minutesTaken(operation);
    if (minutes === null) return;
    put.run(id, procedure, surgeon, minutes, times.recover ?? 0);
  };
}
