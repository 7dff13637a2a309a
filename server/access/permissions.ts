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
const serving: readonly StaffRole[] = ["receptionist", "nurse", "doctor", "supervisor"];

/** Those who decide how the house works; what they set is published, and holds for everybody. */
const deciding: readonly StaffRole[] = ["supervisor", "admin"];

/** Does this caller decide about others: their leave, their swaps, the roster? */
export function mayDecide(caller: Caller): boolean {
  return caller.kind === "staff" && deciding.includes(caller.role);
}

/** May this caller give this command at all? What it may do with it, the flow decides. */
export function mayCommand(caller: Caller, name: CommandName): boolean {
  switch (name) {
    case "issueTicket":
      return caller.kind === "staff"
        ? serving.includes(caller.role)
        : caller.deviceKind !== "display";
    case "serveWithoutTicket":
    case "callNext":
    case "callChosen":
    case "recall":
    case "startService":
    case "endService":
    case "noShow":
    case "requeue":
    case "park":
    case "unpark":
    case "hold":
    case "markReady":
    case "setPriority":
    case "transfer":
    case "cancelEntry":
    case "reinstate":
    case "openPoint":
    case "closePoint":
    case "pausePoint":
    case "resumePoint":
    case "undo":
    case "reprint":
      return caller.kind === "staff"
        ? serving.includes(caller.role)
        : caller.deviceKind === "console";
    case "closeQueue":
    case "reopenQueue":
      return caller.kind === "staff" && serving.includes(caller.role);
    case "setRates":
    case "changeService":
      return caller.kind === "staff" && deciding.includes(caller.role);
    // Patients and their places: whoever serves them. A kiosk checks in, and nothing more.
    case "checkIn":
      return caller.kind === "staff"
        ? serving.includes(caller.role)
        : caller.deviceKind !== "display";
    case "registerPatient":
    case "changePatient":
    case "holdPlace":
    case "bookPlace":
    case "bookSeries":
    case "confirmHold":
    case "moveAppointment":
    case "cancelAppointment":
    case "joinWaitingList":
    case "answerOffer":
    case "undoMove":
      return caller.kind === "staff" && (serving.includes(caller.role) || caller.role === "admin");
    case "mergePatients":
    case "erasePatient":
      return caller.kind === "staff" && deciding.includes(caller.role);
    // One's own leave and swaps; the flow looks whose.
    case "requestLeave":
    case "decideLeave":
    case "offerSwap":
    case "decideSwap":
      return caller.kind === "staff" && caller.role !== "auditor";
    case "detailStaff":
    case "putShift":
    case "putSessionPlan":
    case "setRosterRules":
    case "putPattern":
    case "draftFromPatterns":
    case "planShift":
    case "unplanShift":
    case "copyWeek":
    case "discardDraft":
    case "publishRoster":
    case "undoPublication":
    case "changeSession":
    case "cancelSession":
    case "putHoliday":
    case "closeClinicDays":
    case "setWorkWeek":
      return caller.kind === "staff" && deciding.includes(caller.role);
    case "startPrint":
    case "reportPrint":
      return caller.kind === "device" && caller.deviceKind !== "display";
    default:
      return missingCase(name);
  }
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
      return true;
    case "queue":
    case "point":
      return caller.kind === "staff" || caller.deviceKind === "console";
    case "roster":
    case "sessions":
      return caller.kind === "staff";
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
