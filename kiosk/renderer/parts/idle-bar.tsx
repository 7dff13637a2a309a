import IconClock from "@tabler/icons-react/dist/esm/icons/IconClock.mjs";
import IconClockPlus from "@tabler/icons-react/dist/esm/icons/IconClockPlus.mjs";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import type { Countdown as Left } from "../session.ts";
import type { Act } from "./act.ts";

/** The warning before a quiet screen starts again, with one touch to stay. */
export function IdleBar(props: { readonly left: Left; readonly act: Act }) {
  const { t } = useLocale();
  return (
    <section
      className="idle-bar"
      role="alert"
      // It stays until the finger is lifted: gone at the touch, the tap would land on what is below.
      onPointerDown={(event) => event.stopPropagation()}
      onClick={() => props.act({ type: "touch" })}
    >
      <b>{t("kiosk.idle.there")}</b>
      <Countdown left={props.left} isFault={false} />
      <MoreTime act={props.act} isFilled />
    </section>
  );
}

/** The seconds that are left, in words and as a bar. */
export function Countdown(props: { readonly left: Left; readonly isFault: boolean }) {
  const { t } = useLocale();
  const { leftMs, wholeMs } = props.left;
  const count = Math.ceil(leftMs / 1_000);
  return (
    <div className="countdown">
      <IconClock className="icon" aria-hidden="true" />
      {/* Told once when it appears, not at every second. */}
      <span aria-live="off">
        {props.isFault ? t("kiosk.idle.stays", { count }) : t("kiosk.idle.again", { count })}
      </span>
      <progress max={wholeMs} value={leftMs} aria-hidden="true" />
    </div>
  );
}

export function MoreTime(props: { readonly act: Act; readonly isFilled?: boolean }) {
  const { t } = useLocale();
  return (
    <button
      type="button"
      className={props.isFilled === true ? "btn fill" : "btn"}
      data-act="more-time"
      onClick={() => props.act({ type: "touch" })}
    >
      <IconClockPlus className="icon" aria-hidden="true" />
      {t("kiosk.idle.more")}
    </button>
  );
}
