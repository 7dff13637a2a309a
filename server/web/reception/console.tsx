import IconMapPin from "@tabler/icons-react/dist/esm/icons/IconMapPin.mjs";
import { useEffect, useRef, useState } from "react";
import type { EntryId, ServicePointId } from "../../../shared/domain/ids.ts";
import { nameIn } from "../../../shared/domain/language.ts";
import type { Language } from "../../../shared/domain/language.ts";
import type { RefusalCode } from "../../../shared/domain/refusal.ts";
import { missingCase } from "../../../shared/domain/result.ts";
import type { Client } from "../../../shared/protocol/client.ts";
import type { DirectoryData, PointData, QueueLine } from "../../../shared/protocol/feeds.ts";
import type { Snapshot } from "../../../shared/protocol/wire.ts";
import { useMonotonicMs } from "../../../shared/ui/clock.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { useFeed, useLink } from "../../../shared/ui/use-feed.ts";
import { Notice } from "../../../shared/ui/desk/notice.tsx";
import { PatientsButton } from "../desk-patients/patients-button.tsx";
import type { Me } from "./access.ts";
import { CurrentPatient } from "./current-patient.tsx";
import { DayColumn } from "./day-column.tsx";
import { DeskBar, useAge } from "./desk-bar.tsx";
import { Hint, Notices, StaleNotice } from "./desk-notices.tsx";
import { rightAct } from "./desk.ts";
import type { Press, Act, Situation } from "./desk.ts";
import { IssueTicket } from "./issue-ticket.tsx";
import { KeyBar } from "./key-bar.tsx";
import { actOfKey } from "./keys.ts";
import { LiveQueue } from "./live-queue.tsx";
import type { QueueTab } from "./live-queue.tsx";
import { ticketsAtHand } from "./paper.ts";
import { clinicNames } from "./point-names.ts";
import { PrintCopy } from "./print-copy.tsx";
import { inOrder } from "./queue-order.ts";
import { useDesk } from "./use-desk.ts";
import { useQueues } from "./use-queues.ts";

interface ConsoleProps {
  readonly client: Client;
  readonly me: Me;
  readonly site: Snapshot<DirectoryData> | null;
  readonly servicePointId: ServicePointId;
  readonly onLanguage: (language: Language) => void;
  readonly onSignOut: () => void;
  readonly onChangePoint: () => void;
}

/** One service point at work. Everything on it follows from its snapshots and the desk's memory. */
export function Console(props: ConsoleProps) {
  const { client, me } = props;
  const site = props.site?.data ?? null;
  const zone = site?.zone ?? null;
  const [paper, setPaper] = useState<PaperAsked | null>(null);
  const { feed, point, age, stale, runner, situation, press, list } = useConsole(
    props,
    paper !== null,
  );
  const right = point === null ? null : rightAct(point);
  const column = useFocusOnRightAct(right, runner.desk.pending !== null, paper !== null);
  const tickets = ticketsAtHand(list.putBack.chosen, point?.current ?? null);
  const { t } = useLocale();
  const clock = { serverNow: age.serverNow, zone };
  return (
    <div className="page" data-screen="console">
      <DeskBar
        client={client}
        me={me}
        site={props.site}
        onLanguage={props.onLanguage}
        onSignOut={props.onSignOut}
      >
        <PointPlace site={site} point={point} onChange={props.onChangePoint} />
        <PatientsButton client={client} role={me.role} zone={zone} />
      </DeskBar>
      <Banners client={client} asOf={age.asOf} stale={stale} refusal={feed.refusal} />
      <main className={`desk ${stale ? "desk-stale" : ""}`}>
        <h1 className="only-read-aloud">{t("reception.title")}</h1>
        <div className="desk-now" ref={column}>
          <CurrentPatient
            situation={situation}
            press={press}
            clock={clock}
            requeueTaken={list.aboutChosen !== null}
          />
        </div>
        <section className="desk-list" aria-label={t("reception.list.heading")}>
          <Notices runner={runner} situation={situation} press={press} />
          <Hint runner={runner} />
          <LiveQueue
            waiting={list.waiting}
            waitingTotal={point?.waiting ?? 0}
            noShows={list.noShows}
            tab={list.tab}
            onTab={list.onTab}
            clock={clock}
            putBack={{ situation, press, ...list.putBack }}
          />
        </section>
        <DayColumn
          point={point}
          role={me.role}
          stale={stale}
          onIssue={() => setPaper({ kind: "ticket" })}
          tickets={tickets}
          onCopy={() => setPaper({ kind: "copy", tickets })}
        />
      </main>
      <KeyBar tab={list.tab} role={me.role} />
      {paper === null || site === null || point === null ? null : (
        <PaperDialog
          asked={paper}
          {...{ client, site, point, stale }}
          onClose={() => setPaper(null)}
        />
      )}
    </div>
  );
}

/** What is asked of the printer in a dialog above the console. */
type PaperAsked =
  { readonly kind: "ticket" } | { readonly kind: "copy"; readonly tickets: readonly QueueLine[] };

function PaperDialog(props: {
  readonly asked: PaperAsked;
  readonly client: Client;
  readonly site: DirectoryData;
  readonly point: PointData;
  readonly stale: boolean;
  readonly onClose: () => void;
}) {
  const { asked } = props;
  switch (asked.kind) {
    case "ticket":
      return <IssueTicket {...props} />;
    case "copy":
      return <PrintCopy {...props} tickets={asked.tickets} />;
    default:
      return missingCase(asked);
  }
}

/** The feeds, the age, the desk's memory and the keys of one service point. */
function useConsole(props: ConsoleProps, inDialog: boolean) {
  const { client, me, servicePointId } = props;
  const feed = useFeed(client, "point", servicePointId);
  const point = feed.snapshot?.data ?? null;
  const queues = useQueues(client, point?.queueIds ?? []);
  const latest = Math.max(
    feed.snapshot?.serverTime ?? 0,
    ...queues.map((queue) => queue.snapshot?.serverTime ?? 0),
  );
  const age = useAge(client, latest === 0 ? null : latest, props.site?.data.zone ?? null);
  const nowMs = useMonotonicMs(500);
  const runner = useDesk(client, servicePointId);
  const stale = age.freshness === "stale";
  const lines = queues.flatMap((queue) => queue.snapshot?.data ?? []);
  const waiting = point === null ? null : inOrder(point, lines, age.serverNow);
  const situation: Situation = {
    role: me.role,
    // Whom the card names and whom the list begins with must be one patient.
    point: point === null || waiting === null ? null : { ...point, next: waiting },
    stale,
    chosen: null,
    desk: runner.desk,
    nowMs,
  };
  const press: Press = (act, about, why) =>
    runner.press(act, { ...situation, chosen: about ?? null }, why);
  const list = useList(
    waiting,
    lines.flatMap((queue) => queue.noShows),
  );
  useKeys(point, inDialog, (act) =>
    act === "requeue" && list.aboutChosen !== null
      ? press(act, list.aboutChosen, list.putBack.reason)
      : press(act),
  );
  return { feed, point, age, stale, runner, situation, press, list };
}

/** Which list is open, who is selected in it, and the reason being written. */
function useList(waiting: readonly QueueLine[] | null, noShows: readonly QueueLine[]) {
  const [tab, setTab] = useState<QueueTab>("waiting");
  const [chosenId, setChosenId] = useState<EntryId | null>(null);
  const [reason, setReason] = useState("");
  const listed = tab === "waiting" ? (waiting ?? []) : noShows;
  // Whoever left the list is not selected any more, however quickly the next key comes.
  const chosen = listed.find((line) => line.entryId === chosenId) ?? null;
  return {
    waiting,
    noShows,
    tab,
    onTab: (next: QueueTab) => {
      setTab(next);
      setChosenId(null);
      setReason("");
    },
    /** Whom the key of `requeue` is about; nothing: the patient at the point. */
    aboutChosen: tab === "noShows" ? chosen : null,
    putBack: {
      chosen,
      onChoose: (line: QueueLine) => setChosenId(line.entryId),
      reason,
      onReason: setReason,
    },
  };
}

/** What is wrong with the whole screen, above everything on it. */
function Banners(props: {
  readonly client: Client;
  readonly asOf: string | null;
  readonly stale: boolean;
  readonly refusal: RefusalCode | null;
}) {
  const { t } = useLocale();
  const link = useLink(props.client);
  return (
    <>
      {props.stale ? <StaleNotice asOf={props.asOf} /> : null}
      {link.refusal === "protocol_mismatch" ? (
        <Notice tone="error" title={t("reception.notice.protocol")} />
      ) : null}
      {props.refusal === null ? null : (
        <Notice
          tone="refusal"
          title={t("reception.notice.feedRefused", {
            text: t(`refusal.${props.refusal}`, { seconds: 0 }),
          })}
        />
      )}
    </>
  );
}

/** Room and clinics, and the way to another desk. */
function PointPlace(props: {
  readonly site: DirectoryData | null;
  readonly point: PointData | null;
  readonly onChange: () => void;
}) {
  const { t, language } = useLocale();
  const { site, point } = props;
  return (
    <>
      <span className="app-bar-rule" />
      {site === null || point === null ? null : (
        <span className="app-bar-place">
          {nameIn(point.names, language)} · {clinicNames(site, point.queueIds, language)}
        </span>
      )}
      <button
        type="button"
        className="button button-on-bar"
        data-act="changePoint"
        onClick={props.onChange}
      >
        <IconMapPin className="icon" aria-hidden="true" />
        {t("reception.point.change")}
      </button>
    </>
  );
}

/** The desk's keys, wherever the focus is; an open dialog keeps them to itself. */
function useKeys(point: PointData | null, paused: boolean, onAct: (act: Act) => void): void {
  const latest = useRef({ point, paused, onAct });
  useEffect(() => {
    latest.current = { point, paused, onAct };
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (latest.current.paused) return;
      const act = actOfKey(
        {
          code: event.code,
          shift: event.shiftKey,
          control: event.ctrlKey || event.metaKey,
          alt: event.altKey,
          repeat: event.repeat,
          inField: event.target instanceof HTMLElement && event.target.matches("input, textarea"),
        },
        latest.current.point,
      );
      if (act === null) return;
      event.preventDefault();
      if (act !== "ours") latest.current.onAct(act);
    };
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, []);
}

/**
 * Puts the focus on the next right act at the start, whenever that act changes, and after each
 * command; but never takes it out of a dialog, or out of the list while somebody moves in it.
 */
function useFocusOnRightAct(right: Act | null, pending: boolean, paused: boolean) {
  const column = useRef<HTMLDivElement>(null);
  const wasPending = useRef(false);
  useEffect(() => {
    const answered = wasPending.current && !pending;
    wasPending.current = pending;
    if (right === null || pending || paused) return;
    const { activeElement } = document;
    const elsewhere =
      activeElement !== null &&
      activeElement !== document.body &&
      column.current?.contains(activeElement) !== true;
    if (elsewhere && !answered) return;
    column.current?.querySelector<HTMLElement>("[data-right]")?.focus();
  }, [right, pending, paused]);
  return column;
}
