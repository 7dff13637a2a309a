import type { Language } from "../../../shared/domain/language.ts";
import { missingCase } from "../../../shared/domain/result.ts";
import { hourMs } from "../../../shared/domain/time.ts";
import type { Instant } from "../../../shared/domain/time.ts";
import { longDate } from "../../../shared/i18n/calendar.ts";
import { clockTime, leftToRight, translator } from "../../../shared/i18n/translate.ts";
import type { Translate } from "../../../shared/i18n/translate.ts";
import type { TrackView } from "../../../shared/protocol/track.ts";
import { isNear } from "./tracking.ts";

/** What to do now, in words. `act`: something is asked of the patient. */
export interface Advice {
  readonly tone: "calm" | "act";
  readonly title: string | null;
  readonly texts: readonly string[];
}

/** One thing first, for each state of the ticket, as things were at `asOf`. */
export function adviceFor(view: TrackView, asOf: Instant, language: Language): Advice {
  const t = translator(language);
  switch (view.status) {
    case "waiting":
      return whileWaiting(view, asOf, t);
    case "held":
      return calm(laterThan(view, asOf, t) ?? t("state.kept"), t("state.heldText"));
    case "parked":
      return { tone: "act", title: t("state.kept"), texts: [t("state.parkedText")] };
    case "away":
      return view.tests === null
        ? calm(t("state.kept"), t("state.awayText"))
        : calm(t("state.atLaboratory"), t("state.atLaboratoryText"));
    case "preparing":
      return calm(t("state.preparingTitle"), t("state.preparingText"));
    case "called":
      return calm(null, t("track.calledHelp"));
    case "serving":
      return calm(null, t("track.servingHelp"));
    case "done":
      return calm(t("track.doneTitle"), t("track.doneText"));
    case "transferred":
      return calm(t("state.kept"), t("state.transferredText"));
    case "rebooked":
      return rebooked(view, language, t);
    case "no_show":
      return {
        tone: "act",
        title: t("track.noShowTitle"),
        texts: [t("track.noShowNext"), t("track.noShowText")],
      };
    case "cancelled":
      return { tone: "act", title: t("track.cancelledTitle"), texts: [t("track.cancelledNext")] };
    default:
      return missingCase(view.status);
  }
}

function calm(title: string | null, ...texts: readonly string[]): Advice {
  return { tone: "calm", title, texts };
}

function whileWaiting(view: TrackView, asOf: Instant, t: Translate): Advice {
  const later = laterThan(view, asOf, t);
  const isReady = view.isBack && view.tests === "ready" && later === null;
  const isSoon = isNear(view) && later === null && view.pause === null;
  return calm(
    isReady ? t("state.resultReady") : later,
    ...(view.isBack ? [t(view.tests === "ready" ? "state.backReady" : "state.back")] : []),
    // Who stands still because of a pause has been told why.
    ...(view.isDelayed && view.pause === null ? [t("state.delayed")] : []),
    t(isSoon ? "track.near" : "track.far"),
  );
}

/** "Not called before 10:40", while that is still to come. */
function laterThan({ notBefore, zone }: TrackView, asOf: Instant, t: Translate): string | null {
  if (notBefore === null || notBefore <= asOf) return null;
  return t("state.notBefore", { time: leftToRight(clockTime(notBefore, zone)) });
}

function rebooked({ rebookedFor, zone }: TrackView, language: Language, t: Translate): Advice {
  const noon =
    rebookedFor === null ? Number.NaN : Date.parse(`${rebookedFor}T00:00:00Z`) + 9 * hourMs;
  if (Number.isNaN(noon)) {
    return { tone: "act", title: t("state.rebooked"), texts: [t("state.rebookedAsk")] };
  }
  const day = longDate(noon, zone, language);
  return calm(t("state.rebookedFor", { day }), t("state.rebookedText"));
}
