import { missingCase } from "../domain/result.ts";
import type { Direction } from "../i18n/locale.ts";
import { layOutCodes } from "./codes-layout.ts";
import { createPage } from "./paper-page.ts";
import type { Ink, Page, Paper, TextSpec, TicketLayout } from "./paper-page.ts";
import type { TicketFact } from "./ticket-texts.ts";

/** A paper that is no ticket, in words, from top to bottom. */
export interface PaperTexts {
  readonly direction: Direction;
  readonly parts: readonly PaperPart[];
}

export type PaperPart =
  /** White on black across the paper. */
  | { readonly kind: "bar"; readonly text: string }
  | {
      readonly kind: "line";
      readonly look: LineLook;
      readonly text: string;
      readonly direction: Direction;
    }
  | { readonly kind: "fact"; readonly fact: TicketFact }
  | { readonly kind: "qr"; readonly content: string }
  /** Bars and a QR of the same content: a machine must be able to read this paper. */
  | { readonly kind: "codes"; readonly content: string }
  | { readonly kind: "rule"; readonly isDotted: boolean };

const specs = {
  bar: { role: "copy", weight: "bold", sizeDots: 30, leastDots: 24, linesMax: 1 },
  title: { role: "line", weight: "bold", sizeDots: 42, leastDots: 26, linesMax: 2 },
  strong: { role: "line", weight: "bold", sizeDots: 34, leastDots: 22, linesMax: 3 },
  plain: { role: "line", weight: "regular", sizeDots: 28, leastDots: 20, linesMax: 6 },
  name: { role: "line", weight: "bold", sizeDots: 34, leastDots: 22, linesMax: 2 },
  code: { role: "line", weight: "bold", sizeDots: 60, leastDots: 30, linesMax: 1 },
} as const satisfies Record<string, TextSpec>;

export type LineLook = Exclude<keyof typeof specs, "bar">;

/** Places the parts one below the other; throws as the layout of a ticket does. */
export function layOutParts(texts: PaperTexts, paper: Paper, ink: Ink): TicketLayout {
  const page = createPage(texts.direction, paper, ink);
  page.space(4);
  for (const part of texts.parts) {
    if (part.kind === "codes") placeCodes(page, part.content, paper, ink);
    else place(page, part);
  }
  page.space(16);
  return page.done();
}

/** Never left out: a label that no machine reads is worse than none. */
function placeCodes(page: Page, content: string, paper: Paper, ink: Ink): void {
  const codes = layOutCodes(content, paper.paperWidthDots, ink);
  if (codes === null) throw new RangeError(`no room for the codes of ${content}`);
  page.boxes(codes.boxes, codes.heightDots);
}

function place(page: Page, part: Exclude<PaperPart, { readonly kind: "codes" }>): void {
  switch (part.kind) {
    case "bar":
      page.bar(specs.bar, part.text);
      return page.space(14);
    case "line":
      page.centred(specs[part.look], part.text, part.direction);
      return page.space(4);
    case "fact":
      return page.fact(part.fact);
    case "qr":
      return page.qr(part.content);
    case "rule":
      page.space(8);
      page.rule(part.isDotted ? 2 : 3, part.isDotted ? 3 : null);
      return page.space(10);
    default:
      return missingCase(part);
  }
}

/** The same parts with every text changed: what can't be drawn gives way. */
export function withTexts(texts: PaperTexts, change: (text: string) => string): PaperTexts {
  return {
    ...texts,
    parts: texts.parts.map((part): PaperPart => {
      if (part.kind === "bar" || part.kind === "line") return { ...part, text: change(part.text) };
      if (part.kind !== "fact") return part;
      const { fact } = part;
      return { ...part, fact: { ...fact, name: change(fact.name), value: change(fact.value) } };
    }),
  };
}

export function withoutQr(texts: PaperTexts): PaperTexts {
  return { ...texts, parts: texts.parts.filter((part) => part.kind !== "qr") };
}
