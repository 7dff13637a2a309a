import { idOf } from "../../../../shared/domain/ids.ts";
import type { ClinicId, ServiceId, TestId } from "../../../../shared/domain/ids.ts";
import { noPreparation } from "../../../../shared/domain/laboratory.ts";
import type { Test } from "../../../../shared/domain/laboratory.ts";
import type {
  OrderItemLine,
  OrderLine,
  SpecimenLine,
} from "../../../../shared/protocol/laboratory-feeds.ts";

/** Tests and orders as small as they can be: each test says only what matters to it. */

export const now = Date.UTC(2026, 10, 23, 7);

export function aTest(id: string, some: Partial<Test> = {}): Test {
  return {
    testId: id as TestId,
    kind: "laboratory",
    names: { ar: id },
    serviceId: "laboratory-blood" as ServiceId,
    clinicId: "laboratory" as ClinicId,
    specimen: "blood",
    tube: "lavender",
    preparation: noPreparation,
    turnaroundMin: { stat: 30, urgent: 60, routine: 240 },
    stableHours: 8,
    members: [],
    isOpen: true,
    ...some,
  };
}

export function anItem(id: string, some: Partial<OrderItemLine> = {}): OrderItemLine {
  return {
    testId: id as TestId,
    names: { ar: id },
    status: "ordered",
    specimenId: null,
    resultedAt: null,
    dueAt: null,
    alarm: "none",
    ...some,
  };
}

export function aSpecimen(number: number, some: Partial<SpecimenLine> = {}): SpecimenLine {
  return {
    specimenId: idOf("specimen", number),
    orderId: idOf("order", 1),
    barcode: `X${number}K`,
    kind: "blood",
    tube: "lavender",
    status: "collected",
    collectedAt: now,
    tests: ["cbc" as TestId],
    labelPaper: null,
    ...some,
  };
}

export function anOrder(number: number, some: Partial<OrderLine> = {}): OrderLine {
  return {
    orderId: idOf("order", number),
    label: `R${number}`,
    kind: "laboratory",
    serviceId: "laboratory-blood" as ServiceId,
    ticketId: null,
    ticketLabel: null,
    patientId: null,
    patientName: null,
    urgency: "routine",
    returnWhen: "results",
    orderedBy: "Sara",
    orderedAt: now,
    items: [anItem("cbc")],
    specimens: [],
    dueAt: null,
    alarm: "none",
    toCollect: [],
    preparation: noPreparation,
    isPrepared: null,
    booked: null,
    entry: null,
    note: null,
    takenBack: [],
    ...some,
  };
}
