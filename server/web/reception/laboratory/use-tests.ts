import { useEffect, useRef } from "react";
import type { Specimen } from "../../../../shared/domain/laboratory.ts";
import { leftToRight } from "../../../../shared/i18n/translate.ts";
import type { Client } from "../../../../shared/protocol/client.ts";
import type { DirectoryData } from "../../../../shared/protocol/feeds.ts";
import type { OrderLine } from "../../../../shared/protocol/laboratory-feeds.ts";
import { useFeed } from "../../../../shared/ui/use-feed.ts";
import { asksOf } from "../../desk-laboratory/order-asks.ts";
import { useOrderActs } from "../../desk-laboratory/use-order-acts.ts";
import type { OrderActs } from "../../desk-laboratory/use-order-acts.ts";
import { mayTest } from "../../laboratory/offers.ts";
import { usePrinter } from "../use-paper.ts";
import type { Printer } from "../paper.ts";
import type { Situation } from "../situation.ts";
import {
  isCollection,
  isReady,
  isToBeAsked,
  mayOrder,
  ordersToTake,
  testsKey,
} from "./tests-here.ts";

/** The tests of the patient at this desk, and what can be done about them. */
export interface TestsHere {
  readonly orders: readonly OrderLine[];
  /** Nothing until the directory is there. */
  readonly zone: string | null;
  /** What this very desk has to take or do. */
  readonly toTake: readonly OrderLine[];
  readonly mayTake: boolean;
  readonly mayOrder: boolean;
  readonly acts: OrderActs;
  readonly printer: Printer | null;
  /** Does this desk take specimens or pictures at all? */
  readonly isCollection: boolean;
  /** What the key of tests means now. */
  readonly key: "take" | "order" | null;
  /** Why it cannot be taken yet. */
  readonly waitsFor: "question" | "stale" | "pending" | null;
  take(): void;
  printLabel(specimen: Specimen): void;
  /** What the patient said when asked about the preparation: kept with who asked. */
  answer(order: OrderLine, isPrepared: boolean): void;
}

export const testsKeyCap = "F10";

export function useTests(at: {
  readonly client: Client;
  readonly situation: Situation;
  readonly site: DirectoryData | null;
}): TestsHere {
  const { client, situation, site } = at;
  const { point, role, stale } = situation;
  const current = point?.current ?? null;
  const feed = useFeed(client, "orders", current?.ticketId ?? null);
  const acts = useOrderActs(client);
  const { printer } = usePrinter(point?.printers ?? []);
  const catalogue = useFeed(client, "catalogue", "site").snapshot?.data.tests ?? [];
  const orders = feed.snapshot?.data.orders ?? [];
  const toTake = site === null || point === null ? [] : ordersToTake(orders, site, point.queueIds);
  const may = { mayTake: mayTest(role), mayOrder: mayOrder(role) };
  const ready = toTake.filter(isReady);
  const waitsFor = stale
    ? "stale"
    : acts.pending !== null
      ? "pending"
      : ready.length === 0 || toTake.some(isToBeAsked)
        ? "question"
        : null;
  return {
    ...{ orders, toTake, ...may, acts, printer, waitsFor, zone: site?.zone ?? null },
    isCollection: may.mayTake && isCollection(catalogue, site, point?.queueIds ?? []),
    key: testsKey({ toTake, ...may, isVisit: current !== null }),
    take() {
      if (waitsFor === null) void takeAll(acts, ready, printer);
    },
    printLabel: (specimen) => asksOf(acts).printLabel(specimen, printer?.deviceId ?? null),
    answer({ orderId, label }, isPrepared) {
      if (current === null || stale) return;
      const payload = { orderId, ticketId: current.ticketId, isPrepared };
      void acts.ask("joinOrder", payload, {
        act: "lab.act.join",
        said: () => ({
          key: isPrepared ? "lab.collect.prepared" : "lab.done.notPrepared",
          values: { order: leftToRight(label) },
        }),
      });
    },
  };
}

/** One press takes all that is ready; the first that is refused stops it, in words. */
async function takeAll(
  acts: OrderActs,
  orders: readonly OrderLine[],
  printer: Printer | null,
): Promise<void> {
  for (const order of orders) {
    const values = { order: leftToRight(order.label) };
    const all = { orderId: order.orderId, tests: [] };
    const isDone =
      order.kind === "imaging"
        ? await acts.ask("performImaging", all, {
            act: "lab.act.perform",
            said: () => ({ key: "lab.done.perform", values }),
          })
        : await acts.ask(
            "collectSpecimens",
            { ...all, ...(printer === null ? {} : { printerDeviceId: printer.deviceId }) },
            {
              act: "lab.act.collect",
              said: ({ printJobIds }) =>
                printJobIds.length === 0
                  ? { key: "lab.done.collectNoLabel", values }
                  : { key: "lab.done.collect", values: { ...values, count: printJobIds.length } },
            },
          );
    if (!isDone) return;
  }
}

/** The key of tests, wherever the focus is; an open dialog keeps its keys to itself. */
export function useTestsKey(tests: TestsHere, paused: boolean, onOrder: () => void): void {
  const latest = useRef({ tests, paused, onOrder });
  useEffect(() => {
    latest.current = { tests, paused, onOrder };
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const { tests: now, paused: isPaused } = latest.current;
      const isPlain = !event.shiftKey && !event.ctrlKey && !event.metaKey && !event.altKey;
      if (event.code !== testsKeyCap || !isPlain) return;
      event.preventDefault();
      if (isPaused || event.repeat || document.querySelector("dialog[open]") !== null) return;
      if (now.key === "take") now.take();
      else if (now.key === "order") latest.current.onOrder();
    };
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, []);
}
