import { canBeRead } from "../domain/plain-text.ts";
import {
  layOutTicket,
  TicketTextError,
  type Ink,
  type Paper,
  type TicketLayout,
} from "./ticket-layout.ts";
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
  let current = texts;
  let whenTooLong: Paper["whenTooLong"] = "throw";
  const compromises = new Set<TicketCompromise>();
  for (let round = 0; round < roundsMax; round++) {
    try {
      const layout = layOutTicket(current, { ...paper, whenTooLong }, ink);
      return { layout, compromises: [...compromises] };
    } catch (refused) {
      if (!(refused instanceof TicketTextError)) throw refused;
      if (refused.code === "unknown_character") {
        compromises.add("characters_left_out");
        current = withoutMissing(current, ink);
      } else if (refused.role === "qr") {
        compromises.add("qr_left_out");
        current = { ...current, trackUrl: null };
      } else {
        compromises.add("text_cut");
        whenTooLong = "cut";
      }
    }
  }
  throw new Error("the ticket's texts do not settle");
}

function withoutMissing(texts: TicketTexts, ink: Ink): TicketTexts {
  const drawable = (text: string): string => {
    const missing = new Set(ink.missingFrom(text));
    if (missing.size === 0) return text;
    const left = Array.from(text, (sign) => (missing.has(sign) ? "…" : sign)).join("");
    return canBeRead(left) ? left.replace(/…(?:\s*…)+/gu, "…") : "";
  };
  const clinic = drawable(texts.clinic);
  const inArabic = texts.clinicInArabic === null ? "" : drawable(texts.clinicInArabic);
  return {
    ...texts,
    hospital: drawable(texts.hospital),
    clinic: clinic === "" ? inArabic : clinic,
    clinicInArabic: clinic === "" || inArabic === "" ? null : inArabic,
    waitingRoom: drawable(texts.waitingRoom),
    facts: texts.facts.map((fact) => ({
      ...fact,
      name: drawable(fact.name),
      value: drawable(fact.value),
    })),
  };
}
