import type { FlowModules } from "./flow-modules.ts";
import { asciiDigits } from "../shared/domain/arabic-name.ts";
import type { Instant } from "../shared/domain/time.ts";
import { seqOf } from "../shared/domain/ids.ts";
import type { OrderId, SessionId, TicketId } from "../shared/domain/ids.ts";
import type { Names } from "../shared/domain/language.ts";
import type { CommandName, CommandReplies, Payload } from "../shared/protocol/commands.ts";
import { bookView, bookingView, freePlaces } from "./booking-view.ts";
import { bookingsMeant } from "./check-in.ts";
import type { Principal } from "./access/principal.ts";
import { createCalendar } from "./calendar.ts";
import { createConsequences } from "./consequences.ts";
import { createAccess } from "./access/access.ts";
import type { BookView } from "../shared/protocol/book.ts";
import { bookingToken, bookingUrl, readBookingToken } from "./access/booking-token.ts";
import { createTrackUrls } from "./access/track-token.ts";
import { createDirectory } from "./directory/directory.ts";
import type { Site } from "./directory/chart.ts";
import type { Directory } from "./directory/directory.ts";
import { createDutyCalendar } from "./duty-calendar.ts";
import { createFeeds } from "./feeds.ts";
import { createClockMending, createFlows, createTick } from "./flows.ts";
import { scannedSpecimen } from "./laboratory-feeds.ts";
import { createLaboratory } from "./laboratory/laboratory.ts";
import { createPatientFiles } from "./patient-file.ts";
import { createPatientPlaces } from "./patient-places.ts";
import { createPatients } from "./patients/patients.ts";
import {
  answerByPhone,
  bookByPhone,
  bookingOfCode,
  cancelByPhone,
  moveByPhone,
} from "./phone-booking.ts";
import type { PhoneAnswer, PhoneWish } from "./phone-booking.ts";
import { createPlan } from "./plan.ts";
import { preparationFor, suitsOrder } from "./preparation.ts";
import { createPrinting } from "./printing/printing.ts";
import { createQueue } from "./queue/queue.ts";
import { createRehearsals } from "./rehearsals.ts";
import { digestKey, keyedDigest } from "./runtime.ts";
import type { DigestKey } from "./runtime.ts";
import { createBusyCalendar } from "./scheduling/busy-calendar.ts";
import { createPlaces } from "./scheduling/places.ts";
import { createRoster } from "./scheduling/roster.ts";
import { createThings } from "./scheduling/things.ts";
import type { Flow, Store, Tx } from "./store/store.ts";
import { createTheatreAsks } from "./theatre-asks.ts";
import { createTheatres } from "./theatres/theatres.ts";
import { createTrack } from "./track.ts";
import { createWaits } from "./waits.ts";

/** The modules of one server around one store: everything behind the gateway. */
export type Hospital = ReturnType<typeof createHospital>;

/** What a hospital is called before anybody founded it properly. */
export const unfounded = {
  zone: "Asia/Baghdad",
  hospitalNames: {
    ar: "المستشفى",
    ckb: "نەخۆشخانە",
    en: "Hospital",
    fa: "بیمارستان",
    ur: "ہسپتال",
  },
  emergencyPlace: {
    ar: "يرجى سؤال أقرب موظف",
    ckb: "تکایە لە نزیکترین کارمەند بپرسن",
    en: "Please ask the nearest member of staff",
    fa: "لطفاً از نزدیک‌ترین کارمند بپرسید",
    ur: "براہِ کرم قریبی عملے سے پوچھیں",
  },
} as const;

export interface Founding {
  readonly zone: string;
  readonly hospitalNames: Names;
  readonly emergencyPlace: Names;
}

export function createHospital(store: Store, publicUrl: string, founding: Founding = unfounded) {
  const modules = createModules(store);
  const { directory } = modules;
  const site = directory.site() ?? store.transact((tx) => found(store, directory, founding, tx));
  const key = secretKey(store);
  const trackUrlOf = createTrackUrls(publicUrl, key);
  const bookingUrlOf = (appointmentSeq: number) =>
    bookingUrl(publicUrl, bookingToken(key, appointmentSeq));
  const plan = createPlan(directory);
  const { localDate, midnight, instantAt } = modules.calendar;
  const dayStarts = () => plan.current().dayStarts;
  const waits = createWaits(modules.queue, plan);
  const bookingOfToken = (token: string) => readBookingToken(key, token);
  const flowModules = {
    ...{ ...modules, waits, localDate, midnight, instantAt, dayStarts },
    ...{ store, bookingOfToken, numberDigest: numberDigestOf(key) },
  };
  return {
    store,
    ...modules,
    key,
    epoch: site.epoch,
    localDate,
    instantAt,
    /** What the QR of a booking says. */
    bookingUrlOf,
    /** What a refused check-in may add to its refusal. */
    bookingsMeant: (principal: Principal, asked: Payload<"checkIn">) =>
      bookingsMeant(flowModules, principal, asked, store.runtime.now()),
    flows: createFlows(flowModules),
    mendClock: createClockMending(flowModules),
    /** What time alone changes; the server runs it again and again. */
    tick: createTick(flowModules, () => plan.current().chart.queues.map((queue) => queue.id)),
    feeds: createFeeds({
      ...{ ...modules, plan, waits, trackUrlOf, bookingUrlOf, midnight, instantAt, localDate },
    }),
    consequences: createConsequences(flowModules),
    dutyCalendar: createDutyCalendar({ ...flowModules, ...site, plan, key }),
    /** What patients' phones may do about places, each as one flow. */
    phoneFlows: {
      book:
        (wish: PhoneWish): Flow<unknown> =>
        (tx) =>
          bookByPhone(flowModules, tx, wish),
      answer:
        (code: string, as: PhoneAnswer): Flow<unknown> =>
        (tx) =>
          answerByPhone(flowModules, tx, code, as),
      move:
        (seq: number, to: { readonly sessionId: SessionId; readonly at: Instant }): Flow<unknown> =>
        (tx) =>
          moveByPhone(flowModules, tx, seq, to),
      cancel:
        (seq: number, reason: string): Flow<unknown> =>
        (tx) =>
          cancelByPhone(flowModules, tx, seq, reason),
    },
    /** A booking as the page of its slip knows it. */
    phoneBookings: {
      ofToken: bookingOfToken,
      ofCode: (code: string) => bookingOfCode(modules.places, code)?.id ?? null,
      view: (seq: number): BookView | null => {
        const token = bookingToken(key, seq);
        const from = {
          ...{ token, url: bookingUrl(publicUrl, token) },
          site: modules.directory.site(),
        };
        return bookView(modules, plan.current(), seq, from);
      },
    },
    bookingView: (code: string) => bookingView(modules, plan.current(), code),
    /** What a booking asks of its patient before it; nothing when it asks for nothing. */
    preparationOfBooking: (seq: number) => preparationFor(modules, seq),
    freePlaces: (
      span: { readonly serviceId: string; readonly fromDay: string; readonly toDay: string },
      asked: { readonly isStaff: boolean; readonly max: number; readonly orderId?: OrderId },
    ) => {
      const suits = suitsOrder(flowModules, asked.orderId);
      return freePlaces(modules.places, { ...span, suits, now: store.runtime.now() }, asked);
    },
    /** What a scanned label is; nothing for one that is none of this house. */
    scannedSpecimen: (barcode: string) =>
      scannedSpecimen({ ...modules, midnight }, barcode, store.runtime.now()),
    theatreAsks: createTheatreAsks(flowModules, plan),
    rehearse: createRehearsals(flowModules),
    patientFiles: createPatientFiles({ ...modules, plan }),
    patientPlaces: createPatientPlaces({ ...modules, plan }),
    track: createTrack({ ...modules, plan, waits, key }),
    /** Completes a stored answer with what is derived, not stored. */
    completeReply<Name extends CommandName>(name: Name, reply: unknown): CommandReplies[Name] {
      if (name !== "issueTicket" && name !== "checkIn") return reply as CommandReplies[Name];
      const stored = reply as { readonly ticketId: TicketId };
      return { ...stored, trackUrl: trackUrlOf(seqOf(stored.ticketId), 0) } as CommandReplies[Name];
    },
  };
}

/** The modules alone: what folding a journal needs. */
export function createModules(store: Store) {
  const directory = createDirectory(store);
  const calendar = createCalendar(() => directory.site()?.zone ?? unfounded.zone);
  const busy = createBusyCalendar();
  return {
    directory,
    calendar,
    busy,
    places: createPlaces(store, calendar),
    roster: createRoster(store, busy, calendar),
    things: createThings(store, busy),
    theatres: createTheatres(store, busy),
    access: createAccess(store),
    queue: createQueue(store),
    printing: createPrinting(store),
    patients: createPatients(store),
    laboratory: createLaboratory(store),
  };
}

function found(store: Store, directory: Directory, founding: Founding, tx: Tx): Site {
  tx.record("siteFounded", { ...founding, epoch: store.runtime.uuid() });
  const site = directory.site();
  if (site === null) throw new Error("founding left no site");
  return site;
}

/** The last nine digits are the same in every form of a phone number. */
function numberDigestOf(key: DigestKey): FlowModules["numberDigest"] {
  return (by, value) => {
    const digits = asciiDigits(value).replace(/\D/gu, "");
    return keyedDigest(key, `guess ${by} `, by === "phone" ? digits.slice(-9) : digits);
  };
}

/** The key of digests and track tokens: made once, kept beside the journal, never in it. */
function secretKey(store: Store): DigestKey {
  const read = store.query<[], { key: Uint8Array }>("SELECT key FROM secret");
  const known = read.get()?.key;
  if (known !== undefined) return digestKey(known);
  const key = store.runtime.randomBytes(32);
  store.write<[Uint8Array]>("INSERT INTO secret(id, key) VALUES(1, ?)").run(key);
  return digestKey(key);
}
