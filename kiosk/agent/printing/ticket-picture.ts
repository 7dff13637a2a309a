import type { Bitmap } from "../../../shared/printing/bitmap.ts";
import {
  layOutPrintable,
  layOutPrintableParts,
  type TicketCompromise,
} from "../../../shared/printing/printable-ticket.ts";
import type { PrinterProfile } from "../../../shared/printing/printer-profiles.ts";
import { ticketTexts } from "../../../shared/printing/ticket-texts.ts";
import { paperTexts } from "../../../shared/printing/paper-texts.ts";
import type { PaperJob } from "../../../shared/protocol/papers.ts";
import type { PrintJob } from "../../../shared/protocol/feeds.ts";
import { loadTicketInk } from "./fonts.ts";
import { paintTicket } from "./raster.ts";

export interface TicketPicture {
  readonly bitmap: Bitmap;
  readonly compromises: readonly TicketCompromise[];
}

/** The very dots that are printed for a job on this kind of paper, in the hospital's zone. */
export async function drawTicket(
  job: PrintJob | PaperJob,
  profile: PrinterProfile,
  zone: string,
): Promise<TicketPicture> {
  const ink = await loadTicketInk(job.language);
  const { layout, compromises } =
    "kind" in job
      ? layOutPrintableParts(paperTexts(job, zone), profile, ink)
      : layOutPrintable(ticketTexts(job, zone), profile, ink);
  return { bitmap: paintTicket(layout, ink), compromises };
}
