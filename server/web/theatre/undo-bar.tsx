import IconArrowBackUp from "@tabler/icons-react/dist/esm/icons/IconArrowBackUp.mjs";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { Notice } from "../../../shared/ui/desk/notice.tsx";
import type { TheatreDesk } from "./desk.ts";

/** What was planned last, and the one press that takes it back. */
export function UndoBar(props: { readonly desk: TheatreDesk }) {
  const { t } = useLocale();
  const { undo, runner, onUndoable } = props.desk;
  if (undo === null) return null;
  return (
    <Notice
      tone="quiet"
      title={undo.words}
      actions={
        <>
          <button
            type="button"
            className="button"
            data-act="undo"
            onClick={() => {
              const { commandId } = undo;
              onUndoable(null);
              void runner.ask("undoOperations", { commandId }, { act: "theatre.act.undo" });
            }}
          >
            <IconArrowBackUp className="icon flip" aria-hidden="true" />
            {t("theatre.act.undo")}
          </button>
          <button type="button" className="button" onClick={() => onUndoable(null)}>
            {t("desk.understood")}
          </button>
        </>
      }
    />
  );
}
