/** What the laboratory's desk does with the chosen order; `right` is what is next for it. */
export const labActs = ["right", "printLabel", "reject", "takeBack", "cancel"] as const;
export type LabAct = (typeof labActs)[number];

/** The key of each act, as printed on its button. */
export const keyCaps: Readonly<Record<LabAct | "otherTab", string>> = {
  right: "F8",
  printLabel: "F4",
  reject: "F9",
  takeBack: "⇧ F8",
  cancel: "⇧ F9",
  otherTab: "F6",
};

export type Meaning = LabAct | "otherTab" | "up" | "down" | "ours" | null;

/**
 * What a key means here, by the physical key: function keys and arrows work in every layout and
 * while the reader's field has the focus. `ours`: nothing now, and nothing for the browser either.
 */
export function meaningOf(press: {
  readonly code: string;
  readonly shift: boolean;
  readonly modified: boolean;
  /** A key held down repeats itself; only arrows mean that. */
  readonly repeat: boolean;
}): Meaning {
  const { code, shift } = press;
  if (press.modified) return null;
  if (code === "ArrowDown" && !shift) return "down";
  if (code === "ArrowUp" && !shift) return "up";
  const act = ofFunctionKey(code, shift);
  return act !== null && press.repeat ? "ours" : act;
}

function ofFunctionKey(code: string, shift: boolean): LabAct | "otherTab" | null {
  if (code === "F8") return shift ? "takeBack" : "right";
  if (code === "F9") return shift ? "cancel" : "reject";
  if (shift) return null;
  switch (code) {
    case "F4":
      return "printLabel";
    case "F6":
      return "otherTab";
    default:
      return null;
  }
}
