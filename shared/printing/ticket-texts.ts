import { nameIn } from "../domain/language.ts";
import { dayTitle, localDayIn } from "../i18n/calendar.ts";
import { clockTime, translator } from "../i18n/translate.ts";
import { locales, type Direction } from "../i18n/locale.ts";
import { waitText } from "../i18n/wait-text.ts";
import type { PrintJob } from "../protocol/feeds.ts";

/** One thing to know and its value: `Ahead of you now` `12`. */
export interface TicketFact {
  readonly name: string;
  readonly value: string;
  /** Dates and ranges follow the language; a count or a clock time is always left to right. */
  readonly valueDirection: Direction;
}

/** Everything a ticket says, in words, before any of it has a size or a place. */
export interface TicketTexts {
  readonly direction: Direction;
  /** `Copy 2`; nothing on the original. */
  readonly copy: string | null;
  readonly hospital: string;
  readonly clinic: string;
  /** The clinic in Arabic below another language: the guard who points the way may read only that. */
  readonly clinicInArabic: string | null;
  readonly waitingRoom: string;
  readonly yourNumber: string;
  readonly label: string;
  readonly facts: readonly TicketFact[];
  /** What the QR holds; nothing when it could not be drawn. */
  readonly trackUrl: string | null;
  readonly follow: string;
}

/**
 * The words of a print job, in the patient's language. `zone` is the hospital's (`Asia/Baghdad`):
 * the paper shows its clock, whatever zone the kiosk's machine is in.
 */
export function ticketTexts(job: PrintJob, zone: string): TicketTexts {
  const { language } = job;
  const t = translator(language);
  const { direction } = locales[language];
  const clinic = nameIn(job.clinicNames, language);
  const clinicInArabic = nameIn(job.clinicNames, "ar");
  const wait = job.wait === null ? t("paper.waitUnknown") : waitText(job.wait, t);
  return {
    direction,
    copy: job.copy > 0 ? t("ticket.copy", { n: job.copy }) : null,
    hospital: nameIn(job.hospitalNames, language),
    clinic,
    clinicInArabic: clinicInArabic === clinic ? null : clinicInArabic,
    waitingRoom: nameIn(job.waitingRoomNames, language),
    yourNumber: t("ticket.yourNumber"),
    label: job.label,
    facts: [
      { name: t("ticket.aheadNow"), value: String(job.ahead), valueDirection: "ltr" },
      { name: t("paper.wait"), value: wait, valueDirection: direction },
      {
        name: t("paper.date"),
        // Without its weekday it stands beside its word in every language.
        value: dayTitle(localDayIn(job.issuedAt, zone), language),
        valueDirection: direction,
      },
      { name: t("paper.time"), value: clockTime(job.issuedAt, zone), valueDirection: "ltr" },
    ],
    trackUrl: job.trackUrl,
    follow: t("ticket.follow"),
  };
}
