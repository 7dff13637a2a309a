import { useRef, useState } from "react";
import type { RefusalCode } from "../../../shared/domain/refusal.ts";
import type { MessageKey, MessageValues } from "../../../shared/i18n/translate.ts";
import type { Client, PayloadInput } from "../../../shared/protocol/client.ts";
import type { CommandReplies } from "../../../shared/protocol/commands.ts";
import type { laboratoryPayloads } from "../../../shared/protocol/laboratory-commands.ts";
import { browserTime } from "../../../shared/ui/clock.ts";
import { newCommandId } from "../../../shared/ui/command-id.ts";
import { createKeptId } from "../../../shared/ui/desk/kept-id.ts";
import { noAnswerAfterMs } from "../../../shared/ui/desk/patience.ts";

type Name = keyof typeof laboratoryPayloads;
export type ActWords = Extract<MessageKey, `lab.act.${string}`>;

/** Words with what is put into them. */
export interface Words {
  readonly key: MessageKey;
  readonly values: MessageValues;
}

/** What has come of the last press. */
export type Said =
  | { readonly kind: "done"; readonly words: Words }
  | { readonly kind: "refused"; readonly act: ActWords; readonly code: RefusalCode }
  | { readonly kind: "noAnswer"; readonly act: ActWords };

export interface OrderActs {
  /** The act whose answer is awaited: one at a time. */
  readonly pending: ActWords | null;
  readonly said: Said | null;
  /** `said` puts an accepted answer into words. Resolves to whether it was accepted. */
  ask<Command extends Name>(
    name: Command,
    payload: PayloadInput<Command>,
    about: {
      readonly act: ActWords;
      readonly said: (reply: CommandReplies[Command]) => Words;
    },
  ): Promise<boolean>;
  read(): void;
}

/**
 * The second press of a double click must find a waiting button: what the first one did may have
 * made another order the one that is pressed.
 */
const pressSettlesMs = 300;

/** Acts on orders: the same wish keeps its command id until it is answered. */
export function useOrderActs(client: Client): OrderActs {
  const [pending, setPending] = useState<ActWords | null>(null);
  const [said, setSaid] = useState<Said | null>(null);
  const [kept] = useState(() => createKeptId(newCommandId));
  // Two presses can come before the screen is drawn again; the second must see the first.
  const asking = useRef<string | null>(null);

  const ask: OrderActs["ask"] = async (name, payload, about) => {
    if (asking.current !== null) return false;
    const id = kept.idOf([name, payload]);
    asking.current = id;
    setPending(about.act);
    setSaid(null);
    const isOpen = () => asking.current === id;
    const free = () => {
      if (!isOpen()) return;
      asking.current = null;
      setPending(null);
    };
    void browserTime.sleep(noAnswerAfterMs).then(() => {
      if (isOpen()) setSaid({ kind: "noAnswer", act: about.act });
      free();
    });
    const [answer] = await Promise.all([
      client.command(name, payload, id),
      browserTime.sleep(pressSettlesMs),
    ]);
    free();
    if (answer === null) {
      setSaid({ kind: "noAnswer", act: about.act });
      return false;
    }
    kept.answered();
    setSaid(
      answer.ok
        ? { kind: "done", words: about.said(answer.reply) }
        : { kind: "refused", act: about.act, code: answer.refusal.code },
    );
    return answer.ok;
  };
  return { pending, said, ask, read: () => setSaid(null) };
}
