import { drawTicket } from "../kiosk/agent/printing/ticket-picture.ts";
import { encodeTicket } from "../shared/printing/escpos.ts";
import { printerProfiles } from "../shared/printing/printer-profiles.ts";
import { idOf } from "../shared/domain/ids.ts";
import type { Language } from "../shared/domain/language.ts";
import type { PrintJob } from "../shared/protocol/feeds.ts";
import type { Bench } from "./report.ts";
import { median, nowUs, quantile } from "./statistics.ts";

const papers = ["80mm", "58mm"] as const;
const languages: readonly Language[] = ["ar", "en"];
/** Fonts are opened and code is compiled by the first ones. */
const warmUp = 10;
const counted = 60;
const kb = 1_000;

interface Measured {
  readonly ms: readonly number[];
  readonly bytes: number;
}

/** A ticket from its facts to the bytes on the printer's wire. */
export const ticketPicture: Bench = {
  name: "ticket-picture",
  async run() {
    const rows = [];
    const all: Measured[] = [];
    for (const paper of papers) {
      for (const language of languages) {
        const measured = await measure(paper, language);
        all.push(measured);
        rows.push({
          paper,
          language,
          "p50 ms": median(measured.ms),
          "p99 ms": quantile(measured.ms, 0.99),
          bytes: measured.bytes,
        });
      }
    }
    const worstMs = Math.max(...all.map(({ ms }) => median(ms)));
    const mostBytes = Math.max(...all.map(({ bytes }) => bytes));
    return {
      tables: [{ title: "A ticket drawn and encoded", rows }],
      figures: [
        {
          name: "time for a ticket, p50, slowest of these",
          value: worstMs,
          unit: "ms",
          goal: { sign: "<=", than: 25 },
        },
        {
          name: "bytes of a ticket, most of these",
          value: mostBytes / kb,
          unit: "kB",
          goal: { sign: "<=", than: 45 },
        },
      ],
    };
  },
};

async function measure(paper: (typeof papers)[number], language: Language): Promise<Measured> {
  const profile = printerProfiles.find(({ name }) => name === paper) ?? printerProfiles[0];
  const ms: number[] = [];
  let bytes = 0;
  for (let number = 1; number <= warmUp + counted; number++) {
    const startedUs = nowUs();
    const { bitmap } = await drawTicket(aJob(number, language), profile, "Asia/Baghdad");
    const { bands } = encodeTicket(bitmap, profile);
    if (number > warmUp) ms.push((nowUs() - startedUs) / 1_000);
    bytes = Math.max(
      bytes,
      bands.reduce((sum, band) => sum + band.length, 0),
    );
  }
  return { ms, bytes };
}

/** As a kiosk is told of it; each ticket differs, as patients' do. */
function aJob(number: number, language: Language): PrintJob {
  const issuedAt = 1_795_000_000_000 + number * 60_000;
  return {
    printJobId: idOf("printJob", number),
    status: "queued",
    detail: null,
    ticketId: idOf("ticket", number),
    label: `A${String(number).padStart(3, "0")}`,
    language,
    hospitalNames: { ar: "مستشفى الفرات التعليمي", en: "Al-Furat Teaching Hospital" },
    clinicNames: { ar: "عيادة العيون", en: "Eye clinic" },
    serviceNames: { ar: "مراجعة طبيب", en: "Doctor's visit" },
    waitingRoomNames: { ar: "صالة الانتظار 2", en: "Waiting room 2" },
    ahead: number % 30,
    wait: null,
    issuedAt,
    queuedAt: issuedAt,
    trackUrl: "http://192.168.1.10:4480/track/#abcdefghijklmnopqrstuv",
    copy: 0,
  };
}
