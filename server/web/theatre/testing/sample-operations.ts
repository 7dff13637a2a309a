import { idOf } from "../../../../shared/domain/ids.ts";
import type { BlockId, ClinicId, ProcedureId, TheatreId } from "../../../../shared/domain/ids.ts";
import type { Names } from "../../../../shared/domain/language.ts";
import { checklistItems, checklistParts } from "../../../../shared/domain/theatre.ts";
import type { OperationStatus } from "../../../../shared/domain/theatre.ts";
import { hourMs, minuteMs } from "../../../../shared/domain/time.ts";
import type { Instant } from "../../../../shared/domain/time.ts";
import type {
  BlockLine,
  OperationData,
  OperationLine,
  OperationsWaitingData,
  TheatresData,
} from "../../../../shared/protocol/theatre-feeds.ts";

/** Monday 23 November 2026 in Baghdad, and its midnight. */
export const sampleDay = "2026-11-23";
export const sampleZone = "Asia/Baghdad";
export const midnight = Date.UTC(2026, 10, 22, 21);

/** The instant of a clock time of the sample day. */
export function at(clock: string): Instant {
  const [hours = 0, minutes = 0] = clock.split(":").map(Number);
  return midnight + hours * hourMs + minutes * minuteMs;
}

export function theatreIdOf(number: number): TheatreId {
  return `theatre-${number}` as TheatreId;
}

const eye = "eye" as ClinicId;

interface Given extends Partial<Omit<OperationLine, "plan" | "operationId">> {
  readonly theatre?: number;
  readonly from?: string;
  readonly minutes?: number;
  readonly p80Min?: number;
}

/** An operation of the sample day; what is not given is that of a planned cataract of 40 minutes. */
export function anOperation(number: number, given: Given = {}): OperationLine {
  const { theatre = 1, from = "11:00", minutes = 40, p80Min = minutes + 8, ...others } = given;
  const isPlanned = others.status !== "requested";
  return {
    operationId: idOf("operation", number),
    label: `OP${number}`,
    procedureId: "cataract" as ProcedureId,
    procedureNames: {
      ar: "إزالة الساد",
      ckb: "لابردنی ئاوی سپی",
      en: "Cataract",
      fa: "آب مروارید",
      ur: "موتیا",
    },
    clinicId: eye,
    surgeon: { staffId: idOf("staff", 1), name: "د. سارة محمود" },
    urgency: "elective",
    dueDay: "2026-12-01",
    side: "none",
    status: "planned",
    plan: isPlanned
      ? {
          theatreId: theatreIdOf(theatre),
          from: at(from),
          minutes,
          p80Min,
          setupMin: 5,
          cleaningMin: 15,
          team: [
            { role: "surgeon", staffId: idOf("staff", 1) },
            { role: "anaesthetist", staffId: idOf("staff", 2) },
          ],
          things: [],
        }
      : null,
    times: {},
    checklist: { part: "before", done: 5, of: 5 },
    suppliesOpen: 0,
    moved: null,
    delay: null,
    isEmergency: false,
    requestedAt: midnight - 20 * 24 * hourMs,
    fastingHours: 6,
    ...others,
  };
}

const specialties: readonly Names[] = [
  { ar: "الجراحة العامة", ckb: "نەشتەرگەری گشتی", en: "General", fa: "جراحی عمومی", ur: "جنرل" },
  { ar: "الكسور", ckb: "ئێسک", en: "Orthopaedic", fa: "ارتوپدی", ur: "ہڈی" },
  { ar: "العيون", ckb: "چاو", en: "Ophthalmic", fa: "چشم", ur: "آنکھ" },
  { ar: "النسائية", ckb: "ژنان", en: "Obstetric", fa: "زنان", ur: "زچگی" },
  { ar: "القلب", ckb: "دڵ", en: "Cardiac", fa: "قلب", ur: "دل" },
];

export function aBlock(theatre: number, given: Partial<BlockLine> = {}): BlockLine {
  const names = specialties[(theatre - 1) % specialties.length] ?? { ar: "عام" };
  return {
    blockId: `k${theatre}` as BlockId,
    theatreId: theatreIdOf(theatre),
    clinicId: `clinic-${theatre}` as ClinicId,
    staffId: null,
    day: sampleDay,
    from: at("08:00"),
    to: at("17:00"),
    status: "held",
    clinicNames: names,
    staffName: null,
    plannedMin: 240,
    overrun: 0.1 * (theatre % 7),
    ...given,
  };
}

const names = (ar: string, en: string, ckb = ar, fa = ar, ur = ar): Names => ({
  ...{ ar, ckb, en, fa, ur },
});
const hernia = names("فتق", "Hernia repair", "فتق", "فتق", "ہرنیا");
const gall = names("المرارة", "Gallbladder", "زراو", "کیسه صفرا", "پتہ");
const thyroid = names("الغدة الدرقية", "Thyroid", "دەرەقی", "تیروئید", "تھائیرائڈ");
const hip = names("مفصل الورك", "Hip", "ڕان", "لگن", "کولہا");
const fracture = names("كسر مفتوح", "Open fracture", "شکاوی کراوە", "شکستگی باز", "کھلی ہڈی");
const knee = names("الركبة", "Knee", "ئەژنۆ", "زانو", "گھٹنا");
const section = names("قيصرية", "Caesarean", "قەیسەری", "سزارین", "سیزیرین");
const bypass = names("مجازة قلبية", "Bypass", "بایپاس", "بای‌پس", "بائی پاس");

const done = (number: number, given: Given): OperationLine =>
  anOperation(number, {
    ...given,
    status: "ward",
    times: {
      signIn: at(given.from ?? "08:00"),
      recover: at(given.from ?? "08:00") + (given.minutes ?? 40) * minuteMs,
    },
  });

/** The mock's morning: every look there is, at 10:42. */
export function sampleMorning(): readonly OperationLine[] {
  return [
    done(101, { theatre: 1, from: "08:00", minutes: 95, procedureNames: hernia }),
    inTheatre(102, { theatre: 1, from: "10:04", minutes: 105, p80Min: 130, procedureNames: gall }),
    anOperation(103, {
      ...{ theatre: 1, from: "12:25", minutes: 90, p80Min: 110, procedureNames: thyroid },
      checklist: { part: "before", done: 4, of: 6 },
    }),
    anOperation(104, {
      ...{ theatre: 2, from: "08:00", minutes: 146, procedureNames: hip, status: "recovery" },
      times: { signIn: at("08:00"), recover: at("10:26") },
    }),
    anOperation(119, {
      ...{ theatre: 2, from: "11:00", minutes: 95, p80Min: 125, procedureNames: fracture },
      ...{ isEmergency: true, urgency: "immediate" },
    }),
    anOperation(105, {
      ...{ theatre: 2, from: "13:15", minutes: 120, p80Min: 145, procedureNames: knee },
      moved: { from: at("11:00"), reason: "كسر مفتوح", madeRoomFor: "OP119" },
    }),
    done(106, { theatre: 3, from: "08:00", minutes: 55 }),
    done(107, { theatre: 3, from: "09:10", minutes: 50 }),
    inTheatre(108, { theatre: 3, from: "10:05", minutes: 50 }),
    anOperation(109, {
      ...{ theatre: 3, from: "11:15", side: "left" },
      checklist: { part: "before", done: 4, of: 5 },
      suppliesOpen: 1,
    }),
    anOperation(110, {
      theatre: 3,
      from: "12:20",
      status: "sent_for",
      times: { sendFor: at("10:40") },
    }),
    anOperation(111, { theatre: 3, from: "13:30", minutes: 60 }),
    anOperation(112, {
      ...{ theatre: 4, from: "08:20", minutes: 90, procedureNames: section, status: "recovery" },
      times: { signIn: at("08:20"), recover: at("09:50") },
    }),
    inTheatre(113, {
      theatre: 4,
      from: "10:21",
      minutes: 80,
      p80Min: 100,
      procedureNames: section,
    }),
    anOperation(114, {
      theatre: 4,
      from: "12:30",
      minutes: 110,
      p80Min: 135,
      procedureNames: section,
    }),
    inTheatre(115, {
      theatre: 5,
      from: "08:12",
      minutes: 255,
      p80Min: 310,
      procedureNames: bypass,
    }),
  ];
}

function inTheatre(number: number, given: Given): OperationLine {
  const from = at(given.from ?? "10:00");
  return anOperation(number, {
    ...{ status: "incision", checklist: { part: "signOut", done: 0, of: 5 } },
    ...given,
    times: {
      sendFor: from - 40 * minuteMs,
      arrive: from - 20 * minuteMs,
      signIn: from,
      incise: from,
    },
  });
}

/** A day of so many theatres: the five of the mock, and the same again below them. */
export function sampleDayOf(theatres: number): TheatresData {
  const numbers = Array.from({ length: theatres }, (_, index) => index + 1);
  const morning = sampleMorning();
  return {
    from: sampleDay,
    to: "2026-11-24",
    theatres: numbers.map((number) => ({
      theatreId: theatreIdOf(number),
      names: {
        ar: `صالة ${number}`,
        ckb: `هۆڵی ${number}`,
        en: `Theatre ${number}`,
        fa: `اتاق عمل ${number}`,
        ur: `تھیٹر ${number}`,
      },
      isOpen: true,
      position: number,
    })),
    blocks: numbers.map((number) => aBlock(number)),
    operations: numbers.flatMap((number) =>
      morning
        .filter(({ plan }) => plan?.theatreId === theatreIdOf(((number - 1) % 5) + 1))
        .map((each, index) => moveTo(each, number, index)),
    ),
    procedures: [
      {
        ...{ procedureId: "cataract" as ProcedureId, names: anOperation(1).procedureNames },
        ...{ clinicId: eye, usualMin: 40, p80Min: 48, setupMin: 5, cleaningMin: 15, things: [] },
        ...{ fastingHours: 6, isSided: true, isOpen: true },
      },
      {
        ...{ procedureId: "fracture" as ProcedureId, names: fracture, clinicId: eye },
        ...{ usualMin: 90, p80Min: 120, setupMin: 10, cleaningMin: 20, things: [] },
        ...{ fastingHours: 0, isSided: false, isOpen: true },
      },
    ],
    things: [],
    people: [
      { staffId: idOf("staff", 1), name: "د. سارة محمود", clinicId: eye, grade: "consultant" },
      { staffId: idOf("staff", 2), name: "د. باسم طالب", clinicId: null, grade: "consultant" },
      { staffId: idOf("staff", 3), name: "هناء رشيد", clinicId: null, grade: "nurse" },
    ].map((one) => ({ ...one, skills: [] })),
    clinics: [{ clinicId: eye, names: specialties[2] ?? { ar: "العيون" } }],
  };
}

function moveTo(operation: OperationLine, theatre: number, index: number): OperationLine {
  if (theatre <= 5 || operation.plan === null) return operation;
  return {
    ...operation,
    operationId: idOf("operation", 1_000 + theatre * 10 + index),
    label: `OP${1_000 + theatre * 10 + index}`,
    plan: { ...operation.plan, theatreId: theatreIdOf(theatre) },
  };
}

export function sampleWaiting(): OperationsWaitingData {
  const urgencies = ["urgent", "expedited", "elective", "elective", "elective"] as const;
  return {
    operations: Array.from({ length: 14 }, (_, index) => ({
      ...anOperation(120 + index, {
        status: "requested",
        urgency: urgencies[index % 5] ?? "elective",
        dueDay: index % 4 === 1 ? "2026-11-20" : "2026-12-04",
        side: index % 2 === 0 ? "left" : "right",
      }),
      patientName: index % 2 === 0 ? "زهراء علي حسين" : "مهدي صالح كاظم",
      waitedDays: 3 + index * 4,
      ...{ minutes: 40, p80Min: 48, historyCount: 112 },
    })),
  };
}

/** The panel of one operation: its first part ticked but for the lens. */
export function sampleOperation(operation: OperationLine): OperationData {
  return {
    operation,
    patient: {
      ...{ patientId: idOf("patient", 7), name: "زهراء علي حسين", mother: "فاطمة كريم" },
      birthYear: 1958,
    },
    team: [
      { role: "surgeon", staffId: idOf("staff", 1), name: "د. سارة محمود" },
      { role: "anaesthetist", staffId: idOf("staff", 2), name: "د. باسم طالب" },
      { role: "scrub", staffId: idOf("staff", 3), name: "هناء رشيد" },
    ],
    supplies: [{ words: "عدسة 21.5", isReady: operation.suppliesOpen === 0 }],
    checklist: checklistParts.flatMap((part) =>
      checklistItems[part].map((item) => ({
        ...{ part, item, reason: null, by: null, at: null },
        mark: markOf(operation.status, part, item === "supplies" && operation.suppliesOpen > 0),
      })),
    ),
    ...{ minutes: 40, p80Min: 48, historyCount: 112, note: null },
    trace: [
      trace("08:10", "request", null),
      trace("08:40", "plan", null),
      trace("10:12", "move", "كسر مفتوح", "OP119"),
    ],
  };
}

function markOf(status: OperationStatus, part: string, isOpen: boolean) {
  if (part === "before") return isOpen ? ("open" as const) : ("done" as const);
  return status === "incision" && part !== "signOut" ? ("done" as const) : ("open" as const);
}

function trace(clock: string, verb: string, reason: string | null, other: string | null = null) {
  return { at: at(clock), by: "د. رنا خالد", verb, reason, other };
}
