import { useCallback, useEffect, useReducer, useRef, useState } from "react";
import type { CommandId } from "../../../shared/domain/ids.ts";
import type { Client } from "../../../shared/protocol/client.ts";
import { browserTime } from "../../../shared/ui/clock.ts";
import { newCommandId } from "../../../shared/ui/command-id.ts";
import { whyNot } from "./acts.ts";
import { afterEvent, emptyDesk } from "./desk.ts";
import type { Outcome } from "./desk.ts";
import { intentOf } from "./intents.ts";
import { noAnswerAfterMs } from "./patience.ts";
import type { Act, Desk, Details, Intent, Situation, WhyNot } from "./situation.ts";

/**
 * The pressed button waits at least so long, also on a fast network: the second press of a double
 * click falls on a waiting button instead of on what the button has become.
 */
const pressSettlesMs = 300;

export interface DeskRunner {
  readonly desk: Desk;
  /** Why the last press did nothing, until the next press. */
  readonly hint: { readonly act: Act; readonly reason: WhyNot } | null;
  press(act: Act, situation: Situation, details?: Details): void;
  read(id: CommandId): void;
  /** Asks again for what was not answered, with the same command id. */
  askAgain(): void;
  clearHint(): void;
}

/** Runs the desk's reducer over the client: one press, one command id, one answer. */
export function useDesk(client: Client, servicePointId: string): DeskRunner {
  const [desk, dispatch] = useReducer(afterEvent, emptyDesk);
  const [hint, setHint] = useState<DeskRunner["hint"]>(null);
  // Two presses can come before the screen is drawn again; the second must see the first.
  const asking = useRef<CommandId | null>(null);

  useEffect(() => {
    asking.current = null;
    dispatch({ kind: "moved" });
  }, [servicePointId]);

  const send = useCallback(
    async (intent: Intent) => {
      asking.current = intent.commandId;
      dispatch({ kind: "pressed", intent, atMs: browserTime.monotonicMs() });
      const free = () => {
        if (asking.current === intent.commandId) asking.current = null;
      };
      void browserTime.sleep(noAnswerAfterMs).then(() => {
        free();
        dispatch({ kind: "waitedLong", intent });
      });
      const [outcome] = await Promise.all([
        outcomeOf(client, intent),
        browserTime.sleep(pressSettlesMs),
      ]);
      free();
      dispatch({ kind: "answered", intent, outcome, atMs: browserTime.monotonicMs() });
    },
    [client],
  );

  const press = useCallback(
    (act: Act, situation: Situation, details?: Details) => {
      if (asking.current !== null) return;
      const intent = intentOf(act, situation, newCommandId, details);
      const stands = whyNot(act, situation);
      setHint(stands === null ? null : { act, reason: stands });
      if (intent !== null) void send(intent);
    },
    [send],
  );

  return {
    desk,
    hint,
    press,
    read: (id) => dispatch({ kind: "read", id }),
    askAgain: () => {
      if (desk.unanswered !== null && asking.current === null) void send(desk.unanswered);
    },
    clearHint: () => setHint(null),
  };
}

async function outcomeOf(client: Client, intent: Intent): Promise<Outcome> {
  const answer = await client.command(intent.asked.name, intent.asked.payload, intent.commandId);
  if (answer === null) return { kind: "noAnswer" };
  if (!answer.ok) return { kind: "refused", code: answer.refusal.code };
  return { kind: "done", label: "label" in answer.reply ? answer.reply.label : null };
}
