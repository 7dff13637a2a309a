import IconCircleCheck from "@tabler/icons-react/dist/esm/icons/IconCircleCheck.mjs";
import IconClockExclamation from "@tabler/icons-react/dist/esm/icons/IconClockExclamation.mjs";
import { nameIn } from "../../shared/domain/language.ts";
import { minuteMs, secondMs } from "../../shared/domain/time.ts";
import type { Instant } from "../../shared/domain/time.ts";
import { clockTime } from "../../shared/i18n/translate.ts";
import type { BoardData } from "../../shared/protocol/feeds.ts";
import { useLocale } from "../../shared/ui/locale-provider.tsx";
import { Mark, Num } from "../../shared/ui/ticket-label.tsx";
import type { Freshness } from "../board.ts";
import { Fit } from "./fit.tsx";

/** Which waiting room this is, how true the board is, and the hospital's time. */
export function BoardHead(props: {
  readonly board: Pick<BoardData, "names" | "hospitalNames">;
  readonly freshness: Freshness;
  readonly ageMs: number;
  readonly at: Instant;
  readonly zone: string;
}) {
  const { language } = useLocale();
  const { board, at, zone } = props;
  return (
    <header className="head">
      <Mark />
      <div className="names">
        <h1 className="room">
          <Fit
            className="room-name"
            least={0.7}
            leastOfTwo={0.6}
            text={nameIn(board.names, language)}
          />
        </h1>
        <p className="hospital">
          <Fit className="hospital-name" least={0.9} text={nameIn(board.hospitalNames, language)} />
        </p>
      </div>
      <Age freshness={props.freshness} ageMs={props.ageMs} />
      <time className="clock">
        <Num>{clockTime(at, zone)}</Num>
      </time>
    </header>
  );
}

function Age(props: { readonly freshness: Freshness; readonly ageMs: number }) {
  const { t } = useLocale();
  const { freshness, ageMs } = props;
  if (freshness === "fresh") {
    return (
      <p className="age" data-age="fresh">
        <IconCircleCheck className="icon" aria-hidden="true" />
        {t("link.fresh")}
      </p>
    );
  }
  return (
    <p className="age" data-age={freshness}>
      <IconClockExclamation className="icon" aria-hidden="true" />
      {ageMs < minuteMs
        ? t("display.ageSeconds", { count: Math.floor(ageMs / secondMs) })
        : t("display.ageMinutes", { count: Math.floor(ageMs / minuteMs) })}
    </p>
  );
}
