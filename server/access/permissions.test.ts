import { describe, expect, it } from "vitest";
import { priorityClasses } from "../../shared/domain/priority.ts";
import { deviceKinds, staffRoles } from "../../shared/domain/role.ts";
import { commandPayloads } from "../../shared/protocol/commands.ts";
import type { CommandName } from "../../shared/protocol/commands.ts";
import { feedNames } from "../../shared/protocol/feeds.ts";
import { mayCallAt, mayClaim, mayCommand, mayFollow, signInWaitS } from "./permissions.ts";
import type { Caller } from "./permissions.ts";

const callers: Readonly<Record<string, Caller>> = {
  ...Object.fromEntries(
    staffRoles.map((role): [string, Caller] => [role, { kind: "staff", id: "s1", role }]),
  ),
  ...Object.fromEntries(
    deviceKinds.map((deviceKind): [string, Caller] => [
      deviceKind,
      { kind: "device", id: "d7", deviceKind, servicePointId: "room-1" },
    ]),
  ),
};

/** Every cell written out: a new role, command or feed fails here until somebody decides. */
function cells(allowed: (caller: Caller) => boolean): string {
  return Object.entries(callers)
    .map(([name, caller]) => `${name} ${allowed(caller) ? "yes" : "-"}`)
    .join(", ");
}

const serving =
  "receptionist yes, nurse yes, doctor yes, technician yes, supervisor yes, admin -, auditor -";
const nobody = "receptionist -, nurse -, doctor -, technician -, supervisor -, admin -, auditor -";
const everybody =
  "receptionist yes, nurse yes, doctor yes, technician yes, supervisor yes, admin yes, auditor yes";

const atDesk = `${serving}, kiosk -, display -, console yes`;
const deciding =
  "receptionist -, nurse -, doctor -, technician -, supervisor yes, admin yes, auditor -, kiosk -, display -, console -";
const places =
  "receptionist yes, nurse yes, doctor yes, technician yes, supervisor yes, admin yes, auditor -, kiosk -, display -, console -";
const ownWork = places;
const clinical =
  "receptionist -, nurse yes, doctor yes, technician -, supervisor yes, admin -, auditor -, kiosk -, display -, console -";
const testing =
  "receptionist -, nurse yes, doctor yes, technician yes, supervisor yes, admin -, auditor -, kiosk -, display -, console -";
const onlyStaff = `${everybody}, kiosk -, display -, console -`;
const expected: Readonly<Record<CommandName, string>> = {
  issueTicket: `${serving}, kiosk yes, display -, console yes`,
  serveWithoutTicket: atDesk,
  callNext: atDesk,
  callChosen: atDesk,
  recall: atDesk,
  startService: atDesk,
  endService: atDesk,
  noShow: atDesk,
  requeue: atDesk,
  park: atDesk,
  unpark: atDesk,
  hold: atDesk,
  markReady: atDesk,
  setPriority: atDesk,
  transfer: atDesk,
  cancelEntry: atDesk,
  reinstate: atDesk,
  undo: atDesk,
  openPoint: atDesk,
  closePoint: atDesk,
  pausePoint: atDesk,
  resumePoint: atDesk,
  reprint: atDesk,
  closeQueue: `${serving}, kiosk -, display -, console -`,
  reopenQueue: `${serving}, kiosk -, display -, console -`,
  setRates: deciding,
  changeService: deciding,
  checkIn: `${serving}, kiosk yes, display -, console yes`,
  registerPatient: places,
  changePatient: places,
  holdPlace: places,
  bookPlace: places,
  bookSeries: places,
  confirmHold: places,
  moveAppointment: places,
  cancelAppointment: places,
  joinWaitingList: places,
  answerOffer: places,
  undoMove: places,
  mergePatients: deciding,
  erasePatient: deciding,
  requestLeave: ownWork,
  offerSwap: ownWork,
  decideSwap: ownWork,
  detailStaff: deciding,
  putShift: deciding,
  putSessionPlan: deciding,
  setRosterRules: deciding,
  putPattern: deciding,
  draftFromPatterns: deciding,
  planShift: deciding,
  assignThings: deciding,
  unplanShift: deciding,
  copyWeek: deciding,
  discardDraft: deciding,
  publishRoster: deciding,
  undoPublication: deciding,
  // Withdrawing is everybody's own; deciding is not: the flow looks.
  decideLeave: ownWork,
  putThing: deciding,
  takeThingOut: deciding,
  giveThingBack: deciding,
  changeSession: deciding,
  cancelSession: deciding,
  putHoliday: deciding,
  closeClinicDays: deciding,
  setWorkWeek: deciding,
  printSlip: places.replace("kiosk -", "kiosk yes").replace("console -", "console yes"),
  printList: places.replace("console -", "console yes"),
  setClinicPrinter: deciding,
  putTheatre: deciding,
  putProcedure: deciding,
  putBlock: deciding,
  releaseBlock: deciding,
  requestOperation: clinical,
  changeOperation: clinical,
  planOperation: clinical,
  unplanOperation: clinical,
  reorderList: clinical,
  cancelOperation: clinical,
  stepOperation: clinical,
  undoStep: clinical,
  markChecklist: clinical,
  setSupplies: clinical,
  delayOperation: clinical,
  insertEmergency: clinical,
  undoOperations: clinical,
  putTest: deciding,
  orderTests: clinical,
  cancelTests: testing,
  joinOrder: `${serving}, kiosk -, display -, console -`,
  collectSpecimens: testing,
  printLabel: testing,
  receiveSpecimen: testing,
  rejectSpecimen: testing,
  performImaging: testing,
  recordResults: testing,
  takeBackResults: testing,
  startPrint: `${nobody}, kiosk yes, display -, console yes`,
  reportPrint: `${nobody}, kiosk yes, display -, console yes`,
};

describe("who may give the command", () => {
  const names = Object.keys(commandPayloads) as CommandName[];
  it.each(names)("%s", (name) => {
    expect(cells((caller) => mayCommand(caller, name))).toBe(expected[name]);
  });
});

describe("who may follow the feed", () => {
  const expected = {
    board: `${everybody}, kiosk yes, display yes, console yes`,
    directory: `${everybody}, kiosk yes, display yes, console yes`,
    queue: `${everybody}, kiosk -, display -, console yes`,
    point: `${everybody}, kiosk -, display -, console yes`,
    prints: `${nobody}, kiosk yes, display yes, console yes`,
    family: `${everybody}, kiosk yes, display yes, console yes`,
    roster: onlyStaff,
    sessions: onlyStaff,
    theatres: onlyStaff,
    operationsWaiting: onlyStaff,
    operation: onlyStaff,
    labWork: onlyStaff,
    labReady: onlyStaff,
    catalogue: onlyStaff,
    orders: `${everybody}, kiosk -, display -, console yes`,
    things: onlyStaff,
    patterns: onlyStaff,
    bookings: `${everybody}, kiosk -, display -, console yes`,
    inbox:
      "receptionist -, nurse -, doctor -, technician -, supervisor yes, admin yes, auditor -, kiosk -, display -, console -",
    // One's own day under one's own key; the key here is somebody else's.
    myDay:
      "receptionist -, nurse -, doctor -, technician -, supervisor yes, admin yes, auditor -, kiosk -, display -, console -",
  } as const;
  it.each(feedNames)("%s", (feed) => {
    expect(cells((caller) => mayFollow(caller, feed, "d7"))).toBe(expected[feed]);
  });

  it("prints of another device: nobody at all", () => {
    expect(cells((caller) => mayFollow(caller, "prints", "d8"))).toBe(
      `${nobody}, kiosk -, display -, console -`,
    );
  });
});

describe("which class a caller may grant", () => {
  it.each(priorityClasses)("%s", (priorityClass) => {
    const kiosk = priorityClass === "normal" || priorityClass === "protected" ? "yes" : "-";
    expect(cells((caller) => mayClaim(caller, priorityClass))).toBe(
      `${everybody}, kiosk ${kiosk}, display ${kiosk}, console yes`,
    );
  });
});

it("staff call where they sit, a device only at its own point, one without a point nowhere", () => {
  expect([
    cells((caller) => mayCallAt(caller, "room-1")),
    cells((caller) => mayCallAt(caller, "room-2")),
    mayCallAt({ kind: "device", id: "d7", deviceKind: "console", servicePointId: null }, "room-1"),
  ]).toEqual([
    `${everybody}, kiosk yes, display yes, console yes`,
    `${everybody}, kiosk -, display -, console -`,
    false,
  ]);
});

it("the wait after wrong passwords begins at the fifth, doubles, and never locks anybody out", () => {
  const waits = [0, 1, 4, 5, 6, 7, 8, 9, 10, 11, 12, 50, 5_000].map(signInWaitS);
  expect(waits).toEqual([0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60, 60]);
});
