import type { PauseKind } from "../domain/service.ts";
import type { Instant } from "../domain/time.ts";
import { clockTime, leftToRight } from "./translate.ts";
import type { MessageKey, Translate } from "./translate.ts";

/** An expected wait as an honest range: "35 to 40 minutes", "not known yet"; never one false minute. */
export function waitText(
  wait: { readonly fromMin: number; readonly toMin: number } | null,
  t: Translate,
): string {
  if (wait === null) return t("ticket.waitUnknown");
  const { fromMin, toMin } = wait;
  if (fromMin === toMin) return t("paper.waitMinutes", { count: toMin });
  if (fromMin === 0) return t("wait.upTo", { count: toMin });
  return t("ticket.waitRange", { a: fromMin, b: toMin, count: toMin });
}

/** The same where a line is shared with a count: "35–40 min". */
export function shortWaitText(
  { fromMin, toMin }: { readonly fromMin: number; readonly toMin: number },
  t: Translate,
): string {
  if (fromMin === toMin) return t("wait.shortAbout", { count: toMin });
  if (fromMin === 0) return t("wait.shortUpTo", { count: toMin });
  return t("wait.shortRange", { range: leftToRight(`${fromMin}–${toMin}`), count: toMin });
}

/** Why nobody is called for a while, and until when if that is known. */
export function pauseText(
  pause: { readonly kind: PauseKind; readonly until: Instant | null },
  zone: string,
  t: Translate,
): string {
  if (pause.until === null) return t(pauseKeys[pause.kind].open);
  const time = leftToRight(clockTime(pause.until, zone));
  return t(pauseKeys[pause.kind].until, { time });
}

const pauseKeys: Readonly<
  Record<PauseKind, { readonly open: MessageKey; readonly until: MessageKey }>
> = {
  prayer: { open: "notice.pause.prayer", until: "notice.until.prayer" },
  meal: { open: "notice.pause.meal", until: "notice.until.meal" },
  away: { open: "notice.pause.away", until: "notice.until.away" },
  late: { open: "notice.pause.late", until: "notice.until.late" },
};
