import { useRef } from "react";
import type { KeyboardEvent } from "react";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { Num } from "../../../shared/ui/ticket-label.tsx";

import { queueTabs } from "./listed-lines.ts";
import type { QueueTab } from "./listed-lines.ts";

const orderWords = {
  waiting: "reception.list.order",
  aside: "reception.list.orderAside",
  noShows: "reception.list.orderNoShows",
  cancelled: "reception.list.orderNoShows",
} as const satisfies Record<QueueTab, string>;

/** Which of the day's patients are listed; arrows go along the reading line. */
export function ListTabs(props: {
  readonly tab: QueueTab;
  readonly panel: string;
  readonly counts: Readonly<Record<QueueTab, number>>;
  readonly onTab: (tab: QueueTab) => void;
}) {
  const { t, direction } = useLocale();
  const list = useRef<HTMLDivElement>(null);
  const turn = (event: KeyboardEvent) => {
    const forward = direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    const step = event.key === forward ? 1 : queueTabs.length - 1;
    const next = queueTabs[(queueTabs.indexOf(props.tab) + step) % queueTabs.length] ?? props.tab;
    props.onTab(next);
    list.current?.querySelector<HTMLElement>(`[data-tab="${next}"]`)?.focus();
  };
  return (
    <div className="tabs">
      <div className="tab-list" role="tablist" ref={list} onKeyDown={turn}>
        {queueTabs.map((tab) => (
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
      <span className="tabs-order quiet">{t(orderWords[props.tab])}</span>
    </div>
  );
}
