import IconInfoCircle from "@tabler/icons-react/dist/esm/icons/IconInfoCircle.mjs";
import IconScale from "@tabler/icons-react/dist/esm/icons/IconScale.mjs";
import IconVolumeOff from "@tabler/icons-react/dist/esm/icons/IconVolumeOff.mjs";
import { nameIn } from "../../shared/domain/language.ts";
import { leftToRight } from "../../shared/i18n/translate.ts";
import { useLocale } from "../../shared/ui/locale-provider.tsx";
import type { BoardView } from "../board.ts";
import { Fit } from "./fit.tsx";

/** What the waiting room should know, and the day's count of calls in and out of turn. */
export function BoardFoot(props: {
  readonly notices: BoardView["notices"];
  readonly counts: BoardView["counts"];
  readonly soundBlocked: boolean;
}) {
  const { t, language } = useLocale();
  const { notices, counts, soundBlocked } = props;
  return (
    <footer className="foot">
      {notices.map((notice) => (
        <p key={notice.id} className="note" data-notice-id={notice.id}>
          <IconInfoCircle className="icon" aria-hidden="true" />
          <Fit className="note-text" least={0.85} text={nameIn(notice.text, language)} />
        </p>
      ))}
      {soundBlocked && (
        <p className="sound-off">
          <IconVolumeOff className="icon" aria-hidden="true" />
          {t("display.soundOff")}
        </p>
      )}
      {counts !== null && (
        <p className="fair">
          <IconScale className="icon" aria-hidden="true" />
          <span>
            {t("display.fairness", {
              inTurn: leftToRight(String(counts.inTurnToday)),
              exceptions: leftToRight(String(counts.exceptionsToday)),
            })}
          </span>
        </p>
      )}
    </footer>
  );
}
