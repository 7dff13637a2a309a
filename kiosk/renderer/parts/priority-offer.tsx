import IconCheck from "@tabler/icons-react/dist/esm/icons/IconCheck.mjs";
import IconHeartHandshake from "@tabler/icons-react/dist/esm/icons/IconHeartHandshake.mjs";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import type { Act } from "./act.ts";

/** Priority is offered, not proved: one touch on the way, no question that everyone must answer. */
export function PriorityOffer(props: { readonly isAsked: boolean; readonly act: Act }) {
  const { t } = useLocale();
  const { isAsked } = props;
  return (
    <button
      type="button"
      className="priority"
      data-act="priority"
      aria-pressed={isAsked}
      onClick={() => props.act({ type: "priority" })}
    >
      <IconHeartHandshake className="icon" aria-hidden="true" />
      <span className="words">
        <b>{isAsked ? t("kiosk.priority.asked") : t("kiosk.priority.offer")}</b>
        <span>{isAsked ? t("kiosk.priority.confirm") : t("kiosk.priority.how")}</span>
      </span>
      <span className="box">{isAsked && <IconCheck className="icon" aria-hidden="true" />}</span>
    </button>
  );
}
