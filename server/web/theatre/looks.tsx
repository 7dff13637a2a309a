import IconArrowRight from "@tabler/icons-react/dist/esm/icons/IconArrowRight.mjs";
import IconBed from "@tabler/icons-react/dist/esm/icons/IconBed.mjs";
import IconCheck from "@tabler/icons-react/dist/esm/icons/IconCheck.mjs";
import IconClock from "@tabler/icons-react/dist/esm/icons/IconClock.mjs";
import IconEmergencyBed from "@tabler/icons-react/dist/esm/icons/IconEmergencyBed.mjs";
import IconHourglass from "@tabler/icons-react/dist/esm/icons/IconHourglass.mjs";
import IconPlayerPlay from "@tabler/icons-react/dist/esm/icons/IconPlayerPlay.mjs";
import IconUrgent from "@tabler/icons-react/dist/esm/icons/IconUrgent.mjs";
import IconX from "@tabler/icons-react/dist/esm/icons/IconX.mjs";
import type { OperationStatus, Urgency } from "../../../shared/domain/theatre.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { Chip } from "../../../shared/ui/desk/chips.tsx";
import type { ChipTone } from "../../../shared/ui/desk/chips.tsx";
import { barLooks } from "./bar.ts";
import type { BarLook } from "./bar.ts";

export const lookIcons = {
  planned: { icon: IconClock, flip: false },
  coming: { icon: IconEmergencyBed, flip: true },
  inTheatre: { icon: IconPlayerPlay, flip: true },
  recovery: { icon: IconBed, flip: true },
  done: { icon: IconCheck, flip: false },
  emergency: { icon: IconUrgent, flip: false },
  moved: { icon: IconArrowRight, flip: true },
} as const satisfies Record<BarLook, unknown>;

const statusLooks = {
  requested: { tone: "plain", icon: IconHourglass },
  planned: { tone: "plain", icon: IconClock },
  sent_for: { tone: "brand", icon: IconEmergencyBed },
  arrived: { tone: "brand", icon: IconEmergencyBed },
  signed_in: { tone: "brand", icon: IconPlayerPlay },
  incision: { tone: "brand", icon: IconPlayerPlay },
  closed: { tone: "brand", icon: IconPlayerPlay },
  recovery: { tone: "ok", icon: IconBed },
  ward: { tone: "ok", icon: IconCheck },
  cancelled: { tone: "danger", icon: IconX },
} as const satisfies Record<OperationStatus, unknown>;

/** Where an operation is in its life, as a chip. */
export function StatusChip(props: {
  readonly status: OperationStatus;
  /** When that began, or when it is planned. */
  readonly time: string | null;
}) {
  const { t } = useLocale();
  const { tone, icon } = statusLooks[props.status];
  const words = t(`theatre.status.${props.status}`);
  return (
    <Chip tone={tone} icon={icon} flip={icon === IconPlayerPlay || icon === IconEmergencyBed}>
      {words} {props.time}
    </Chip>
  );
}

const urgencyTones = {
  immediate: "danger",
  urgent: "warn",
  expedited: "brand",
  elective: "plain",
} as const satisfies Record<Urgency, ChipTone>;

export function UrgencyChip(props: { readonly urgency: Urgency }) {
  const { t } = useLocale();
  return (
    <Chip tone={urgencyTones[props.urgency]} icon={IconUrgent}>
      {t(`theatre.urgency.${props.urgency}`)}
    </Chip>
  );
}

/** What the bars' edges, tints and hatches mean. */
export function Legend() {
  const { t } = useLocale();
  return (
    <div className="theatre-legend">
      {barLooks.map((look) => (
        <span key={look}>
          <i className={`legend-mark bar-${look}`} aria-hidden="true" />
          {t(`theatre.look.${look}`)}
        </span>
      ))}
      <span>
        <i className="legend-mark legend-tail" aria-hidden="true" />
        {t("theatre.look.tail")}
      </span>
    </div>
  );
}
