import { idOf } from "../../shared/domain/ids.ts";
import type { HolidayId } from "../../shared/domain/ids.ts";
import type { JournalFacts, JournalRow } from "../../shared/domain/journal.ts";
import { addDays } from "../../shared/domain/local-day.ts";
import type { LocalDay } from "../../shared/domain/local-day.ts";
import type { Tx } from "../store/store.ts";
import type { PlaceTables } from "./place-tables.ts";
import type { Touched } from "./ports.ts";
import type { createSessions } from "./sessions.ts";

type OwnSessions = ReturnType<typeof createSessions>;

/** Days without sessions: holidays, closures, and the working week as the site has it. */
export type Holidays = ReturnType<typeof createHolidays>;

export function createHolidays(tables: PlaceTables, sessions: OwnSessions) {
  /**
   * Cancels the sessions of days for a reason that can be taken back, and moves or tells who is
   * booked. Bookings of several sessions are placed together, so that none is given away twice.
   */
  function close(
    tx: Tx,
    span: { readonly clinics: readonly string[]; readonly from: LocalDay; readonly to: LocalDay },
    because: { readonly reason: string; readonly seq: number; readonly movePatients: boolean },
  ) {
    const ids = sessions.inDays(span.clinics, span.from, span.to);
    const touched = sessions.touched(ids, tx.now);
    for (const id of ids) sessions.cancel(tx, id, because.reason, because.seq);
    const told = because.movePatients ? touched : unplaced(touched);
    return { ...sessions.move(tx, told, because.reason), touched };
  }

  /** Opens again what a holiday had cancelled. */
  function reopen(tx: Tx, holiday: number, reason: string): void {
    const row = tables.holiday(holiday);
    if (row === undefined) return;
    const rows = tables.sessionsIn([], row.day, addDays(row.day, row.days));
    for (const session of rows.filter((each) => each.closed_by === holiday)) {
      sessions.change(tx, session, { status: "open", closedBy: null }, reason);
    }
  }

  function put(
    tx: Tx,
    fact: JournalFacts["holidayPut"],
    movePatients: boolean,
  ): (ReturnType<typeof close> & { readonly holidayId: HolidayId }) | null {
    const { replaces, day, days } = fact;
    if (replaces !== null) {
      const before = tables.holiday(replaces);
      if (before === undefined || before.status === "dropped") return null;
    }
    const seq = tx.record("holidayPut", fact);
    const reason = fact.names.ar;
    if (replaces !== null) reopen(tx, replaces, reason);
    tx.touch("calendar");
    const span = { clinics: [], from: day, to: addDays(day, days) };
    // A tentative day takes no new bookings; those that are there wait for the announcement.
    const counts =
      fact.status === "confirmed"
        ? close(tx, span, { reason, seq, movePatients })
        : { moved: 0, unplaced: 0, touched: [] };
    return { holidayId: idOf("holiday", seq), ...counts };
  }

  /** Takes back, as new facts, what a command did to the calendar. */
  function undo(tx: Tx, rows: readonly JournalRow[]): void {
    for (const row of rows) {
      if (row.name === "clinicDaysClosed") tx.record("clinicDaysOpened", { closure: row.seq });
      if (row.name === "holidayPut") undoHoliday(tx, row.seq);
      tx.touch("calendar");
    }
  }

  function undoHoliday(tx: Tx, seq: number): void {
    const fact = tables.factAt("holidayPut", seq);
    if (fact === null || tables.holiday(seq)?.status === "dropped") return;
    const before = fact.replaces === null ? null : tables.factAt("holidayPut", fact.replaces);
    tx.record("holidayPut", { ...(before ?? { ...fact, status: "dropped" }), replaces: seq });
  }

  return {
    put,
    undo,
    closeDays(tx: Tx, fact: JournalFacts["clinicDaysClosed"], movePatients: boolean) {
      const seq = tx.record("clinicDaysClosed", fact);
      tx.touch("calendar");
      const span = { clinics: [fact.clinic], from: fact.from, to: fact.to };
      return close(tx, span, { reason: fact.reason, seq, movePatients });
    },
    setWorkWeek(tx: Tx, fact: JournalFacts["workWeekSet"]): void {
      tx.record("workWeekSet", fact);
      tx.touch("calendar");
    },
    /** Days to add to the computed Hijri date, as the site's own sighting has it. */
    hijriOffset: (): number => tables.workWeek()?.hijri_offset ?? 0,
  };
}

/** They are told, and nobody is moved. */
export function unplaced(touched: readonly Touched[]): readonly Touched[] {
  return touched.map((each) => ({ ...each, to: null }));
}
