import { useEffect, useRef, useState } from "react";
import type { OrderId } from "../../../shared/domain/ids.ts";
import type { RejectReason, TestKind } from "../../../shared/domain/laboratory.ts";
import { missingCase } from "../../../shared/domain/result.ts";
import type { Client } from "../../../shared/protocol/client.ts";
import type { LabWorkData, OrderLine } from "../../../shared/protocol/laboratory-feeds.ts";
import type { Me } from "../../../shared/ui/desk/access.ts";
import { KeyCap } from "../../../shared/ui/desk/act-button.tsx";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { useFeed } from "../../../shared/ui/use-feed.ts";
import { CancelDialog } from "../desk-laboratory/cancel-dialog.tsx";
import { SaidNotice } from "../desk-laboratory/said-notice.tsx";
import { useOrderActs } from "../desk-laboratory/use-order-acts.ts";
import { usePrinter } from "../reception/use-paper.ts";
import { DayFigures } from "./day-figures.tsx";
import { LabTabs } from "./lab-tabs.tsx";
import { keyCaps, meaningOf } from "./lab-keys.ts";
import type { LabAct, Meaning } from "./lab-keys.ts";
import { mayTest, offersFor } from "./offers.ts";
import { asksOf } from "../desk-laboratory/order-asks.ts";
import { OrderPanel } from "./order-panel.tsx";
import { LabelDialog } from "../desk-laboratory/label-dialog.tsx";
import { RejectDialog } from "./reject-dialog.tsx";
import { ScanBand } from "./scan-band.tsx";
import { TakeBackDialog } from "./take-back-dialog.tsx";
import { WorkFilter } from "./work-filter.tsx";
import { WorkTable } from "./work-table.tsx";
import { inWorkOrder, isShown, neighbour } from "./worklist.ts";
import type { Filter } from "./worklist.ts";

interface DeskProps {
  readonly client: Client;
  readonly me: Me;
  readonly kind: TestKind;
  readonly work: LabWorkData | null;
  readonly clock: { readonly now: number; readonly zone: string } | null;
  readonly isStale: boolean;
  readonly fetcher: typeof fetch;
  readonly onKind: (kind: TestKind) => void;
}

type Opened =
  | { readonly kind: "cancel" | "label" | "takeBack"; readonly order: OrderLine }
  | {
      readonly kind: "reject";
      readonly order: OrderLine;
      readonly first: { readonly barcode: string; readonly kind: RejectReason } | null;
    };

/** The reader above, the worklist below it, and beside them the order that was chosen. */
export function WorkDesk(props: DeskProps) {
  const { t } = useLocale();
  const { kind, work, clock, client, me } = props;
  const desk = useWork(props);
  const { listed, chosen, filter, acts, opened, offers } = desk;
  const zoned = clock ?? { now: 0, zone: "UTC" };
  return (
    <>
      <main className={`lab-desk ${props.isStale ? "desk-stale" : ""}`} aria-busy={work === null}>
        <h1 className="only-read-aloud">{t("lab.title")}</h1>
        <div className="lab-main">
          {kind === "laboratory" && mayTest(me.role) ? (
            <ScanBand
              {...{ client, work, fetcher: props.fetcher, now: clock?.now ?? null }}
              onReject={(order, barcode) =>
                desk.open({ kind: "reject", order, first: { barcode, kind: "tooOld" } })
              }
              onReceived={desk.choose}
            />
          ) : null}
          <LabTabs kind={kind} onKind={props.onKind}>
            <WorkFilter
              orders={desk.inWork}
              {...{ kind, filter, now: zoned.now }}
              onFilter={desk.setFilter}
            />
          </LabTabs>
          {work === null ? (
            <p className="quiet lab-loading" role="status">
              {t("lab.loading")}
            </p>
          ) : (
            <WorkTable
              orders={listed}
              {...{ kind, filter }}
              chosen={chosen?.orderId ?? null}
              clock={zoned}
              onChoose={desk.choose}
            />
          )}
        </div>
        <div className="lab-side">
          <SaidNotice acts={acts} />
          <OrderPanel
            order={chosen}
            offers={offers}
            clock={zoned}
            onAct={desk.press}
            onLabel={(specimen) => desk.asks.printLabel(specimen, desk.printer?.deviceId ?? null)}
            onOneResult={(testId) => chosen === null || desk.results(chosen, [testId])}
          />
          {work === null ? null : <DayFigures work={work} />}
        </div>
      </main>
      <LabKeys kind={kind} />
      {opened === null ? null : <Above desk={desk} opened={opened} />}
    </>
  );
}

/** What is chosen and shown, and what a key or a button does with it. */
function useWork(props: DeskProps) {
  const { client, me, kind, work, clock, isStale } = props;
  const acts = useOrderActs(client);
  const [filter, setFilter] = useState<Filter>("all");
  const [chosenId, choose] = useState<OrderId | null>(null);
  const [opened, open] = useState<Opened | null>(null);
  const inWork = work === null || work.kind !== kind ? [] : inWorkOrder(work.orders);
  const ready = useFeed(client, "labReady", filter === "ready" ? kind : null).snapshot?.data;
  const orders = filter === "ready" ? (ready?.orders ?? []) : inWork;
  const listed = orders.filter((order) => isShown(order, filter, clock?.now ?? 0));
  // Whoever left the list is not chosen any more, however quickly the next key comes.
  const chosen = listed.find(({ orderId }) => orderId === chosenId) ?? null;
  const offers = offersFor(chosen, { role: me.role, isStale, pending: acts.pending });
  const asks = asksOf(acts);
  const { printer } = usePrinter(work?.printers ?? []);
  const press = (act: LabAct) => {
    const offer = offers.find((one) => one.act === act);
    if (chosen === null || offer === undefined || offer.whyNot !== null) return;
    if (act === "right") asks.right(chosen);
    else if (act === "reject") open({ kind: "reject", order: chosen, first: null });
    else if (act === "cancel") open({ kind: "cancel", order: chosen });
    else if (act === "takeBack") open({ kind: "takeBack", order: chosen });
    else open({ kind: "label", order: chosen });
  };
  useLabKeys(opened !== null, (meaning) => {
    if (meaning === "up" || meaning === "down") {
      choose(neighbour(listed, chosenId, meaning === "down" ? 1 : -1));
    } else if (meaning === "otherTab") {
      props.onKind(kind === "laboratory" ? "imaging" : "laboratory");
    } else if (meaning !== null && meaning !== "ours") press(meaning);
  });
  return {
    ...{ acts, asks, filter, setFilter, inWork, listed, chosen, choose, offers, press },
    ...{ opened, open, printer, results: asks.results },
  };
}

type Work = ReturnType<typeof useWork>;

function Above(props: { readonly desk: Work; readonly opened: Opened }) {
  const { desk, opened } = props;
  const { order } = opened;
  const onClose = () => desk.open(null);
  switch (opened.kind) {
    case "cancel":
      return (
        <CancelDialog
          order={order}
          onSend={(reason) => {
            onClose();
            desk.asks.cancel(order, reason);
          }}
          onClose={onClose}
        />
      );
    case "takeBack":
      return (
        <TakeBackDialog
          order={order}
          onSend={(tests, reason) => {
            onClose();
            desk.asks.takeBack(order, tests, reason);
          }}
          onClose={onClose}
        />
      );
    case "label":
      return (
        <LabelDialog
          order={order}
          onSend={(specimen) => {
            onClose();
            desk.asks.printLabel(specimen, desk.printer?.deviceId ?? null);
          }}
          onClose={onClose}
        />
      );
    case "reject":
      return (
        <RejectDialog
          order={order}
          first={opened.first}
          onSend={(payload) => {
            onClose();
            desk.asks.reject(order, payload);
          }}
          onClose={onClose}
        />
      );
    default:
      return missingCase(opened);
  }
}

/** The desk's keys, wherever the focus is; an open dialog keeps them to itself. */
function useLabKeys(paused: boolean, onMeaning: (meaning: Meaning) => void): void {
  const latest = useRef({ paused, onMeaning });
  useEffect(() => {
    latest.current = { paused, onMeaning };
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (latest.current.paused || document.querySelector("dialog[open]") !== null) return;
      const meaning = meaningOf({
        ...{ code: event.code, shift: event.shiftKey, repeat: event.repeat },
        modified: event.ctrlKey || event.metaKey || event.altKey,
      });
      if (meaning === null) return;
      event.preventDefault();
      latest.current.onMeaning(meaning);
    };
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, []);
}

function LabKeys(props: { readonly kind: TestKind }) {
  const { t } = useLocale();
  const isLaboratory = props.kind === "laboratory";
  const keys = [
    ["↑ ↓", t("lab.keys.select")] as const,
    [keyCaps.right, t(isLaboratory ? "lab.act.result" : "lab.act.report")] as const,
    ...(isLaboratory
      ? ([
          [keyCaps.printLabel, t("lab.act.printLabel")],
          [keyCaps.reject, t("lab.act.reject")],
        ] as const)
      : []),
    [keyCaps.otherTab, t("lab.keys.tab")] as const,
  ];
  return (
    <footer className="key-bar">
      {keys.map(([cap, words]) => (
        <span key={cap}>
          <KeyCap>{cap}</KeyCap>
          {words}
        </span>
      ))}
      {isLaboratory ? <span className="key-bar-end">{t("lab.keys.scan")}</span> : null}
    </footer>
  );
}
