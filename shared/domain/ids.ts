/**
 * Branded ids. An id of a thing that happens (ticket, entry, call, print job, device, staff) is
 * the sequence number of the journal row that made it, behind one letter: `t12` is the ticket
 * that journal row 12 issued. So ids are never reused, sort by time, and point into the log.
 * Ids of the directory (clinics, queues, service points) are words chosen by the site.
 */
declare const brand: unique symbol;
type Brand<Name extends string> = string & { readonly [brand]: Name };

export type TicketId = Brand<"ticket">;
export type EntryId = Brand<"entry">;
export type CallId = Brand<"call">;
export type PrintJobId = Brand<"printJob">;
export type DeviceId = Brand<"device">;
export type StaffId = Brand<"staff">;
export type PatientId = Brand<"patient">;
/** One person's shift on one day. */
export type AssignmentId = Brand<"assignment">;
export type PublicationId = Brand<"publication">;
export type SessionId = Brand<"session">;
export type AppointmentId = Brand<"appointment">;
export type LeaveId = Brand<"leave">;
export type SwapId = Brand<"swap">;
/** A time in which a thing is out of service. */
export type OutageId = Brand<"outage">;
export type HolidayId = Brand<"holiday">;
/** A place on the waiting list for a place. */
export type WishId = Brand<"wish">;
export type DocumentId = Brand<"document">;
export type MessageId = Brand<"message">;
export type OperationId = Brand<"operation">;
/** A theatre kept for a specialty on one day. */
export type BlockId = Brand<"block">;
/** What somebody ordered for a patient: tests, pictures. */
export type OrderId = Brand<"order">;
export type SpecimenId = Brand<"specimen">;
export type ClinicId = Brand<"clinic">;
export type ServiceId = Brand<"service">;
export type QueueId = Brand<"queue">;
export type ServicePointId = Brand<"servicePoint">;
export type WaitingRoomId = Brand<"waitingRoom">;
export type ShiftId = Brand<"shift">;
export type TheatreId = Brand<"theatre">;
export type ProcedureId = Brand<"procedure">;
/** Something that can be in one place at a time only: an ultrasound machine, a tray of instruments. */
export type ThingId = Brand<"thing">;
/** A line of the catalogue of tests. */
export type TestId = Brand<"test">;
/** UUIDv7 made by the client, one per intent. */
export type CommandId = Brand<"command">;
/** A local calendar date, `2026-11-23`, as opened by the server. */
export type ServiceDay = Brand<"serviceDay">;

const letters = {
  ticket: "t",
  entry: "e",
  call: "c",
  printJob: "p",
  device: "d",
  staff: "s",
  patient: "m",
  assignment: "g",
  publication: "v",
  session: "n",
  appointment: "a",
  leave: "l",
  swap: "w",
  outage: "u",
  holiday: "h",
  wish: "q",
  document: "f",
  message: "b",
  operation: "o",
  block: "k",
  order: "r",
  specimen: "x",
} as const;

interface SequencedIds {
  ticket: TicketId;
  entry: EntryId;
  call: CallId;
  printJob: PrintJobId;
  device: DeviceId;
  staff: StaffId;
  patient: PatientId;
  assignment: AssignmentId;
  publication: PublicationId;
  session: SessionId;
  appointment: AppointmentId;
  leave: LeaveId;
  swap: SwapId;
  outage: OutageId;
  holiday: HolidayId;
  wish: WishId;
  document: DocumentId;
  message: MessageId;
  operation: OperationId;
  block: BlockId;
  order: OrderId;
  specimen: SpecimenId;
}
export type SequencedKind = keyof SequencedIds;

/** The id of the thing of this kind that journal row `seq` made. */
export function idOf<Kind extends SequencedKind>(kind: Kind, seq: number): SequencedIds[Kind] {
  return `${letters[kind]}${seq}` as SequencedIds[Kind];
}

/** The journal row behind an id. Throws on text that is no such id: the gate has checked it. */
export function seqOf(id: SequencedIds[SequencedKind]): number {
  const seq = Number(id.slice(1));
  if (!Number.isSafeInteger(seq) || seq < 1) throw new Error(`not an id: ${id}`);
  return seq;
}

/** What an id of this kind looks like; the gate parses with it. Twelve digits outlast us all. */
export function idPattern(kind: SequencedKind): RegExp {
  return new RegExp(`^${letters[kind]}[1-9][0-9]{0,11}$`);
}

/** Directory ids: lower-case words, digits and hyphens, at most 40. */
export const directoryIdPattern = /^[a-z][a-z0-9-]{0,39}$/;

/** The id of one intent, from a UUIDv7 that was just made; the gate checks its shape. */
export function commandIdOf(uuidV7: string): CommandId {
  return uuidV7 as CommandId;
}
