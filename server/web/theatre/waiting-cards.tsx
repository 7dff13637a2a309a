import IconGripVertical from "@tabler/icons-react/dist/esm/icons/IconGripVertical.mjs";
import IconHourglass from "@tabler/icons-react/dist/esm/icons/IconHourglass.mjs";
import { useState } from "react";
import type { PointerEvent } from "react";
import { shownName } from "../../../shared/domain/plain-text.ts";
import { dayTitle } from "../../../shared/i18n/calendar.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { EmptyState } from "../../../shared/ui/desk/notice.tsx";
import { TicketLabel } from "../../../shared/ui/ticket-label.tsx";
import type { TheatreDesk } from "./desk.ts";
import { UrgencyChip } from "./looks.tsx";
import { daysLeft, foundIn } from "./waiting.ts";
import type { WaitingLine } from "./waiting.ts";
import { procedureWords } from "./words.ts";

/** As many as are read at a time; the search finds the others. */
const shownMax = 40;

/** Those who wait, each to be drawn onto a lane or lifted by its button. */
export function WaitingCards(props: {
  readonly desk: TheatreDesk;
  readonly waiting: readonly WaitingLine[];
  readonly onPress: (event: PointerEvent, line: WaitingLine) => void;
  readonly onLift: (line: WaitingLine) => void;
}) {
  const { t, language } = useLocale();
  const [text, setText] = useState("");
  const { desk, waiting } = props;
  const found = foundIn(waiting, { text, urgency: null }, language);
  return (
    <>
      <label className="field side-search">
        <span className="only-read-aloud">{t("theatre.waiting.search")}</span>
        <input
          name="find-waiting"
          type="search"
          dir="auto"
          autoComplete="off"
          maxLength={80}
          placeholder={t("theatre.waiting.search")}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </label>
      {found.length === 0 ? (
        <EmptyState
          icon={<IconHourglass className="icon" aria-hidden="true" />}
          title={t("theatre.waiting.none")}
          next={t("theatre.waiting.noneNext")}
        />
      ) : (
        <ul className="waiting-cards" tabIndex={0} aria-label={t("theatre.section.waiting")}>
          {found.slice(0, shownMax).map((line) => (
            <Card key={line.operationId} line={line} {...props} desk={desk} />
          ))}
        </ul>
      )}
    </>
  );
}

function Card(props: {
  readonly desk: TheatreDesk;
  readonly line: WaitingLine;
  readonly onPress: (event: PointerEvent, line: WaitingLine) => void;
  readonly onLift: (line: WaitingLine) => void;
}) {
  const { t, language } = useLocale();
  const { line, desk } = props;
  const speech = { t, language, zone: desk.site.zone };
  const isLate = daysLeft(line.dueDay, desk.today) < 0;
  return (
    <li
      className="waiting-card"
      data-operation={line.operationId}
      data-label={line.label}
      onPointerDown={(event) => props.onPress(event, line)}
    >
      <span className="waiting-card-head">
        <IconGripVertical className="icon" aria-hidden="true" />
        <TicketLabel label={line.label} />
        <UrgencyChip urgency={line.urgency} />
      </span>
      <b>{procedureWords(speech, line)}</b>
      <bdi className="quiet">{shownName(line.patientName)}</bdi>
      <span className={isLate ? "due due-late" : "due"}>
        {t(isLate ? "theatre.due.late" : "theatre.due.by", {
          day: dayTitle(line.dueDay, language),
        })}
      </span>
      <span className="quiet">
        {t("theatre.usually", { usual: t("desk.minutes", { count: line.minutes }) })}
      </span>
      <button
        type="button"
        className="button"
        data-act="plan"
        aria-disabled={!desk.mayAct}
        onPointerDown={(event) => event.stopPropagation()}
        onClick={() => props.onLift(line)}
      >
        {t("theatre.act.plan")}
      </button>
    </li>
  );
}
