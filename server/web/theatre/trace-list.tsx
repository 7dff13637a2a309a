import { shownName } from "../../../shared/domain/plain-text.ts";
import type { OperationData } from "../../../shared/protocol/theatre-feeds.ts";
import { dayTitle, localDayIn } from "../../../shared/i18n/calendar.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { traceWords } from "./trace-verbs.ts";
import { timeWords } from "./words.ts";
import type { Speech } from "./words.ts";

/** What happened to it, the latest first: when, what, by whom, why, and the other patient's label. */
export function TraceList(props: { readonly one: OperationData; readonly speech: Speech }) {
  const { t, language } = useLocale();
  const { one, speech } = props;
  const { zone } = speech;
  return (
    <details className="trace">
      <summary>{t("theatre.trace", { n: one.trace.length })}</summary>
      <ol>
        {one.trace.toReversed().map((each, index) => (
          <li key={`${each.at} ${index}`} data-verb={each.verb}>
            <span className="quiet">
              {dayTitle(localDayIn(each.at, zone), language)}، {timeWords(speech, each.at)}
            </span>
            <b>{traceWords(t, each)}</b>
            {each.reason === null ? null : <bdi>{each.reason}</bdi>}
            <bdi className="quiet">{shownName(each.by)}</bdi>
          </li>
        ))}
      </ol>
    </details>
  );
}
