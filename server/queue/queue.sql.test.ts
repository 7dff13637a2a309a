import { afterAll, describe, expect, it } from "vitest";
import { aHospital } from "../../test/harness/hospital.ts";
import { printingSql } from "../printing/printing.sql.ts";
import { storeSql } from "../store/store.sql.ts";
import { queueSql } from "./queue.sql.ts";

const hospital = aHospital();
afterAll(() => hospital.close());

/** How SQLite means to answer, step by step, with the number of parameters the text asks for. */
function plan(sql: string): readonly string[] {
  const parameters = sql
    .split("?")
    .slice(1)
    .map(() => 1);
  return hospital
    .rows<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, ...parameters)
    .map(({ detail }) => detail);
}

const byRow = (table: string) => `SEARCH ${table} USING INTEGER PRIMARY KEY (rowid=?)`;
const byIndex = (table: string, index: string, terms: string, covering = "") =>
  `SEARCH ${table} USING ${covering}INDEX ${index} (${terms})`;
const ofEntry = [byRow("e"), byRow("t")];

const ofPart = "queue_id=? AND bound_point=? AND segment=?";
const ofKind = `${ofPart} AND class=?`;

const standing = byIndex("wait_posted", "wait_posted_standing", "queue_id=?");

/** What is asked, the text that asks it in production, and the steps that answer it. */
const hot: readonly (readonly [string, string, readonly string[]])[] = [
  [
    "who is first of a class",
    queueSql.firstOfClass,
    [byIndex("entry", "entry_waiting", ofKind, "COVERING ")],
  ],
  [
    "who is the first emergency",
    queueSql.firstEmergency,
    [byIndex("entry", "entry_emergency", ofPart)],
  ],
  [
    "the first lines of a class",
    queueSql.linesOfClass,
    [byIndex("e", "entry_waiting", ofKind), byRow("t")],
  ],
  [
    "the first lines of the emergencies",
    queueSql.linesOfEmergencies,
    [byIndex("e", "entry_emergency", ofPart), byRow("t")],
  ],
  [
    "who did not come today",
    queueSql.noShows,
    [byIndex("e", "entry_no_show", "queue_id=? AND day=?"), byRow("t")],
  ],
  [
    "who was cancelled today",
    queueSql.cancelled,
    [byIndex("e", "entry_cancelled", "queue_id=? AND day=?"), byRow("t")],
  ],
  ["who is put aside", queueSql.aside, [byIndex("e", "entry_aside", "queue_id=?"), byRow("t")]],
  [
    "whose time to be called has come",
    queueSql.dueHeld,
    [byIndex("entry", "entry_held", "queue_id=? AND not_before<?")],
  ],
  [
    "the kinds of a queue that have somebody",
    queueSql.waitingKinds,
    ["SEARCH waiting_count USING PRIMARY KEY (queue_id=?)"],
  ],
  [
    "the stops of a ticket",
    queueSql.entriesOfTicket,
    [byIndex("entry", "entry_ticket", "ticket_id=?")],
  ],
  [
    "whether a ticket is in a queue already",
    queueSql.ticketInQueue,
    [byIndex("entry", "entry_once", "queue_id=? AND ticket_id=?")],
  ],
  [
    "who is bound to a point that closes",
    queueSql.unbind,
    [byIndex("entry", "entry_bound", "bound_point=?")],
  ],
  [
    "whether a night patient still holds a label",
    queueSql.labelAlive,
    [
      byIndex("t", "sqlite_autoindex_ticket_1", "day=? AND label=?", "COVERING "),
      byIndex("e", "entry_ticket", "ticket_id=?"),
    ],
  ],
  ["the day in force", queueSql.day, ["SEARCH service_day USING PRIMARY KEY (start_min=?)"]],
  [
    "the days before it",
    queueSql.latestDays,
    ["SEARCH service_day USING PRIMARY KEY (start_min=?)"],
  ],
  [
    "whether a patient waits already",
    queueSql.patientInQueue,
    [byIndex("entry", "entry_patient", "queue_id=? AND patient_id=?")],
  ],
  [
    "the open call of a point",
    queueSql.openCallOfPoint,
    [byIndex("call", "call_open_point", "service_point_id=?")],
  ],
  [
    "the open call of an entry",
    queueSql.openCallOfEntry,
    [byIndex("call", "call_open_entry", "entry_id=?")],
  ],
  [
    "whom a point is with",
    queueSql.currentCall,
    [byIndex("c", "call_open_point", "service_point_id=?"), ...ofEntry],
  ],
  [
    "the last calls of a point today, whatever years lie behind it",
    queueSql.lastCallsOfPoint,
    [byIndex("c", "call_point", "service_point_id=? AND day=?"), ...ofEntry],
  ],
  ["an entry", queueSql.entry, [byRow("entry")]],
  [
    "since when somebody has not answered",
    queueSql.lastNoShow,
    [byIndex("call", "call_no_show", "entry_id=?")],
  ],
  ["what a queue's walls show", queueSql.standingPost, [standing]],
  ["what a queue's walls showed till now", queueSql.endPost, [standing]],
  ["whom a queue's walls told", queueSql.takePost, [standing]],
  [
    "what came true of it",
    queueSql.setPostOutcome,
    [byIndex("wait_posted", "wait_posted_entry", "entry_id=?")],
  ],
  [
    "what is not true of it any more",
    queueSql.dropPostOutcome,
    [byIndex("wait_posted", "wait_posted_entry", "entry_id=?")],
  ],
  ["a call", queueSql.call, [byRow("call")]],
  [
    "the last number of a series",
    queueSql.lastNumber,
    ["SEARCH series_counter USING PRIMARY KEY (day=? AND series=?)"],
  ],
  [
    "how many tickets a service gave",
    queueSql.issued,
    ["SEARCH service_counter USING PRIMARY KEY (day=? AND service_id=?)"],
  ],
  [
    "the answer that a command got",
    storeSql.answer,
    [byIndex("once", "once_command", "command_id=? AND principal=?")],
  ],
  [
    "whether a command ever acted",
    storeSql.acted,
    [byIndex("journal", "journal_command", "command_id=? AND principal=?", "COVERING ")],
  ],
  ["what a command did", storeSql.trace, [byIndex("journal", "journal_command", "command_id=?")]],
  [
    "the paper a device still owes",
    printingSql.unsettled,
    [byIndex("j", "print_job_unsettled", "device_id=?"), byRow("t")],
  ],
  [
    "the paper a device settled last",
    printingSql.settled,
    [byIndex("j", "print_job_device", "device_id=?"), byRow("t")],
  ],
];

describe("is answered by a seek, without a scan and without sorting:", () => {
  it.each(hot)("%s", (_, sql, steps) => {
    expect(plan(sql)).toEqual(steps);
  });
});

it("all open calls of the house are read from an index that holds only them", () => {
  expect(plan(queueSql.openCalls)).toEqual([
    "SCAN c USING INDEX call_open_entry",
    ...ofEntry,
    "USE TEMP B-TREE FOR ORDER BY",
  ]);
});

it("the end of a day reads only what waits or is open, never the years before it", () => {
  const plans = [
    queueSql.waitingOfStart,
    queueSql.closeActive,
    queueSql.closeOpenCalls,
    queueSql.countActive,
    queueSql.countOpen,
  ].map(plan);
  const whole = plans.flat().filter((step) => step.startsWith("SCAN") && !step.includes("INDEX"));
  expect(whole).toEqual([]);
});

it("old answers are found from the lowest row, not by reading them all", () => {
  expect(plan(storeSql.pruneAnswers)).toEqual([byRow("once"), "LIST SUBQUERY 1", "SCAN once"]);
});
