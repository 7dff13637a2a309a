import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import type { MessageKey } from "../../../shared/i18n/translate.ts";
import { Num } from "../../../shared/ui/ticket-label.tsx";
import type { OrderLine } from "../../../shared/protocol/laboratory-feeds.ts";
import { isShown } from "./worklist.ts";
import type { Filter } from "./worklist.ts";

const laboratory: readonly Filter[] = ["all", "onTheWay", "inWork", "late", "ready"];
const imaging: readonly Filter[] = ["all", "toPerform", "inWork", "late", "ready"];

function words(filter: Filter, kind: OrderLine["kind"]): MessageKey {
  if (kind === "imaging" && filter === "inWork") return "lab.count.reportOpen";
  if (kind === "imaging" && filter === "ready") return "lab.count.reportReady";
  return `lab.count.${filter}`;
}

/** The counts of the work, each of which shows what it counts; and what is ready, to look back at. */
export function WorkFilter(props: {
  readonly orders: readonly OrderLine[];
  readonly kind: OrderLine["kind"];
  readonly filter: Filter;
  readonly now: number;
  readonly onFilter: (filter: Filter) => void;
}) {
  const { t } = useLocale();
  const { orders, kind, filter, now } = props;
  return (
    <div className="lab-filter" role="group" aria-label={t("lab.filter")}>
      {(kind === "imaging" ? imaging : laboratory).map((one) => {
        const count = orders.filter((order) => isShown(order, one, now)).length;
        const isAlarm = one === "late" && count > 0;
        return (
          <button
            key={one}
            type="button"
            className={isAlarm ? "button filter-alarm" : "button"}
            data-filter={one}
            aria-pressed={one === filter}
            onClick={() => props.onFilter(one)}
          >
            {t(words(one, kind))} {one === "ready" ? null : <Num>{count}</Num>}
          </button>
        );
      })}
    </div>
  );
}
