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
import { AsideChip, LineChips } from "./line-chips.tsx";
import { ListTabs } from "./list-tabs.tsx";
import type { ListedLines, QueueTab } from "./listed-lines.ts";
import { SelectedLine } from "./selected-line.tsx";
import type { DeskClock } from "./situation.ts";

/** The queues of this point as they stand: nobody is moved here by hand, and no place has a number. */
export function LiveQueue(props: ListedLines) {
  const { t } = useLocale();
  const panel = useId();
  const { tab, waiting, others } = props;
  const lines = tab === "waiting" ? (waiting ?? []) : others[tab];
  const counts = {
    waiting: props.waitingTotal,
    aside: others.aside.length,
    noShows: others.noShows.length,
    cancelled: others.cancelled.length,
  };
  return (
    <>
      <ListTabs tab={tab} panel={panel} counts={counts} onTab={props.onTab} />
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
          <Lines {...props} lines={lines} />
        )}
      </div>
      {tab === "waiting" && waiting !== null && waiting.length < props.waitingTotal ? (
        <p className="list-more quiet">
          {t("reception.list.more", { n: waiting.length, total: props.waitingTotal })}
        </p>
      ) : null}
      <SelectedLine {...props} />
    </>
  );
}

/** What Enter means on a line: the one thing its list is for, or all that can be done. */
function enter(line: QueueLine, { tab, press, reason, onMenu }: ListedLines): void {
  if (tab === "noShows") press("requeue", line, { reason });
  else if (tab === "cancelled") press("reinstate", line);
  else onMenu(line);
}

function Lines(props: ListedLines & { readonly lines: readonly QueueLine[] }) {
  const { t } = useLocale();
  const { lines, tab, chosen } = props;
  const body = useRef<HTMLTableSectionElement>(null);
  const chosenAt = lines.findIndex((line) => line.entryId === chosen?.entryId);
  const onKeyDown = (event: KeyboardEvent) => {
    const target = rowAfterKey(event.key, chosenAt, lines.length);
    if (target === null) {
      const line = lines[chosenAt];
      const isOnRow = event.target instanceof HTMLTableRowElement;
      if (event.key === "Enter" && !event.repeat && isOnRow && line !== undefined) {
        event.preventDefault();
        enter(line, props);
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
            {t(tab === "aside" ? "reception.list.state" : "reception.list.waited")}
          </th>
        </tr>
      </thead>
      <tbody ref={body} onKeyDown={onKeyDown}>
        {lines.map((line, at) => (
          <Line
            key={line.entryId}
            listed={props}
            line={line}
            chosen={at === chosenAt}
            reachable={at === (chosenAt === -1 ? 0 : chosenAt)}
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
  readonly listed: ListedLines;
  readonly line: QueueLine;
  readonly chosen: boolean;
  readonly reachable: boolean;
}) {
  const { language } = useLocale();
  const { line, listed } = props;
  const { clock, tab } = listed;
  const choose = () => {
    if (line.entryId !== listed.chosen?.entryId) listed.onReason("");
    listed.onChoose(line);
  };
  const at = (instant: number) => (clock.zone === null ? "" : clockTime(instant, clock.zone));
  return (
    <tr
      data-row-label={line.label}
      data-row-status={line.status}
      aria-selected={props.chosen}
      tabIndex={props.reachable ? 0 : -1}
      onFocus={choose}
      onClick={choose}
    >
      <td>
        <TicketLabel label={line.label} />
      </td>
      <td>
        <ClassChip priorityClass={line.priorityClass} />
      </td>
      <td className="grow">
        <span className="line-words">
          <span>{nameIn(line.serviceNames, language)}</span>
          <LineChips
            line={line}
            point={listed.situation.point}
            site={listed.site}
            {...(tab === "waiting" ? { onClaim: () => listed.onClaim(line) } : {})}
          />
        </span>
      </td>
      <td className="end">
        <Num>{at(line.issuedAt)}</Num>
      </td>
      <td className="end waited">
        {tab === "aside" ? (
          <AsideChip line={line} clock={clock} />
        ) : (
          <Waited line={line} clock={clock} />
        )}
      </td>
    </tr>
  );
}

function Waited(props: { readonly line: QueueLine; readonly clock: DeskClock }) {
  const { t } = useLocale();
  const { line } = props;
  const { serverNow: now, zone } = props.clock;
  if (now !== null && zone !== null && line.status === "waiting" && line.eligibleAt > now) {
    return t("reception.list.dueAt", { time: clockTime(line.eligibleAt, zone) });
  }
  const n = now === null ? line.waitedMin : waitedMinutes(line.issuedAt, now);
  return t("desk.minutesShort", { n });
}

const nobodyWords = {
  waiting: ["reception.list.empty", "reception.list.emptyNext"],
  aside: ["reception.list.emptyAside", "reception.list.emptyAsideNext"],
  noShows: ["reception.list.emptyNoShows", "reception.list.emptyNoShowsNext"],
  cancelled: ["reception.list.emptyCancelled", "reception.list.emptyCancelledNext"],
} as const satisfies Record<QueueTab, unknown>;

function Nobody(props: { readonly tab: QueueTab }) {
  const { t } = useLocale();
  const [title, next] = nobodyWords[props.tab];
  const Icon = props.tab === "waiting" || props.tab === "aside" ? IconArmchair : IconUserCheck;
  return (
    <EmptyState
      icon={<Icon className="icon" aria-hidden="true" />}
      title={t(title)}
      next={t(next)}
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
