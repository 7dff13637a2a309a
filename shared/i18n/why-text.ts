import type { Explanation, Passer } from "../domain/explain.ts";
import type { PriorityClass } from "../domain/priority.ts";
import type { Instant } from "../domain/time.ts";
import { minutesWord } from "./rule-text.ts";
import { clockTime, leftToRight } from "./translate.ts";
import type { MessageKey, Translate } from "./translate.ts";

/** Why a turn is where it is, as the patient reads it. */
export interface WhyText {
  /** What the turn counts by. */
  readonly standing: readonly string[];
  /** Who would be called before, by class; empty: nobody. */
  readonly ahead: readonly string[];
  /** Who could still come before; empty: nobody. */
  readonly couldPass: readonly string[];
}

/** An explanation in words. A class whose time to pass is over at `asOf` is not spoken of. */
export function whyText(
  why: Explanation,
  at: { readonly asOf: Instant; readonly zone: string },
  t: Translate,
): WhyText {
  return {
    standing: standing(why, t),
    ahead: why.ahead.map(({ priorityClass, count }) =>
      t(aheadKeys[priorityClass], { n: leftToRight(String(count)) }),
    ),
    couldPass: why.couldPass
      .filter(({ before }) => before === null || before > at.asOf)
      .map((passer) => passerText(passer, at.zone, t)),
  };
}

function standing({ turnMin, rate }: Explanation, t: Translate): readonly string[] {
  if (turnMin === null || rate === null) return [t("why.emergency")];
  const minutes = minutesWord(rate, t);
  const turn = t("why.turn", { n: leftToRight(String(turnMin)) });
  return minutes === null ? [turn] : [turn, t("why.rate", { minutes })];
}

function passerText({ priorityClass, before }: Passer, zone: string, t: Translate): string {
  if (before === null) {
    return t(priorityClass === "urgent" ? "why.pass.urgentAny" : passKeys[priorityClass]);
  }
  return t(passKeys[priorityClass], { time: leftToRight(clockTime(before, zone)) });
}

const aheadKeys: Readonly<Record<PriorityClass, MessageKey>> = {
  emergency: "why.ahead.emergency",
  urgent: "why.ahead.urgent",
  protected: "why.ahead.protected",
  returning: "why.ahead.returning",
  appointment: "why.ahead.appointment",
  normal: "why.ahead.normal",
};

const passKeys: Readonly<Record<PriorityClass, MessageKey>> = {
  emergency: "why.pass.emergency",
  urgent: "why.pass.urgent",
  protected: "why.pass.protected",
  returning: "why.pass.returning",
  appointment: "why.pass.appointment",
  normal: "why.pass.normal",
};
