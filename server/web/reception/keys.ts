import { nextAct, visitAct } from "./acts.ts";
import type { Act, Here } from "./situation.ts";

/** What a key press is, as the browser tells it. */
export interface KeyPress {
  /** The physical key: the same in an Arabic and a Latin layout. */
  readonly code: string;
  readonly shift: boolean;
  /** Control, or Command on a Mac. */
  readonly control: boolean;
  readonly alt: boolean;
  /** A key held down repeats itself; only its first press is meant. */
  readonly repeat: boolean;
  /** Typed into a text field, where Ctrl Z belongs to the text. */
  readonly inField: boolean;
}

/** The menus that hold the rarer acts. */
export type Menu = "moreOfPatient" | "moreOfDesk";

/** The key of each act as printed on its button; the acts of the menus have digits there. */
export const keyCaps: Readonly<Partial<Record<Act | Menu, string>>> = {
  callNext: "F2",
  endAndNext: "F2",
  resumePoint: "F2",
  openPoint: "F2",
  noShowAndNext: "⇧ F2",
  recall: "F4",
  noShow: "⇧ F4",
  start: "F8",
  end: "F8",
  park: "⇧ F8",
  transfer: "F9",
  requeue: "⇧ F9",
  undo: "Ctrl Z",
  moreOfPatient: "F7",
  moreOfDesk: "⇧ F7",
};

/**
 * The act or menu a key asks for with this patient on the screen; `ours` when the key is one of
 * the desk's but says nothing now, so the browser must not use it either; else nothing.
 */
export function actOfKey(press: KeyPress, here: Here): Act | Menu | "ours" | null {
  const { code, shift, control, alt } = press;
  if (alt) return null;
  if (control) {
    if (code !== "KeyZ" || shift || press.inField) return null;
    return press.repeat ? "ours" : "undo";
  }
  const act = functionKey(code, shift, here);
  return act !== null && press.repeat ? "ours" : act;
}

function functionKey(code: string, shift: boolean, here: Here): Act | Menu | null {
  switch (code) {
    case "F2":
      return shift ? "noShowAndNext" : nextAct(here);
    case "F4":
      return shift ? "noShow" : "recall";
    case "F7":
      return shift ? "moreOfDesk" : "moreOfPatient";
    case "F8":
      return shift ? "park" : visitAct(here);
    case "F9":
      return shift ? "requeue" : "transfer";
    default:
      return null;
  }
}

/** The number a digit key says, on either block of keys; 0 for another key. */
export function digitOf(code: string): number {
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(code)?.[1];
  return digit === undefined ? 0 : Number(digit);
}
