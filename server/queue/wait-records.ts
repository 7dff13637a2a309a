import type { ShownWait } from "../../shared/domain/journal.ts";
import type { Instant } from "../../shared/domain/time.ts";
import type { Tx } from "../store/store.ts";
import type { QueueTables } from "./queue-tables.ts";
import { learn, nothingLearned } from "./wait-learning.rules.ts";
import type { Learned } from "./wait-learning.rules.ts";
import { smooth } from "./wait-shown.rules.ts";
import type { PhoneWait } from "./wait-shown.rules.ts";

/** Outcomes learned from in one go; more wait for the next. */
const learnedAtOnce = 500;

/** What was shown of waits, what came true, and what that taught. */
export function createWaitRecords(tables: QueueTables) {
  /** A text read again is not parsed again: it changes once a minute and is asked by each ticket. */
  const parsed = new Map<string, { readonly text: string; readonly learned: Learned }>();

  function learned(queueId: string): Learned {
    const text = tables.learnedRow(queueId)?.learned;
    if (text === undefined) return nothingLearned;
    const known = parsed.get(queueId);
    if (known?.text === text) return known.learned;
    const fresh = JSON.parse(text) as Learned;
    parsed.set(queueId, { text, learned: fresh });
    return fresh;
  }

  return {
    learned,

    /** Folds what came true since the last time into what the queue has learned. */
    learnFromOutcomes(queueId: string, now: Instant): void {
      const through = tables.learnedRow(queueId)?.through_call ?? 0;
      const outcomes = tables.outcomes(queueId, through, now, learnedAtOnce);
      const last = outcomes.at(-1);
      if (last === undefined) return;
      let lessons = learned(queueId);
      for (const row of outcomes) {
        const { class: priorityClass, phase, base_ms: baseMs, service_ms: serviceMs } = row;
        const shown = { priorityClass, phase, baseMs, serviceMs };
        lessons = learn(lessons, shown, (row.called_at ?? row.shown_at) - row.shown_at);
      }
      tables.putLearned(queueId, last.call_id ?? through, JSON.stringify(lessons));
    },

    /** What a phone shows next: never more than it showed before, whatever is estimated now. */
    onPhone(entryId: number, fresh: ShownWait | null, now: number): PhoneWait | null {
      const row = tables.lastShown(entryId);
      const previous =
        row === undefined || (row.from_min === 0 && row.to_min === 0)
          ? null
          : {
              fromMin: row.from_min,
              toMin: row.to_min,
              since: row.shown_at,
              isDelayed: false,
            };
      return smooth(previous, fresh, now);
    },

    /** A phone shows another range than its patient was shown before: kept, to be compared. */
    noteShown(tx: Tx, entryId: number, wait: ShownWait): void {
      const row = tables.lastShown(entryId);
      const isSame = row?.from_min === wait.fromMin && row.to_min === wait.toMin;
      if (!isSame) tx.record("waitShown", { entry: entryId, wait });
    },

    /**
     * What boards and kiosks show a newcomer of this queue now, if it is another range than before:
     * looked at as often as the server's clock ticks (docs/decisions/0024).
     */
    notePosted(tx: Tx, queueId: string, day: string, wait: ShownWait | null): void {
      const standing = tables.standingPost(queueId);
      const isSame =
        wait === null
          ? standing === undefined
          : standing?.day === day &&
            standing.from_min === wait.fromMin &&
            standing.to_min === wait.toMin;
      if (!isSame) tx.record("waitPosted", { queue: queueId, day, wait });
    },
  };
}
