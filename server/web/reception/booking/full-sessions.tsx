import IconCalendarOff from "@tabler/icons-react/dist/esm/icons/IconCalendarOff.mjs";
import { minuteMs } from "../../../../shared/domain/time.ts";
import type { Instant } from "../../../../shared/domain/time.ts";
import type { SessionLine } from "../../../../shared/protocol/scheduling-feeds.ts";
import { EmptyState } from "../../../../shared/ui/desk/notice.tsx";
import { useLocale } from "../../../../shared/ui/locale-provider.tsx";
import { useFeed } from "../../../../shared/ui/use-feed.ts";
import type { StepProps } from "./booking-props.ts";
import { Between, DayWords } from "./when.tsx";

/** The sessions of the chosen day with all their windows: one more than it is for, with a reason. */
export function FullSessions(props: StepProps) {
  const { t } = useLocale();
  const { client, book, today, zone, site } = props;
  const { serviceId, from } = book.booking;
  const clinic = site.clinics.find((one) =>
    one.services.some((service) => service.serviceId === serviceId),
  );
  const key = clinic === undefined ? null : `${clinic.clinicId}:${from ?? today}:1`;
  const { snapshot } = useFeed(client, "sessions", key);
  if (snapshot === null) return <p className="quiet">{t("booking.place.looking")}</p>;
  const sessions = snapshot.data.sessions.filter(
    (session) => session.serviceId === serviceId && session.status === "open",
  );
  if (sessions.length === 0) {
    return (
      <EmptyState
        icon={<IconCalendarOff className="icon" aria-hidden="true" />}
        title={t("booking.over.none")}
        next={t("booking.over.noneNext")}
      />
    );
  }
  return (
    <div className="booking-sessions">
      {sessions.map((session) => (
        <section key={session.sessionId} className="card" data-session={session.sessionId}>
          <h4>
            <DayWords at={session.from} zone={zone} />
            <bdi>{session.staffName}</bdi>
          </h4>
          <p>{t("booking.session.booked", { n: session.booked, of: session.capacity })}</p>
          <div className="booking-windows">
            {windowsOf(session).map(({ at, to }) => (
              <button
                key={at}
                type="button"
                className="button"
                data-at={at}
                onClick={() => {
                  const { sessionId, staffName } = session;
                  const place = { sessionId, at, to, staffName, isOver: true };
                  book.tell({ kind: "want", want: { kind: "place", place } });
                }}
              >
                <Between from={at} to={to} zone={zone} />
              </button>
            ))}
          </div>
        </section>
      ))}
    </div>
  );
}

/** The arrival windows of a session, as the server counts them. */
function windowsOf(
  session: Pick<SessionLine, "from" | "to" | "windowMin">,
): readonly { readonly at: Instant; readonly to: Instant }[] {
  const stepMs = session.windowMin * minuteMs;
  const count = Math.max(0, Math.ceil((session.to - session.from) / stepMs));
  return Array.from({ length: count }, (_, index) => ({
    at: session.from + index * stepMs,
    to: Math.min(session.to, session.from + (index + 1) * stepMs),
  }));
}
