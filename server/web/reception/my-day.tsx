import { useState } from "react";
import type { StaffId } from "../../../shared/domain/ids.ts";
import { nameIn } from "../../../shared/domain/language.ts";

import type { MyDayData } from "../../../shared/protocol/scheduling-feeds.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";

import { useFeed } from "../../../shared/ui/use-feed.ts";
import { BookedTable } from "./booking/booked-table.tsx";
import type { BookingProps } from "./booking/booking-props.ts";
import { ShiftWords } from "./my-day-parts.tsx";
import { DayCalendar } from "./booking/day-calendar.tsx";
import { Between, OnlyDay } from "./booking/when.tsx";
import { MyLeave } from "./my-leave.tsx";
import { MySwaps } from "./my-swaps.tsx";

/** One's own day: shifts, sessions with who is booked; leave and swaps are asked for beside it. */
export function MyDay(props: BookingProps) {
  const { t } = useLocale();
  const { client, me, today } = props;
  const [day, setDay] = useState(today);
  const { snapshot } = useFeed(client, "myDay", `${me.staffId}:${day}`);
  const data = snapshot?.data ?? null;
  // A form that is being filled in stays while the next day is on its way: it reads leave and swaps.
  const [last, setLast] = useState(data);
  if (data !== null && data !== last) setLast(data);
  const beside = data ?? last;
  return (
    <div className="booking-two booking-two-day">
      <section aria-labelledby="my-day">
        <h3 id="my-day">
          <OnlyDay day={day} />
        </h3>
        {data === null ? <p className="quiet">{t("booking.place.looking")}</p> : null}
        {data === null ? null : <Work {...props} data={data} />}
      </section>
      <aside>
        <DayCalendar label={t("booking.day.choose")} day={day} onChange={setDay} />
        {beside === null ? null : (
          <>
            <MyLeave {...props} data={beside} day={day} staffId={me.staffId as StaffId} />
            <MySwaps {...props} data={beside} day={day} staffId={me.staffId as StaffId} />
          </>
        )}
      </aside>
    </div>
  );
}

function Work(props: BookingProps & { readonly data: MyDayData }) {
  const { t, language } = useLocale();
  const { data, zone } = props;
  return (
    <>
      {data.assignments.length === 0 ? <p className="quiet">{t("myDay.free")}</p> : null}
      <ul className="my-shifts">
        {data.assignments.map((assignment) => (
          <li key={assignment.assignmentId} className="card" data-shift={assignment.shiftId}>
            <ShiftWords data={data} assignment={assignment} />
          </li>
        ))}
      </ul>
      {data.sessions.map(({ session, bookings }) => (
        <section key={session.sessionId} className="my-session" data-session={session.sessionId}>
          <h4>
            <bdi>{nameIn(session.serviceNames, language)}</bdi>
            <Between from={session.from} to={session.to} zone={zone} />
            <small>
              {session.status === "cancelled"
                ? t("booking.session.cancelled")
                : t("booking.session.booked", { n: session.booked, of: session.capacity })}
            </small>
          </h4>
          <BookedTable bookings={bookings} zone={zone} />
        </section>
      ))}
    </>
  );
}
