import type { ReactNode } from "react";
import { useLocale } from "../locale-provider.tsx";

/**
 * A button of a desk with its key printed on it. It is never dead without saying why: an act that
 * is not possible keeps its place and its focus, and a press on it is still told to `onPress`,
 * which shows the reason.
 */
export function ActButton(props: {
  /** Name of the act, for tests and for whoever puts the focus on it. */
  readonly act: string;
  readonly look: "filled" | "big" | "plain";
  readonly keyCap?: string | undefined;
  /** The sentence why it is not possible now; nothing when it is. */
  readonly whyNot?: string | null;
  /**
   * A press is on its way: `own`, and this button waits with dots; `other`, and it only holds
   * still, because buttons that flash at every press tire the eye.
   */
  readonly wait?: "own" | "other" | null;
  readonly onPress: () => void;
  readonly children: ReactNode;
}) {
  const { t } = useLocale();
  const wait = props.wait ?? null;
  const off = wait === null && props.whyNot !== undefined && props.whyNot !== null;
  const looks = `button ${props.look === "plain" ? "" : "button-big"}`;
  return (
    <button
      type="button"
      className={`${looks} ${props.look === "filled" && !off ? "button-filled" : ""}`}
      data-act={props.act}
      data-right={props.look === "filled" || undefined}
      aria-disabled={off || wait !== null}
      aria-busy={wait === "own"}
      data-wait={wait ?? undefined}
      title={off ? (props.whyNot ?? undefined) : undefined}
      onKeyDown={(event) => {
        // A key held down repeats itself; only its first press is meant.
        if (event.key === "Enter" && event.repeat) event.preventDefault();
      }}
      onClick={(event) => {
        // The second click of a double click is the same wish.
        if (event.detail <= 1) props.onPress();
      }}
    >
      {wait === "own" ? <Dots /> : null}
      <span className="button-words">{wait === "own" ? t("desk.sending") : props.children}</span>
      {props.keyCap === undefined ? null : <KeyCap>{props.keyCap}</KeyCap>}
    </button>
  );
}

/** A key as it stands on the keyboard: left to right in every language. */
export function KeyCap(props: { readonly children: string }) {
  return (
    <kbd className="key-cap">
      <bdi dir="ltr">{props.children}</bdi>
    </kbd>
  );
}

/** Three dots that say "waiting", beside the word that says it too. */
export function Dots() {
  return (
    <span className="dots" aria-hidden="true">
      <i />
      <i />
      <i />
    </span>
  );
}
