import { createHash } from "node:crypto";
import type { AppointmentId, PrintJobId } from "../../shared/domain/ids.ts";
import { isTransient } from "../../shared/domain/refusal.ts";
import type { Client, ClientTime } from "../../shared/protocol/client.ts";
import type { CheckInIntent, CheckInOutcome, Paper } from "../device-api.ts";
import { createOnce } from "./once.ts";

/** Whoever guesses codes or birth years gets so many tries at once, and then one in each while. */
export const burstTries = 6;
export const tryEveryMs = 5_000;

/** As long as a patient is told that paper is on its way. */
export const slipWithinMs = 25_000;
const lookAgainMs = 250;

export type CheckIn = (intent: CheckInIntent) => Promise<CheckInOutcome>;

/**
 * One intent, one check-in. Of what a patient typed nothing stays here once it is answered: a
 * digest is enough to know the same intent again.
 */
export function createArriving(deps: {
  readonly client: Pick<Client, "command">;
  readonly time: Pick<ClientTime, "monotonicMs" | "sleep">;
  /** How far a slip has come. */
  readonly slip: (printJobId: PrintJobId) => Paper;
}): CheckIn {
  async function send(intent: CheckInIntent): Promise<CheckInOutcome> {
    const { commandId, by, value, language, birthYear, appointmentId, isPrepared } = intent;
    const confirm = {
      ...(birthYear === undefined ? {} : { birthYear }),
      ...(appointmentId === undefined ? {} : { appointmentId }),
      ...(isPrepared === undefined ? {} : { isPrepared }),
    };
    const hasConfirm = Object.keys(confirm).length > 0;
    const payload = { by, value, language, ...(hasConfirm ? { confirm } : {}) };
    const answer = await deps.client.command("checkIn", payload, commandId);
    if (answer === null) return { kind: "no_answer" };
    if (answer.ok) return { kind: "checked_in", ticket: answer.reply };
    const { code, bookings = [] } = answer.refusal;
    if (isTransient(code)) return { kind: "try_again", code };
    return { kind: "refused", code, bookings };
  }

  async function printSlip({
    commandId,
    language,
    slipOf: appointmentId,
  }: SlipIntent): Promise<CheckInOutcome> {
    const payload = { appointmentId, language };
    const answer = await deps.client.command("printSlip", payload, commandId);
    if (answer === null) return { kind: "no_answer" };
    if (!answer.ok) {
      const { code } = answer.refusal;
      return isTransient(code)
        ? { kind: "try_again", code }
        : { kind: "refused", code, bookings: [] };
    }
    const untilMs = deps.time.monotonicMs() + slipWithinMs;
    for (;;) {
      const { state } = deps.slip(answer.reply.printJobId);
      if (state !== "printing") return { kind: "slip", paper: state };
      // It may still come out: nobody knows.
      if (deps.time.monotonicMs() >= untilMs) return { kind: "slip", paper: "unknown" };
      await deps.time.sleep(lookAgainMs);
    }
  }

  const once = {
    keyOf: (intent: CheckInIntent) =>
      createHash("sha256").update(JSON.stringify(intent)).digest("base64url"),
    time: deps.time,
    pace: { burst: burstTries, everyMs: tryEveryMs },
  };
  const checkIn = createOnce({ ...once, send, isFree: isStep });
  // Paper is no guess: it has a pace of its own, which only keeps it from being pressed for fun.
  const slips = createOnce<SlipIntent, CheckInOutcome>({
    ...once,
    send: printSlip,
    isFree: (outcome) => outcome.kind !== "slip",
  });
  return (intent) => (isSlip(intent) ? slips(intent) : checkIn(intent));
}

type SlipIntent = CheckInIntent & { readonly slipOf: AppointmentId };

function isSlip(intent: CheckInIntent): intent is SlipIntent {
  return intent.slipOf !== undefined;
}

/** Nothing was learned, or the next question is only asked: no try of one who guesses. */
function isStep(outcome: CheckInOutcome): boolean {
  if (outcome.kind === "refused") return outcome.code === "confirm_needed";
  return outcome.kind !== "checked_in";
}
