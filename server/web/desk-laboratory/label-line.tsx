import IconAlertTriangle from "@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs";
import IconHelpCircle from "@tabler/icons-react/dist/esm/icons/IconHelpCircle.mjs";
import IconPencil from "@tabler/icons-react/dist/esm/icons/IconPencil.mjs";
import IconPrinter from "@tabler/icons-react/dist/esm/icons/IconPrinter.mjs";
import IconCircleCheck from "@tabler/icons-react/dist/esm/icons/IconCircleCheck.mjs";
import type { SpecimenLine } from "../../../shared/protocol/laboratory-feeds.ts";
import { Chip } from "../../../shared/ui/desk/chips.tsx";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { labelStateOf, wantsLabel } from "./label-state.ts";
import type { LabelState } from "./label-state.ts";

const looks = {
  printing: { tone: "plain", icon: IconPrinter },
  printed: { tone: "ok", icon: IconCircleCheck },
  notPrinted: { tone: "danger", icon: IconAlertTriangle },
  unknown: { tone: "warn", icon: IconHelpCircle },
  none: { tone: "warn", icon: IconPencil },
} as const satisfies Record<LabelState, unknown>;

/** What became of the label of a tube that is in use; and where none came out, printing it again. */
export function LabelLine(props: {
  readonly specimen: SpecimenLine;
  /** Nothing where it cannot be asked for now. */
  readonly onAgain: (() => void) | null;
}) {
  const { t } = useLocale();
  const { specimen, onAgain } = props;
  if (specimen.status !== "collected" && specimen.status !== "received") return null;
  const state = labelStateOf(specimen);
  const copy = specimen.labelPaper?.copy ?? 0;
  return (
    <span className="label-line" role="status" data-label-state={state}>
      <Chip {...looks[state]}>
        {t(`lab.label.${state}`)}
        {copy === 0 ? null : ` · ${t("ticket.copy", { n: copy })}`}
      </Chip>
      {wantsLabel(state) && onAgain !== null ? (
        <button
          type="button"
          className="button button-small"
          data-act="print-again"
          onClick={onAgain}
        >
          <IconPrinter className="icon" aria-hidden="true" />
          {t(state === "none" ? "lab.label.print" : "lab.act.printLabel")}
        </button>
      ) : null}
    </span>
  );
}
