import IconCalendarOff from "@tabler/icons-react/dist/esm/icons/IconCalendarOff.mjs";
import { useEffect, useRef, useState } from "react";
import type { KeyboardEvent } from "react";
import { KeyCap } from "../../../../shared/ui/desk/act-button.tsx";
import { EmptyState } from "../../../../shared/ui/desk/notice.tsx";
import { useLocale } from "../../../../shared/ui/locale-provider.tsx";
import { HeardNotice } from "../../desk-patients/heard-notice.tsx";
import type { Heard } from "../../desk-patients/patients-desk.ts";
import { digitOf } from "../keys.ts";
import type { StepProps } from "./booking-props.ts";
import { ListOf, moveBetween } from "./list-of.tsx";
import type { FreePlaces, PlaceLine } from "./places-desk.ts";
import { Between, DayWords } from "./when.tsx";

/** The next free places, the soonest first: a digit or Enter takes one. */
export function NextPlaces(props: StepProps) {
  const { t } = useLocale();
  const { zone, book } = props;
  const heard = useFree(props);
  const places = heard?.kind === "said" ? heard.said.places : [];
  const list = useRef<HTMLUListElement>(null);
  const isThere = places.length > 0;
  useEffect(() => {
    if (isThere) list.current?.querySelector("button")?.focus();
  }, [isThere]);
  const pick = ({ sessionId, at, to, staffName }: PlaceLine) =>
    book.tell({
      kind: "want",
      want: { kind: "place", place: { sessionId, at, to, staffName, isOver: false } },
    });
  const onKeyDown = (event: KeyboardEvent<HTMLUListElement>) => {
    const place = places[digitOf(event.code) - 1];
    if (place !== undefined && !event.repeat) {
      event.preventDefault();
      pick(place);
    }
    moveBetween(event);
  };
  if (heard === null) return <p className="quiet">{t("booking.place.looking")}</p>;
  if (heard.kind !== "said") return <HeardNotice heard={heard} />;
  if (!isThere) {
    return (
      <div role="status">
        <EmptyState
          icon={<IconCalendarOff className="icon" aria-hidden="true" />}
          title={t("booking.place.none")}
          next={t("booking.place.noneNext")}
        />
      </div>
    );
  }
  return (
    <ListOf list={list} label={t("booking.place.title")} onKeyDown={onKeyDown}>
      {places.map((place, index) => (
        <li key={`${place.sessionId} ${place.at}`}>
          <button
            type="button"
            data-place={place.sessionId}
            data-at={place.at}
            onClick={() => pick(place)}
          >
            <KeyCap>{String(index + 1)}</KeyCap>
            <DayWords at={place.at} zone={zone} />
            <b className="booking-time">
              <Between from={place.at} to={place.to} zone={zone} />
            </b>
            <bdi>{place.staffName}</bdi>
            <span className="quiet">{t("booking.place.left", { n: place.left })}</span>
          </button>
        </li>
      ))}
    </ListOf>
  );
}

/** Asked again whenever the day or the round changes; an older answer is not drawn under it. */
function useFree({ desk, book }: StepProps): Heard<FreePlaces> | null {
  const { serviceId, orderId, from, round } = book.booking;
  const key = `${serviceId} ${orderId} ${from} ${round}`;
  const [answer, setAnswer] = useState<{ key: string; heard: Heard<FreePlaces> } | null>(null);
  useEffect(() => {
    if (serviceId === null) return;
    let current = true;
    void desk.free(serviceId, from, orderId).then((heard) => {
      if (current) setAnswer({ key, heard });
    });
    return () => {
      current = false;
    };
  }, [desk, serviceId, orderId, from, key]);
  return answer?.key === key ? answer.heard : null;
}
