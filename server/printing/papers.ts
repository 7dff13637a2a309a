import { idOf, seqOf } from "../../shared/domain/ids.ts";
import type { DeviceId, PrintJobId } from "../../shared/domain/ids.ts";
import type { Language } from "../../shared/domain/language.ts";
import type { LocalDay } from "../../shared/domain/local-day.ts";
import type { PaperKind, PrintStatus } from "../../shared/domain/print-job.ts";
import { accept, refuse } from "../../shared/domain/result.ts";
import type { Result } from "../../shared/domain/result.ts";
import { minuteMs } from "../../shared/domain/time.ts";
import type { Instant } from "../../shared/domain/time.ts";
import type { Store, Tx } from "../store/store.ts";
import { papersSql } from "./papers.sql.ts";

export interface PaperRow {
  readonly id: number;
  readonly kind: PaperKind;
  /** The appointment of a slip, the session of a list, the specimen of a label. */
  readonly of_id: number;
  readonly copy: number;
  readonly device_id: number | null;
  readonly language: Language;
  readonly status: PrintStatus;
  readonly detail: string | null;
  readonly queued_at: Instant;
  readonly until_at: Instant;
}

export interface PrinterRow {
  readonly clinic_id: string;
  readonly device_id: number;
  readonly language: Language;
}

export interface NewPaper {
  readonly kind: PaperKind;
  readonly of: number;
  /** Nothing: no printer is set. It is a job that was not printed, and says so. */
  readonly device: DeviceId | null;
  readonly language: Language;
  readonly until: Instant;
}

/**
 * Papers beyond the first: a slip as a ticket; a list may be wanted after every change of a day; a
 * label as often as its printer spoils it.
 */
const copiesMax: Readonly<Record<PaperKind, number>> = { slip: 9, list: 99, label: 99 };
/** What a device is told of at once; the next come as these are settled. */
const unsettledListed = 5;
const missingListed = 100;
/** A printer that has not taken a list for so long is off, or not there any more. */
const owedForMs = 10 * minuteMs;
const overdueAtOnce = 100;
/** An agent that takes a paper at the last moment claims it within this. */
const overdueAfterMs = 10_000;

/** The papers of bookings, sessions and specimens: which device owes which, and what came of it. */
export type Papers = ReturnType<typeof createPapers>;

export function createPapers(store: Store) {
  const byId = store.query<[number], PaperRow>(papersSql.job);
  const lastOf = store.query<[string, number], PaperRow>(papersSql.lastOf);
  const unsettled = store.query<[number, number], PaperRow>(papersSql.unsettled);
  const overdue = store.query<[number, number], { id: number }>(papersSql.overdue);
  const missing = store.query<[number, number, number], PaperRow>(papersSql.missing);
  const printer = store.query<[string], PrinterRow>(papersSql.printer);
  const printers = store.query<[], PrinterRow>(papersSql.printers);
  const listedDay = store.query<[], { day: LocalDay }>(papersSql.listedDay);
  applyFacts(store);

  return {
    /** One more paper, above the first marked as a copy. Refusal: `daily_limit` (of copies). */
    queue(
      tx: Tx,
      { kind, of, device, language, until }: NewPaper,
    ): Result<{ readonly printJobId: PrintJobId; readonly copy: number }> {
      const copy = (lastOf.get(kind, of)?.copy ?? -1) + 1;
      if (copy > copiesMax[kind]) return refuse("daily_limit");
      const at = device === null ? null : seqOf(device);
      const seq = tx.record("paperQueued", { kind, of, copy, device: at, language, until });
      if (device !== null) tx.touch(`prints:${device}`);
      return accept({ printJobId: idOf("printJob", seq), copy });
    },
    /** Settles what no device came for in its time; returns what that was. */
    lapse(tx: Tx): readonly PaperRow[] {
      const late = overdue.all(tx.now - overdueAfterMs, overdueAtOnce);
      return late.flatMap(({ id }) => {
        tx.record("printReported", { job: id, outcome: "not_printed", detail: "too_old" });
        return byId.get(id) ?? [];
      });
    },
    /** Where a clinic's lists come out; nothing: nowhere. */
    setPrinter(tx: Tx, clinic: string, device: DeviceId | null, language: Language): void {
      const at = device === null ? null : seqOf(device);
      tx.record("clinicPrinterSet", { clinic, device: at, language });
    },
    /** That the lists of a service day were ordered: once for a day, through any restart. */
    noteListed(tx: Tx, day: LocalDay): void {
      tx.record("dayListed", { day });
    },
    read: {
      job: (seq: number) => byId.get(seq) ?? null,
      lastOf: (kind: PaperKind, of: number) => lastOf.get(kind, of) ?? null,
      unsettledOf: (device: DeviceId) => unsettled.all(seqOf(device), unsettledListed),
      /** Lists of sessions still to come whose latest paper is not there, perhaps not, or not yet. */
      missing: (now: Instant) => missing.all(now, now - owedForMs, missingListed),
      printerOf: (clinic: string) => printer.get(clinic) ?? null,
      printers: () => printers.all(),
      listedDay: () => listedDay.get()?.day ?? null,
    },
  };
}

function applyFacts(store: Store): void {
  const put = store.write<(string | number | null)[]>(papersSql.put);
  const putPrinter = store.write<[string, number, string]>(papersSql.putPrinter);
  const dropPrinter = store.write<[string]>(papersSql.dropPrinter);
  const listDay = store.write<[string]>(papersSql.listDay);
  store.applyWith({
    paperQueued: ({ seq, at, fact }) =>
      put.run(
        ...[seq, fact.kind, fact.of, fact.copy, fact.device, fact.language],
        ...(fact.device === null ? ["not_printed", "no_printer"] : ["queued", null]),
        ...[at, fact.until],
      ),
    clinicPrinterSet: ({ fact }) =>
      fact.device === null
        ? dropPrinter.run(fact.clinic)
        : putPrinter.run(fact.clinic, fact.device, fact.language),
    dayListed: ({ fact }) => listDay.run(fact.day),
  });
}
