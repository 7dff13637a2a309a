import { useEffect, useRef } from "react";
import type { CommandId } from "../../shared/domain/ids.ts";
import { missingCase } from "../../shared/domain/result.ts";
import type { CheckInAct } from "./check-in.ts";
import type { Act } from "./parts/act.ts";
import { paperIn } from "./typing.ts";
import { keyed, quietWedge } from "./wedge.ts";
import type { Keyed } from "./wedge.ts";

/**
 * Keys of a plugged-in reader or keyboard, and pasted text, while a booking can be shown. What was
 * read is kept only between two keys of one reading.
 */
export function useReader(isListening: boolean, act: Act, newCommandId: () => CommandId): void {
  const wedge = useRef(quietWedge);
  useEffect(() => {
    if (!isListening) return undefined;
    const does = (done: CheckInAct) => act({ type: "checkIn", act: done });
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      // When it was pressed, not when a busy page heard of it.
      const next = keyed(wedge.current, event.key, event.timeStamp);
      wedge.current = next.wedge;
      if (next.meaning === null) return;
      // Enter presses a button that is in focus, unless it ends a reading.
      if (next.meaning.kind === "enter" && event.target instanceof HTMLButtonElement) return;
      event.preventDefault();
      act({ type: "touch" });
      does(actOf(next.meaning, newCommandId));
    };
    const onPaste = (event: ClipboardEvent) => {
      const text = event.clipboardData?.getData("text/plain") ?? "";
      const isPaper = text.includes("#") && paperIn(text) !== null;
      does(isPaper ? { kind: "read", text, commandId: newCommandId() } : { kind: "type", text });
    };
    window.addEventListener("keydown", onKey, true);
    window.addEventListener("paste", onPaste);
    return () => {
      wedge.current = quietWedge;
      window.removeEventListener("keydown", onKey, true);
      window.removeEventListener("paste", onPaste);
    };
  }, [isListening, act, newCommandId]);
}

function actOf(meaning: Keyed, newCommandId: () => CommandId): CheckInAct {
  switch (meaning.kind) {
    case "sign":
      return { kind: "type", text: meaning.text };
    case "erase":
      return { kind: "erase" };
    case "enter":
      return { kind: "send", commandId: newCommandId() };
    case "read":
      return { kind: "read", text: meaning.text, commandId: newCommandId() };
    default:
      return missingCase(meaning);
  }
}
