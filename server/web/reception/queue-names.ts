import type { QueueId } from "../../../shared/domain/ids.ts";
import type { Names } from "../../../shared/domain/language.ts";
import type { DirectoryData } from "../../../shared/protocol/feeds.ts";
import { wordsOf } from "../../../shared/i18n/typed-words.ts";

/** A queue that a patient can be sent to. */
export interface FoundQueue {
  readonly queueId: QueueId;
  readonly names: Names;
  /** Nothing when the queue has its clinic's own name. */
  readonly clinicNames: Names | null;
}

/**
 * The open queues of which each typed word begins a word of the name, or of the clinic's name, in
 * some language; all of them while nothing is typed.
 */
export function queuesLike(
  typed: string,
  site: DirectoryData,
  except: readonly QueueId[],
): readonly FoundQueue[] {
  const wanted = wordsOf(typed);
  return site.queues
    .filter((queue) => !queue.closed && !except.includes(queue.queueId))
    .map(({ queueId, clinicId, names }) => {
      const clinic = site.clinics.find((one) => one.clinicId === clinicId);
      return { queueId, names, clinic: clinic?.names ?? null };
    })
    .filter(({ names, clinic }) => {
      const said = [...Object.values(names), ...Object.values(clinic ?? {})].flatMap(wordsOf);
      return wanted.every((word) => said.some((each) => each.startsWith(word)));
    })
    .map(({ queueId, names, clinic }) => ({
      queueId,
      names,
      clinicNames: clinic === null || clinic.ar === names.ar ? null : clinic,
    }));
}
