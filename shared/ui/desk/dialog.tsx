import IconX from "@tabler/icons-react/dist/esm/icons/IconX.mjs";
import { useEffect, useRef } from "react";
import type { ReactNode } from "react";
import { useLocale } from "../locale-provider.tsx";

/**
 * What has the focus at first: the first question's answer, the one filled action, or the first
 * that can be said at all. The first of a list that is there counts.
 */
const beginnings = {
  question: ["input:checked"],
  act: ["[data-right]"],
  step: ['input[type="search"]', ".choice input:checked", "input:not(:disabled)", "[data-right]"],
  menu: ["[data-menu-act]"],
} as const;

/** Above the page; keeps the focus, closes with Escape and gives the focus back. */
export function Dialog(props: {
  readonly title: ReactNode;
  readonly begin: keyof typeof beginnings;
  /** As wide and as high as the screen allows: for work, not for one question. */
  readonly wide?: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const { t } = useLocale();
  const dialog = useRef<HTMLDialogElement>(null);
  const { begin } = props;
  useEffect(() => {
    const element = dialog.current;
    if (element === null || element.open) return;
    element.showModal();
    // The browser would begin at "close".
    for (const place of beginnings[begin]) {
      const found = element.querySelector<HTMLElement>(place);
      if (found !== null) return found.focus();
    }
  }, [begin]);
  return (
    <dialog
      ref={dialog}
      className={props.wide === true ? "dialog dialog-wide" : "dialog"}
      aria-labelledby="dialog-title"
      onClose={props.onClose}
    >
      <div className="dialog-head">
        <h2 id="dialog-title">{props.title}</h2>
        <button type="button" className="button" onClick={() => dialog.current?.close()}>
          <IconX className="icon" aria-hidden="true" />
          {t("desk.close")}
        </button>
      </div>
      {props.children}
    </dialog>
  );
}
