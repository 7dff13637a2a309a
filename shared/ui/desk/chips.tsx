import IconAmbulance from "@tabler/icons-react/dist/esm/icons/IconAmbulance.mjs";
import IconArrowBackUp from "@tabler/icons-react/dist/esm/icons/IconArrowBackUp.mjs";
import IconCalendarCheck from "@tabler/icons-react/dist/esm/icons/IconCalendarCheck.mjs";
import IconUrgent from "@tabler/icons-react/dist/esm/icons/IconUrgent.mjs";
import IconUser from "@tabler/icons-react/dist/esm/icons/IconUser.mjs";
import IconWheelchair from "@tabler/icons-react/dist/esm/icons/IconWheelchair.mjs";
import type { ReactNode } from "react";
import type { PriorityClass } from "../../domain/priority.ts";
import { useLocale } from "../locale-provider.tsx";

export type ChipTone = "plain" | "ok" | "warn" | "danger" | "brand" | "turn";

/** A state in a word, an icon and a tint; the tint never speaks alone. */
export function Chip(props: {
  readonly tone: ChipTone;
  readonly icon: typeof IconUser;
  /** The icon points along the reading line and turns with it. */
  readonly flip?: boolean;
  readonly children: ReactNode;
}) {
  const Icon = props.icon;
  return (
    <span className={`chip chip-${props.tone}`}>
      <Icon className={props.flip === true ? "icon flip" : "icon"} aria-hidden="true" />
      <span>{props.children}</span>
    </span>
  );
}

const looks = {
  emergency: { tone: "danger", icon: IconAmbulance, flip: true },
  urgent: { tone: "warn", icon: IconUrgent, flip: false },
  protected: { tone: "brand", icon: IconWheelchair, flip: false },
  returning: { tone: "brand", icon: IconArrowBackUp, flip: false },
  appointment: { tone: "brand", icon: IconCalendarCheck, flip: false },
  normal: { tone: "plain", icon: IconUser, flip: false },
} as const satisfies Record<PriorityClass, unknown>;

/** The priority class of an entry, as staff may see it. */
export function ClassChip(props: { readonly priorityClass: PriorityClass }) {
  const { t } = useLocale();
  const { tone, icon, flip } = looks[props.priorityClass];
  return (
    <Chip tone={tone} icon={icon} flip={flip}>
      {t(`desk.class.${props.priorityClass}`)}
    </Chip>
  );
}
