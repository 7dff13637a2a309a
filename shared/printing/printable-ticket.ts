import { canBeRead } from "../domain/plain-text.ts";
import { TicketTextError, type Ink, type Paper, type TicketLayout } from "./paper-page.ts";
import { layOutParts, withoutQr, withTexts, type PaperTexts } from "./paper-parts.ts";
import { layOutTicket } from "./ticket-layout.ts";
import type { TicketTexts } from "./ticket-texts.ts";

/** What had to give so that a ticket could be printed at all; told to staff with the outcome. */
export type TicketCompromise = "characters_left_out" | "text_cut" | "qr_left_out";

export interface PrintableTicket {
  readonly layout: TicketLayout;
  readonly compromises: readonly TicketCompromise[];
}

/** Each round settles one place for good, and a ticket has fewer places than this. */
const roundsMax = 12;

/**
 * A layout for every ticket. A patient needs the number more than a perfect name, so where the
 * strict layout refuses a text, only that text gives way, and the compromise is named:
 *
 * - an ellipsis stands where characters have no glyph (a clinic left with no letter shows its Arabic
 *   name, any other text so left is omitted): never a box, never another letter instead;
 * - a name too long for its least size is cut at a word, with an ellipsis;
 * - an address too long for a QR on this paper is left out with its line: the label remains.
 */
export function layOutPrintable(
  texts: TicketTexts,
  paper: Omit<Paper, "whenTooLong">,
  ink: Ink,
): PrintableTicket {
  const giving = {
    layOut: layOutTicket,
    withoutMissing,
    withoutQr: (full: TicketTexts) => ({ ...full, trackUrl: null }),
  };
  return settle(texts, giving, paper, ink);
}

/** The same for a slip or a list. */
export function layOutPrintableParts(
  texts: PaperTexts,
  paper: Omit<Paper, "whenTooLong">,
  ink: Ink,
): PrintableTicket {
  const giving = {
    layOut: layOutParts,
    withoutMissing: (full: PaperTexts) => withTexts(full, (text) => drawable(text, ink)),
    withoutQr,
  };
  return settle(texts, giving, paper, ink);
}

/** How the texts of one kind of paper give way. */
interface Giving<Texts> {
  readonly layOut: (texts: Texts, paper: Paper, ink: Ink) => TicketLayout;
  readonly withoutMissing: (texts: Texts, ink: Ink) => Texts;
  readonly withoutQr: (texts: Texts) => Texts;
}

function settle<Texts>(
  texts: Texts,
  giving: Giving<Texts>,
  paper: Omit<Paper, "whenTooLong">,
  ink: Ink,
): PrintableTicket {
  let current = texts;
  let whenTooLong: Paper["whenTooLong"] = "throw";
  const compromises = new Set<TicketCompromise>();
  for (let round = 0; round < roundsMax; round++) {
    try {
      const layout = giving.layOut(current, { ...paper, whenTooLong }, ink);
      return { layout, compromises: [...compromises] };
    } catch (refused) {
      if (!(refused instanceof TicketTextError)) throw refused;
      if (refused.code === "unknown_character") {
        compromises.add("characters_left_out");
        current = giving.withoutMissing(current, ink);
      } else if (refused.role === "qr") {
        compromises.add("qr_left_out");
        current = giving.withoutQr(current);
      } else {
        compromises.add("text_cut");
        whenTooLong = "cut";
      }
    }
  }
  throw new Error("the ticket's texts do not settle");
}

function drawable(text: string, ink: Ink): string {
  const missing = new Set(ink.missingFrom(text));
  if (missing.size === 0) return text;
  const left = Array.from(text, (sign) => (missing.has(sign) ? "…" : sign)).join("");
  return canBeRead(left) ? left.replace(/…(?:\s*…)+/gu, "…") : "";
}

function withoutMissing(texts: TicketTexts, ink: Ink): TicketTexts {
  const drawn = (text: string) => drawable(text, ink);
  const clinic = drawn(texts.clinic);
  const inArabic = texts.clinicInArabic === null ? "" : drawn(texts.clinicInArabic);
  return {
    ...texts,
    hospital: drawn(texts.hospital),
    clinic: clinic === "" ? inArabic : clinic,
    clinicInArabic: clinic === "" || inArabic === "" ? null : inArabic,
    waitingRoom: drawn(texts.waitingRoom),
    facts: texts.facts.map((fact) => ({
      ...fact,
      name: drawn(fact.name),
      value: drawn(fact.value),
    })),
  };
}
