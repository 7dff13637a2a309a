import IconArrowBackUp from "@tabler/icons-react/dist/esm/icons/IconArrowBackUp.mjs";
import IconClockPause from "@tabler/icons-react/dist/esm/icons/IconClockPause.mjs";
import IconPlayerPlay from "@tabler/icons-react/dist/esm/icons/IconPlayerPlay.mjs";
import IconUrgent from "@tabler/icons-react/dist/esm/icons/IconUrgent.mjs";
import { useMemo } from "react";
import { nameIn } from "../../../shared/domain/language.ts";
import { dayMs, hourMs } from "../../../shared/domain/time.ts";
import { longDate } from "../../../shared/i18n/calendar.ts";
import type { OperationLine } from "../../../shared/protocol/theatre-feeds.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { TicketLabel } from "../../../shared/ui/ticket-label.tsx";
import { useFeed } from "../../../shared/ui/use-feed.ts";
import type { ViewProps } from "./desk.ts";
import { lanesOf } from "./lanes.ts";
import { liveLines } from "./live.ts";
import type { LiveLine } from "./live.ts";
import { startOfDay } from "./time-scale.ts";
import { timeWords } from "./words.ts";
import type { Speech } from "./words.ts";

/** Today on a big screen for staff: who is in which theatre, since when, who is next, how late. */
export function LiveView({ desk, go }: ViewProps) {
  const { t, language } = useLocale();
  const feed = useFeed(desk.client, "theatres", `${desk.today}:1`);
  const said = feed.snapshot?.data ?? null;
  const { zone } = desk.site;
  const { now, today } = desk;
  const lines = useMemo(() => {
    if (said === null) return [];
    const from = startOfDay(today, zone);
    const lanes = lanesOf(said, today, { from, to: from + dayMs + 12 * hourMs }, now);
    return liveLines(lanes, now);
  }, [said, today, zone, now]);
  const speech = { t, language, zone };
  return (
    <section className="live" data-theme="board" style={{ "--lanes": lines.length }}>
      <header className="live-head">
        <h1>{t("theatre.live.title")}</h1>
        <span>{longDate(now, zone, language)}</span>
        <button
          type="button"
          className="button button-on-bar"
          data-act="leave-live"
          onClick={() => go({ view: "day" })}
        >
          <IconArrowBackUp className="icon flip" aria-hidden="true" />
          {t("word.back")}
        </button>
      </header>
      <div className="live-rows" role="table" tabIndex={0} aria-label={t("theatre.live.title")}>
        <div className="live-row live-columns" role="row">
          {(["theatre", "now", "since", "next", "delay"] as const).map((column) => (
            <span key={column} role="columnheader">
              {t(`theatre.live.${column}`)}
            </span>
          ))}
        </div>
        {lines.map((line) => (
          <LiveRow key={line.theatre.theatreId} line={line} speech={speech} />
        ))}
      </div>
    </section>
  );
}

function LiveRow({ line, speech }: { readonly line: LiveLine; readonly speech: Speech }) {
  const { t, language } = speech;
  const { now, next, since } = line;
  const state = now === null ? "empty" : "busy";
  return (
    <div className="live-row" role="row" data-theatre={line.theatre.theatreId} data-state={state}>
      <b role="rowheader">{nameIn(line.theatre.names, language)}</b>
      <span role="cell" className="live-now">
        {now === null ? (
          <span className="live-empty">{t("theatre.live.empty")}</span>
        ) : (
          <>
            {now.isEmergency ? (
              <IconUrgent className="icon" aria-hidden="true" />
            ) : (
              <IconPlayerPlay className="icon flip" aria-hidden="true" />
            )}
            <Case operation={now} speech={speech} />
          </>
        )}
      </span>
      <span role="cell" className="live-since">
        {now === null || since === null ? null : (
          <>
            {t(`theatre.status.${now.status}`)} {timeWords(speech, since)}
          </>
        )}
      </span>
      <span role="cell" className="live-next">
        {next === null ? (
          <span className="live-empty">
            {line.done > 0 ? t("theatre.live.over") : t("theatre.live.nothing")}
          </span>
        ) : (
          <>
            {next.isEmergency ? <IconUrgent className="icon" aria-hidden="true" /> : null}
            <span>{timeWords(speech, next.plan?.from ?? 0)}</span>
            <Case operation={next} speech={speech} />
          </>
        )}
      </span>
      <span role="cell" className="live-delay">
        {line.lateMin === 0 ? null : (
          <>
            <IconClockPause className="icon" aria-hidden="true" />
            {t("theatre.live.late", { minutes: t("desk.minutesShort", { n: line.lateMin }) })}
          </>
        )}
      </span>
    </div>
  );
}

function Case({
  operation,
  speech,
}: {
  readonly operation: OperationLine;
  readonly speech: Speech;
}) {
  return (
    <>
      <TicketLabel label={operation.label} />
      <span className="live-what">{nameIn(operation.procedureNames, speech.language)}</span>
    </>
  );
}
