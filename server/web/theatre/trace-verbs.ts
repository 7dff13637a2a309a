import { leftToRight } from "../../../shared/i18n/translate.ts";
import type { Translate } from "../../../shared/i18n/translate.ts";
import type { OperationData } from "../../../shared/protocol/theatre-feeds.ts";

/** What can have happened to an operation, each with a word of its own in every language. */
export const traceVerbs = [
  "request",
  "plan",
  "move",
  "unplan",
  "sendFor",
  "arrive",
  "signIn",
  "incise",
  "close",
  "recover",
  "toWard",
  "cancel",
  "change",
  "supplies",
  "delay",
  "undo",
  "madeRoom",
] as const;
export type TraceVerb = (typeof traceVerbs)[number];

/** A verb that a newer server says and this page does not know is a change. */
export function traceVerb(verb: string): TraceVerb {
  return traceVerbs.find((known) => known === verb) ?? "change";
}

/**
 * What happened, in one sentence that is right from both sides: on the trace of who gave way, for
 * whom; on the trace of the emergency, who gave way.
 */
export function traceWords(
  t: Translate,
  { verb, other }: Pick<OperationData["trace"][number], "verb" | "other">,
): string {
  const known = traceVerb(verb);
  if (other === null) return t(`theatre.verb.${known}`);
  const label = leftToRight(other);
  if (known === "madeRoom") return t("theatre.gaveWay", { label });
  return t("theatre.madeRoomFor", { verb: t(`theatre.verb.${known}`), label });
}
