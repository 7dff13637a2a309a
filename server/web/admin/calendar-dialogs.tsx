import { useState } from "react";
import { nameIn } from "../../../shared/domain/language.ts";
import type { Language } from "../../../shared/domain/language.ts";
import { addDays, weekday } from "../../../shared/domain/local-day.ts";
import { weekdayAndDate, weekdayName } from "../../../shared/i18n/calendar.ts";
import type { CalendarDay } from "../../../shared/protocol/scheduling-feeds.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { Choice } from "../../../shared/ui/desk/choice.tsx";
import { AskDialog } from "./ask-dialog.tsx";
import { DayPicker, RangePicker } from "./day-picker.tsx";
import type { AdminDesk, SiteClinic } from "./desk.ts";
import { NamesFields, NumberField, ReasonField, typedNames } from "./fields.tsx";
import { MoveChoice } from "./move-choice.tsx";
import type { Moving } from "./moving.ts";

/** Whom an act touches does not hang on why it is done. */
export const anyReason = "-";

const holidayStatuses = ["tentative", "confirmed", "dropped"] as const;

/**
 * A holiday from this day on. One that is there is confirmed, dropped, or moved to the day that was
 * announced: what was planned meanwhile is told who it touches.
 */
export function HolidayDialog(props: {
  readonly desk: AdminDesk;
  readonly day: CalendarDay;
  readonly onClose: () => void;
}) {
  const { t, language } = useLocale();
  const { desk, onClose } = props;
  const { holiday } = props.day;
  const [day, setDay] = useState(props.day.day);
  const [days, setDays] = useState(1);
  const [names, setNames] = useState<Readonly<Partial<Record<Language, string>>>>(
    holiday?.names ?? {},
  );
  const [status, setStatus] = useState<(typeof holidayStatuses)[number]>(
    holiday?.status ?? "confirmed",
  );
  const [moving, setMoving] = useState<Moving>("move");
  const typed = typedNames(names);
  const asked = {
    ...{ day, days, status, hijri: null, movePatients: moving === "move" },
    replaces: holiday?.holidayId ?? null,
  };
  return (
    <AskDialog
      desk={desk}
      act="admin.act.putHoliday"
      name="putHoliday"
      payload={typed === null ? t("admin.nameMissing") : { ...asked, names: typed }}
      // Whom it touches does not hang on its name.
      rehearsed={{ ...asked, names: { ar: t("admin.act.putHoliday") } }}
      undoable
      onClose={onClose}
    >
      <p>
        {holiday === null ? null : <b>{nameIn(holiday.names, language)} · </b>}
        {weekdayAndDate(day, language)}
      </p>
      <div className="dialog-columns">
        <DayPicker label={t("admin.calendar.firstDay")} day={day} onChange={setDay} />
        <div className="dialog-body">
          <NumberField
            label={t("admin.calendar.length")}
            name="days"
            value={days}
            min={1}
            max={14}
            onChange={setDays}
          />
          <Choice
            legend={t("admin.calendar.status")}
            look="segments"
            options={holidayStatuses
              .filter((value) => value !== "dropped" || holiday !== null)
              .map((value) => ({ value, words: t(`admin.holiday.${value}`) }))}
            chosen={status}
            onChoose={setStatus}
          />
        </div>
      </div>
      <NamesFields names={names} onChange={setNames} />
      {status === "confirmed" ? <MoveChoice moving={moving} onChange={setMoving} /> : null}
    </AskDialog>
  );
}

/** Which days of the week the hospital works, and by how much its Hijri calendar is off. */
export function WorkWeekDialog(props: {
  readonly desk: AdminDesk;
  readonly days: readonly CalendarDay[];
  readonly hijriOffset: number;
  readonly onClose: () => void;
}) {
  const { t, language } = useLocale();
  const [workdays, setWorkdays] = useState<readonly number[]>(() =>
    props.days
      .slice(0, 7)
      .filter(({ isWorkday }) => isWorkday)
      .map(({ day }) => weekday(day)),
  );
  const [hijriOffset, setHijriOffset] = useState(props.hijriOffset);
  return (
    <AskDialog
      desk={props.desk}
      act="admin.act.setWorkWeek"
      name="setWorkWeek"
      payload={{ workdays: [...workdays], hijriOffset }}
      onClose={props.onClose}
    >
      <fieldset className="week-days">
        <legend>{t("admin.calendar.workdays")}</legend>
        {[0, 1, 2, 3, 4, 5, 6].map((each) => (
          <label key={each} className="check">
            <input
              type="checkbox"
              checked={workdays.includes(each)}
              onChange={(event) =>
                setWorkdays(
                  event.currentTarget.checked
                    ? [...workdays, each].toSorted((a, b) => a - b)
                    : workdays.filter((other) => other !== each),
                )
              }
            />
            <span>{weekdayName(each, language)}</span>
          </label>
        ))}
      </fieldset>
      <NumberField
        label={t("admin.calendar.hijriOffset")}
        name="hijri-offset"
        value={hijriOffset}
        min={-2}
        max={2}
        onChange={setHijriOffset}
      />
    </AskDialog>
  );
}

/** A clinic closes for some days, with a reason that patients may be told. */
export function CloseDaysDialog(props: {
  readonly desk: AdminDesk;
  readonly clinic: SiteClinic;
  readonly onClose: () => void;
}) {
  const { t, language } = useLocale();
  const { desk, clinic, onClose } = props;
  const [range, setRange] = useState({ from: desk.today, to: addDays(desk.today, 1) });
  const [reason, setReason] = useState("");
  const [moving, setMoving] = useState<Moving>("move");
  const asked = { clinicId: clinic.clinicId, ...range, movePatients: moving === "move" };
  return (
    <AskDialog
      desk={desk}
      act="admin.act.closeClinicDays"
      name="closeClinicDays"
      payload={
        reason.trim() === "" ? t("refusal.reason_required") : { ...asked, reason: reason.trim() }
      }
      rehearsed={{ ...asked, reason: anyReason }}
      undoable
      onClose={onClose}
    >
      <p>
        <b>{nameIn(clinic.names, language)}</b>
      </p>
      <RangePicker label={t("admin.act.closeClinicDays")} range={range} onChange={setRange} />
      <MoveChoice moving={moving} onChange={setMoving} />
      <ReasonField value={reason} onChange={setReason} />
    </AskDialog>
  );
}
