import { codeInHalves } from "../../../../shared/domain/booking-code.ts";
import type { ReactNode } from "react";
import { clockTime } from "../../../../shared/i18n/translate.ts";
import type { BookingLine } from "../../../../shared/protocol/scheduling-feeds.ts";
import { useLocale } from "../../../../shared/ui/locale-provider.tsx";
import { Num, TicketLabel } from "../../../../shared/ui/ticket-label.tsx";

/** Who is booked, in the order of their times; who gave the place back is not listed. */
export function BookedTable(props: {
  readonly bookings: readonly BookingLine[];
  readonly zone: string;
  readonly acts?: (line: BookingLine) => ReactNode;
}) {
  const { t } = useLocale();
  const { zone, acts } = props;
  const listed = props.bookings.filter(
    ({ status }) => status !== "cancelled" && status !== "lapsed",
  );
  if (listed.length === 0) return <p className="quiet">{t("booking.session.nobody")}</p>;
  return (
    <table className="lines booking-lines">
      <thead>
        <tr>
          <th>{t("booking.column.time")}</th>
          <th>{t("booking.column.name")}</th>
          <th>{t("booking.column.code")}</th>
          <th>{t("booking.column.status")}</th>
          {acts === undefined ? null : <th>{t("booking.column.acts")}</th>}
        </tr>
      </thead>
      <tbody>
        {listed.map((line) => (
          <tr key={line.appointmentId} data-booking={line.appointmentId}>
            <td>
              <Num>{clockTime(line.at, zone)}</Num>
            </td>
            <td className="grow">
              <bdi>{line.patientName}</bdi>
              {line.overbookReason === null ? null : (
                <small className="quiet"> {t("booking.over.isOver")}</small>
              )}
            </td>
            <td>
              {line.label === null ? (
                <Num>{codeInHalves(line.code)}</Num>
              ) : (
                <TicketLabel label={line.label} />
              )}
            </td>
            <td>{t(`patients.status.${line.status}`)}</td>
            {acts === undefined ? null : <td className="grow">{acts(line)}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
