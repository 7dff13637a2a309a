import IconArrowBackUp from "@tabler/icons-react/dist/esm/icons/IconArrowBackUp.mjs";
import { useEffect, useRef } from "react";
import type { ReactNode } from "react";
import type { CommandId } from "../../../shared/domain/ids.ts";
import type { PayloadInput } from "../../../shared/protocol/client.ts";
import type { CommandName } from "../../../shared/protocol/commands.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { ActButton } from "../../../shared/ui/desk/act-button.tsx";
import { AskNotice } from "../../../shared/ui/desk/ask-notice.tsx";
import { Dialog } from "../../../shared/ui/desk/dialog.tsx";
import { Notice } from "../../../shared/ui/desk/notice.tsx";
import { useAsking } from "../../../shared/ui/desk/use-asking.ts";
import type { Act } from "./askings.ts";
import type { AdminDesk } from "./desk.ts";

/**
 * A dialog that asks for one command: what was typed stays until it is accepted, a refusal stands
 * above the button, and whom it moved is said before it closes.
 */
export function AskDialog<Name extends CommandName>(props: {
  readonly desk: Pick<AdminDesk, "client" | "runner">;
  readonly act: Act;
  readonly name: Name;
  /** What is asked; a sentence in its place says what is missing. */
  readonly payload: PayloadInput<Name> | string;
  /** One press takes back all that it did, patients included. */
  readonly undoable?: boolean;
  /** Told once, when it was accepted: it can be taken back by this id. */
  readonly onDone?: (commandId: CommandId) => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const { t } = useLocale();
  const { payload, act, onClose } = props;
  const asking = useAsking<Name, null>(props.desk.client, props.name);
  const { step } = asking;
  const touched = step.kind === "done" ? touchedBy(step.reply) : null;
  useWhenDone(step.kind === "done" ? step.commandId : null, props.onDone);
  const isOver = step.kind === "done" && touched === null;
  useEffect(() => {
    if (isOver) onClose();
  }, [isOver, onClose]);
  const missing = typeof payload === "string" ? payload : null;
  return (
    <Dialog title={t(act)} begin="question" onClose={onClose}>
      {step.kind === "done" ? (
        touched === null ? null : (
          <Notice
            tone="quiet"
            title={t("admin.touched", touched)}
            actions={
              <>
                {props.undoable === true ? (
                  <button
                    type="button"
                    className="button"
                    data-act="take-back"
                    onClick={() => {
                      const { commandId } = step;
                      void props.desk.runner.ask(
                        "undoMove",
                        { commandId },
                        { act: "admin.act.undoMove" },
                      );
                      onClose();
                    }}
                  >
                    <IconArrowBackUp className="icon flip" aria-hidden="true" />
                    {t("admin.act.undoMove")}
                  </button>
                ) : null}
                <button type="button" className="button" data-act="done" onClick={onClose}>
                  {t("word.done")}
                </button>
              </>
            }
          />
        )
      ) : (
        <div className="dialog-body">
          {props.children}
          <AskNotice of={step} words={{ noAnswer: "admin.notice.noAnswerKept" }} />
          <div className="dialog-acts">
            <ActButton
              act="confirm"
              look="filled"
              whyNot={missing}
              wait={step.kind === "sending" ? "own" : null}
              onPress={() => {
                if (typeof payload !== "string" && step.kind !== "sending") {
                  asking.ask(payload, null);
                }
              }}
            >
              {t(act)}
            </ActButton>
            <button type="button" className="button" onClick={onClose}>
              {t("word.back")}
            </button>
            {missing === null ? null : <p className="quiet dialog-missing">{missing}</p>}
          </div>
        </div>
      )}
    </Dialog>
  );
}

/** Tells it once, however often the screen is drawn meanwhile. */
function useWhenDone(
  commandId: CommandId | null,
  onDone: ((commandId: CommandId) => void) | undefined,
): void {
  const latest = useRef(onDone);
  useEffect(() => {
    latest.current = onDone;
  });
  useEffect(() => {
    if (commandId !== null) latest.current?.(commandId);
  }, [commandId]);
}

/** Whom a command touched; nothing when it touched nobody or is of no such kind. */
function touchedBy(reply: object): { readonly moved: number; readonly unplaced: number } | null {
  if (!("moved" in reply) || !("unplaced" in reply)) return null;
  const { moved, unplaced } = reply;
  if (typeof moved !== "number" || typeof unplaced !== "number") return null;
  return moved + unplaced === 0 ? null : { moved, unplaced };
}
