import IconArrowBackUp from "@tabler/icons-react/dist/esm/icons/IconArrowBackUp.mjs";
import { useEffect, useRef } from "react";
import type { ReactNode } from "react";
import type { CommandId } from "../../../shared/domain/ids.ts";
import type { RefusalCode } from "../../../shared/domain/refusal.ts";
import type { PayloadInput } from "../../../shared/protocol/client.ts";
import type { CommandName } from "../../../shared/protocol/commands.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { ActButton } from "../../../shared/ui/desk/act-button.tsx";
import { AskNotice } from "../../../shared/ui/desk/ask-notice.tsx";
import { Dialog } from "../../../shared/ui/desk/dialog.tsx";
import { Notice } from "../../../shared/ui/desk/notice.tsx";
import { useAsking } from "../../../shared/ui/desk/use-asking.ts";
import type { MessageKey, Translate } from "../../../shared/i18n/translate.ts";
import type { Act } from "./askings.ts";
import type { AskingDesk } from "./desk.ts";
import { touchedBy as touchedCount } from "./rehearsal.ts";
import type { Foreseen } from "./rehearsal.ts";
import { useRehearsal, WhatHappens } from "./what-happens.tsx";

interface AskDialogProps<Name extends CommandName> {
  readonly desk: AskingDesk;
  readonly act: Act;
  readonly name: Name;
  /** What is asked; a sentence in its place says what is missing. */
  readonly payload: PayloadInput<Name> | string;
  /**
   * What is asked of the server before: what this command would do stands above the button, and the
   * button says how many it touches. It is not pressed before that is known.
   */
  readonly rehearsed?: PayloadInput<Name> | null;
  /** What is missing once it is known what would happen: that somebody says to have seen it. */
  readonly missingAfter?: (foreseen: Foreseen) => string | null;
  /** One press takes back all that it did, patients included. */
  readonly undoable?: boolean;
  /** Where this command's refusals have words of their own. */
  readonly refusals?: Partial<Record<RefusalCode, MessageKey>>;
  /** Told once, when it was accepted: it can be taken back by this id. */
  readonly onDone?: (commandId: CommandId) => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/**
 * A dialog that asks for one command: what was typed stays until it is accepted, a refusal stands
 * above the button, and whom it moved is said before it closes.
 */
export function AskDialog<Name extends CommandName>(props: AskDialogProps<Name>) {
  const { t } = useLocale();
  const { payload, act, rehearsed, onClose } = props;
  const { step, ask } = useAsking<Name, null>(props.desk.client, props.name);
  const touched = step.kind === "done" ? touchedBy(step.reply) : null;
  useWhenDone(step.kind === "done" ? step.commandId : null, props.onDone);
  useClosing(step.kind === "done" && touched === null, onClose);
  const isRehearsed = rehearsed !== undefined && rehearsed !== null;
  const foreseen = useRehearsal(props.desk, props.name, rehearsed ?? null);
  const unseen = isRehearsed ? unseenWords(foreseen, t) : null;
  const unsaid = foreseen === null ? null : (props.missingAfter?.(foreseen) ?? null);
  const missing = typeof payload === "string" ? payload : (unseen ?? unsaid);
  return (
    <Dialog title={t(act)} begin="question" onClose={onClose}>
      {step.kind === "done" ? (
        touched === null ? null : (
          <Done
            touched={touched}
            onTakeBack={
              props.undoable === true
                ? () => {
                    const { commandId } = step;
                    const words = { act: "admin.act.undoMove" } as const;
                    void props.desk.runner.ask("undoMove", { commandId }, words);
                    onClose();
                  }
                : null
            }
            onClose={onClose}
          />
        )
      ) : (
        <div className="dialog-body">
          {props.children}
          {isRehearsed ? <WhatHappens desk={props.desk} foreseen={foreseen} /> : null}
          <AskNotice
            of={step}
            words={{ noAnswer: "admin.notice.noAnswerKept", ...props.refusals }}
          />
          <div className="dialog-acts">
            <ActButton
              act="confirm"
              look="filled"
              whyNot={missing}
              wait={step.kind === "sending" ? "own" : null}
              onPress={() => {
                if (typeof payload !== "string" && missing === null && step.kind !== "sending") {
                  ask(payload, null);
                }
              }}
            >
              {confirmWords(act, foreseen, t)}
            </ActButton>
            <button type="button" className="button" onClick={onClose}>
              {t("word.back")}
            </button>
            {missing === null || missing === unseen ? null : (
              <p className="quiet dialog-missing">{missing}</p>
            )}
          </div>
        </div>
      )}
    </Dialog>
  );
}

/** A dialog that has nothing more to say closes by itself. */
function useClosing(isOver: boolean, onClose: () => void): void {
  useEffect(() => {
    if (isOver) onClose();
  }, [isOver, onClose]);
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

interface Touches {
  readonly moved: number;
  readonly unplaced: number;
}

/** Whom it moved, and the one press that takes it back. */
function Done(props: {
  readonly touched: Touches;
  readonly onTakeBack: (() => void) | null;
  readonly onClose: () => void;
}) {
  const { t } = useLocale();
  const { touched, onTakeBack, onClose } = props;
  return (
    <Notice
      tone="quiet"
      title={t("admin.touched", { moved: touched.moved, unplaced: touched.unplaced })}
      actions={
        <>
          {onTakeBack === null ? null : (
            <button type="button" className="button" data-act="take-back" onClick={onTakeBack}>
              <IconArrowBackUp className="icon flip" aria-hidden="true" />
              {t("admin.act.undoMove")}
            </button>
          )}
          <button type="button" className="button" data-act="done" onClick={onClose}>
            {t("word.done")}
          </button>
        </>
      }
    />
  );
}

/** The act, and how many patients it touches as soon as that is known. */
function confirmWords(act: Act, foreseen: Foreseen | null, t: Translate): string {
  const count = touchedCount(foreseen);
  if (count === null || count === 0) return t(act);
  const patients = t("admin.confirm.patients", { count });
  return t("admin.confirm.counted", { act: t(act), patients });
}

/** Why it can't be confirmed yet: nobody has seen what it would do, or it would be refused. */
function unseenWords(foreseen: Foreseen | null, t: Translate): string | null {
  if (foreseen === null) return t("admin.consequences.asking");
  const { preview } = foreseen;
  if (preview.kind === "noServer") return t("admin.consequences.noServer");
  return preview.kind === "refused" ? t(`refusal.${preview.code}`, { seconds: 0 }) : null;
}

/** Whom a command touched; nothing when it touched nobody or is of no such kind. */
function touchedBy(reply: object): Touches | null {
  if (!("moved" in reply) || !("unplaced" in reply)) return null;
  const { moved, unplaced } = reply;
  if (typeof moved !== "number" || typeof unplaced !== "number") return null;
  return moved + unplaced === 0 ? null : { moved, unplaced };
}
