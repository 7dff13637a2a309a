import { takesPlace } from "../../shared/domain/appointment.ts";
import type { AppointmentState, SessionState } from "../../shared/domain/journal.ts";
import type { Appliers } from "../store/journal.ts";
import type { Sql } from "../store/store.ts";
import { appointmentStateOf, sessionStateOf } from "./place-tables.ts";
import type { AppointmentRow, SessionRow } from "./place-tables.ts";
import { placesSql } from "./places.sql.ts";

type PlaceFact =
  | "sessionMade"
  | "sessionChanged"
  | "placeTaken"
  | "appointmentMoved"
  | "wishMade"
  | "wishSettled"
  | "holidayPut"
  | "clinicDaysClosed"
  | "clinicDaysOpened"
  | "workWeekSet"
  | "messageQueued"
  | "messageSettled";

/** How each fact of sessions and places is laid into their tables. Nothing else writes them. */
export function createPlaceAppliers(sql: Sql): Pick<Appliers, PlaceFact> {
  return {
    ...sessionAppliers(sql),
    ...appointmentAppliers(sql),
    ...wishAppliers(sql),
    ...calendarAppliers(sql),
    ...messageAppliers(sql),
  };
}

function sessionAppliers(sql: Sql): Pick<Appliers, "sessionMade" | "sessionChanged"> {
  const put = sql.write<(string | number | null)[]>(placesSql.putSession);
  const change = sql.write<(string | number | null)[]>(placesSql.changeSession);
  const sessionOf = sql.query<[number], SessionRow>(placesSql.session);
  return {
    sessionMade: ({ seq, fact }) =>
      put.run(
        ...[seq, fact.assignment, fact.clinic, fact.service, fact.staff, fact.point, fact.day],
        ...[fact.from, fact.to, fact.capacity, fact.windowMin, fact.overbookMax],
        ...[JSON.stringify(fact.breaks ?? []), fact.bufferBeforeMin ?? 0, fact.bufferAfterMin ?? 0],
      ),
    sessionChanged({ seq, fact }) {
      const row = sessionOf.get(fact.session);
      if (row === undefined) throw new Error(`row ${seq} changes a session that is not there`);
      const is: SessionState = { ...sessionStateOf(row), ...fact.to };
      change.run(
        ...[is.assignment, is.staff, is.point, is.from, is.to, is.capacity, is.overbookMax],
        ...[JSON.stringify(is.breaks), is.bufferBeforeMin, is.bufferAfterMin],
        ...[is.status, is.lateMin, is.closedBy, row.id],
      );
    },
  };
}

function appointmentAppliers(sql: Sql): Pick<Appliers, "placeTaken" | "appointmentMoved"> {
  const put = sql.write<(string | number | null)[]>(placesSql.putAppointment);
  const move = sql.write<(string | number | null)[]>(placesSql.moveAppointment);
  const addTaken = sql.write<[number, number]>(placesSql.addTaken);
  const rowOf = sql.query<[number], AppointmentRow>(placesSql.appointment);
  return {
    placeTaken({ seq, at, fact }) {
      put.run(
        ...[seq, fact.patient, fact.session, fact.at, fact.status, fact.code],
        ...[fact.overbookReason, fact.series, at],
      );
      addTaken.run(1, fact.session);
    },
    appointmentMoved({ seq, fact }) {
      const row = rowOf.get(fact.appointment);
      if (row === undefined) throw new Error(`row ${seq} moves an appointment that is not there`);
      const was = appointmentStateOf(row);
      const is: AppointmentState = { ...was, ...fact.to };
      move.run(is.session, is.at, is.status, is.ticket, is.overbookReason, row.id);
      if (takesPlace(was.status)) addTaken.run(-1, was.session);
      if (takesPlace(is.status)) addTaken.run(1, is.session);
    },
  };
}

function wishAppliers(sql: Sql): Pick<Appliers, "wishMade" | "wishSettled"> {
  const put = sql.write<(string | number)[]>(placesSql.putWish);
  const settle = sql.write<[string, number | null, number | null, number]>(placesSql.settleWish);
  return {
    wishMade: ({ seq, at, fact }) =>
      put.run(seq, fact.patient, fact.service, fact.from, fact.to, at),
    wishSettled: ({ at, fact }) =>
      settle.run(fact.status, fact.appointment, fact.status === "offered" ? at : null, fact.wish),
  };
}

function calendarAppliers(
  sql: Sql,
): Pick<Appliers, "holidayPut" | "clinicDaysClosed" | "clinicDaysOpened" | "workWeekSet"> {
  const put = sql.write<(string | number | null)[]>(placesSql.putHoliday);
  const drop = sql.write<[number]>(placesSql.dropHoliday);
  const close = sql.write<(string | number)[]>(placesSql.putClosure);
  const open = sql.write<[number]>(placesSql.dropClosure);
  const setWeek = sql.write<[string, number]>(placesSql.putWorkWeek);
  return {
    holidayPut({ seq, fact }) {
      const { hijri } = fact;
      if (fact.replaces !== null) drop.run(fact.replaces);
      put.run(
        ...[seq, JSON.stringify(fact.names), fact.day, fact.days, fact.status],
        ...[hijri?.month ?? null, hijri?.day ?? null],
      );
    },
    clinicDaysClosed: ({ seq, fact }) =>
      close.run(seq, fact.clinic, fact.from, fact.to, fact.reason),
    clinicDaysOpened: ({ fact }) => open.run(fact.closure),
    workWeekSet: ({ fact }) => setWeek.run(JSON.stringify(fact.workdays), fact.hijriOffset),
  };
}

function messageAppliers(sql: Sql): Pick<Appliers, "messageQueued" | "messageSettled"> {
  const put = sql.write<(string | number)[]>(placesSql.putMessage);
  const settle = sql.write<[string, string | null, number]>(placesSql.settleMessage);
  return {
    messageQueued: ({ seq, fact }) => put.run(seq, fact.patient, fact.kind, fact.about, fact.dueAt),
    messageSettled: ({ fact }) => settle.run(fact.status, fact.detail, fact.message),
  };
}
