import { useEffect } from "react";

/** Keys that the desk behind an open dialog would act on. */
const deskKeys = /^F([2-9]|1[0-2])$/;

/**
 * Opens a dialog by its key, in any layout and inside any field; and while it is open, no key
 * reaches the desk behind it. `mayOpen`: whether there is anything to open for this person.
 */
export function useOpenKey(
  key: string,
  { isOpen, mayOpen = true }: { readonly isOpen: boolean; readonly mayOpen?: boolean },
  open: () => void,
): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (isOpen) {
        const inField = event.target instanceof HTMLElement && event.target.matches("input");
        const isUndo = (event.ctrlKey || event.metaKey) && event.code === "KeyZ" && !inField;
        if (!deskKeys.test(event.code) && !isUndo) return;
        event.preventDefault();
        event.stopImmediatePropagation();
        return;
      }
      const isPlain = !event.shiftKey && !event.ctrlKey && !event.metaKey && !event.altKey;
      if (event.code !== key || !isPlain || !mayOpen) return;
      event.preventDefault();
      // Another dialog asks something: it is answered first.
      if (!event.repeat && document.querySelector("dialog[open]") === null) open();
    };
    window.addEventListener("keydown", listen, true);
    return () => window.removeEventListener("keydown", listen, true);
  });
}
