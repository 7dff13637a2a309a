import IconMapPin from "@tabler/icons-react/dist/esm/icons/IconMapPin.mjs";
import { useEffect, useRef, useState } from "react";
import type { CallId, EntryId, ServicePointId } from "../../../shared/domain/ids.ts";
import { nameIn } from "../../../shared/domain/language.ts";
import type { Language } from "../../../shared/domain/language.ts";
import type { RefusalCode } from "../../../shared/domain/refusal.ts";
import type { Client } from "../../../shared/protocol/client.ts";
import type {
  DirectoryData,
  PointCall,
  PointData,
  QueueData,
  QueueLine,
} from "../../../shared/protocol/feeds.ts";
import type { OrderLine } from "../../../shared/protocol/laboratory-feeds.ts";
import type { Snapshot } from "../../../shared/protocol/wire.ts";
import { useMonotonicMs } from "../../../shared/ui/clock.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { useFeed, useLink } from "../../../shared/ui/use-feed.ts";
import { Notice } from "../../../shared/ui/desk/notice.tsx";
import type { Me } from "../../../shared/ui/desk/access.ts";
import { BookingButton } from "./booking/booking-button.tsx";
import { PatientsButton } from "../desk-patients/patients-button.tsx";
import { rightAct, whyNot } from "./acts.ts";
import { Above } from "./above.tsx";
import type { Opened } from "./above.tsx";
import { CurrentPatient } from "./current-patient.tsx";
import { QueueAlerts } from "./day-cards.tsx";
import { DayColumn } from "./day-column.tsx";
import { DeskBar, useAge } from "../../../shared/ui/desk/desk-bar.tsx";
import { StaleNotice } from "../../../shared/ui/desk/stale-notice.tsx";
import { Hint, Notices } from "./desk-notices.tsx";
import { stepOf } from "./intents.ts";
import { KeyBar } from "./key-bar.tsx";
import { actOfKey } from "./keys.ts";
import type { Menu } from "./keys.ts";
import type { QueueTab } from "./listed-lines.ts";
import { LiveQueue } from "./live-queue.tsx";
import { ticketsAtHand } from "./paper.ts";
import type { Printer } from "./paper.ts";
import { clinicNames } from "./point-names.ts";
import { inOrder } from "./queue-order.ts";
import { claimReasons } from "./reasons.ts";
import type { Act, Here, Press, Situation } from "./situation.ts";
import { useDesk } from "./use-desk.ts";
import { TestsNow } from "./laboratory/tests-now.tsx";
import { useTests, useTestsKey } from "./laboratory/use-tests.ts";
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
  const { t } = useLocale();
  const site = props.site?.data ?? null;
  const [opened, setOpened] = useState<Opened | null>(null);
  const desk = useConsole(props, opened !== null, setOpened);
  const { feed, point, age, stale, runner, situation, press, list, stopping } = desk;
  const atTests = useTestsAt(point?.current ?? null, opened !== null, setOpened, {
    ...{ client, situation, site },
  });
  const { tests } = atTests;
  const right = point === null ? null : tests.key === "take" ? "take" : rightAct(situation);
  const column = useFocusOnRightAct(right, runner.desk.pending !== null, opened !== null);
  const tickets = ticketsAtHand(list.chosen, point?.current ?? null);
  const clock = { serverNow: age.serverNow, zone: site?.zone ?? null };
  return (
    <div className="page" data-screen="console">
      <Bar {...props} point={point} />
      <Banners client={client} asOf={age.asOf} stale={stale} refusal={feed.refusal} />
      <main className={`desk ${stale ? "desk-stale" : ""}`}>
        <h1 className="only-read-aloud">{t("reception.title")}</h1>
        <div className="desk-now" ref={column}>
          <CurrentPatient
            situation={situation}
            press={press}
            clock={clock}
            requeueTaken={list.aboutChosen !== null}
            onMore={desk.openCurrent}
            onStopHere={stopping.stop}
            {...atTests}
          />
        </div>
        <section className="desk-list" aria-label={t("reception.list.heading")}>
          <Notices runner={runner} situation={situation} press={press} />
          <Hint runner={runner} />
          {tests.isCollection ? <TestsNow {...atTests} /> : null}
          <QueueAlerts queues={situation.queues} />
          <LiveQueue
            {...list}
            waitingTotal={point?.waiting ?? 0}
            onMenu={(line) => setOpened({ kind: "line", line })}
            onClaim={(line) => setOpened({ kind: "claim", line })}
            {...{ situation, press, clock, site }}
          />
        </section>
        <DayColumn
          {...{ situation, press, clock, tickets }}
          onMore={() => setOpened({ kind: "desk" })}
          onIssue={() => setOpened({ kind: "ticket" })}
          onCopy={() => setOpened({ kind: "copy", tickets })}
        />
      </main>
      <Keys tab={list.tab} {...{ client, me, site }} printers={point?.printers ?? []} />
      {opened === null || site === null || point === null ? null : (
        <Above
          key={opened.kind === "step" ? opened.step : opened.kind}
          {...{ opened, client, me, site, point, situation, press, tests }}
          lastGroupId={desk.lastGroupId}
          onOpen={setOpened}
          onStopHere={stopping.stop}
          onSend={desk.send}
        />
      )}
    </div>
  );
}

/** Who is where, and the way to the patients. */
function Bar(props: ConsoleProps & { readonly point: PointData | null }) {
  const { client, me, site } = props;
  return (
    <DeskBar {...{ client, me, site }} onLanguage={props.onLanguage} onSignOut={props.onSignOut}>
      <PointPlace site={site?.data ?? null} point={props.point} onChange={props.onChangePoint} />
      <PatientsButton client={client} role={me.role} zone={site?.data.zone ?? null} />
    </DeskBar>
  );
}

/** The keys of the desk, and what stands behind one of them. */
function Keys(props: {
  readonly tab: QueueTab;
  readonly client: Client;
  readonly me: Me;
  readonly site: DirectoryData | null;
  readonly printers: readonly Printer[];
}) {
  const { tab, client, me, site, printers } = props;
  return (
    <KeyBar tab={tab} role={me.role}>
      <BookingButton {...{ client, me, site, printers }} />
    </KeyBar>
  );
}

/** The feeds, the age, the desk's memory and the keys of one service point. */
function useConsole(props: ConsoleProps, inDialog: boolean, open: (opened: Opened) => void) {
  const { client, me, servicePointId } = props;
  const { t } = useLocale();
  const feed = useFeed(client, "point", servicePointId);
  const point = feed.snapshot?.data ?? null;
  const feeds = useQueues(client, point?.queueIds ?? []);
  const queues = feeds.flatMap((queue) => queue.snapshot?.data ?? []);
  const latest = Math.max(
    feed.snapshot?.serverTime ?? 0,
    ...feeds.map((queue) => queue.snapshot?.serverTime ?? 0),
  );
  const age = useAge(client, latest === 0 ? null : latest, props.site?.data.zone ?? null);
  const nowMs = useMonotonicMs(500);
  const runner = useDesk(client, servicePointId);
  const stopping = useStopHere(point);
  const stale = age.freshness === "stale";
  const waiting = point === null ? null : inOrder(point, queues, age.serverNow);
  const situation: Situation = {
    role: me.role,
    name: me.name,
    // Whom the card names and whom the list begins with must be one patient.
    point: point === null || waiting === null ? null : { ...point, next: waiting },
    queues,
    stale,
    chosen: null,
    stopHere: stopping.stopsHere,
    serverNow: age.serverNow,
    desk: runner.desk,
    nowMs,
  };
  const send: Press = (act, about, details) =>
    runner.press(act, { ...situation, chosen: about ?? null }, details);
  const press: Press = (act, about, details) => {
    const asked = { ...situation, chosen: about ?? null };
    const step = details === undefined ? stepOf(act, asked) : null;
    if (act === "confirmClaim" || act === "lowerClaim") {
      send(act, about, { reason: t(claimReasons[act]) });
    } else if (step !== null && whyNot(act, asked) === null) {
      open({ kind: "step", step, act, line: about ?? null });
    } else {
      send(act, about, details);
    }
  };
  const list = useList(waiting, queues);
  const openCurrent = () => {
    const line = point?.current ?? list.chosen;
    if (line !== null) open({ kind: "line", line });
  };
  useKeys(situation, inDialog, (act) => {
    if (act === "moreOfDesk") open({ kind: "desk" });
    else if (act === "moreOfPatient") openCurrent();
    else if (act === "requeue" && list.aboutChosen !== null) {
      press(act, list.aboutChosen, { reason: list.reason });
    } else if (act === "transfer" || act === "park") {
      // With nobody at the point these keys are about the selected line.
      press(act, point?.current === null ? list.chosen : null);
    } else press(act);
  });
  const lastGroupId = useLastGroup(point);
  return {
    feed,
    point,
    age,
    stale,
    runner,
    situation,
    press,
    send,
    list,
    stopping,
    openCurrent,
    lastGroupId,
  };
}

/** The tests of the patient here, and the ways from them to what is open above the console. */
function useTestsAt(
  current: PointCall | null,
  paused: boolean,
  open: (opened: Opened) => void,
  at: Parameters<typeof useTests>[0],
) {
  const tests = useTests(at);
  const onTests = (kind: "orderTests" | "joinOrder") => {
    if (current !== null) open({ kind, line: current });
  };
  useTestsKey(tests, paused, () => onTests("orderTests"));
  return { tests, onTests, onLabel: (order: OrderLine) => open({ kind: "label", order }) };
}

/** Whether this visit ends the ticket's journey: said of one call, and forgotten with it. */
function useStopHere(point: PointData | null) {
  const callId = point?.current?.callId ?? null;
  const [stoppedId, setStoppedId] = useState<CallId | null>(null);
  return {
    stopsHere: callId !== null && stoppedId === callId,
    stop: (stops: boolean) => setStoppedId(stops ? callId : null),
  };
}

/** The group of whoever was called last: the rest of that family can be called in a row. */
function useLastGroup(point: PointData | null): string | null {
  const [last, setLast] = useState<string | null>(null);
  const current = point?.current ?? null;
  // Kept past the visit: the next of the family is called when the first has gone.
  if (current !== null && current.groupId !== last) setLast(current.groupId);
  return current === null ? last : current.groupId;
}

/** Which list is open, who is selected in it, and the reason being written. */
function useList(waiting: readonly QueueLine[] | null, queues: readonly QueueData[]) {
  const [tab, setTab] = useState<QueueTab>("waiting");
  const [chosenId, setChosenId] = useState<EntryId | null>(null);
  const [reason, setReason] = useState("");
  const others = {
    aside: queues.flatMap((queue) => queue.aside),
    noShows: queues.flatMap((queue) => queue.noShows),
    cancelled: queues.flatMap((queue) => queue.cancelled),
  };
  const listed = tab === "waiting" ? (waiting ?? []) : others[tab];
  // Whoever left the list is not selected any more, however quickly the next key comes.
  const chosen = listed.find((line) => line.entryId === chosenId) ?? null;
  return {
    waiting,
    others,
    tab,
    onTab: (next: QueueTab) => {
      setTab(next);
      setChosenId(null);
      setReason("");
    },
    chosen,
    onChoose: (line: QueueLine) => setChosenId(line.entryId),
    reason,
    onReason: setReason,
    /** Whom the key of `requeue` is about; nothing: the patient at the point. */
    aboutChosen: tab === "noShows" ? chosen : null,
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
          <bdi>{nameIn(point.names, language)}</bdi> ·{" "}
          <bdi>{clinicNames(site, point.queueIds, language)}</bdi>
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
function useKeys(here: Here, paused: boolean, onAct: (act: Act | Menu) => void): void {
  const latest = useRef({ here, paused, onAct });
  useEffect(() => {
    latest.current = { here, paused, onAct };
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
        latest.current.here,
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
 * command; but never takes it out of a dialog, or away from where somebody has gone meanwhile: an
 * Enter meant for a line must not fall on a button.
 */
function useFocusOnRightAct(right: Act | "take" | null, pending: boolean, paused: boolean) {
  const column = useRef<HTMLDivElement>(null);
  const pressedAt = useRef<Element | null>(null);
  useEffect(() => {
    const { activeElement } = document;
    if (pending) {
      pressedAt.current ??= activeElement;
      return;
    }
    const hasStayed = pressedAt.current === activeElement;
    pressedAt.current = null;
    if (right === null || paused) return;
    const elsewhere =
      activeElement !== null &&
      activeElement !== document.body &&
      column.current?.contains(activeElement) !== true;
    if (elsewhere && !hasStayed) return;
    // What is taken from the patient stands beside the column, where there is room for it.
    const place = right === "take" ? column.current?.parentElement : column.current;
    place?.querySelector<HTMLElement>("[data-right]")?.focus();
  }, [right, pending, paused]);
  return column;
}
