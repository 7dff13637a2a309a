import IconHourglass from "@tabler/icons-react/dist/esm/icons/IconHourglass.mjs";
import { useEffect, useState } from "react";
import type { WaitingList } from "../../../../shared/protocol/patient-places.ts";
import { EmptyState } from "../../../../shared/ui/desk/notice.tsx";
import { useLocale } from "../../../../shared/ui/locale-provider.tsx";
import { HeardNotice } from "../../desk-patients/heard-notice.tsx";
import type { Heard } from "../../desk-patients/patients-desk.ts";
import type { BookingProps } from "./booking-props.ts";
import { WishCard } from "./wish-card.tsx";

/** Who waits for a place. Offers stand first: somebody calls them while the place is kept. */
export function WaitView(props: BookingProps) {
  const { t } = useLocale();
  const { desk, client, zone } = props;
  const [heard, setHeard] = useState<Heard<WaitingList> | null>(null);
  const [round, setRound] = useState(0);
  useEffect(() => {
    let current = true;
    void desk.waitingList().then((answer) => {
      if (current) setHeard(answer);
    });
    return () => {
      current = false;
    };
  }, [desk, round]);
  if (heard === null) return <p className="quiet">{t("booking.place.looking")}</p>;
  if (heard.kind !== "said") return <HeardNotice heard={heard} />;
  const { wishes } = heard.said;
  if (wishes.length === 0) {
    return (
      <EmptyState
        icon={<IconHourglass className="icon" aria-hidden="true" />}
        title={t("booking.wait.nobody")}
        next={t("booking.wait.nobodyNext")}
      />
    );
  }
  return (
    <ul className="booking-has">
      {wishes.map((wish) => (
        <li key={wish.wishId}>
          <WishCard
            named
            {...{ wish, client, zone }}
            onAnswered={() => setRound((before) => before + 1)}
          />
        </li>
      ))}
    </ul>
  );
}
