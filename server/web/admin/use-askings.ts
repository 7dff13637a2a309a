import { useCallback, useMemo, useReducer, useRef } from "react";
import type { CommandId } from "../../../shared/domain/ids.ts";
import type { Client, PayloadInput } from "../../../shared/protocol/client.ts";
import type { CommandName, CommandReplies } from "../../../shared/protocol/commands.ts";
import { browserTime } from "../../../shared/ui/clock.ts";
import { newCommandId } from "../../../shared/ui/command-id.ts";
import { noAnswerAfterMs } from "../../../shared/ui/desk/patience.ts";
import { afterAsking, noAskings } from "./askings.ts";
import type { Act, Askings } from "./askings.ts";

export interface Runner {
  readonly askings: Askings;
  /** One intent, one command id. Resolves to the reply, or to nothing when it was refused. */
  ask<Name extends CommandName>(
    name: Name,
    payload: PayloadInput<Name>,
    about: { readonly act: Act; readonly spot?: string },
  ): Promise<CommandReplies[Name] | null>;
  /** Asks again for what was not answered, with the same command id. */
  again(commandId: CommandId): void;
  read(commandId: CommandId): void;
}

/** Runs commands of administration and keeps what has not come to an end, in words. */
export function useAskings(client: Client): Runner {
  const [askings, dispatch] = useReducer(afterAsking, noAskings);
  const unanswered = useRef(new Map<CommandId, () => void>());

  const ask: Runner["ask"] = useCallback(
    (name, payload, { act, spot }) => {
      const commandId = newCommandId();
      const send = async () => {
        dispatch({ kind: "asked", asking: { commandId, act, spot: spot ?? null } });
        unanswered.current.set(commandId, () => void send());
        let isAnswered = false;
        void browserTime.sleep(noAnswerAfterMs).then(() => {
          if (!isAnswered) dispatch({ kind: "failed", commandId, why: "noAnswer" });
        });
        const answer = await client.command(name, payload, commandId);
        isAnswered = answer !== null;
        if (answer === null) {
          dispatch({ kind: "failed", commandId, why: "noAnswer" });
          return null;
        }
        unanswered.current.delete(commandId);
        if (answer.ok) dispatch({ kind: "done", commandId });
        else dispatch({ kind: "failed", commandId, why: answer.refusal.code });
        return answer.ok ? answer.reply : null;
      };
      return send();
    },
    [client],
  );
  const again = useCallback((commandId: CommandId) => unanswered.current.get(commandId)?.(), []);
  const read = useCallback((commandId: CommandId) => dispatch({ kind: "read", commandId }), []);
  return useMemo(() => ({ askings, ask, again, read }), [askings, ask, again, read]);
}
