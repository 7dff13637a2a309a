import { missingCase } from "../../shared/domain/result.ts";
import type { PriorityClass } from "../../shared/domain/priority.ts";
import type { DeviceKind, StaffRole } from "../../shared/domain/role.ts";
import type { CommandName } from "../../shared/protocol/commands.ts";
import type { FeedName } from "../../shared/protocol/feeds.ts";

/** A caller as the rules see it: what it is, not who. */
export type Caller =
  | {
      readonly kind: "device";
      readonly id: string;
      readonly deviceKind: DeviceKind;
      readonly servicePointId: string | null;
    }
  | { readonly kind: "staff"; readonly id: string; readonly role: StaffRole };

/** Those who serve patients. Administrators and auditors cannot touch the order of a queue. */
const serving: readonly StaffRole[] = [
  "receptionist",
  "nurse",
  "doctor",
  "technician",
  "supervisor",
];
/** Those who decide how the house works; what they set is published, and holds for everybody. */
const deciding: readonly StaffRole[] = ["supervisor", "admin"];
/** Those who plan and do operations, and order tests. */
const clinical: readonly StaffRole[] = ["nurse", "doctor", "supervisor"];
/** Those who take specimens, and read them. */
const testing: readonly StaffRole[] = ["nurse", "technician", "doctor", "supervisor"];
/** Whoever works here: their own leave and swaps, and places for patients. */
const working: readonly StaffRole[] = [...serving, "admin"];

interface Givers {
  readonly roles: readonly StaffRole[];
  readonly devices: readonly DeviceKind[];
}

const desk: Givers = { roles: serving, devices: ["console"] };
const deskOrKiosk: Givers = { roles: serving, devices: ["console", "kiosk"] };
const servingStaff: Givers = { roles: serving, devices: [] };
const decidingStaff: Givers = { roles: deciding, devices: [] };
const workingStaff: Givers = { roles: working, devices: [] };
const clinicalStaff: Givers = { roles: clinical, devices: [] };
const testingStaff: Givers = { roles: testing, devices: [] };
const printing: Givers = { roles: [], devices: ["console", "kiosk"] };

/** Who may give each command at all. */
const givers: Readonly<Record<CommandName, Givers>> = {
  issueTicket: deskOrKiosk,
  serveWithoutTicket: desk,
  callNext: desk,
  callChosen: desk,
  recall: desk,
  startService: desk,
  endService: desk,
  noShow: desk,
  requeue: desk,
  park: desk,
  unpark: desk,
  hold: desk,
  markReady: desk,
  setPriority: desk,
  transfer: desk,
  cancelEntry: desk,
  reinstate: desk,
  openPoint: desk,
  closePoint: desk,
  pausePoint: desk,
  resumePoint: desk,
  undo: desk,
  reprint: desk,
  closeQueue: servingStaff,
  reopenQueue: servingStaff,
  setRates: decidingStaff,
  changeService: decidingStaff,
  // A kiosk prints the slip of a booking that it was just shown by its patient.
  printSlip: { roles: working, devices: ["console", "kiosk"] },
  printList: { roles: working, devices: ["console"] },
  setClinicPrinter: decidingStaff,
  startPrint: printing,
  reportPrint: printing,
  // Patients and their places: whoever serves them. A kiosk checks in, and changes nothing else.
  checkIn: deskOrKiosk,
  registerPatient: workingStaff,
  changePatient: workingStaff,
  mergePatients: decidingStaff,
  erasePatient: decidingStaff,
  holdPlace: workingStaff,
  bookPlace: workingStaff,
  bookSeries: workingStaff,
  confirmHold: workingStaff,
  moveAppointment: workingStaff,
  cancelAppointment: workingStaff,
  joinWaitingList: workingStaff,
  answerOffer: workingStaff,
  undoMove: workingStaff,
  // One's own leave and swaps; the flow looks whose, and who decides.
  requestLeave: workingStaff,
  decideLeave: workingStaff,
  offerSwap: workingStaff,
  decideSwap: workingStaff,
  detailStaff: decidingStaff,
  putShift: decidingStaff,
  putSessionPlan: decidingStaff,
  setRosterRules: decidingStaff,
  putPattern: decidingStaff,
  draftFromPatterns: decidingStaff,
  planShift: decidingStaff,
  assignThings: decidingStaff,
  unplanShift: decidingStaff,
  copyWeek: decidingStaff,
  discardDraft: decidingStaff,
  publishRoster: decidingStaff,
  undoPublication: decidingStaff,
  putThing: decidingStaff,
  takeThingOut: decidingStaff,
  giveThingBack: decidingStaff,
  changeSession: decidingStaff,
  cancelSession: decidingStaff,
  putHoliday: decidingStaff,
  closeClinicDays: decidingStaff,
  setWorkWeek: decidingStaff,
  // Theatres.
  putTheatre: decidingStaff,
  putProcedure: decidingStaff,
  putBlock: decidingStaff,
  releaseBlock: decidingStaff,
  requestOperation: clinicalStaff,
  changeOperation: clinicalStaff,
  planOperation: clinicalStaff,
  unplanOperation: clinicalStaff,
  reorderList: clinicalStaff,
  cancelOperation: clinicalStaff,
  stepOperation: clinicalStaff,
  undoStep: clinicalStaff,
  markChecklist: clinicalStaff,
  setSupplies: clinicalStaff,
  delayOperation: clinicalStaff,
  insertEmergency: clinicalStaff,
  undoOperations: clinicalStaff,
  // Tests.
  putTest: decidingStaff,
  orderTests: clinicalStaff,
  cancelTests: testingStaff,
  joinOrder: servingStaff,
  collectSpecimens: testingStaff,
  printLabel: testingStaff,
  receiveSpecimen: testingStaff,
  rejectSpecimen: testingStaff,
  performImaging: testingStaff,
  recordResults: testingStaff,
  takeBackResults: testingStaff,
};

/** May this caller give this command at all? What it may do with it, the flow decides. */
export function mayCommand(caller: Caller, name: CommandName): boolean {
  const { roles, devices } = givers[name];
  return caller.kind === "staff"
    ? roles.includes(caller.role)
    : devices.includes(caller.deviceKind);
}

/** May this caller decide how the house works: rosters, holidays, settings? */
export function mayDecide(caller: Caller): boolean {
  return caller.kind === "staff" && deciding.includes(caller.role);
}

/** A console device calls for its own service point only; staff choose theirs. */
export function mayCallAt(caller: Caller, servicePointId: string): boolean {
  return caller.kind === "staff" || caller.servicePointId === servicePointId;
}

/** At a kiosk a patient may claim `protected`; every other class is granted by staff. */
export function mayClaim(caller: Caller, priorityClass: PriorityClass): boolean {
  if (caller.kind === "staff" || caller.deviceKind === "console") return true;
  return priorityClass === "normal" || priorityClass === "protected";
}

/** May this caller follow this feed? */
export function mayFollow(caller: Caller, feed: FeedName, key: string): boolean {
  switch (feed) {
    case "board":
    case "directory":
    case "family":
      return true;
    case "queue":
    case "point":
      return caller.kind === "staff" || caller.deviceKind === "console";
    case "roster":
    case "sessions":
    case "theatres":
    case "operationsWaiting":
    case "operation":
    case "labWork":
    case "labReady":
    case "catalogue":
    case "things":
    case "patterns":
      return caller.kind === "staff";
    case "orders":
    case "bookings":
      return caller.kind === "staff" || caller.deviceKind === "console";
    case "inbox":
      return caller.kind === "staff" && deciding.includes(caller.role);
    case "myDay":
      return caller.kind === "staff" && (mine(caller, key) || deciding.includes(caller.role));
    case "prints":
      return caller.kind === "device" && key === caller.id;
    default:
      return missingCase(feed);
  }
}

/** May this member of staff look for patients and read their files? Whoever serves them. */
export function mayReadPatients(role: StaffRole): boolean {
  return serving.includes(role) || role === "admin";
}

/** May it take a document out of a file for good, as it may erase a person? */
export function mayEraseDocuments(role: StaffRole): boolean {
  return deciding.includes(role);
}

/** A key that begins with the caller's own id. */
function mine(caller: Caller, key: string): boolean {
  return key.startsWith(`${caller.id}:`);
}

/** Wrong passwords before the waiting begins, and the longest wait: never a lock-out. */
const freeTries = 5;
const longestWaitS = 60;

/** Seconds to wait before the next try: 1, 2, 4 … 60, from the fifth wrong one on. */
export function signInWaitS(wrongTries: number): number {
  return wrongTries < freeTries ? 0 : Math.min(longestWaitS, 2 ** (wrongTries - freeTries));
}
