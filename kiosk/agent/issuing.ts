import { isTransient } from "../../shared/domain/refusal.ts";
import type { Client, ClientTime } from "../../shared/protocol/client.ts";
import type { IssueIntent, IssueOutcome } from "../device-api.ts";
import { createOnce } from "./once.ts";

/** A bored child's taps: this many tickets may follow each other at once ... */
export const burstTickets = 6;
/** ... and then one in this time. Two families a minute still pass without noticing. */
export const ticketEveryMs = 5_000;

export type IssueTicket = (intent: IssueIntent) => Promise<IssueOutcome>;

/** One intent, one ticket; a try after a lost answer goes out under the same command id. */
export function createIssuing(deps: {
  readonly client: Pick<Client, "command">;
  readonly time: Pick<ClientTime, "monotonicMs">;
}): IssueTicket {
  async function send(intent: IssueIntent): Promise<IssueOutcome> {
    const answer = await deps.client.command(
      "issueTicket",
      {
        serviceId: intent.serviceId,
        language: intent.language,
        ...(intent.protected ? { priorityClass: "protected" as const } : {}),
        ...(intent.segment === undefined ? {} : { segment: intent.segment }),
        ...(intent.groupId === undefined ? {} : { groupId: intent.groupId }),
      },
      intent.commandId,
    );
    if (answer === null) return { kind: "no_answer" };
    if (answer.ok) return { kind: "issued", ticket: answer.reply };
    const { code } = answer.refusal;
    return { kind: isTransient(code) ? "try_again" : "refused", code };
  }

  return createOnce({
    send,
    // The whole intent is the key: another wish under a used id must reach the server's refusal.
    keyOf: (intent) => JSON.stringify(intent),
    isFree: (outcome) => outcome.kind !== "issued",
    time: deps.time,
    pace: { burst: burstTickets, everyMs: ticketEveryMs },
  });
}
