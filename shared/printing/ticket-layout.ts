import { createPage } from "./paper-page.ts";
import type { Ink, Paper, TextSpec, TicketLayout } from "./paper-page.ts";
import type { TicketTexts } from "./ticket-texts.ts";

const specs = {
  copy: { role: "copy", weight: "bold", sizeDots: 30, leastDots: 24, linesMax: 1 },
  hospital: {
    role: "hospital",
    weight: "bold",
    sizeDots: 34,
    leastDots: 24,
    linesMax: 2,
    linesAtWorst: 3,
  },
  clinic: { role: "clinic", weight: "bold", sizeDots: 46, leastDots: 28, linesMax: 2 },
  clinicInArabic: {
    role: "clinicInArabic",
    weight: "regular",
    sizeDots: 30,
    leastDots: 22,
    linesMax: 2,
  },
  waitingRoom: { role: "waitingRoom", weight: "regular", sizeDots: 30, leastDots: 22, linesMax: 2 },
  yourNumber: { role: "yourNumber", weight: "regular", sizeDots: 28, leastDots: 22, linesMax: 1 },
  // Four signs fill the paper; five and six still stand in one line.
  label: { role: "label", weight: "bold", sizeDots: 204, leastDots: 80, linesMax: 1 },
  follow: { role: "follow", weight: "regular", sizeDots: 28, leastDots: 22, linesMax: 2 },
} as const satisfies Record<string, TextSpec>;

/**
 * Places a ticket's words on paper: hospital, clinic and room, the label as large as the paper
 * takes, the facts, the QR. Long names wrap, then shrink; what still does not fit and any
 * character without a glyph throws a TicketTextError naming the place.
 */
export function layOutTicket(texts: TicketTexts, paper: Paper, ink: Ink): TicketLayout {
  const page = createPage(texts.direction, paper, ink);
  page.space(4);
  if (texts.copy !== null) {
    page.bar(specs.copy, texts.copy);
    page.space(14);
  }
  page.centred(specs.hospital, texts.hospital, texts.direction);
  page.space(6);
  page.rule(3, null);
  page.space(12);
  page.centred(specs.clinic, texts.clinic, texts.direction);
  if (texts.clinicInArabic !== null) {
    page.centred(specs.clinicInArabic, texts.clinicInArabic, "rtl");
  }
  page.centred(specs.waitingRoom, texts.waitingRoom, texts.direction);
  page.space(12);
  page.rule(3, 3);
  page.space(8);
  page.centred(specs.yourNumber, texts.yourNumber, texts.direction);
  page.space(16);
  page.capitals(specs.label, texts.label);
  page.space(26);
  page.rule(3, 3);
  page.space(10);
  for (const fact of texts.facts) page.fact(fact);
  if (texts.trackUrl !== null) {
    page.qr(texts.trackUrl);
    page.centred(specs.follow, texts.follow, texts.direction);
  }
  page.space(16);
  return page.done();
}
