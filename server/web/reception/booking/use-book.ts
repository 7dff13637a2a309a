import { useCallback, useRef, useState } from "react";
import { missingCase } from "../../../../shared/domain/result.ts";
import type { Client } from "../../../../shared/protocol/client.ts";
import { browserTime } from "../../../../shared/ui/clock.ts";
import { newCommandId } from "../../../../shared/ui/command-id.ts";
import { noAnswerAfterMs } from "../../../../shared/ui/desk/patience.ts";
import { after, begin } from "./book-steps.ts";
import type { Asked, BookEvent, Booking, Outcome } from "./book-steps.ts";

export interface BookRunner {
  readonly booking: Booking;
  tell(event: BookEvent): void;
  /** Confirms what is chosen: one press, one command, however often it is pressed. */
  confirm(): void;
}

/** Runs the steps over the client. */
export function useBook(client: Client, from: Booking = begin): BookRunner {
  const [booking, setBooking] = useState(from);
  // Two presses can come before the screen is drawn again; the second must see the first.
  const held = useRef(from);

  const tell = useCallback((event: BookEvent) => {
    held.current = after(held.current, event);
    setBooking(held.current);
  }, []);

  const confirm = useCallback(() => {
    const before = held.current;
    tell({ kind: "pressed", commandId: newCommandId() });
    const { asked, isSending } = held.current;
    if (held.current === before || asked === null || !isSending) return;
    const { commandId } = asked;
    void browserTime.sleep(noAnswerAfterMs).then(() => tell({ kind: "silent", commandId }));
    void outcomeOf(client, asked).then((outcome) => {
      if (outcome === null) tell({ kind: "silent", commandId });
      else tell({ kind: "answered", commandId, outcome });
    });
  }, [client, tell]);

  return { booking, tell, confirm };
}

async function outcomeOf(client: Client, asked: Asked): Promise<Outcome | null> {
  const answer = await ask(client, asked);
  if (answer === null) return null;
  if (answer.ok) return { ok: true, reply: answer.reply };
  return { ok: false, code: answer.refusal.code };
}

/** Each with its own payload: the client's types know which belongs to which. */
function ask(client: Client, asked: Asked) {
  switch (asked.name) {
    case "bookPlace":
      return client.command(asked.name, asked.payload, asked.commandId);
    case "moveAppointment":
      return client.command(asked.name, asked.payload, asked.commandId);
    case "bookSeries":
      return client.command(asked.name, asked.payload, asked.commandId);
    case "joinWaitingList":
      return client.command(asked.name, asked.payload, asked.commandId);
    default:
      return missingCase(asked);
  }
}
