import type { ClientTime } from "../../shared/protocol/client.ts";

/** Answers kept for a screen that asks again; a session lasts minutes, so this is a day's worth. */
const intentsKept = 500;

/** Taps of a bored child: so many may follow each other at once, and then one in each while. */
export interface Pace {
  readonly burst: number;
  readonly everyMs: number;
}

type Held = { readonly kind: "try_again"; readonly code: "rate_limited" };

/**
 * One intent is carried out once: a double tap joins the running try, a later one gets the same
 * answer, and a try after a lost answer goes out again. Of the intent only `keyOf` is kept.
 */
export function createOnce<Intent, Outcome extends { readonly kind: string }>(deps: {
  readonly send: (intent: Intent) => Promise<Outcome>;
  readonly keyOf: (intent: Intent) => string;
  /** An outcome that does not count against the pace. */
  readonly isFree: (outcome: Outcome) => boolean;
  readonly time: Pick<ClientTime, "monotonicMs">;
  readonly pace: Pace;
}): (intent: Intent) => Promise<Outcome | Held> {
  const kept = new Map<string, Promise<Outcome>>();
  const holdOff = createHoldOff(deps.time, deps.pace);
  return (intent) => {
    const key = deps.keyOf(intent);
    const known = kept.get(key);
    if (known !== undefined) return known;
    if (!holdOff.take()) return Promise.resolve({ kind: "try_again", code: "rate_limited" });
    const running = deps.send(intent).then((outcome) => {
      if (deps.isFree(outcome)) holdOff.giveBack();
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

function createHoldOff(time: Pick<ClientTime, "monotonicMs">, { burst, everyMs }: Pace) {
  let left = burst;
  let countedAtMs = time.monotonicMs();
  return {
    take(): boolean {
      const earned = Math.floor((time.monotonicMs() - countedAtMs) / everyMs);
      left = Math.min(burst, left + earned);
      countedAtMs = left === burst ? time.monotonicMs() : countedAtMs + earned * everyMs;
      if (left === 0) return false;
      left -= 1;
      return true;
    },
    giveBack() {
      left = Math.min(burst, left + 1);
    },
  };
}
