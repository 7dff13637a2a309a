import { useEffect, useState, useSyncExternalStore } from "react";
import { nameIn } from "../../../shared/domain/language.ts";
import type { Language } from "../../../shared/domain/language.ts";
import { secondMs } from "../../../shared/domain/time.ts";
import type { TrackView } from "../../../shared/protocol/track.ts";
import { leftToRight } from "../../../shared/i18n/translate.ts";
import type { Translate } from "../../../shared/i18n/translate.ts";
import { LocaleProvider, useLocale } from "../../../shared/ui/locale-provider.tsx";
import type { Follower } from "./follow.ts";
import type { Kept } from "./kept.ts";
import { PageHead } from "./page-head.tsx";
import { MessageScreen } from "./message-screen.tsx";
import { TicketScreen } from "./ticket-screen.tsx";
import { isStale, screenOf, summonsOf } from "./tracking.ts";

/** Two short, one long: felt in a pocket, and unlike the tremble of a message. */
const summonsPattern: readonly number[] = [300, 150, 300, 150, 700];

export interface TrackPageProps {
  readonly follower: Follower;
  readonly nowMs: () => number;
  readonly kept: Kept;
  /** Until the ticket's own language is known. */
  readonly phoneLanguage: Language;
  readonly tremble: (pattern: readonly number[]) => void;
}

/** The patient's page: in the ticket's language, unless another was chosen by hand. */
export function TrackPage(props: TrackPageProps) {
  const { follower, kept, phoneLanguage } = props;
  const state = useSyncExternalStore(follower.subscribe, follower.state);
  const [chosen, setChosen] = useState(() => kept.language());
  const language = chosen ?? state.view?.language ?? phoneLanguage;
  const choose = (next: Language) => {
    kept.keepLanguage(next);
    setChosen(next);
  };
  return (
    <LocaleProvider language={language}>
      <Page {...props} onLanguage={choose} />
    </LocaleProvider>
  );
}

function Page(props: TrackPageProps & { readonly onLanguage: (language: Language) => void }) {
  const { follower, tremble } = props;
  const { language, t } = useLocale();
  const state = useSyncExternalStore(follower.subscribe, follower.state);
  const nowMs = useReading(props.nowMs);
  const screen = screenOf(state);
  const stale = screen === "ticket" && isStale(state, nowMs);
  const summons = summonsOf(state, nowMs);
  const { view, asOf } = state;

  useEffect(() => {
    if (summons !== null) tremble(summonsPattern);
  }, [summons, tremble]);
  const title =
    screen === "ticket" && view !== null && !stale ? titleOf(view, language, t) : t("track.title");
  useEffect(() => {
    document.title = title;
  }, [title]);

  return (
    <div
      className="page"
      data-screen={screen}
      data-label={view?.label}
      data-status={view?.status}
      data-stale={stale}
    >
      <PageHead hospitalNames={view?.hospitalNames ?? null} onLanguage={props.onLanguage} />
      {screen === "ticket" && view !== null && asOf !== null ? (
        <TicketScreen view={view} asOf={asOf} stale={stale} onAskNow={follower.shown} />
      ) : screen === "ticket" || screen === "opening" ? (
        <Opening />
      ) : (
        <MessageScreen screen={screen} view={view} onAskNow={follower.shown} />
      )}
    </div>
  );
}

/** What a tab among many says of this ticket. */
function titleOf(view: TrackView, language: Language, t: Translate): string {
  const label = leftToRight(view.label);
  if (view.status === "called" && view.call !== null) {
    const place = nameIn(view.call.servicePointNames, language);
    return t("track.titleCalled", { label, place });
  }
  if (view.ahead === null) return t("track.titleOther", { label });
  return t("track.titleWaiting", { label, n: leftToRight(String(view.ahead)) });
}

/** The page's clock, read anew each second: an age grows also when nothing is said. */
function useReading(nowMs: () => number): number {
  const [reading, setReading] = useState(nowMs);
  useEffect(() => {
    const timer = setInterval(() => setReading(nowMs()), secondMs);
    return () => clearInterval(timer);
  }, [nowMs]);
  return reading;
}

/** The ticket's true layout in grey, for the moment until the first answer. */
function Opening() {
  const { t } = useLocale();
  return (
    <main aria-busy="true" aria-label={t("track.opening")}>
      <div className="card ticket ticket-blank">
        <i className="blank-line" />
        <i className="blank-label" />
        <i className="blank-line" />
      </div>
    </main>
  );
}
