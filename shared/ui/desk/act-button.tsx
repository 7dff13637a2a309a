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
  /** The press is on its way: the button itself waits. */
  readonly busy?: boolean;
  readonly onPress: () => void;
  readonly children: ReactNode;
}) {
  const { t } = useLocale();
  const off = props.whyNot !== undefined && props.whyNot !== null;
  const looks = `button ${props.look === "plain" ? "" : "button-big"}`;
  return (
    <button
      type="button"
      className={`${looks} ${props.look === "filled" && (!off || props.busy === true) ? "button-filled" : ""}`}
      data-act={props.act}
      data-right={props.look === "filled" || undefined}
      aria-disabled={off || props.busy === true}
      aria-busy={props.busy === true}
      title={off && props.busy !== true ? (props.whyNot ?? undefined) : undefined}
      onClick={(event) => {
        // The second click of a double click is the same wish.
        if (event.detail <= 1) props.onPress();
      }}
    >
      {props.busy === true ? <Dots /> : null}
      <span className="button-words">
        {props.busy === true ? t("desk.sending") : props.children}
      </span>
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
