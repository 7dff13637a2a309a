import type { Language } from "../domain/language.ts";
import type { ClassRates, Rates } from "../domain/priority.ts";
import { leftToRight, translator } from "./translate.ts";
import type { MessageKey, Translate } from "./translate.ts";

/** The published rule in sentences, as boards, phones and desks say it. */
export interface RuleText {
  /** Who is called next. */
  readonly order: readonly string[];
  /** What follows from that for whoever waits. */
  readonly promise: readonly string[];
}

/** The rule in words, made from the rates in force: a rate changed is a text changed. */
export function ruleText(rates: Rates, language: Language): RuleText {
  const t = translator(language);
  return {
    order: [
      t(rates.urgentFirst === true ? "rule.firstSurge" : "rule.first"),
      longest(rates, t),
      t("rule.booked"),
    ],
    promise: [promise(rates, t)],
  };
}

/** What one minute of a class counts, in words; nothing for a rate of one. */
export function minutesWord(rate: number, t: Translate): string | null {
  const key = minutesKeys[rate];
  return key === undefined ? null : t(key);
}

const minutesKeys: Readonly<Record<number, MessageKey>> = {
  2: "rule.minutes.two",
  3: "rule.minutes.three",
  4: "rule.minutes.four",
  5: "rule.minutes.five",
  6: "rule.minutes.six",
  7: "rule.minutes.seven",
  8: "rule.minutes.eight",
};

type Counting = keyof ClassRates;

const countsKeys: Readonly<Record<Counting, MessageKey>> = {
  urgent: "rule.counts.urgent",
  protected: "rule.counts.protected",
  returning: "rule.counts.returning",
  appointment: "rule.counts.appointment",
  normal: "rule.counts.normal",
};

/** Most patients know somebody of the protected; so they are said first. */
const saidInOrder = ["protected", "urgent", "returning", "appointment", "normal"] as const;

function longest(rates: Rates, t: Translate): string {
  const counts = saidInOrder.flatMap((priorityClass) => {
    // On a surge day the urgent go first, whatever their minutes count.
    if (priorityClass === "urgent" && rates.urgentFirst === true) return [];
    const minutes = minutesWord(rates[priorityClass], t);
    return minutes === null ? [] : [t(countsKeys[priorityClass], { minutes })];
  });
  if (counts.length === 0) return t("rule.longest");
  // Joined by hand: a value made of isolated values only has no letter that tells its direction.
  return t("rule.longestCounted", { counts: counts.join(`${t("rule.comma")} `) });
}

/**
 * The guarantee for whoever counts least: nobody of rate s whose time begins in the last r/s of the
 * wait passes. The urgent are named as an exception where their minutes count more than that.
 */
function promise(rates: Rates, t: Translate): string {
  const { least, most, urgentApart } = promised(rates);
  const except = t(urgentApart ? "rule.except.all" : "rule.except.emergencies");
  if (most === least) return t("rule.guaranteeAfter", { except });
  return t("rule.guarantee", { part: partOf(least, most, t), except });
}

/** Nobody whose time begins in the last least/most of a wait passes, but for the exceptions. */
export function promised(rates: Rates): {
  readonly least: number;
  readonly most: number;
  /** Are the urgent among the exceptions? */
  readonly urgentApart: boolean;
} {
  const { urgent, protected: protectedRate, returning, appointment, normal } = rates;
  const most = Math.max(protectedRate, returning, appointment, normal);
  const least = Math.min(urgent, protectedRate, returning, appointment, normal);
  return { least, most, urgentApart: rates.urgentFirst === true || urgent > most };
}

const partKeys: Readonly<Record<number, MessageKey>> = {
  2: "rule.part.half",
  3: "rule.part.third",
  4: "rule.part.quarter",
  5: "rule.part.fifth",
  6: "rule.part.sixth",
  7: "rule.part.seventh",
  8: "rule.part.eighth",
};

/** The last r/s of a wait: "the second half", "the last third", or a fraction as it is written. */
function partOf(least: number, most: number, t: Translate): string {
  const key = partKeys[most / least];
  if (key !== undefined) return t(key);
  const divisor = sharedDivisor(least, most);
  return t("rule.part.share", { share: leftToRight(`${least / divisor}/${most / divisor}`) });
}

function sharedDivisor(a: number, b: number): number {
  return b === 0 ? a : sharedDivisor(b, a % b);
}
