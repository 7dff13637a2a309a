import IconEye from "@tabler/icons-react/dist/esm/icons/IconEye.mjs";
import IconEyeOff from "@tabler/icons-react/dist/esm/icons/IconEyeOff.mjs";
import IconLetterCaseUpper from "@tabler/icons-react/dist/esm/icons/IconLetterCaseUpper.mjs";
import IconLogin2 from "@tabler/icons-react/dist/esm/icons/IconLogin2.mjs";
import IconShieldCheck from "@tabler/icons-react/dist/esm/icons/IconShieldCheck.mjs";
import { useRef, useState } from "react";
import type { KeyboardEvent } from "react";
import type { Language } from "../../domain/language.ts";
import { missingCase } from "../../domain/result.ts";
import { secondMs } from "../../domain/time.ts";
import { browserTime, useMonotonicMs } from "../clock.ts";
import { useLocale } from "../locale-provider.tsx";
import { Mark } from "../ticket-label.tsx";
import { Dots } from "./act-button.tsx";
import { LanguageRow } from "./app-bar.tsx";
import { Notice } from "./notice.tsx";
import type { Access, Me, SignInOutcome } from "./access.ts";

type Trouble =
  | Exclude<SignInOutcome, { kind: "in" }>
  | { readonly kind: "empty"; readonly field: "user" | "password" };

/** The door: two fields, one action, and every "no" in words beside them. */
export function SignIn(props: {
  readonly access: Access;
  /** Whose desk it is, in a line under the mark. */
  readonly lead: string;
  /** The person did not leave: the session ended by itself. */
  readonly sessionOver: boolean;
  readonly onLanguage: (language: Language) => void;
  readonly onIn: (me: Me) => void;
}) {
  const { t } = useLocale();
  return (
    <main className="sign-in" data-screen="sign-in">
      <div className="sign-in-brand">
        <div className="sign-in-name">
          <Mark />
          <span>{t("word.dawr")}</span>
        </div>
        <p>{props.lead}</p>
      </div>
      <div className="sign-in-side">
        <div className="sign-in-language">
          <LanguageRow onChange={props.onLanguage} />
        </div>
        <SignInForm access={props.access} sessionOver={props.sessionOver} onIn={props.onIn} />
        <p className="sign-in-privacy quiet">
          <IconShieldCheck className="icon" aria-hidden="true" />
          {t("desk.signIn.privacy")}
        </p>
      </div>
    </main>
  );
}

function SignInForm(props: {
  readonly access: Access;
  readonly sessionOver: boolean;
  readonly onIn: (me: Me) => void;
}) {
  const { t, language } = useLocale();
  const [user, setUser] = useState("");
  const [password, setPassword] = useState("");
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [busy, setBusy] = useState(false);
  const [waitUntilMs, setWaitUntilMs] = useState(0);
  const waitS = Math.max(0, Math.ceil((waitUntilMs - useMonotonicMs(500)) / secondMs));
  const userRef = useRef<HTMLInputElement>(null);
  const passwordRef = useRef<HTMLInputElement>(null);

  async function submit(): Promise<void> {
    // The clock itself, not its half-second picture: a second try must not be dropped.
    if (busy || browserTime.monotonicMs() < waitUntilMs) return;
    const empty = user.trim() === "" ? "user" : password === "" ? "password" : null;
    if (empty !== null) {
      setTrouble({ kind: "empty", field: empty });
      (empty === "user" ? userRef : passwordRef).current?.focus();
      return;
    }
    setBusy(true);
    const outcome = await props.access.signIn(user.trim(), password, language);
    setBusy(false);
    if (outcome.kind === "in") return props.onIn(outcome.me);
    setTrouble(outcome);
    if (outcome.kind === "refused") {
      const waitForS = outcome.retryAfterS ?? 0;
      setWaitUntilMs(waitForS === 0 ? 0 : browserTime.monotonicMs() + waitForS * secondMs);
      passwordRef.current?.select();
    }
  }

  return (
    <form
      className="sign-in-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <h1>{t("desk.signIn.title")}</h1>
      {props.sessionOver && trouble === null ? (
        <Notice tone="quiet" title={t("desk.signIn.sessionOver")} />
      ) : null}
      <label className="field">
        <span>{t("desk.signIn.user")}</span>
        <input
          ref={userRef}
          name="user"
          dir="auto"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus
          value={user}
          onChange={(event) => setUser(event.currentTarget.value)}
        />
      </label>
      <PasswordField fieldRef={passwordRef} value={password} onChange={setPassword} />
      {trouble === null ? null : <TroubleNotice trouble={trouble} waitS={waitS} />}
      <button
        type="submit"
        className="button button-big button-filled"
        aria-disabled={busy || waitS > 0}
        aria-busy={busy}
      >
        {busy ? <Dots /> : <IconLogin2 className="icon flip" aria-hidden="true" />}
        <span className="button-words">{busy ? t("desk.sending") : t("desk.signIn.submit")}</span>
      </button>
    </form>
  );
}

function PasswordField(props: {
  readonly fieldRef: React.RefObject<HTMLInputElement | null>;
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  const { t } = useLocale();
  const [shown, setShown] = useState(false);
  const [capsLock, setCapsLock] = useState(false);
  const watch = (event: KeyboardEvent) => setCapsLock(event.getModifierState("CapsLock"));
  const Icon = shown ? IconEyeOff : IconEye;
  return (
    <div className="field">
      <label htmlFor="password">{t("desk.signIn.password")}</label>
      <div className="field-row">
        <input
          id="password"
          ref={props.fieldRef}
          name="password"
          dir="ltr"
          type={shown ? "text" : "password"}
          autoComplete="current-password"
          spellCheck={false}
          value={props.value}
          onChange={(event) => props.onChange(event.currentTarget.value)}
          onKeyDown={watch}
          onKeyUp={watch}
        />
        <button type="button" className="button field-button" onClick={() => setShown(!shown)}>
          <Icon className="icon" aria-hidden="true" />
          {t(shown ? "desk.signIn.hide" : "desk.signIn.show")}
        </button>
      </div>
      {capsLock ? (
        <span className="field-hint" role="status">
          <IconLetterCaseUpper className="icon" aria-hidden="true" />
          {t("desk.signIn.capsLock")}
        </span>
      ) : null}
    </div>
  );
}

function TroubleNotice(props: { readonly trouble: Trouble; readonly waitS: number }) {
  const { t } = useLocale();
  const { trouble } = props;
  switch (trouble.kind) {
    case "empty":
      return (
        <Notice
          tone="refusal"
          title={t(
            trouble.field === "user" ? "desk.signIn.emptyUser" : "desk.signIn.emptyPassword",
          )}
        />
      );
    case "noServer":
      return <Notice tone="error" title={t("desk.signIn.noServer")} />;
    case "refused":
      return (
        <Notice tone="refusal" title={t(`refusal.${trouble.code}`, { seconds: props.waitS })} />
      );
    default:
      return missingCase(trouble);
  }
}
