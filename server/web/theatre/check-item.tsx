import IconCircleCheck from "@tabler/icons-react/dist/esm/icons/IconCircleCheck.mjs";
import IconCircleDashed from "@tabler/icons-react/dist/esm/icons/IconCircleDashed.mjs";
import IconCircleMinus from "@tabler/icons-react/dist/esm/icons/IconCircleMinus.mjs";
import { useState } from "react";
import type { CheckMark } from "../../../shared/domain/theatre.ts";
import type { OperationData } from "../../../shared/protocol/theatre-feeds.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { TextField } from "../admin/fields.tsx";
import type { TheatreDesk } from "./desk.ts";

const icons = {
  done: IconCircleCheck,
  notNeeded: IconCircleMinus,
  open: IconCircleDashed,
} as const satisfies Record<CheckMark, unknown>;

/** One thing to check: a press ticks it or opens it again; "not needed" asks for its reason. */
export function CheckItem(props: {
  readonly desk: TheatreDesk;
  readonly one: OperationData;
  readonly item: OperationData["checklist"][number];
}) {
  const { t } = useLocale();
  const [isAsking, setIsAsking] = useState(false);
  const [reason, setReason] = useState("");
  const { desk, item } = props;
  const { operationId } = props.one.operation;
  const Icon = icons[item.mark];
  const words = t(`theatre.item.${item.item}`);
  const mark = (next: CheckMark, why?: string) => {
    if (!desk.mayAct) return;
    setIsAsking(false);
    void desk.runner.ask(
      "markChecklist",
      { operationId, item: item.item, mark: next, ...(why !== undefined && { reason: why }) },
      { act: "theatre.act.mark", spot: `${operationId} ${item.item}` },
    );
  };
  return (
    <li className="check-item" data-item={item.item} data-mark={item.mark}>
      <button
        type="button"
        className="check-tick"
        role="checkbox"
        aria-checked={item.mark === "open" ? false : item.mark === "done" ? true : "mixed"}
        onClick={() => mark(item.mark === "open" ? "done" : "open")}
      >
        <Icon className="icon" aria-hidden="true" />
        <span className="check-words">
          <b>{words}</b>
          {item.mark === "notNeeded" ? (
            <small>
              {item.reason === null
                ? t("theatre.check.notNeeded")
                : t("theatre.check.notNeededFor", { reason: item.reason })}
            </small>
          ) : null}
        </span>
      </button>
      {item.mark === "open" && !isAsking ? (
        <button
          type="button"
          className="link-button check-not-needed"
          data-act="not-needed"
          onClick={() => setIsAsking(true)}
        >
          {t("theatre.check.notNeeded")}
        </button>
      ) : null}
      {isAsking ? (
        <form
          className="check-reason"
          onSubmit={(event) => {
            event.preventDefault();
            if (reason.trim() !== "") mark("notNeeded", reason.trim());
          }}
        >
          <TextField
            label={t("theatre.check.why")}
            name="reason"
            value={reason}
            onChange={setReason}
          />
          <div className="dialog-acts">
            <button type="submit" className="button" data-act="confirm-not-needed">
              {t("theatre.check.notNeeded")}
            </button>
            <button type="button" className="button" onClick={() => setIsAsking(false)}>
              {t("word.back")}
            </button>
          </div>
        </form>
      ) : null}
    </li>
  );
}
