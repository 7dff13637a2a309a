// Theatres with time of their own on the day of the journey, made by the commands that staff send.
import type { Caller } from "./caller.ts";
import type { Hospital } from "./hospital.ts";
import type {
  ClinicId,
  OperationId,
  PatientId,
  ProcedureId,
  StaffId,
  TheatreId,
} from "../../shared/domain/ids.ts";
import type { Names } from "../../shared/domain/language.ts";
import { addDays } from "../../shared/domain/local-day.ts";
import type { LocalDay } from "../../shared/domain/local-day.ts";
import { minuteMs } from "../../shared/domain/time.ts";
import { clockTime } from "../../shared/i18n/translate.ts";
import { localDayIn } from "../../shared/i18n/calendar.ts";
import { hospitalZone as zone } from "./zone.ts";

const eye = "eye" as ClinicId;
const bones = "bones" as ClinicId;

export const theatreIds = ["journey-1", "journey-2", "journey-3"] as const;
export const cataract = "journey-cataract" as ProcedureId;
export const fracture = "journey-fracture" as ProcedureId;

const inFive = (ar: string, ckb: string, en: string, fa: string, ur: string): Names => ({
  ...{ ar, ckb, en, fa, ur },
});

/** The hospital's day, and its clock in minutes after midnight. */
export function hospitalNow(now: number): { readonly day: LocalDay; readonly minute: number } {
  const [hours = 0, minutes = 0] = clockTime(now, zone).split(":").map(Number);
  return { day: localDayIn(now, zone), minute: hours * 60 + minutes };
}

/** Three theatres with a block from the last hour on, whenever the journey runs. */
export async function openTheatres(hospital: Hospital, now: number): Promise<void> {
  const planner = await hospital.staff("supervisor");
  const { day, minute } = hospitalNow(now);
  for (const [index, id] of theatreIds.entries()) {
    const number = index + 1;
    await planner.ask("putTheatre", {
      theatreId: id,
      names: inFive(
        `صالة التدريب ${number}`,
        `هۆڵی ڕاهێنان ${number}`,
        `Training theatre ${number}`,
        `اتاق آموزشی ${number}`,
        `تربیتی تھیٹر ${number}`,
      ),
      isOpen: true,
    });
  }
  const usual = { usualMin: 40, p80Min: 48, setupMin: 5, cleaningMin: 10, things: [] };
  await planner.ask("putProcedure", {
    ...{ procedureId: cataract, clinicId: eye, ...usual, fastingHours: 6 },
    names: inFive("إزالة الساد", "لابردنی ئاوی سپی", "Cataract", "آب مروارید", "موتیا"),
    ...{ isSided: true, isOpen: true },
  });
  await planner.ask("putProcedure", {
    ...{ procedureId: fracture, clinicId: bones, ...usual, usualMin: 60, p80Min: 80 },
    names: inFive("كسر مفتوح", "شکاوی کراوە", "Open fracture", "شکستگی باز", "کھلی ہڈی"),
    ...{ fastingHours: 0, isSided: false, isOpen: true },
  });
  const startMin = Math.max(0, minute - 60);
  for (const theatreId of theatreIds) {
    await planner.ask("putBlock", {
      ...{ theatreId, clinicId: eye, staffId: null, day },
      ...{ startMin, endMin: startMin + 600 },
    });
  }
  planner.close();
}

let people = 0;

/** A patient whom nobody else has the name of. */
export async function newPatient(
  caller: Caller,
): Promise<{ readonly patientId: PatientId; readonly given: string }> {
  const number = ++people;
  const given = `مراجع${"ابتثجحخدذرزسشص".charAt(number % 14)}${"ابتثجحخدذرزسشص".charAt(number % 13)}`;
  const { patientId } = await caller.ask("registerPatient", {
    ...{ given, father: "كامل", grandfather: "نوري", birthYear: 1950 + number, isNew: true },
  });
  return { patientId, given };
}

/** An operation on the waiting list. */
export async function requested(
  caller: Caller,
  now: number,
): Promise<{ readonly operationId: OperationId; readonly label: string; readonly given: string }> {
  const { patientId, given } = await newPatient(caller);
  const { operationId, label } = await caller.ask("requestOperation", {
    ...{ patientId, procedureId: cataract, surgeonId: null, urgency: "elective", side: "left" },
    dueDay: addDays(hospitalNow(now).day, 30),
    supplies: [],
  });
  return { operationId, label, given };
}

/** Plans it with the first surgeon who is free then. */
export async function planned(
  caller: Caller,
  operationId: OperationId,
  spot: { readonly theatreId: TheatreId; readonly from: number; readonly minutes: number },
): Promise<StaffId> {
  for (const { staffId } of await surgeons(caller)) {
    const team = [{ role: "surgeon" as const, staffId }];
    try {
      await caller.ask("planOperation", { operationId, ...spot, team, reason: "journey" });
      return staffId;
    } catch (error) {
      // Somebody else's hours: the next one may be free.
      if (!(error instanceof Error) || error.message !== "clash") throw error;
    }
  }
  throw new Error("no surgeon is free");
}

/** Whoever has no clinic of the roster first: their day is their own. */
async function surgeons(caller: Caller) {
  const { people: all } = await caller.look("theatres", `${hospitalNow(Date.now()).day}:1`);
  return all.toSorted(
    (one, other) => Number(one.clinicId !== null) - Number(other.clinicId !== null),
  );
}

/** The next step of five minutes, so long from now. */
export function inMinutes(now: number, minutes: number): number {
  const step = 5 * minuteMs;
  return Math.ceil((now + minutes * minuteMs) / step) * step;
}
