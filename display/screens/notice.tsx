import IconBuildingMosque from "@tabler/icons-react/dist/esm/icons/IconBuildingMosque.mjs";
import IconClock from "@tabler/icons-react/dist/esm/icons/IconClock.mjs";
import IconClockPause from "@tabler/icons-react/dist/esm/icons/IconClockPause.mjs";
import IconInfoCircle from "@tabler/icons-react/dist/esm/icons/IconInfoCircle.mjs";
import IconMicroscope from "@tabler/icons-react/dist/esm/icons/IconMicroscope.mjs";
import IconLock from "@tabler/icons-react/dist/esm/icons/IconLock.mjs";
import IconToolsKitchen2 from "@tabler/icons-react/dist/esm/icons/IconToolsKitchen2.mjs";
import IconUrgent from "@tabler/icons-react/dist/esm/icons/IconUrgent.mjs";
import { nameIn } from "../../shared/domain/language.ts";
import type { Language } from "../../shared/domain/language.ts";
import { missingCase } from "../../shared/domain/result.ts";
import type { PauseKind } from "../../shared/domain/service.ts";
import { clockTime, leftToRight } from "../../shared/i18n/translate.ts";
import type { Translate } from "../../shared/i18n/translate.ts";
import { pauseText } from "../../shared/i18n/wait-text.ts";
import type { BoardNotice } from "../../shared/protocol/feeds.ts";
import { useLocale } from "../../shared/ui/locale-provider.tsx";
import { Fit } from "./fit.tsx";

/** One thing the waiting room should know: places, times, reasons and labels, and never a name. */
export function Notice(props: { readonly notice: BoardNotice; readonly zone: string }) {
  const { t, language } = useLocale();
  const { notice, zone } = props;
  const Icon = iconOf(notice);
  return (
    <p className="note" data-notice-id={notice.id} data-kind={kindOf(notice)}>
      <Icon className="icon" aria-hidden="true" />
      <Fit className="note-text" least={0.9} text={noticeText(notice, { zone, language, t })} />
    </p>
  );
}

/** The sentence of a notice. */
function noticeText(
  notice: BoardNotice,
  { zone, language, t }: { readonly zone: string; readonly language: Language; t: Translate },
): string {
  switch (notice.kind) {
    case "pause": {
      const what = pauseText({ kind: notice.pause, until: notice.until }, zone, t);
      return t("notice.at", { place: nameIn(notice.servicePointNames, language), what });
    }
    case "emergency":
      return t("notice.emergency", { time: leftToRight(clockTime(notice.at, zone)) });
    case "results":
      return t("notice.results", {
        label: leftToRight(notice.label),
        place: nameIn(notice.servicePointNames, language),
      });
    case "closed":
      return t("notice.at", {
        place: nameIn(notice.queueNames, language),
        what: t("notice.closed"),
      });
    case "words":
      return nameIn(notice.text, language);
    default:
      return missingCase(notice);
  }
}

/** A doctor who is late and an emergency have a colour besides their picture and words. */
function kindOf(notice: BoardNotice): string {
  return notice.kind === "pause" ? notice.pause : notice.kind;
}

const pauseIcons = {
  prayer: IconBuildingMosque,
  meal: IconToolsKitchen2,
  away: IconClockPause,
  late: IconClock,
} as const satisfies Record<PauseKind, typeof IconClock>;

function iconOf(notice: BoardNotice): typeof IconClock {
  switch (notice.kind) {
    case "pause":
      return pauseIcons[notice.pause];
    case "emergency":
      return IconUrgent;
    case "results":
      return IconMicroscope;
    case "closed":
      return IconLock;
    case "words":
      return IconInfoCircle;
    default:
      return missingCase(notice);
  }
}
