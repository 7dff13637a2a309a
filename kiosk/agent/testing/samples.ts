import { commandIdOf, idOf } from "../../../shared/domain/ids.ts";
import { commandPayloads } from "../../../shared/protocol/commands.ts";
import type { PrintJob } from "../../../shared/protocol/feeds.ts";
import type { LabelJob, ListJob, SlipJob } from "../../../shared/protocol/papers.ts";
import type { CommandId, ServiceId } from "../../../shared/domain/ids.ts";
import type {
  CheckedInTicket,
  CheckInIntent,
  IssuedTicket,
  IssueIntent,
} from "../../device-api.ts";

/** The n-th command id of a test. */
export function commandIdNumber(n: number): CommandId {
  return commandIdOf(`0192f3a1-7000-7000-8000-${String(n).padStart(12, "0")}`);
}

/** Command ids in counting order. */
export function countedCommandIds(from = 1_000): () => CommandId {
  let n = from;
  return () => commandIdNumber(n++);
}

export function serviceId(id: string): ServiceId {
  return commandPayloads.issueTicket.shape.serviceId.parse(id);
}

export function anIntent(changes: Partial<IssueIntent> = {}): IssueIntent {
  return {
    commandId: commandIdNumber(1),
    serviceId: serviceId("eyes-visit"),
    language: "ar",
    protected: false,
    ...changes,
  };
}

export function aTicket(changes: Partial<IssuedTicket> = {}): IssuedTicket {
  return {
    ticketId: idOf("ticket", 7),
    label: "A047",
    entryId: idOf("entry", 7),
    queueId: aQueueId,
    serviceDay: "2026-11-23",
    ahead: 12,
    wait: { fromMin: 35, toMin: 40 },
    trackUrl: "http://192.168.1.10:4480/track/#abcdefghijklmnopqrstuv",
    issuedAt: 1_795_000_000_000,
    printJobId: idOf("printJob", 7),
    ...changes,
  };
}

export function aCheckIn(changes: Partial<CheckInIntent> = {}): CheckInIntent {
  return {
    ...{ commandId: commandIdNumber(1), by: "phone", value: "07701234567", language: "ar" },
    ...changes,
  };
}

export function aCheckedIn(changes: Partial<CheckedInTicket> = {}): CheckedInTicket {
  return {
    ...aTicket(),
    appointmentId: idOf("appointment", 7),
    serviceId: serviceId("eyes-visit"),
    bookedAt: 1_795_000_000_000,
    isLate: false,
    doctorLateMin: 0,
    ...changes,
  };
}

const aQueueId: IssuedTicket["queueId"] = "eyes" as IssuedTicket["queueId"];

const paperNames = {
  hospitalNames: { ar: "المستشفى التعليمي", en: "Teaching Hospital" },
  clinicNames: { ar: "عيادة العيون", en: "Eye clinic" },
  serviceNames: { ar: "مراجعة", en: "Visit" },
} as const;
/** 2026-11-30 08:30 in Baghdad. */
const bookedAt = Date.UTC(2026, 10, 30, 5, 30);

export function aSlip(n: number, changes: Partial<SlipJob> = {}): SlipJob {
  return {
    ...paperNames,
    ...{ kind: "slip", printJobId: idOf("printJob", n), status: "queued", language: "ar" },
    ...{ queuedAt: 1_000_000, until: 1_060_000, copy: 0, hijriOffset: 0 },
    ...{ staffName: "د. سعاد الجبوري", at: bookedAt, to: bookedAt + 3_600_000, code: "KX4P9HTD" },
    waitingRoomNames: { ar: "صالة الانتظار 1", en: "Waiting room 1" },
    url: "http://192.168.1.10:4480/book/#AAAAAAAAvQJ3v5m0b4c1d2e3f4a5b6c7d8",
    preparation: null,
    ...changes,
  };
}

export function aList(n: number, changes: Partial<ListJob> = {}): ListJob {
  return {
    ...paperNames,
    ...{ kind: "list", printJobId: idOf("printJob", n), status: "queued", language: "ar" },
    ...{ queuedAt: 1_000_000, until: bookedAt + 14_400_000, copy: 0, hijriOffset: 0 },
    ...{ staffName: "د. سعاد الجبوري", asOf: bookedAt - 3_600_000 },
    ...{ from: bookedAt, to: bookedAt + 14_400_000, capacity: 8, isCancelled: false, more: 0 },
    pointNames: { ar: "غرفة 1", en: "Room 1" },
    lines: [
      {
        ...{ at: bookedAt, name: "علي حسين عبد الكريم الموسوي", phone: "+9647701234567" },
        ...{ code: "KX4P9HTD", label: null, status: "booked" },
      },
      {
        ...{ at: bookedAt, name: "زينب كاظم", phone: null },
        ...{ code: "B7C8D9EF", label: "E012", status: "checked_in" },
      },
    ],
    ...changes,
  };
}

export function aLabel(n: number, changes: Partial<LabelJob> = {}): LabelJob {
  return {
    ...{ kind: "label", printJobId: idOf("printJob", n), status: "queued", language: "ar" },
    ...{ queuedAt: 1_000_000, until: 1_060_000, copy: 0, barcode: "X0000001O" },
    ...{ specimen: "blood", tube: "lavender", collectedAt: bookedAt, ticketLabel: "E012" },
    ...{ patientName: "علي حسين عبد الكريم الموسوي", birthYear: 1984 },
    ...changes,
  };
}

export function aPrintJob(n: number, changes: Partial<PrintJob> = {}): PrintJob {
  return {
    printJobId: idOf("printJob", n),
    status: "queued",
    detail: null,
    ticketId: idOf("ticket", n),
    label: `A${String(n).padStart(3, "0")}`,
    language: "ar",
    hospitalNames: { ar: "المستشفى التعليمي", en: "Teaching Hospital" },
    clinicNames: { ar: "عيادة العيون", en: "Eye clinic" },
    serviceNames: { ar: "مراجعة", en: "Visit" },
    waitingRoomNames: { ar: "صالة الانتظار 1", en: "Waiting room 1" },
    ahead: 0,
    wait: null,
    issuedAt: 1_000_000,
    queuedAt: 1_000_000,
    trackUrl: "http://192.168.1.10:4480/track/#abcdefghijklmnopqrstuv",
    copy: 0,
    ...changes,
  };
}
