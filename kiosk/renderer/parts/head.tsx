import { createContext, use } from "react";
import type { ReactNode } from "react";
import { nameIn } from "../../../shared/domain/language.ts";
import { hijriDate, longDate } from "../../../shared/i18n/calendar.ts";
import { clockTime } from "../../../shared/i18n/translate.ts";
import type { DirectoryData } from "../../../shared/protocol/feeds.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { Mark, Num } from "../../../shared/ui/ticket-label.tsx";

/** What the head of every screen says, whatever the screen. */
export const HeadContext = createContext<{
  readonly directory: DirectoryData | null;
  readonly serverTime: number | null;
}>({ directory: null, serverTime: null });

/** The teal head: where we are, what time it is, and the screen's one question. No controls in it. */
export function Head(props: {
  readonly title: string;
  readonly sub?: ReactNode;
  readonly isTall?: boolean;
}) {
  const { language, t } = useLocale();
  const { directory, serverTime } = use(HeadContext);
  const isDated = props.isTall === true && directory !== null && serverTime !== null;
  return (
    <header className={props.isTall === true ? "head tall" : "head"}>
      <div className="bar">
        <div className="who">
          <Mark />
          <span>
            {directory === null ? t("word.dawr") : nameIn(directory.hospitalNames, language)}
          </span>
        </div>
        {directory !== null && serverTime !== null && (
          <time>
            <Num>{clockTime(serverTime, directory.zone)}</Num>
          </time>
        )}
      </div>
      {isDated && (
        <p className="date">
          {longDate(serverTime, directory.zone, language)}
          <span aria-hidden="true"> · </span>
          {hijriDate(serverTime, directory.zone, language)}
        </p>
      )}
      <h1>{props.title}</h1>
      {props.sub !== undefined && <p className="sub">{props.sub}</p>}
    </header>
  );
}
