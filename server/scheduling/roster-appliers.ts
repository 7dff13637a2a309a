import type { Appliers } from "../store/journal.ts";
import type { Sql } from "../store/store.ts";
import { rosterSql } from "./roster.sql.ts";

type RosterFact =
  | "staffDetailed"
  | "shiftPut"
  | "sessionPlanPut"
  | "rosterRulesSet"
  | "patternPut"
  | "shiftPlanned"
  | "shiftUnplanned"
  | "thingsAssigned"
  | "rosterPublished"
  | "publicationUndone"
  | "calendarKeyRenewed"
  | "leaveRequested"
  | "leaveDecided"
  | "swapOffered"
  | "swapDecided";

/** How each fact of the rosters is laid into their tables. Nothing else writes them. */
export function createRosterAppliers(sql: Sql): Pick<Appliers, RosterFact> {
  return {
    ...settingAppliers(sql),
    ...draftAppliers(sql),
    ...publicationAppliers(sql),
    ...leaveAppliers(sql),
    ...swapAppliers(sql),
  };
}

function settingAppliers(
  sql: Sql,
): Pick<
  Appliers,
  | "staffDetailed"
  | "shiftPut"
  | "sessionPlanPut"
  | "rosterRulesSet"
  | "patternPut"
  | "calendarKeyRenewed"
> {
  const putDetail = sql.write<[number, string | null, string, string]>(rosterSql.putDetail);
  const putShift = sql.write<[string, string, string, number, number, number | null]>(
    rosterSql.putShift,
  );
  const putPlan = sql.write<(string | number)[]>(rosterSql.putPlan);
  const putRules = sql.write<[string]>(rosterSql.putRules);
  const putPattern = sql.write<(string | number)[]>(rosterSql.putPattern);
  const putCalendarKey = sql.write<[number]>(rosterSql.putCalendarKey);
  return {
    staffDetailed: ({ fact }) =>
      putDetail.run(fact.staff, fact.clinic, fact.grade, JSON.stringify(fact.skills)),
    shiftPut: ({ fact }) => {
      const { id, names, kind, startMin, endMin, tier } = fact;
      putShift.run(id, JSON.stringify(names), kind, startMin, endMin, tier);
    },
    sessionPlanPut: ({ fact }) => {
      const { clinic, shift, service, capacity, windowMin, overbookMax } = fact;
      const { breaks = [], bufferBeforeMin = 0, bufferAfterMin = 0 } = fact;
      putPlan.run(
        ...[clinic, shift, service, capacity, windowMin, overbookMax],
        ...[JSON.stringify(breaks), bufferBeforeMin, bufferAfterMin],
      );
    },
    rosterRulesSet: ({ fact }) => putRules.run(JSON.stringify(fact.rules)),
    patternPut: ({ fact }) => {
      const { staff, clinic, weeks, startsOn, cells, weekNames = [] } = fact;
      const [shifts, names] = [JSON.stringify(cells), JSON.stringify(weekNames)];
      putPattern.run(staff, clinic, weeks, startsOn, shifts, names);
    },
    calendarKeyRenewed: ({ fact }) => putCalendarKey.run(fact.staff),
  };
}

function draftAppliers(
  sql: Sql,
): Pick<Appliers, "shiftPlanned" | "shiftUnplanned" | "thingsAssigned"> {
  const put = sql.write<[number, string, number, string, string, string | null, string]>(
    rosterSql.putAssignment,
  );
  const setThings = sql.write<[string, number]>(rosterSql.setThings);
  const takeThing = sql.write<[string, string, number]>(rosterSql.takeThing);
  const leaveThing = sql.write<[string, string, number]>(rosterSql.leaveThing);
  const setState = sql.write<[string, number]>(rosterSql.setState);
  const nextVersion = sql.write<[string]>(rosterSql.nextVersion);
  const rowOf = sql.query<[number], { clinic_id: string; day: string }>(rosterSql.assignment);
  const known = (seq: number, assignment: number) => {
    const row = rowOf.get(assignment);
    if (row === undefined) throw new Error(`row ${seq} is about a shift that is not there`);
    return row;
  };
  return {
    shiftPlanned({ seq, fact }) {
      const { clinic, staff, day, shift, point, things = [] } = fact;
      put.run(seq, clinic, staff, day, shift, point, JSON.stringify(things));
      for (const thing of things) takeThing.run(thing, day, seq);
      nextVersion.run(clinic);
    },
    shiftUnplanned({ seq, fact }) {
      const { clinic_id: clinic } = known(seq, fact.assignment);
      setState.run(fact.to, fact.assignment);
      nextVersion.run(clinic);
    },
    thingsAssigned({ seq, fact }) {
      const { assignment, from, to } = fact;
      const { clinic_id: clinic, day } = known(seq, assignment);
      for (const thing of from) leaveThing.run(thing, day, assignment);
      for (const thing of to) takeThing.run(thing, day, assignment);
      setThings.run(JSON.stringify(to), assignment);
      nextVersion.run(clinic);
    },
  };
}

function publicationAppliers(sql: Sql): Pick<Appliers, "rosterPublished" | "publicationUndone"> {
  const put = sql.write<[number, string, string, string, number, number]>(rosterSql.putPublication);
  const add = sql.write<[number, number, number]>(rosterSql.publishAdded);
  const remove = sql.write<[number, number, number]>(rosterSql.publishRemoved);
  const draftAgain = sql.write<[number, number]>(rosterSql.draftAgain);
  const removeAgain = sql.write<[number, number]>(rosterSql.removeAgain);
  const setUndone = sql.write<[number]>(rosterSql.setUndone);
  const setVersion = sql.write<[string, number]>(rosterSql.setVersion);
  const nextVersion = sql.write<[string]>(rosterSql.nextVersion);
  return {
    rosterPublished({ seq, at, fact }) {
      put.run(seq, fact.clinic, fact.from, fact.to, fact.version, at);
      for (const id of fact.removed) remove.run(seq, seq, id);
      for (const id of fact.added) add.run(seq, seq, id);
      setVersion.run(fact.clinic, fact.version);
    },
    publicationUndone({ seq, fact }) {
      for (const id of fact.added) draftAgain.run(seq, id);
      for (const id of fact.removed) removeAgain.run(seq, id);
      setUndone.run(fact.publication);
      nextVersion.run(fact.clinic);
    },
  };
}

function leaveAppliers(sql: Sql): Pick<Appliers, "leaveRequested" | "leaveDecided"> {
  const put = sql.write<[number, number, string, string, string, number]>(rosterSql.putLeave);
  const decide = sql.write<[string, number | null, string | null, number]>(rosterSql.decideLeave);
  return {
    leaveRequested: ({ seq, at, fact }) =>
      put.run(seq, fact.staff, fact.from, fact.to, fact.kind, at),
    // A decision that was taken back waits to be decided again.
    leaveDecided: ({ at, fact }) =>
      decide.run(fact.status, fact.status === "requested" ? null : at, fact.reason, fact.leave),
  };
}

function swapAppliers(sql: Sql): Pick<Appliers, "swapOffered" | "swapDecided"> {
  const put = sql.write<[number, number, number, number | null, number]>(rosterSql.putSwap);
  const decide = sql.write<[string, number | null, string | null, number]>(rosterSql.decideSwap);
  return {
    swapOffered: ({ seq, at, fact }) => put.run(seq, fact.assignment, fact.to, fact.for, at),
    // One that the other side took still waits for the administrators.
    swapDecided: ({ at, fact }) =>
      decide.run(fact.status, fact.status === "accepted" ? null : at, fact.reason, fact.swap),
  };
}
