import { useEffect, useId, useRef, useState } from "react";
import { ActButton } from "../../../shared/ui/desk/act-button.tsx";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";

/** Why somebody does what is not taken back. The act waits for it, and says so. */
export function ReasonField(props: {
  readonly submit: string;
  readonly isSending?: boolean;
  readonly onReason: (reason: string) => void;
}) {
  const { t } = useLocale();
  const [reason, setReason] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const help = useId();
  useEffect(() => field.current?.focus(), []);
  const said = reason.trim();
  const submit = () => {
    if (said === "") field.current?.focus();
    else if (props.isSending !== true) props.onReason(said);
  };
  return (
    <form
      className="patients-reason"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <label className="field">
        <span>{t("patients.field.reason")}</span>
        <input
          ref={field}
          name="reason"
          dir="auto"
          autoComplete="off"
          maxLength={200}
          aria-describedby={help}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </label>
      <p id={help} className="quiet">
        {t("patients.field.reasonHelp")}
      </p>
      <ActButton
        act="giveReason"
        look="filled"
        whyNot={said === "" ? t("refusal.reason_required") : null}
        wait={props.isSending === true ? "own" : null}
        onPress={submit}
      >
        {props.submit}
      </ActButton>
    </form>
  );
}
