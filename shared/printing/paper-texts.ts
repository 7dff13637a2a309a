import { codeInHalves } from "../domain/booking-code.ts";
import { nameIn } from "../domain/language.ts";
import { shownName } from "../domain/plain-text.ts";
import { missingCase } from "../domain/result.ts";
import { dayMs } from "../domain/time.ts";
import type { Instant } from "../domain/time.ts";
import { hijriDate, localDayIn, longDate } from "../i18n/calendar.ts";
import { locales } from "../i18n/locale.ts";
import { preparationLines } from "../i18n/preparation-lines.ts";
import type { Direction } from "../i18n/locale.ts";
import { clockTime, leftToRight, translator } from "../i18n/translate.ts";
import type { LabelJob, ListJob, PaperJob, SlipJob } from "../protocol/papers.ts";
import type { LineLook, PaperPart, PaperTexts } from "./paper-parts.ts";

/** The words of a slip, a list or a label, in its language, with the clock of the hospital's zone. */
export function paperTexts(job: PaperJob, zone: string): PaperTexts {
  const parts = partsOf(job, zone).filter((part) => part.kind !== "line" || part.text !== "");
  return { direction: locales[job.language].direction, parts };
}

function partsOf(job: PaperJob, zone: string): readonly PaperPart[] {
  switch (job.kind) {
    case "slip":
      return slipParts(job, zone);
    case "list":
      return listParts(job, zone);
    case "label":
      return labelParts(job, zone);
    default:
      return missingCase(job);
  }
}

function rule(isDotted: boolean): PaperPart {
  return { kind: "rule", isDotted };
}

function line(look: LineLook, text: string, direction: Direction): PaperPart {
  return { kind: "line", look, text, direction };
}

/** When, where, with whom, what to bring; the code and its QR. Whoever finds it learns no name. */
function slipParts(job: SlipJob, zone: string): readonly PaperPart[] {
  const { language } = job;
  const t = translator(language);
  const { direction } = locales[language];
  const say = (look: LineLook, text: string) => line(look, text, direction);
  const clinic = nameIn(job.clinicNames, language);
  const inArabic = nameIn(job.clinicNames, "ar");
  const between = { from: clockTime(job.at, zone), to: clockTime(job.to, zone) };
  const copy: PaperPart[] =
    job.copy === 0 ? [] : [{ kind: "bar", text: t("ticket.copy", { n: job.copy }) }];
  return [
    ...copy,
    say("strong", nameIn(job.hospitalNames, language)),
    rule(false),
    say("title", t("place.slip.title")),
    say("strong", clinic),
    // The guard who points the way may read only that.
    line("plain", inArabic === clinic ? "" : inArabic, "rtl"),
    say("plain", nameIn(job.serviceNames, language)),
    say("plain", nameIn(job.waitingRoomNames, language)),
    ...fact(t("place.slip.doctor"), job.staffName, direction),
    rule(true),
    say("strong", longDate(job.at, zone, language)),
    say("plain", hijri(job.at, zone, job)),
    line("code", clockTime(job.at, zone), "ltr"),
    say("strong", t("place.slip.come", between)),
    ...preparationLines(job.preparation, language).map((text) => say("strong", text)),
    rule(true),
    { kind: "qr", content: job.url },
    say("plain", t("place.slip.code")),
    line("code", codeInHalves(job.code), "ltr"),
    say("plain", t("place.slip.checkIn")),
    rule(true),
    say("strong", t("place.slip.bring")),
    say("plain", t("place.slip.bringList")),
    say("plain", t("place.slip.prepare")),
    rule(true),
    say("plain", t("place.slip.change")),
  ];
}

/**
 * Of one specimen, for staff: whose, as two identifiers where they are known (CLSI AUTO12); the code
 * as bars, QR and signs; what was taken, in what, when.
 */
function labelParts(job: LabelJob, zone: string): readonly PaperPart[] {
  const { language } = job;
  const t = translator(language);
  const { direction } = locales[language];
  const born =
    job.birthYear === null ? "" : t("theatrePaper.born", { year: String(job.birthYear) });
  const kind = t(`lab.specimenKind.${job.specimen}`);
  const taken = `${localDayIn(job.collectedAt, zone)} ${clockTime(job.collectedAt, zone)}`;
  const copy: PaperPart[] =
    job.copy === 0 ? [] : [{ kind: "bar", text: t("ticket.copy", { n: job.copy }) }];
  return [
    ...copy,
    line("name", shownName(job.patientName ?? ""), direction),
    ...pair(born, job.ticketLabel ?? "", direction),
    { kind: "codes", content: job.barcode },
    ...fact(leftToRight(taken), job.barcode, "ltr"),
    ...fact(t(`lab.tube.${job.tube}`), kind, direction),
  ];
}

/** What is known of the two, at the two ends of a line; one alone stands in the middle. */
function pair(first: string, label: string, direction: Direction): readonly PaperPart[] {
  if (first === "") return [line("name", label, "ltr")];
  return label === "" ? [line("plain", first, direction)] : fact(first, label, "ltr");
}

/** Everybody who is booked, in the order of their times, to work from when all is down. */
function listParts(job: ListJob, zone: string): readonly PaperPart[] {
  const { language } = job;
  const t = translator(language);
  const { direction } = locales[language];
  const say = (look: LineLook, text: string) => line(look, text, direction);
  const span = `${clockTime(job.from, zone)}–${clockTime(job.to, zone)}`;
  const booked = job.lines.length + job.more;
  const made = `${longDate(job.asOf, zone, language)} ${clockTime(job.asOf, zone)}`;
  return [
    { kind: "bar", text: t("place.session.number", { n: job.copy + 1 }) },
    say("title", t("place.session.title")),
    say("strong", nameIn(job.clinicNames, language)),
    say("strong", nameIn(job.serviceNames, language)),
    ...fact(t("place.slip.doctor"), job.staffName, direction),
    say("plain", job.pointNames === null ? "" : nameIn(job.pointNames, language)),
    say("strong", longDate(job.from, zone, language)),
    say("plain", hijri(job.from, zone, job)),
    line("strong", span, "ltr"),
    say("plain", t("place.session.booked", { booked, capacity: job.capacity })),
    say("strong", job.isCancelled ? t("place.session.cancelled") : ""),
    rule(false),
    ...(booked === 0 ? [say("plain", t("place.session.nobody"))] : []),
    ...job.lines.flatMap((each) => bookingParts(each, job, zone)),
    say("plain", job.more === 0 ? "" : t("place.session.more", { count: job.more })),
    say("plain", t("place.session.printed", { time: made })),
  ];
}

function bookingParts(
  each: ListJob["lines"][number],
  { language }: ListJob,
  zone: string,
): readonly PaperPart[] {
  const t = translator(language);
  const { direction } = locales[language];
  const came = each.status === "booked" ? "" : t(`place.status.${each.status}`);
  return [
    ...fact(clockTime(each.at, zone), codeInHalves(each.code), "ltr"),
    line("strong", each.name, direction),
    ...(each.phone === null ? [] : fact(t("place.column.phone"), each.phone, "ltr")),
    ...(each.label === null ? [] : fact(t("place.column.ticket"), each.label, "ltr")),
    ...(came === "" ? [] : fact(t("place.column.status"), came, direction)),
    rule(true),
  ];
}

function fact(name: string, value: string, valueDirection: Direction): readonly PaperPart[] {
  return value === "" ? [] : [{ kind: "fact", fact: { name, value, valueDirection } }];
}

function hijri(at: Instant, zone: string, { language, hijriOffset }: SlipJob | ListJob): string {
  const date = hijriDate(at + hijriOffset * dayMs, zone, language);
  return translator(language)("place.hijri", { date });
}
