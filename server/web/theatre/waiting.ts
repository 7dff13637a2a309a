import { urgencies } from "../../../shared/domain/theatre.ts";
import type { Urgency } from "../../../shared/domain/theatre.ts";
import { nameIn } from "../../../shared/domain/language.ts";
import type { Language } from "../../../shared/domain/language.ts";
import { dayNumber } from "../../../shared/domain/local-day.ts";
import type { LocalDay } from "../../../shared/domain/local-day.ts";
import type { OperationsWaitingData } from "../../../shared/protocol/theatre-feeds.ts";

export type WaitingLine = OperationsWaitingData["operations"][number];

export interface Wanted {
  readonly text: string;
  readonly urgency: Urgency | null;
}

/** Those whom the typed words and the chosen urgency leave, in the order they came in. */
export function foundIn(
  lines: readonly WaitingLine[],
  wanted: Wanted,
  language: Language,
): readonly WaitingLine[] {
  const words = plain(wanted.text).split(" ").filter(Boolean);
  return lines.filter((line) => {
    if (wanted.urgency !== null && line.urgency !== wanted.urgency) return false;
    const said = plain(
      [
        line.label,
        line.patientName,
        nameIn(line.procedureNames, language),
        line.surgeon?.name,
      ].join(" "),
    );
    return words.every((word) => said.includes(word));
  });
}

/** As it is looked for: without case, marks of vowels, and the shapes of alif. */
function plain(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replaceAll(/[أإآ]/g, "ا")
    .toLowerCase()
    .trim();
}

/** How many of each urgency there are, the most urgent first. */
export function countsOf(
  lines: readonly WaitingLine[],
): readonly { readonly urgency: Urgency; readonly count: number }[] {
  return urgencies.map((urgency) => ({
    urgency,
    count: lines.filter((line) => line.urgency === urgency).length,
  }));
}

/** Days until it should be done; below nothing, it is overdue. */
export function daysLeft(dueDay: LocalDay, today: LocalDay): number {
  return dayNumber(dueDay) - dayNumber(today);
}
