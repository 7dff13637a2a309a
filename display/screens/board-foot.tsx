import IconScale from "@tabler/icons-react/dist/esm/icons/IconScale.mjs";
import IconVolumeOff from "@tabler/icons-react/dist/esm/icons/IconVolumeOff.mjs";
import type { Rates } from "../../shared/domain/priority.ts";
import { ruleText } from "../../shared/i18n/rule-text.ts";
import { leftToRight } from "../../shared/i18n/translate.ts";
import type { BoardNotice } from "../../shared/protocol/feeds.ts";
import { useLocale } from "../../shared/ui/locale-provider.tsx";
import type { BoardView } from "../board.ts";
import type { FootFrame } from "../foot-frame.ts";
import { Notice } from "./notice.tsx";

/**
 * What the waiting room should know, the day's count of calls in and out of turn, and by turns the
 * rule itself. All pages keep their place, so that nothing above moves when they change.
 */
export function BoardFoot(props: {
  readonly frame: FootFrame<BoardNotice>;
  readonly counts: BoardView["counts"];
  readonly rates: Rates;
  readonly soundBlocked: boolean;
  readonly zone: string;
}) {
  const { language } = useLocale();
  const { frame, counts, soundBlocked } = props;
  const { order, promise } = ruleText(props.rates, language);
  return (
    <footer className="foot" data-shows={frame.shows}>
      <div className="page" data-page="news">
        {frame.notices.map((notice) => (
          <Notice key={notice.id} notice={notice} zone={props.zone} />
        ))}
        {soundBlocked && <SoundOff />}
        {counts !== null && <Fair {...counts} />}
      </div>
      <RulePage name="order" sentences={order} />
      <RulePage name="promise" sentences={promise} />
    </footer>
  );
}

function RulePage(props: {
  readonly name: "order" | "promise";
  readonly sentences: readonly string[];
}) {
  return (
    <p className="page rule" data-page={props.name}>
      <IconScale className="icon" aria-hidden="true" />
      <span>{props.sentences.join(" ")}</span>
    </p>
  );
}

function SoundOff() {
  const { t } = useLocale();
  return (
    <p className="sound-off">
      <IconVolumeOff className="icon" aria-hidden="true" />
      {t("display.soundOff")}
    </p>
  );
}

function Fair(props: { readonly inTurnToday: number; readonly exceptionsToday: number }) {
  const { t } = useLocale();
  return (
    <p className="fair">
      <IconScale className="icon" aria-hidden="true" />
      <span>
        {t("display.fairness", {
          inTurn: leftToRight(String(props.inTurnToday)),
          exceptions: leftToRight(String(props.exceptionsToday)),
        })}
      </span>
    </p>
  );
}
