import type { StaffId } from "../../../shared/domain/ids.ts";
import { nameIn } from "../../../shared/domain/language.ts";
import type { LocalDay } from "../../../shared/domain/local-day.ts";
import type { Assignment } from "../../../shared/domain/roster.ts";
import type { MyDayData } from "../../../shared/protocol/scheduling-feeds.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { Num } from "../../../shared/ui/ticket-label.tsx";
import type { BookingProps } from "./booking/booking-props.ts";

/** What each part of one's own day is given. */
export interface MyDayProps extends BookingProps {
  readonly data: MyDayData;
  readonly day: LocalDay;
  readonly staffId: StaffId;
}

/** A shift by its name and hours. */
export function ShiftWords(props: {
  readonly data: Pick<MyDayData, "shifts">;
  readonly assignment: Assignment;
}) {
  const { language } = useLocale();
  const shift = props.data.shifts.find(({ shiftId }) => shiftId === props.assignment.shiftId);
  if (shift === undefined) return null;
  return (
    <>
      <b>{nameIn(shift.names, language)}</b>{" "}
      <Num>{`${timeOfDay(shift.startMin)}–${timeOfDay(shift.endMin)}`}</Num>
    </>
  );
}

function timeOfDay(minute: number): string {
  const two = (number: number) => String(number).padStart(2, "0");
  return `${two(Math.floor(minute / 60) % 24)}:${two(minute % 60)}`;
}
