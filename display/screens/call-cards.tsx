import IconArmchair from "@tabler/icons-react/dist/esm/icons/IconArmchair.mjs";
import IconArrowRight from "@tabler/icons-react/dist/esm/icons/IconArrowRight.mjs";
import IconBellRinging from "@tabler/icons-react/dist/esm/icons/IconBellRinging.mjs";
import IconPlugConnectedX from "@tabler/icons-react/dist/esm/icons/IconPlugConnectedX.mjs";
import { nameIn } from "../../shared/domain/language.ts";
import { clockTime, leftToRight } from "../../shared/i18n/translate.ts";
import { useLocale } from "../../shared/ui/locale-provider.tsx";
import { TicketLabel } from "../../shared/ui/ticket-label.tsx";
import { announcementKey } from "../announcer.ts";
import type { CallCard, Freshness } from "../board.ts";
import { Fit } from "./fit.tsx";

/** The calls large enough for the far wall; or, calmly, why there are none. */
export function CallCards(props: {
  readonly cards: readonly CallCard[];
  readonly freshness: Freshness;
  readonly zone: string;
}) {
  const { t } = useLocale();
  const { cards, freshness, zone } = props;
  const isOld = freshness === "stale";
  if (cards.length === 0) return <NoCalls blank={freshness === "blank"} />;
  return (
    <section
      className={isOld ? "calls old" : "calls"}
      data-cards={cards.length}
      aria-label={t("display.calls")}
    >
      {isOld && <h2 className="received">{t("display.lastReceived")}</h2>}
      {cards.map((card) => (
        <Card key={announcementKey(card)} card={card} calledAt={isOld ? zone : null} />
      ))}
    </section>
  );
}

/** `calledAt`: the zone to say the time of the call in, where that matters. */
function Card(props: { readonly card: CallCard; readonly calledAt: string | null }) {
  const { t, language } = useLocale();
  const { card, calledAt } = props;
  const clinic = nameIn(card.clinicNames, language);
  return (
    <article
      className="call"
      data-call-id={card.callId}
      data-label={card.label}
      data-gold={card.gold}
      data-announcing={card.announced}
    >
      <Fit className="call-label" least={0.5} text={card.label}>
        <TicketLabel label={card.label} />
      </Fit>
      <IconArrowRight className="icon flip arrow" aria-hidden="true" />
      <div className="to">
        {(card.gold || card.announced) && (
          <p className="say">
            <IconBellRinging className="icon" aria-hidden="true" />
            {t("display.comeNow")}
          </p>
        )}
        <Fit
          className="place"
          least={0.6}
          leastOfTwo={0.5}
          text={nameIn(card.servicePoint.names, language)}
        />
        <Fit
          className="clinic"
          least={0.78}
          text={
            calledAt === null
              ? clinic
              : `${clinic} · ${t("display.calledAt", { time: leftToRight(clockTime(card.at, calledAt)) })}`
          }
        />
      </div>
    </article>
  );
}

function NoCalls(props: { readonly blank: boolean }) {
  const { t } = useLocale();
  const Picture = props.blank ? IconPlugConnectedX : IconArmchair;
  return (
    <section className="calls no-calls" aria-label={t("display.calls")}>
      <Picture className="icon" stroke="1.5" aria-hidden="true" />
      <p className="no-calls-title">
        {props.blank ? t("display.blankTitle") : t("display.emptyTitle")}
      </p>
      <p className="no-calls-text">
        {props.blank ? t("display.blankText") : t("display.emptyText")}
      </p>
    </section>
  );
}
