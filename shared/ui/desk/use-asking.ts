import { useRef, useState } from "react";
import type { CommandId } from "../../domain/ids.ts";
import type { RefusalCode } from "../../domain/refusal.ts";
import type { Client, PayloadInput } from "../../protocol/client.ts";
import type { CommandName, CommandReplies } from "../../protocol/commands.ts";
import type { MeantBooking } from "../../protocol/scheduling-commands.ts";
import { browserTime } from "../clock.ts";
import { newCommandId } from "../command-id.ts";
import { createKeptId } from "./kept-id.ts";
import { noAnswerAfterMs, stillTryingAfterMs } from "./patience.ts";

/** What stands in the way: an expected "no", or silence. */
export type Trouble = RefusalCode | "noAnswer";

/** Where an asking is before its answer. */
export type Waiting =
  | {
      readonly kind: "asking";
      readonly trouble: Trouble | null;
      /** Of a refused check-in: the bookings it may be about. */
      readonly bookings?: readonly MeantBooking[];
    }
  | { readonly kind: "sending"; readonly long: boolean };

/** Where a dialog is with what it asks for. */
export type Step<Name extends CommandName, Wish> =
  | Waiting
  | {
      readonly kind: "done";
      readonly reply: CommandReplies[Name];
      readonly wish: Wish;
      /** Of the command that was accepted: it may be taken back by it. */
      readonly commandId: CommandId;
    };

export interface Asking<Name extends CommandName, Wish> {
  readonly step: Step<Name, Wish>;
  /** `wish` is handed back with the reply: what it was about, for the words beside it. */
  ask(payload: PayloadInput<Name>, wish: Wish): void;
  again(): void;
}

/**
 * One question of a dialog: the same payload keeps its command id until it is answered, and an
 * answer that comes after the person was told of silence still counts.
 */
export function useAsking<Name extends CommandName, Wish>(
  client: Client,
  name: Name,
  /** Told once it was accepted, for what has to be asked anew then. */
  onDone?: () => void,
): Asking<Name, Wish> {
  const [step, setStep] = useState<Step<Name, Wish>>({ kind: "asking", trouble: null });
  const [kept] = useState(() => createKeptId(newCommandId));
  const open = useRef<CommandId | null>(null);

  async function ask(payload: PayloadInput<Name>, wish: Wish): Promise<void> {
    const id = kept.idOf(payload);
    open.current = id;
    setStep({ kind: "sending", long: false });
    const sayMeanwhile = (next: Step<Name, Wish>) =>
      setStep((now) => (open.current === id && now.kind === "sending" ? next : now));
    const silence = { kind: "asking", trouble: "noAnswer" } as const;
    void browserTime
      .sleep(stillTryingAfterMs)
      .then(() => sayMeanwhile({ kind: "sending", long: true }));
    void browserTime.sleep(noAnswerAfterMs).then(() => sayMeanwhile(silence));
    const answer = await client.command(name, payload, id);
    if (answer === null) return sayMeanwhile(silence);
    // Something else was asked since, or the same was asked twice and is answered already.
    if (open.current !== id) return;
    open.current = null;
    kept.answered();
    if (answer.ok) onDone?.();
    setStep(
      answer.ok
        ? { kind: "done", reply: answer.reply, wish, commandId: id }
        : {
            ...{ kind: "asking", trouble: answer.refusal.code },
            ...(answer.refusal.bookings && { bookings: answer.refusal.bookings }),
          },
    );
  }

  return {
    step,
    ask: (payload, wish) => void ask(payload, wish),
    again: () => setStep({ kind: "asking", trouble: null }),
  };
}
