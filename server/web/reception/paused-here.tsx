import IconPlayerPause from "@tabler/icons-react/dist/esm/icons/IconPlayerPause.mjs";
import { clockTime, leftToRight } from "../../../shared/i18n/translate.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { mayCall } from "./acts.ts";
import { DeskAct } from "./desk-act.tsx";
import type { DeskClock, Press, Situation } from "./situation.ts";

/** A paused desk says so in large, since when and until when, with its one way on. */
export function PausedHere(props: {
  readonly situation: Situation;
  readonly press: Press;
  readonly clock: DeskClock;
}) {
  const { t } = useLocale();
  const { situation, press } = props;
  const pause = situation.point?.pause ?? null;
  const { zone } = props.clock;
  if (pause === null) return null;
  const at = (instant: number) => (zone === null ? "" : leftToRight(clockTime(instant, zone)));
  return (
    <div
      className="paused-here"
      data-paused={pause.kind}
      data-current-label={situation.point?.current === null ? "" : undefined}
      role="status"
    >
      <IconPlayerPause className="icon" aria-hidden="true" />
      <b>{t(`reception.pause.is.${pause.kind}`)}</b>
      <p>
        {pause.until === null
          ? t("reception.pause.since", { time: at(pause.since) })
          : t("reception.pause.fromTo", { from: at(pause.since), to: at(pause.until) })}
      </p>
      {mayCall(situation.role) ? (
        <DeskAct
          act="resumePoint"
          look="big"
          situation={situation}
          onPress={() => press("resumePoint")}
        />
      ) : null}
    </div>
  );
}
