import IconInbox from "@tabler/icons-react/dist/esm/icons/IconInbox.mjs";
import { useState } from "react";
import type { ReactNode } from "react";
import { addDays, dayNumber } from "../../../shared/domain/local-day.ts";
import { missingCase } from "../../../shared/domain/result.ts";
import { shownName } from "../../../shared/domain/plain-text.ts";
import { dayTitle, weekdayAndDate } from "../../../shared/i18n/calendar.ts";
import type { InboxData, LeaveLine, SwapLine } from "../../../shared/protocol/scheduling-feeds.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { useFeed } from "../../../shared/ui/use-feed.ts";
import { EmptyState, Notice } from "../../../shared/ui/desk/notice.tsx";
import type { AdminDesk } from "./desk.ts";
import { DecideLeaveDialog, DecideSwapDialog } from "./inbox-dialogs.tsx";
import type { LeaveDecision, SwapDecision } from "./inbox-dialogs.tsx";
import { ListPrinters, MissingLists } from "./lists-on-paper.tsx";
import { PageHead } from "./page-head.tsx";

type Open =
  | { readonly kind: "leave"; readonly line: LeaveLine; readonly as: LeaveDecision }
  | { readonly kind: "swap"; readonly line: SwapLine; readonly as: SwapDecision };

/** What waits for a decision: leave and swaps, with what each would cost. */
export function InboxPage(props: { readonly desk: AdminDesk }) {
  const { t } = useLocale();
  const { desk } = props;
  const feed = useFeed(desk.client, "inbox", "site");
  const [open, setOpen] = useState<Open | null>(null);
  const inbox = feed.snapshot?.data ?? null;
  return (
    <div className="section" data-section-page="inbox">
      <PageHead title={t("admin.section.inbox")} />
      {feed.refusal === null ? null : (
        <Notice tone="refusal" title={t(`refusal.${feed.refusal}`, { seconds: 0 })} />
      )}
      {inbox === null ? null : <Inbox desk={desk} inbox={inbox} onOpen={setOpen} />}
      {open === null ? null : <OpenDialog desk={desk} open={open} onClose={() => setOpen(null)} />}
    </div>
  );
}

function OpenDialog(props: {
  readonly desk: AdminDesk;
  readonly open: Open;
  readonly onClose: () => void;
}) {
  const { desk, open, onClose } = props;
  switch (open.kind) {
    case "leave":
      return <DecideLeaveDialog desk={desk} line={open.line} as={open.as} onClose={onClose} />;
    case "swap":
      return <DecideSwapDialog desk={desk} line={open.line} as={open.as} onClose={onClose} />;
    default:
      return missingCase(open);
  }
}

function Inbox(props: {
  readonly desk: AdminDesk;
  readonly inbox: InboxData;
  readonly onOpen: (open: Open) => void;
}) {
  const { t } = useLocale();
  const { desk, inbox, onOpen } = props;
  const isEmpty = inbox.leave.length + inbox.swaps.length === 0;
  return (
    <>
      <MissingLists desk={desk} lists={inbox.lists} />
      {isEmpty ? (
        <EmptyState
          icon={<IconInbox className="icon" aria-hidden="true" />}
          title={t("admin.inbox.empty")}
          next={t("admin.inbox.emptyNext")}
        />
      ) : null}
      {inbox.leave.map((line) => (
        <LeaveCard key={line.leaveId} line={line}>
          {desk.mayWrite ? (
            <Decide of="leave" onDecide={(as) => onOpen({ kind: "leave", line, as })} />
          ) : null}
        </LeaveCard>
      ))}
      {inbox.swaps.map((line) => (
        <SwapCard key={line.swapId} line={line}>
          {desk.mayWrite ? (
            <Decide of="swap" onDecide={(as) => onOpen({ kind: "swap", line, as })} />
          ) : null}
        </SwapCard>
      ))}
      <Decided {...props} />
      <ListPrinters desk={desk} lists={inbox.lists} />
    </>
  );
}

/** Yes or no to what waits. */
function Decide(props: {
  readonly of: Open["kind"];
  readonly onDecide: (as: "approved" | "declined") => void;
}) {
  const { t } = useLocale();
  return (["approved", "declined"] as const).map((as) => (
    <button
      key={as}
      type="button"
      className="button"
      data-act={`${props.of}-${as}`}
      onClick={() => props.onDecide(as)}
    >
      {t(`admin.decide.${as}`)}
    </button>
  ));
}

function Decided(props: {
  readonly desk: AdminDesk;
  readonly inbox: InboxData;
  readonly onOpen: (open: Open) => void;
}) {
  const { t } = useLocale();
  const { desk, inbox, onOpen } = props;
  if (inbox.decided.length === 0) return null;
  return (
    <section className="decided">
      <h2>{t("admin.inbox.decided")}</h2>
      {inbox.decided.map((line) =>
        "leaveId" in line ? (
          <LeaveCard key={line.leaveId} line={line}>
            {desk.mayWrite && line.status === "approved" ? (
              <button
                type="button"
                className="button"
                data-act="leave-withdrawn"
                onClick={() => onOpen({ kind: "leave", line, as: "withdrawn" })}
              >
                {t("admin.decide.withdrawn")}
              </button>
            ) : null}
          </LeaveCard>
        ) : (
          <SwapCard key={line.swapId} line={line} />
        ),
      )}
    </section>
  );
}

function LeaveCard(props: { readonly line: LeaveLine; readonly children?: ReactNode }) {
  const { t, language } = useLocale();
  const { line } = props;
  const days = dayNumber(line.to) - dayNumber(line.from);
  return (
    <article className="card inbox-card" data-leave={line.leaveId} data-status={line.status}>
      <div>
        <h2>
          <bdi>{shownName(line.name)}</bdi>
        </h2>
        <p>
          {t(`admin.leaveKind.${line.kind}`)} ·{" "}
          {days === 1
            ? dayTitle(line.from, language)
            : t("admin.span", {
                from: dayTitle(line.from, language),
                to: dayTitle(addDays(line.to, -1), language),
              })}{" "}
          · {t("admin.days", { count: days })}
        </p>
        <p className="quiet">
          {t("admin.inbox.cost", { shifts: line.shifts, patients: line.patients })}
        </p>
      </div>
      <StatusChip status={line.status} />
      <div className="inbox-acts">{props.children}</div>
    </article>
  );
}

function SwapCard(props: { readonly line: SwapLine; readonly children?: ReactNode }) {
  const { t, language } = useLocale();
  const { line } = props;
  return (
    <article className="card inbox-card" data-swap={line.swapId} data-status={line.status}>
      <div>
        <h2>
          {t("admin.inbox.swap", { from: shownName(line.from.name), to: shownName(line.to.name) })}
        </h2>
        <p>
          {weekdayAndDate(line.from.assignment.day, language)}
          {line.instead === null
            ? null
            : ` · ${t("admin.inbox.instead", { day: weekdayAndDate(line.instead.day, language) })}`}
        </p>
        <ul className="quiet">
          {line.findings.map((finding, index) => (
            <li key={index}>{t(`admin.finding.${finding.kind}`)}</li>
          ))}
        </ul>
      </div>
      <StatusChip status={line.status} />
      <div className="inbox-acts">{props.children}</div>
    </article>
  );
}

const statusTones = {
  requested: "warn",
  offered: "plain",
  accepted: "warn",
  approved: "ok",
  declined: "danger",
  withdrawn: "plain",
} as const;

function StatusChip(props: { readonly status: keyof typeof statusTones }) {
  const { t } = useLocale();
  return (
    <span className={`chip chip-${statusTones[props.status]}`}>
      {t(`admin.status.${props.status}`)}
    </span>
  );
}
