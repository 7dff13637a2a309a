import IconArmchair from "@tabler/icons-react/dist/esm/icons/IconArmchair.mjs";
import IconUserCheck from "@tabler/icons-react/dist/esm/icons/IconUserCheck.mjs";
import { useId, useRef } from "react";
import type { KeyboardEvent } from "react";
import { nameIn } from "../../../shared/domain/language.ts";
import { waitedMinutes } from "../../../shared/domain/time.ts";
import { clockTime } from "../../../shared/i18n/translate.ts";
import type { QueueLine } from "../../../shared/protocol/feeds.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { Num, TicketLabel } from "../../../shared/ui/ticket-label.tsx";
import { ClassChip } from "../../../shared/ui/desk/chips.tsx";
import { EmptyState } from "../../../shared/ui/desk/notice.tsx";
import type { Press, Situation } from "./desk.ts";
import { DeskAct } from "./current-patient.tsx";
import type { DeskClock } from "./current-patient.tsx";
import { mayCall } from "./desk.ts";

export type QueueTab = "waiting" | "noShows";
const tabs = ["waiting", "noShows"] as const;

/** The selected line, and what `put back` needs to be asked of it. */
interface PutBack {
  readonly situation: Situation;
  readonly press: Press;
  readonly chosen: QueueLine | null;
  readonly onChoose: (line: QueueLine) => void;
  readonly reason: string;
  readonly onReason: (reason: string) => void;
}

/** The queues of this point as they stand: the waiting in the order of the rule, or the absent. */
export function LiveQueue(props: {
  /** Nothing before the first snapshot. */
  readonly waiting: readonly QueueLine[] | null;
  readonly waitingTotal: number;
  readonly noShows: readonly QueueLine[];
  readonly tab: QueueTab;
  readonly onTab: (tab: QueueTab) => void;
  readonly clock: DeskClock;
  readonly putBack: PutBack;
}) {
  const { t } = useLocale();
  const panel = useId();
  const { tab, waiting, noShows } = props;
  const lines = tab === "waiting" ? (waiting ?? []) : noShows;
  const counts = { waiting: props.waitingTotal, noShows: noShows.length };
  return (
    <>
      <Tabs tab={tab} panel={panel} counts={counts} onTab={props.onTab} />
      <div
        className="list-panel"
        id={panel}
        role="tabpanel"
        aria-label={t(`reception.list.${tab}`)}
      >
        {waiting === null ? (
          <ListSkeleton />
        ) : lines.length === 0 ? (
          <Nobody tab={tab} />
        ) : (
          <Lines lines={lines} tab={tab} clock={props.clock} putBack={props.putBack} />
        )}
      </div>
      {tab === "waiting" && waiting !== null && waiting.length < props.waitingTotal ? (
        <p className="list-more quiet">
          {t("reception.list.more", { n: waiting.length, total: props.waitingTotal })}
        </p>
      ) : null}
      {props.putBack.chosen === null ? null : (
        <Selected tab={tab} line={props.putBack.chosen} putBack={props.putBack} />
      )}
    </>
  );
}

function Tabs(props: {
  readonly tab: QueueTab;
  readonly panel: string;
  readonly counts: Readonly<Record<QueueTab, number>>;
  readonly onTab: (tab: QueueTab) => void;
}) {
  const { t } = useLocale();
  const list = useRef<HTMLDivElement>(null);
  const turn = (event: KeyboardEvent) => {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    // Two tabs: either arrow leads to the other, in both directions of reading.
    const other = props.tab === "waiting" ? "noShows" : "waiting";
    props.onTab(other);
    list.current?.querySelector<HTMLElement>(`[data-tab="${other}"]`)?.focus();
  };
  return (
    <div className="tabs">
      <div className="tab-list" role="tablist" ref={list} onKeyDown={turn}>
        {tabs.map((tab) => (
          <button
            key={tab}
            type="button"
            role="tab"
            data-tab={tab}
            aria-selected={tab === props.tab}
            aria-controls={props.panel}
            tabIndex={tab === props.tab ? 0 : -1}
            onClick={() => props.onTab(tab)}
          >
            {t(`reception.list.${tab}`)} <Num>{props.counts[tab]}</Num>
          </button>
        ))}
      </div>
      <span className="tabs-order quiet">
        {t(props.tab === "waiting" ? "reception.list.order" : "reception.list.orderNoShows")}
      </span>
    </div>
  );
}

function Lines(props: {
  readonly lines: readonly QueueLine[];
  readonly tab: QueueTab;
  readonly clock: DeskClock;
  readonly putBack: PutBack;
}) {
  const { t } = useLocale();
  const { lines, tab, putBack } = props;
  const body = useRef<HTMLTableSectionElement>(null);
  const chosenAt = lines.findIndex((line) => line.entryId === putBack.chosen?.entryId);
  const onKeyDown = (event: KeyboardEvent) => {
    const target = rowAfterKey(event.key, chosenAt, lines.length);
    if (target === null) {
      const line = lines[chosenAt];
      if (event.key === "Enter" && !event.repeat && tab === "noShows" && line !== undefined) {
        putBack.press("requeue", line, putBack.reason);
      }
      return;
    }
    event.preventDefault();
    const row = body.current?.rows[target];
    row?.focus();
    row?.scrollIntoView({ block: "nearest" });
  };
  return (
    <table className="lines" role="grid" aria-label={t("reception.list.heading")}>
      <thead>
        <tr>
          <th scope="col">{t("reception.list.number")}</th>
          <th scope="col">{t("reception.list.class")}</th>
          <th scope="col" className="grow">
            {t("reception.list.service")}
          </th>
          <th scope="col" className="end">
            {t("reception.list.arrived")}
          </th>
          <th scope="col" className="end">
            {t("reception.list.waited")}
          </th>
        </tr>
      </thead>
      <tbody ref={body} onKeyDown={onKeyDown}>
        {lines.map((line, at) => (
          <Line
            key={line.entryId}
            line={line}
            clock={props.clock}
            chosen={at === chosenAt}
            reachable={at === (chosenAt === -1 ? 0 : chosenAt)}
            onChoose={() => {
              if (line.entryId !== putBack.chosen?.entryId) putBack.onReason("");
              putBack.onChoose(line);
            }}
          />
        ))}
      </tbody>
    </table>
  );
}

/** The row an arrow leads to, or nothing when the key is not one of the list's. */
function rowAfterKey(key: string, at: number, length: number): number | null {
  switch (key) {
    case "ArrowDown":
      return Math.min(at + 1, length - 1);
    case "ArrowUp":
      return Math.max(at - 1, 0);
    case "Home":
      return 0;
    case "End":
      return length - 1;
    default:
      return null;
  }
}

function Line(props: {
  readonly line: QueueLine;
  readonly clock: DeskClock;
  readonly chosen: boolean;
  readonly reachable: boolean;
  readonly onChoose: () => void;
}) {
  const { t, language } = useLocale();
  const { line, clock } = props;
  const at = (instant: number) => (clock.zone === null ? "" : clockTime(instant, clock.zone));
  const now = clock.serverNow;
  const ahead = now !== null && line.eligibleAt > now;
  return (
    <tr
      data-row-label={line.label}
      aria-selected={props.chosen}
      tabIndex={props.reachable ? 0 : -1}
      onFocus={props.onChoose}
      onClick={props.onChoose}
    >
      <td>
        <TicketLabel label={line.label} />
      </td>
      <td>
        <ClassChip priorityClass={line.priorityClass} />
      </td>
      <td className="grow">{nameIn(line.serviceNames, language)}</td>
      <td className="end">
        <Num>{at(line.issuedAt)}</Num>
      </td>
      <td className="end waited">
        {ahead
          ? t("reception.list.dueAt", { time: at(line.eligibleAt) })
          : t("desk.minutesShort", {
              n: now === null ? line.waitedMin : waitedMinutes(line.issuedAt, now),
            })}
      </td>
    </tr>
  );
}

/** The selected line in words; a patient who did not come can be put back from here. */
function Selected(props: {
  readonly tab: QueueTab;
  readonly line: QueueLine;
  readonly putBack: PutBack;
}) {
  const { t, language } = useLocale();
  const { line, putBack, tab } = props;
  const mayPutBack = tab === "noShows" && mayCall(putBack.situation.role);
  return (
    <div className="selected" data-selected-label={line.label}>
      <span className="quiet">{t("reception.list.selected")}</span>
      <TicketLabel label={line.label} />
      <span>{nameIn(line.serviceNames, language)}</span>
      <span className="quiet">{t(`desk.language.${line.language}`)}</span>
      {line.requeues === 0 ? null : (
        <span className="quiet">{t("reception.list.putBackTimes", { n: line.requeues })}</span>
      )}
      {mayPutBack ? (
        <div className="selected-act">
          <input
            className="selected-reason"
            dir="auto"
            maxLength={200}
            placeholder={t("reception.list.reason")}
            aria-label={t("reception.list.reason")}
            value={putBack.reason}
            onChange={(event) => putBack.onReason(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === "Enter" && !event.repeat) {
                putBack.press("requeue", line, putBack.reason);
              }
            }}
          />
          <DeskAct
            act="requeue"
            situation={{ ...putBack.situation, chosen: line }}
            onPress={() => putBack.press("requeue", line, putBack.reason)}
          />
        </div>
      ) : null}
    </div>
  );
}

function Nobody(props: { readonly tab: QueueTab }) {
  const { t } = useLocale();
  return props.tab === "waiting" ? (
    <EmptyState
      icon={<IconArmchair className="icon" aria-hidden="true" />}
      title={t("reception.list.empty")}
      next={t("reception.list.emptyNext")}
    />
  ) : (
    <EmptyState
      icon={<IconUserCheck className="icon" aria-hidden="true" />}
      title={t("reception.list.emptyNoShows")}
      next={t("reception.list.emptyNoShowsNext")}
    />
  );
}

/** The true layout in grey; CSS shows it only after half a second. */
function ListSkeleton() {
  const { t } = useLocale();
  return (
    <div className="list-skeleton" role="status" aria-label={t("reception.loading")}>
      {[1, 2, 3, 4, 5, 6].map((row) => (
        <i key={row} />
      ))}
    </div>
  );
}
