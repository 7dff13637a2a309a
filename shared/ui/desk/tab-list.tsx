import { useRef } from "react";
import type { KeyboardEvent, ReactNode } from "react";
import { useLocale } from "../locale-provider.tsx";

/** Tabs of one panel: one is chosen, and arrows go along the reading line. */
export function TabList<Tab extends string>(props: {
  readonly tabs: readonly Tab[];
  readonly tab: Tab;
  /** The id of what they show. */
  readonly panel: string;
  readonly words: (tab: Tab) => ReactNode;
  readonly onTab: (tab: Tab) => void;
}) {
  const { direction } = useLocale();
  const { tabs, tab: chosen, panel, words, onTab } = props;
  const list = useRef<HTMLDivElement>(null);
  const turn = (event: KeyboardEvent) => {
    const forward = direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    const step = event.key === forward ? 1 : tabs.length - 1;
    const next = tabs[(tabs.indexOf(chosen) + step) % tabs.length] ?? chosen;
    onTab(next);
    list.current?.querySelector<HTMLElement>(`[data-tab="${next}"]`)?.focus();
  };
  return (
    <div className="tab-list" role="tablist" ref={list} onKeyDown={turn}>
      {tabs.map((tab) => (
        <button
          key={tab}
          type="button"
          role="tab"
          data-tab={tab}
          aria-selected={tab === chosen}
          aria-controls={panel}
          tabIndex={tab === chosen ? 0 : -1}
          onClick={() => onTab(tab)}
        >
          {words(tab)}
        </button>
      ))}
    </div>
  );
}
