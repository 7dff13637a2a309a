import IconChevronRight from "@tabler/icons-react/dist/esm/icons/IconChevronRight.mjs";
import { useState } from "react";
import type { ReactNode } from "react";
import type { ClinicId } from "../../../shared/domain/ids.ts";
import { nameIn } from "../../../shared/domain/language.ts";
import type { LocalDay } from "../../../shared/domain/local-day.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { Dialog } from "../../../shared/ui/desk/dialog.tsx";
import { DayPicker } from "./day-picker.tsx";
import type { AdminDesk } from "./desk.ts";

/** The head of a section: what it is, and what can be turned to. */
export function PageHead(props: { readonly title: ReactNode; readonly children?: ReactNode }) {
  return (
    <div className="page-head">
      <h1>{props.title}</h1>
      {props.children}
    </div>
  );
}

/** The clinic that a section is about. */
export function ClinicSelect(props: {
  readonly desk: AdminDesk;
  readonly clinicId: ClinicId | null;
  /** Also all clinics at once. */
  readonly all?: boolean;
  readonly onChange: (clinicId: ClinicId | null) => void;
}) {
  const { t, language } = useLocale();
  const { clinics } = props.desk.site;
  return (
    <label className="select-field">
      <span>{t("admin.clinic")}</span>
      <select
        name="clinic"
        value={props.clinicId ?? ""}
        onChange={(event) => {
          const chosen = clinics.find((one) => one.clinicId === event.currentTarget.value);
          props.onChange(chosen?.clinicId ?? null);
        }}
      >
        {props.all === true ? <option value="">{t("admin.allClinics")}</option> : null}
        {clinics.map((clinic) => (
          <option key={clinic.clinicId} value={clinic.clinicId}>
            {nameIn(clinic.names, language)}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Back, the span in words (touched, it opens a calendar to jump by), forward, today. */
export function Turner(props: {
  readonly words: string;
  readonly day: LocalDay;
  readonly today: LocalDay;
  readonly before: LocalDay;
  readonly after: LocalDay;
  readonly onDay: (day: LocalDay) => void;
}) {
  const { t } = useLocale();
  const [isChoosing, setIsChoosing] = useState(false);
  return (
    <div className="turner" role="group" aria-label={t("admin.turn.label")}>
      <button
        type="button"
        className="button button-icon"
        data-act="before"
        aria-label={t("admin.turn.before")}
        onClick={() => props.onDay(props.before)}
      >
        <IconChevronRight className="icon turn-back" aria-hidden="true" />
      </button>
      <button
        type="button"
        className="button turner-span"
        data-act="choose-day"
        aria-haspopup="dialog"
        onClick={() => setIsChoosing(true)}
      >
        {props.words}
      </button>
      <button
        type="button"
        className="button button-icon"
        data-act="after"
        aria-label={t("admin.turn.after")}
        onClick={() => props.onDay(props.after)}
      >
        <IconChevronRight className="icon flip" aria-hidden="true" />
      </button>
      <button type="button" className="button" onClick={() => props.onDay(props.today)}>
        {t("admin.turn.today")}
      </button>
      {isChoosing ? (
        <Dialog title={t("admin.turn.choose")} begin="act" onClose={() => setIsChoosing(false)}>
          <DayPicker
            label={t("admin.turn.choose")}
            day={props.day}
            onChange={(day) => {
              setIsChoosing(false);
              props.onDay(day);
            }}
          />
        </Dialog>
      ) : null}
    </div>
  );
}
