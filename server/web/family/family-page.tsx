import IconBed from "@tabler/icons-react/dist/esm/icons/IconBed.mjs";
import IconCalendarPause from "@tabler/icons-react/dist/esm/icons/IconCalendarPause.mjs";
import IconCircleCheck from "@tabler/icons-react/dist/esm/icons/IconCircleCheck.mjs";
import IconClock from "@tabler/icons-react/dist/esm/icons/IconClock.mjs";
import IconDoorEnter from "@tabler/icons-react/dist/esm/icons/IconDoorEnter.mjs";
import IconHeartbeat from "@tabler/icons-react/dist/esm/icons/IconHeartbeat.mjs";
import IconHourglass from "@tabler/icons-react/dist/esm/icons/IconHourglass.mjs";
import { useEffect, useRef, useState } from "react";
import type { RefObject } from "react";
import { languages, nameIn } from "../../../shared/domain/language.ts";
import type { Language } from "../../../shared/domain/language.ts";
import { secondMs } from "../../../shared/domain/time.ts";
import { locales } from "../../../shared/i18n/locale.ts";
import { clockTime, leftToRight } from "../../../shared/i18n/translate.ts";
import type { FamilyBoardData, FamilyState } from "../../../shared/protocol/theatre-feeds.ts";
import { LocaleProvider, useLocale } from "../../../shared/ui/locale-provider.tsx";
import { Mark, Num, TicketLabel } from "../../../shared/ui/ticket-label.tsx";
import type { FamilyAsk, FamilyView } from "./ask.ts";
import {
  afterAnswer,
  ageOf,
  askAgainMs,
  askEveryMs,
  byLabel,
  nothingHeard,
  pageOf,
  roomIn,
} from "./following.ts";
import type { Following, Room } from "./following.ts";

declare module "react" {
  interface CSSProperties {
    /** Of a television's lines. */
    "--columns"?: number;
  }
}

interface FamilyPageProps {
  readonly ask: FamilyAsk;
  readonly nowMs: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  readonly firstLanguage: Language;
}

/** What a family may know: a label, a word, and since when. Never a name, never what is done. */
export function FamilyPage(props: FamilyPageProps) {
  const [language, setLanguage] = useState(props.firstLanguage);
  const [held, nowMs] = useFollowing(props);
  return (
    <LocaleProvider language={language}>
      <Board held={held} nowMs={nowMs} onLanguage={setLanguage} />
    </LocaleProvider>
  );
}

/** Asks, waits, asks again; the age grows also when nothing is said. */
function useFollowing({ ask, nowMs, sleep }: FamilyPageProps): readonly [Following, number] {
  const [held, setHeld] = useState(nothingHeard);
  const [reading, setReading] = useState(nowMs);
  useEffect(() => {
    let isOpen = true;
    let latest = nothingHeard;
    async function follow(): Promise<void> {
      while (isOpen) {
        const answer = await ask(latest.tag);
        latest = afterAnswer(latest, answer, nowMs());
        if (isOpen) setHeld(latest);
        await sleep(answer.kind === "failed" ? askAgainMs : askEveryMs);
      }
    }
    void follow();
    return () => {
      isOpen = false;
    };
  }, [ask, nowMs, sleep]);
  useEffect(() => {
    const timer = setInterval(() => setReading(nowMs()), secondMs);
    return () => clearInterval(timer);
  }, [nowMs]);
  return [held, reading];
}

function Board(props: {
  readonly held: Following;
  readonly nowMs: number;
  readonly onLanguage: (language: Language) => void;
}) {
  const { t, language } = useLocale();
  const { held, nowMs } = props;
  const { view, asOf } = held;
  const age = ageOf(held, nowMs);
  useEffect(() => {
    document.title = `${t("word.dawr")} · ${t("theatre.family.title")}`;
  }, [t]);
  const time = view === null || asOf === null ? null : clockTime(asOf, view.zone);
  return (
    <div className="family" data-screen="family" data-age={age}>
      <header className="family-head">
        <Mark />
        <div className="family-names">
          <h1>{t("theatre.family.title")}</h1>
          <p>{view === null ? null : <bdi>{nameIn(view.hospitalNames, language)}</bdi>}</p>
        </div>
        <AgeChip age={age} time={time} />
      </header>
      <Lines view={view} age={age} time={time} nowMs={nowMs} />
      <footer className="family-foot">
        <p>{t("theatre.family.privacy")}</p>
        <div className="family-languages" role="group" aria-label={t("word.language")}>
          {languages.map((one) => (
            <button
              key={one}
              type="button"
              lang={one}
              data-language={one}
              aria-pressed={one === language}
              onClick={() => props.onLanguage(one)}
            >
              {locales[one].ownName}
            </button>
          ))}
        </div>
      </footer>
    </div>
  );
}

function Lines(props: {
  readonly view: FamilyView | null;
  readonly age: ReturnType<typeof ageOf>;
  readonly time: string | null;
  readonly nowMs: number;
}) {
  const { t } = useLocale();
  const { view, age, time } = props;
  const box = useRef<HTMLElement>(null);
  const room = useRoom(box);
  const shown = pageOf((view?.lines ?? []).toSorted(byLabel), room, props.nowMs);
  return (
    <main
      ref={box}
      className={room === null ? "family-lines" : "family-lines family-wall"}
      aria-busy={view === null}
      tabIndex={0}
      style={{ "--columns": room?.columns ?? 1 }}
    >
      {view === null ? null : age === "stale" ? (
        <div className="family-empty" role="alert">
          <b>{t("theatre.family.stale", { time: leftToRight(time ?? "") })}</b>
          <p>{t("theatre.family.staleNext")}</p>
        </div>
      ) : view.lines.length === 0 ? (
        <div className="family-empty">
          <b>{t("theatre.family.none")}</b>
          <p>{t("theatre.family.noneNext")}</p>
        </div>
      ) : (
        <ul>
          {shown.lines.map((line) => (
            <Line key={line.label} line={line} zone={view.zone} />
          ))}
        </ul>
      )}
      {shown.pages === 1 || age === "stale" ? null : (
        <p className="family-page">
          {t("theatre.family.page", { n: shown.page, of: shown.pages })}
        </p>
      )}
    </main>
  );
}

/** How many lines the box has room for, measured whenever its size changes. */
function useRoom(box: RefObject<HTMLElement | null>): Room | null {
  const [room, setRoom] = useState<Room | null>(null);
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry === undefined) return;
      const { width, height } = entry.contentRect;
      const letterPx = Number.parseFloat(getComputedStyle(element).fontSize);
      // The last line's height is the page's number's.
      const heightPx = height - 1.8 * letterPx;
      setRoom(roomIn({ widthPx: width, heightPx, letterPx }));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [box]);
  return room;
}

function AgeChip(props: { readonly age: ReturnType<typeof ageOf>; readonly time: string | null }) {
  const { t } = useLocale();
  const { age, time } = props;
  if (time === null) return null;
  const Icon = age === "fresh" ? IconCircleCheck : IconClock;
  return (
    <p className={`family-age family-${age}`} data-age={age}>
      <Icon className="icon" aria-hidden="true" />
      <span>{t("theatre.family.asOf", { time: leftToRight(time) })}</span>
    </p>
  );
}

const icons = {
  waiting: IconHourglass,
  preparing: IconClock,
  inTheatre: IconDoorEnter,
  recovery: IconHeartbeat,
  ward: IconBed,
  postponed: IconCalendarPause,
} as const satisfies Record<FamilyState, unknown>;

function Line(props: { readonly line: FamilyBoardData["lines"][number]; readonly zone: string }) {
  const { t } = useLocale();
  const { line, zone } = props;
  const Icon = icons[line.state];
  return (
    <li
      className={`family-line state-${line.state}`}
      data-label={line.label}
      data-state={line.state}
    >
      <TicketLabel label={line.label} />
      <span className="family-state">
        <Icon className="icon" aria-hidden="true" />
        <span>
          <b>{t(`theatre.family.state.${line.state}`)}</b>
          {line.isLater ? <small>{t("theatre.family.later")}</small> : null}
        </span>
      </span>
      <span className="family-since">
        <small>{t("theatre.family.since")}</small>
        <Num>{clockTime(line.since, zone)}</Num>
      </span>
    </li>
  );
}
