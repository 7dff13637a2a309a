import IconClockPause from "@tabler/icons-react/dist/esm/icons/IconClockPause.mjs";
import IconLoader from "@tabler/icons-react/dist/esm/icons/IconLoader.mjs";
import IconLock from "@tabler/icons-react/dist/esm/icons/IconLock.mjs";
import type { Instant } from "../../../shared/domain/time.ts";
import { clockTime, leftToRight } from "../../../shared/i18n/translate.ts";
import { shortWaitText } from "../../../shared/i18n/wait-text.ts";
import type { WaitRange } from "../../../shared/protocol/commands.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { Num } from "../../../shared/ui/ticket-label.tsx";
import { Pictogram } from "./pictogram.tsx";

/** Letters of a name that may need three lines beside its picture, and of a word that needs one. */
const longName = 20;
const longWord = 13;
/** Beside a pause names have one line less. */
const longNameAbovePause = 12;

/** A clinic or a service: the whole card is the target. A shut one stays in sight and says why. */
export function ChoiceCard(props: {
  readonly id: string;
  readonly name: string;
  readonly pictogram: string;
  readonly waiting: number;
  readonly wait: WaitRange | null;
  readonly pausedUntil: Instant | null;
  readonly zone: string;
  readonly isShut: boolean;
  readonly isFull: boolean;
  readonly isTaking: boolean;
  readonly onTouch: () => void;
}) {
  const { t } = useLocale();
  const state = props.isTaking ? " taking" : props.isShut ? " shut" : "";
  const isPaused = !props.isShut && !props.isTaking && props.pausedUntil !== null;
  const longest = Math.max(...props.name.split(" ").map((word) => word.length));
  const nameMax = isPaused ? longNameAbovePause : longName;
  const length = props.name.length > nameMax || longest > longWord ? " long" : "";
  const more = isPaused ? " halted" : "";
  return (
    <button
      type="button"
      className={`card${state}${length}${more}`}
      data-choice={props.id}
      onClick={props.onTouch}
    >
      <span className="line">
        <Pictogram name={props.pictogram} />
        <span className="words">
          <b>{props.name}</b>
          {props.isTaking ? (
            <span className="n">
              <IconLoader className="icon" aria-hidden="true" /> {t("kiosk.clinics.taking")}
            </span>
          ) : (
            !props.isShut && (
              <span className="n">
                <span>
                  {t("kiosk.clinics.waiting")}{" "}
                  <strong>
                    <Num>{props.waiting}</Num>
                  </strong>
                </span>
                {props.wait !== null && !isPaused && (
                  <span className="range">{shortWaitText(props.wait, t)}</span>
                )}
              </span>
            )
          )}
        </span>
      </span>
      {isPaused && (
        <span className="strip paused">
          <IconClockPause className="icon" aria-hidden="true" />
          {t("notice.stopped", {
            time: leftToRight(clockTime(props.pausedUntil, props.zone)),
          })}
        </span>
      )}
      {props.isShut && (
        <span className="strip">
          <IconLock className="icon" aria-hidden="true" />
          {t(props.isFull ? "refusal.daily_limit" : "refusal.service_closed")}
        </span>
      )}
    </button>
  );
}
