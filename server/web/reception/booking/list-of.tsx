import type { KeyboardEvent, ReactNode, RefObject } from "react";

/** A list of big buttons, one under the other. */
export function ListOf(props: {
  readonly list?: RefObject<HTMLUListElement | null>;
  readonly label?: string;
  readonly onKeyDown?: (event: KeyboardEvent<HTMLUListElement>) => void;
  readonly children: ReactNode;
}) {
  return (
    <ul
      className="booking-list"
      aria-label={props.label}
      {...(props.list === undefined ? {} : { ref: props.list })}
      onKeyDown={props.onKeyDown}
    >
      {props.children}
    </ul>
  );
}

/** Up and down from one button to the next; Enter is the button's own. */
export function moveBetween(event: KeyboardEvent<HTMLUListElement>): void {
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  if (step === 0) return;
  event.preventDefault();
  const buttons = [...event.currentTarget.querySelectorAll("button")];
  const at = buttons.findIndex((button) => button === document.activeElement);
  buttons[Math.min(buttons.length - 1, Math.max(0, at + step))]?.focus();
}
