import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { TabList } from "../../../shared/ui/desk/tab-list.tsx";
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
  const { t } = useLocale();
  const { tab, panel, counts, onTab } = props;
  return (
    <div className="tabs">
      <TabList
        tabs={queueTabs}
        tab={tab}
        panel={panel}
        words={(each) => (
          <>
            {t(`reception.list.${each}`)} <Num>{counts[each]}</Num>
          </>
        )}
        onTab={onTab}
      />
      <span className="tabs-order quiet">{t(orderWords[tab])}</span>
    </div>
  );
}
