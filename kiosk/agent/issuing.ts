import { isTransient } from "../../shared/domain/refusal.ts";
import type { Client, ClientTime } from "../../shared/protocol/client.ts";
import type { IssueIntent, IssueOutcome } from "../device-api.ts";

/** A bored child's taps: this many tickets may follow each other at once ... */
export const burstTickets = 6;
/** ... and then one in this time. Two families a minute still pass without noticing. */
export const ticketEveryMs = 5_000;
/** Answers kept for a screen that asks again; a session lasts minutes, so this is a day's worth. */
const intentsKept = 500;

export type IssueTicket = (intent: IssueIntent) => Promise<IssueOutcome>;

/**
 * One intent, one ticket: a double tap joins the running try, a later one gets the same answer,
 * and a try after a lost answer goes out under the same command id.
 */
export function createIssuing(deps: {
  readonly client: Pick<Client, "command">;
  readonly time: Pick<ClientTime, "monotonicMs">;
}): IssueTicket {
  const kept = new Map<string, Promise<IssueOutcome>>();
  const holdOff = createHoldOff(deps.time);

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

  return (intent) => {
    // The whole intent is the key: another wish under a used id must reach the server's refusal.
    const key = JSON.stringify(intent);
    const known = kept.get(key);
    if (known !== undefined) return known;
    if (!holdOff.take()) return Promise.resolve({ kind: "try_again", code: "rate_limited" });
    const running = send(intent).then((outcome) => {
      if (outcome.kind !== "issued") holdOff.giveBack();
      // Not settled: the next try must go out again instead of hearing this answer.
      if (outcome.kind === "no_answer" || outcome.kind === "try_again") kept.delete(key);
      return outcome;
    });
    kept.set(key, running);
    const oldest = kept.keys().next();
    if (kept.size > intentsKept && !oldest.done) kept.delete(oldest.value);
    return running;
  };
}

function createHoldOff(time: Pick<ClientTime, "monotonicMs">) {
  let left = burstTickets;
  let countedAtMs = time.monotonicMs();
  return {
    take(): boolean {
      const earned = Math.floor((time.monotonicMs() - countedAtMs) / ticketEveryMs);
      left = Math.min(burstTickets, left + earned);
      countedAtMs =
        left === burstTickets ? time.monotonicMs() : countedAtMs + earned * ticketEveryMs;
      if (left === 0) return false;
      left -= 1;
      return true;
    },
    giveBack() {
      left = Math.min(burstTickets, left + 1);
    },
  };
}
