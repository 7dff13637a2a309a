import IconPlus from "@tabler/icons-react/dist/esm/icons/IconPlus.mjs";
import IconHourglass from "@tabler/icons-react/dist/esm/icons/IconHourglass.mjs";
import { useState } from "react";
import { shownName } from "../../../shared/domain/plain-text.ts";
import type { Urgency } from "../../../shared/domain/theatre.ts";
import { dayTitle } from "../../../shared/i18n/calendar.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { EmptyState, Notice } from "../../../shared/ui/desk/notice.tsx";
import { Num, TicketLabel } from "../../../shared/ui/ticket-label.tsx";
import { useFeed } from "../../../shared/ui/use-feed.ts";
import { PageHead } from "../admin/page-head.tsx";
import type { TheatreDesk, ViewProps } from "./desk.ts";
import { UrgencyChip } from "./looks.tsx";
import { RequestDialog } from "./request-dialog.tsx";
import { countsOf, daysLeft, foundIn } from "./waiting.ts";
import type { WaitingLine } from "./waiting.ts";
import { procedureWords } from "./words.ts";

/** Who waits for an operation, the most urgent and longest due first. */
export function WaitingView({ desk, go }: ViewProps) {
  const { t, language } = useLocale();
  const [isRequesting, setIsRequesting] = useState(false);
  const [text, setText] = useState("");
  const [urgency, setUrgency] = useState<Urgency | null>(null);
  const feed = useFeed(desk.client, "operationsWaiting", "site");
  const day = useFeed(desk.client, "theatres", `${desk.today}:1`).snapshot?.data ?? null;
  const lines = feed.snapshot?.data.operations ?? [];
  const found = foundIn(lines, { text, urgency }, language);
  return (
    <section className="section theatre-waiting">
      <PageHead title={t("theatre.section.waiting")}>
        <button
          type="button"
          className="button button-filled"
          data-act="request"
          aria-disabled={!desk.mayAct || day === null}
          onClick={() => setIsRequesting(desk.mayAct)}
        >
          <IconPlus className="icon" aria-hidden="true" />
          {t("theatre.act.request")}
        </button>
      </PageHead>
      {feed.refusal === null ? null : (
        <Notice tone="refusal" title={t(`refusal.${feed.refusal}`, { seconds: 0 })} />
      )}
      <div className="waiting-tools">
        <label className="field waiting-search">
          <span className="only-read-aloud">{t("theatre.waiting.search")}</span>
          <input
            name="find"
            type="search"
            dir="auto"
            autoComplete="off"
            maxLength={80}
            placeholder={t("theatre.waiting.search")}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        </label>
        <div className="segments" role="group" aria-label={t("theatre.urgencyLabel")}>
          <button type="button" aria-pressed={urgency === null} onClick={() => setUrgency(null)}>
            {t("theatre.waiting.all")} <Num>{lines.length}</Num>
          </button>
          {countsOf(lines).map((each) => (
            <button
              key={each.urgency}
              type="button"
              data-urgency={each.urgency}
              aria-pressed={urgency === each.urgency}
              onClick={() => setUrgency(each.urgency)}
            >
              {t(`theatre.urgency.${each.urgency}`)} <Num>{each.count}</Num>
            </button>
          ))}
        </div>
      </div>
      {found.length === 0 ? (
        <EmptyState
          icon={<IconHourglass className="icon" aria-hidden="true" />}
          title={t("theatre.waiting.none")}
          next={t("theatre.waiting.noneNext")}
        />
      ) : (
        <WaitingTable
          desk={desk}
          lines={found}
          onPlan={({ operationId }) => go({ view: "day", day: desk.today, operationId })}
        />
      )}
      {isRequesting && day !== null ? (
        <RequestDialog desk={desk} said={day} onClose={() => setIsRequesting(false)} />
      ) : null}
    </section>
  );
}

function WaitingTable(props: {
  readonly desk: TheatreDesk;
  readonly lines: readonly WaitingLine[];
  readonly onPlan: (line: WaitingLine) => void;
}) {
  const { t, language } = useLocale();
  const { desk } = props;
  const speech = { t, language, zone: desk.site.zone };
  return (
    <div className="lines-box" tabIndex={0} role="group" aria-label={t("theatre.section.waiting")}>
      <table className="lines">
        <thead>
          <tr>
            <th>{t("theatre.column.label")}</th>
            <th>{t("theatre.urgencyLabel")}</th>
            <th>{t("theatre.patient")}</th>
            <th>{t("theatre.procedure")}</th>
            <th>{t("theatre.role.surgeon")}</th>
            <th>{t("theatre.column.due")}</th>
            <th className="end">{t("theatre.column.waited")}</th>
            <th className="end">{t("theatre.column.minutes")}</th>
            <th>
              <span className="only-read-aloud">{t("theatre.act.plan")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {props.lines.map((line) => {
            const isLate = daysLeft(line.dueDay, desk.today) < 0;
            return (
              <tr key={line.operationId} data-row-label={line.label}>
                <td>
                  <TicketLabel label={line.label} />
                </td>
                <td>
                  <UrgencyChip urgency={line.urgency} />
                </td>
                <td>
                  <bdi>{shownName(line.patientName)}</bdi>
                </td>
                <td className="grow">{procedureWords(speech, line)}</td>
                <td>
                  <bdi>{line.surgeon === null ? "–" : shownName(line.surgeon.name)}</bdi>
                </td>
                <td className={isLate ? "due-late" : ""}>
                  {isLate
                    ? t("theatre.due.late", { day: dayTitle(line.dueDay, language) })
                    : dayTitle(line.dueDay, language)}
                </td>
                <td className="end">
                  <Num>{line.waitedDays}</Num>
                </td>
                <td className="end">
                  <Num>{`${line.minutes}–${line.p80Min}`}</Num>
                </td>
                <td>
                  <button
                    type="button"
                    className="button"
                    data-act="plan"
                    aria-disabled={!desk.mayAct}
                    onClick={() => props.onPlan(line)}
                  >
                    {t("theatre.act.plan")}
                  </button>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
