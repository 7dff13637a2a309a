import IconPrinter from "@tabler/icons-react/dist/esm/icons/IconPrinter.mjs";
import { useState } from "react";
import type { SessionId } from "../../../../shared/domain/ids.ts";
import { nameIn } from "../../../../shared/domain/language.ts";
import type { BookingsData, SessionLine } from "../../../../shared/protocol/scheduling-feeds.ts";
import { useLocale } from "../../../../shared/ui/locale-provider.tsx";
import { useFeed } from "../../../../shared/ui/use-feed.ts";
import { BookingActs } from "./booking-acts.tsx";
import type { BookingProps } from "./booking-props.ts";
import { BookedTable } from "./booked-table.tsx";
import { DayCalendar } from "./day-calendar.tsx";
import { ListOf, moveBetween } from "./list-of.tsx";
import { paperOf } from "./places-desk.ts";
import { Between, OnlyDay } from "./when.tsx";

/** The sessions of a day, of every clinic, and who is booked in the one that is opened. */
export function DayView(props: BookingProps) {
  const { t } = useLocale();
  const { client, today, zone } = props;
  const [day, setDay] = useState(today);
  const [chosen, setChosen] = useState<SessionId | null>(null);
  const { snapshot } = useFeed(client, "sessions", `all:${day}:1`);
  const sessions = snapshot?.data.sessions ?? [];
  const opened = sessions.find(({ sessionId }) => sessionId === chosen);
  return (
    <div className="booking-two booking-two-day">
      <section aria-labelledby="booking-of-day">
        <h3 id="booking-of-day">
          <OnlyDay day={day} />
        </h3>
        {opened === undefined ? (
          <Sessions {...{ sessions, zone }} onOpen={setChosen} isThere={snapshot !== null} />
        ) : (
          <>
            <button type="button" className="button" onClick={() => setChosen(null)}>
              {t("booking.session.all")}
            </button>
            <Booked {...props} session={opened} />
          </>
        )}
      </section>
      <aside>
        <DayCalendar
          label={t("booking.day.choose")}
          day={day}
          onChange={(next) => {
            setDay(next);
            setChosen(null);
          }}
        />
      </aside>
    </div>
  );
}

function Sessions(props: {
  readonly sessions: readonly SessionLine[];
  readonly isThere: boolean;
  readonly zone: string;
  readonly onOpen: (sessionId: SessionId) => void;
}) {
  const { t, language } = useLocale();
  const { sessions, zone } = props;
  if (sessions.length === 0) {
    return (
      <p className="quiet">{t(props.isThere ? "booking.session.none" : "booking.place.looking")}</p>
    );
  }
  return (
    <ListOf label={t("booking.tab.day")} onKeyDown={moveBetween}>
      {sessions.map((session) => (
        <li key={session.sessionId}>
          <button
            type="button"
            data-session={session.sessionId}
            onClick={() => props.onOpen(session.sessionId)}
          >
            <b>{nameIn(session.clinicNames, language)}</b>
            <bdi>{session.staffName}</bdi>
            <b className="booking-time">
              <Between from={session.from} to={session.to} zone={zone} />
            </b>
            <span>
              {session.status === "cancelled"
                ? t("booking.session.cancelled")
                : t("booking.session.booked", { n: session.booked, of: session.capacity })}
            </span>
            <span className="quiet">{t("booking.session.came", { n: session.checkedIn })}</span>
          </button>
        </li>
      ))}
    </ListOf>
  );
}

function Booked(props: BookingProps & { readonly session: SessionLine }) {
  const { t, language } = useLocale();
  const { client, session, zone, today, book, onTab } = props;
  const { snapshot } = useFeed(client, "bookings", session.sessionId);
  const data: BookingsData | null = snapshot?.data ?? null;
  return (
    <>
      <p className="booking-line">
        <b>{nameIn(session.clinicNames, language)}</b>
        <bdi>{session.staffName}</bdi>
        <b className="booking-time">
          <Between from={session.from} to={session.to} zone={zone} />
        </b>
        <span>{t("booking.session.booked", { n: session.booked, of: session.capacity })}</span>
        <a
          className="button"
          href={paperOf("session", session.sessionId, language)}
          target="_blank"
          rel="noreferrer"
        >
          <IconPrinter className="icon" aria-hidden="true" />
          {t("booking.session.print")}
        </a>
      </p>
      {data === null ? (
        <p className="quiet">{t("booking.place.looking")}</p>
      ) : (
        <BookedTable
          bookings={data.bookings}
          zone={zone}
          acts={(line) => (
            <BookingActs
              client={client}
              printers={props.printers}
              line={line}
              isToday={session.day === today}
              // The feed tells what has changed.
              onChanged={() => undefined}
              onMove={() => {
                const { appointmentId, patientId } = line;
                const { serviceId } = session;
                book.tell({ kind: "move", appointmentId, patientId, serviceId });
                onTab("book");
              }}
            />
          )}
        />
      )}
    </>
  );
}
