import type { Act } from "./desk.ts";
import { nextAct, visitAct } from "./desk.ts";
import type { PointData } from "../../../shared/protocol/feeds.ts";

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

/** The key of each act as printed on its button. */
export const keyCaps = {
  callNext: "F2",
  endAndNext: "F2",
  noShowAndNext: "⇧ F2",
  recall: "F4",
  noShow: "⇧ F4",
  start: "F8",
  end: "F8",
  requeue: "⇧ F9",
  undo: "Ctrl Z",
} as const satisfies Record<Act, string>;

/**
 * The act a key asks for with this patient on the screen; `ours` when the key is one of the
 * desk's but says nothing now, so the browser must not use it either; else nothing.
 */
export function actOfKey(press: KeyPress, point: PointData | null): Act | "ours" | null {
  const { code, shift, control, alt } = press;
  if (alt) return null;
  if (control) {
    if (code !== "KeyZ" || shift || press.inField) return null;
    return press.repeat ? "ours" : "undo";
  }
  const act = functionKey(code, shift, point);
  return act !== null && press.repeat ? "ours" : act;
}

function functionKey(code: string, shift: boolean, point: PointData | null): Act | null {
  switch (code) {
    case "F2":
      return shift ? "noShowAndNext" : nextAct(point);
    case "F4":
      return shift ? "noShow" : "recall";
    case "F8":
      return shift ? null : visitAct(point);
    case "F9":
      return shift ? "requeue" : null;
    default:
      return null;
  }
}
