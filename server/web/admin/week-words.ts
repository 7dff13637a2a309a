import type { Language } from "../../../shared/domain/language.ts";
import { addDays } from "../../../shared/domain/local-day.ts";
import type { LocalDay } from "../../../shared/domain/local-day.ts";
import { dayTitle } from "../../../shared/i18n/calendar.ts";
import { leftToRight } from "../../../shared/i18n/translate.ts";
import type { Translate } from "../../../shared/i18n/translate.ts";

/** `22 إلى 28 تشرين الثاني 2026`; a week across two months says both. */
export function weekWords(from: LocalDay, language: Language, t: Translate): string {
  const last = addDays(from, 6);
  const isOneMonth = from.slice(0, 7) === last.slice(0, 7);
  return t("admin.span", {
    from: isOneMonth ? leftToRight(String(Number(from.slice(8)))) : dayTitle(from, language),
    to: dayTitle(last, language),
  });
}
