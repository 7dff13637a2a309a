import IconCalendarOff from "@tabler/icons-react/dist/esm/icons/IconCalendarOff.mjs";
import IconQrcode from "@tabler/icons-react/dist/esm/icons/IconQrcode.mjs";
import IconWifiOff from "@tabler/icons-react/dist/esm/icons/IconWifiOff.mjs";
import { longDate } from "../../../shared/i18n/calendar.ts";
import type { MessageKey } from "../../../shared/i18n/translate.ts";
import type { TrackView } from "../../../shared/protocol/track.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { TicketLabel } from "../../../shared/ui/ticket-label.tsx";
import type { Screen } from "./tracking.ts";

type MessageName = Exclude<Screen, "opening" | "ticket">;

const messages: Readonly<
  Record<
    MessageName,
    {
      readonly icon: typeof IconQrcode;
      readonly title: MessageKey;
      readonly texts: readonly MessageKey[];
    }
  >
> = {
  noCode: { icon: IconQrcode, title: "track.noCode", texts: ["track.noCodeNext"] },
  unknown: {
    icon: IconQrcode,
    title: "track.unknown",
    texts: ["track.unknownWhy", "track.unknownNext"],
  },
  replaced: {
    icon: IconQrcode,
    title: "track.replaced",
    texts: ["track.replacedNext", "track.askAtReception"],
  },
  otherDay: {
    icon: IconCalendarOff,
    title: "track.otherDay",
    texts: ["track.otherDayWhy", "track.otherDayNext"],
  },
  unreachable: {
    icon: IconWifiOff,
    title: "track.safe",
    texts: ["track.unreachable", "track.network", "track.watchBoard"],
  },
};

/** Nothing to follow here: what it is, and what to do next. */
export function MessageScreen(props: {
  readonly screen: MessageName;
  /** The ticket that this tab followed before. */
  readonly view: TrackView | null;
  readonly onAskNow: () => void;
}) {
  const { language, t } = useLocale();
  const { screen, view, onAskNow } = props;
  const { icon: Icon, title, texts } = messages[screen];
  return (
    <main>
      <section className="card message" role="status">
        <Icon className="icon" aria-hidden="true" />
        <h1>{t(title)}</h1>
        {view === null ? null : (
          <p className="was">
            <TicketLabel label={view.label} />
            <span>{longDate(view.issuedAt, view.zone, language)}</span>
          </p>
        )}
        {texts.map((text) => (
          <p key={text}>{t(text)}</p>
        ))}
        {screen === "unreachable" ? (
          <button type="button" className="button" onClick={onAskNow}>
            {t("word.tryAgain")}
          </button>
        ) : null}
      </section>
    </main>
  );
}
