import IconHourglass from "@tabler/icons-react/dist/esm/icons/IconHourglass.mjs";
import { addDays } from "../../../../shared/domain/local-day.ts";
import { nameIn } from "../../../../shared/domain/language.ts";
import { clockTime } from "../../../../shared/i18n/translate.ts";
import type { Client } from "../../../../shared/protocol/client.ts";
import type { WishLine } from "../../../../shared/protocol/patient-places.ts";
import { ActButton } from "../../../../shared/ui/desk/act-button.tsx";
import { Chip } from "../../../../shared/ui/desk/chips.tsx";
import { useLocale } from "../../../../shared/ui/locale-provider.tsx";
import { Num } from "../../../../shared/ui/ticket-label.tsx";
import { AskNotice } from "../../../../shared/ui/desk/ask-notice.tsx";
import { useAsking } from "../../../../shared/ui/desk/use-asking.ts";
import { DayWords, OnlyDay } from "./when.tsx";

/** Somebody who waits for a place; with an offer, the place that is kept and until when. */
export function WishCard(props: {
  readonly wish: WishLine;
  readonly client: Client;
  readonly zone: string;
  /** Shows whose wish it is: in the list of all. */
  readonly named?: boolean;
  readonly onAnswered: () => void;
}) {
  const { t, language } = useLocale();
  const { wish, client, zone, onAnswered } = props;
  const { offer } = wish;
  const { step, ask } = useAsking<"answerOffer", null>(client, "answerOffer", onAnswered);
  const wait = step.kind === "sending" ? "other" : null;
  const answer = (as: "taken" | "declined" | "withdrawn") => ask({ wishId: wish.wishId, as }, null);
  return (
    <article className="card booking-wish" data-wish={wish.wishId} data-offered={offer !== null}>
      <p className="booking-line">
        {props.named === true ? <bdi className="booking-whose">{wish.patientName}</bdi> : null}
        {props.named === true && wish.phone !== null ? <Num>{wish.phone}</Num> : null}
        <bdi>{nameIn(wish.serviceNames, language)}</bdi>
        <Chip tone={offer === null ? "plain" : "warn"} icon={IconHourglass}>
          {t(offer === null ? "booking.wait.waiting" : "booking.wait.offered")}
        </Chip>
      </p>
      {offer === null ? (
        <p className="quiet">
          <OnlyDay day={wish.from} /> – <OnlyDay day={addDays(wish.to, -1)} />
        </p>
      ) : (
        <p className="booking-line">
          <DayWords at={offer.at} zone={zone} />
          <b className="booking-time">
            <Num>{clockTime(offer.at, zone)}</Num>
          </b>
          <bdi>{offer.staffName}</bdi>
          <span>{t("booking.wait.until", { time: clockTime(offer.until, zone) })}</span>
        </p>
      )}
      {step.kind === "done" ? null : (
        <>
          <AskNotice of={step} words={{ noAnswer: "booking.noAnswer" }} />
          <div className="booking-acts">
            {offer === null ? null : (
              <>
                <ActButton act="takeOffer" look="plain" wait={wait} onPress={() => answer("taken")}>
                  {t("booking.wait.take")}
                </ActButton>
                <ActButton
                  act="declineOffer"
                  look="plain"
                  wait={wait}
                  onPress={() => answer("declined")}
                >
                  {t("booking.wait.decline")}
                </ActButton>
              </>
            )}
            <ActButton act="leaveList" look="plain" wait={wait} onPress={() => answer("withdrawn")}>
              {t("booking.wait.leave")}
            </ActButton>
          </div>
        </>
      )}
    </article>
  );
}
