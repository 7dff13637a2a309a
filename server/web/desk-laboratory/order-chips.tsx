import IconAlertTriangle from "@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs";
import IconBan from "@tabler/icons-react/dist/esm/icons/IconBan.mjs";
import IconBolt from "@tabler/icons-react/dist/esm/icons/IconBolt.mjs";
import IconChecks from "@tabler/icons-react/dist/esm/icons/IconChecks.mjs";
import IconClock from "@tabler/icons-react/dist/esm/icons/IconClock.mjs";
import IconClockExclamation from "@tabler/icons-react/dist/esm/icons/IconClockExclamation.mjs";
import IconDroplet from "@tabler/icons-react/dist/esm/icons/IconDroplet.mjs";
import IconHourglass from "@tabler/icons-react/dist/esm/icons/IconHourglass.mjs";
import IconMicroscope from "@tabler/icons-react/dist/esm/icons/IconMicroscope.mjs";
import IconTruckDelivery from "@tabler/icons-react/dist/esm/icons/IconTruckDelivery.mjs";
import IconUrgent from "@tabler/icons-react/dist/esm/icons/IconUrgent.mjs";
import type { OrderItemStatus, OrderUrgency } from "../../../shared/domain/laboratory.ts";
import { missingCase } from "../../../shared/domain/result.ts";
import type { OrderLine } from "../../../shared/protocol/laboratory-feeds.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { Chip } from "../../../shared/ui/desk/chips.tsx";
import { dueOf, spanWords } from "./due.ts";
import { isOpen, stageOf } from "./order-stage.ts";
import type { Stage } from "./order-stage.ts";

const urgencyLooks = {
  stat: { tone: "danger", icon: IconBolt },
  urgent: { tone: "warn", icon: IconUrgent },
  routine: { tone: "plain", icon: IconClock },
} as const satisfies Record<OrderUrgency, unknown>;

export function UrgencyChip(props: { readonly urgency: OrderUrgency }) {
  const { t } = useLocale();
  return <Chip {...urgencyLooks[props.urgency]}>{t(`lab.urgency.${props.urgency}`)}</Chip>;
}

const stageLooks = {
  toCollect: { tone: "plain", icon: IconDroplet },
  onTheWay: { tone: "plain", icon: IconTruckDelivery },
  inWork: { tone: "brand", icon: IconMicroscope },
  ready: { tone: "ok", icon: IconChecks },
  cancelled: { tone: "warn", icon: IconBan },
} as const satisfies Record<Stage, unknown>;

/** How far an order is; the truck turns with the reading line. */
export function StageChip(props: { readonly order: Pick<OrderLine, "items" | "kind"> }) {
  const { t } = useLocale();
  const stage = stageOf(props.order);
  const isImaging = props.order.kind === "imaging";
  const look = isImaging && stage === "onTheWay" ? stageLooks.inWork : stageLooks[stage];
  return (
    <Chip {...look} flip={look.icon === IconTruckDelivery}>
      {isImaging ? t(`lab.imagingStage.${stage}`) : t(`lab.stage.${stage}`)}
    </Chip>
  );
}

const itemLooks = {
  ordered: stageLooks.toCollect,
  collected: stageLooks.onTheWay,
  received: stageLooks.inWork,
  resulted: stageLooks.ready,
  cancelled: stageLooks.cancelled,
} as const satisfies Record<OrderItemStatus, unknown>;

export function ItemChip(props: {
  readonly status: OrderItemStatus;
  readonly kind: OrderLine["kind"];
}) {
  const { t } = useLocale();
  const { status, kind } = props;
  if (kind === "laboratory") {
    return (
      <Chip {...itemLooks[status]} flip={status === "collected"}>
        {t(`lab.itemStatus.${status}`)}
      </Chip>
    );
  }
  const look = status === "collected" ? stageLooks.inWork : itemLooks[status];
  return <Chip {...look}>{t(`lab.imagingStage.${imagingStage[status]}`)}</Chip>;
}

const imagingStage = {
  ordered: "toCollect",
  collected: "inWork",
  received: "inWork",
  resulted: "ready",
  cancelled: "cancelled",
} as const satisfies Record<OrderItemStatus, Stage>;

/** The turnaround clock: an alarm has its icon and its word, not a colour alone. */
export function DueChip(props: {
  readonly order: Pick<OrderLine, "dueAt" | "alarm" | "kind" | "items">;
  readonly now: number;
}) {
  const { t } = useLocale();
  if (!isOpen(props.order)) return null;
  const due = dueOf(props.order, props.now);
  switch (due.kind) {
    case "none":
      return (
        <span className="quiet">
          {t(props.order.kind === "imaging" ? "lab.due.noneImaging" : "lab.due.none")}
        </span>
      );
    case "left":
      return (
        <Chip tone="plain" icon={IconHourglass}>
          {t("lab.due.left", { span: spanWords(due.minutes, t) })}
        </Chip>
      );
    case "soon":
      return (
        <Chip tone="warn" icon={IconClockExclamation}>
          {t("lab.due.soon", { span: spanWords(due.minutes, t) })}
        </Chip>
      );
    case "over":
      return (
        <Chip tone="danger" icon={IconAlertTriangle}>
          {t("lab.due.over", { span: spanWords(due.minutes, t) })}
        </Chip>
      );
    default:
      return missingCase(due);
  }
}
