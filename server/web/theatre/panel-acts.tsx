import IconArrowBackUp from "@tabler/icons-react/dist/esm/icons/IconArrowBackUp.mjs";
import IconArrowsUpDown from "@tabler/icons-react/dist/esm/icons/IconArrowsUpDown.mjs";
import IconBan from "@tabler/icons-react/dist/esm/icons/IconBan.mjs";
import IconClockPlus from "@tabler/icons-react/dist/esm/icons/IconClockPlus.mjs";
import { useState } from "react";
import { missingCase } from "../../../shared/domain/result.ts";
import { operationTransitions, takesTheatre } from "../../../shared/domain/theatre.ts";
import type { OperationData, TheatresData } from "../../../shared/protocol/theatre-feeds.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import type { TheatreDesk } from "./desk.ts";
import { CancelDialog, DelayDialog, UndoStepDialog, UnplanDialog } from "./operation-dialogs.tsx";
import { ReorderDialog, reorderable } from "./reorder-dialog.tsx";

const acts = ["delay", "reorder", "unplan", "undoStep", "cancel"] as const;
type PanelAct = (typeof acts)[number];

const icons = {
  delay: IconClockPlus,
  reorder: IconArrowsUpDown,
  unplan: IconArrowBackUp,
  undoStep: IconArrowBackUp,
  cancel: IconBan,
} as const;

/** What else can be done with an operation; each asks for its reason in a dialog. */
export function PanelActs(props: {
  readonly desk: TheatreDesk;
  readonly one: OperationData;
  readonly said: TheatresData;
}) {
  const { t } = useLocale();
  const [open, setOpen] = useState<PanelAct | null>(null);
  const { desk, one, said } = props;
  if (!desk.mayAct) return null;
  const possible = acts.filter((act) => isPossible(act, one, said));
  const close = () => setOpen(null);
  const dialog = { desk, one, onClose: close };
  return (
    <div className="panel-acts">
      {possible.map((act) => {
        const Icon = icons[act];
        return (
          <button
            key={act}
            type="button"
            className="button"
            data-act={act}
            onClick={() => setOpen(act)}
          >
            <Icon className={act === "undoStep" ? "icon flip" : "icon"} aria-hidden="true" />
            {t(`theatre.act.${act}`)}
          </button>
        );
      })}
      {open === "delay" ? <DelayDialog {...dialog} /> : null}
      {open === "unplan" ? <UnplanDialog {...dialog} /> : null}
      {open === "undoStep" ? <UndoStepDialog {...dialog} /> : null}
      {open === "cancel" ? <CancelDialog {...dialog} /> : null}
      {open === "reorder" ? <ReorderDialog {...dialog} said={said} /> : null}
    </div>
  );
}

/** Steps can be taken back while the operation is on its way through the day. */
const stepped: readonly string[] = [
  ...["sent_for", "arrived", "signed_in", "incision", "closed", "recovery", "ward"],
];

function isPossible(act: PanelAct, one: OperationData, said: TheatresData): boolean {
  const { status } = one.operation;
  switch (act) {
    case "unplan":
      return operationTransitions.unplan.from.includes(status);
    case "cancel":
      return operationTransitions.cancel.from.includes(status);
    case "undoStep":
      return stepped.includes(status);
    case "delay":
      // What has begun takes longer, what has not begins later.
      return takesTheatre(status) && status !== "recovery" && status !== "ward";
    case "reorder":
      return reorderable(one.operation, said).length >= 2;
    default:
      return missingCase(act);
  }
}
