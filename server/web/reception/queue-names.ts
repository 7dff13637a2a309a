import type { QueueId } from "../../../shared/domain/ids.ts";
import type { Names } from "../../../shared/domain/language.ts";
import type { DirectoryData } from "../../../shared/protocol/feeds.ts";

/** A queue that a patient can be sent to. */
export interface FoundQueue {
  readonly queueId: QueueId;
  readonly names: Names;
  /** Nothing when the queue has its clinic's own name. */
  readonly clinicNames: Names | null;
}

/**
 * The open queues whose name, or whose clinic's name, has every typed word in some language; all
 * of them while nothing is typed. Arabic letters that people write in several ways are one.
 */
export function queuesLike(
  typed: string,
  site: DirectoryData,
  except: readonly QueueId[],
): readonly FoundQueue[] {
  const words = folded(typed).split(/\s+/).filter(Boolean);
  return site.queues
    .filter((queue) => !queue.closed && !except.includes(queue.queueId))
    .map(({ queueId, clinicId, names }) => {
      const clinic = site.clinics.find((one) => one.clinicId === clinicId);
      return { queueId, names, clinic: clinic?.names ?? null };
    })
    .filter(({ names, clinic }) => {
      const text = folded([...Object.values(names), ...Object.values(clinic ?? {})].join(" "));
      return words.every((word) => text.includes(word));
    })
    .map(({ queueId, names, clinic }) => ({
      queueId,
      names,
      clinicNames: clinic === null || clinic.ar === names.ar ? null : clinic,
    }));
}

/** Without case, marks and tatweel; alef, yeh, teh marbuta and kaf each in one shape. */
function folded(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/[\p{M}\u0640]/gu, "")
    .replace(/[\u0622\u0623\u0625\u0671]/g, "\u0627")
    .replace(/[\u0649\u06cc]/g, "\u064a")
    .replace(/\u0629/g, "\u0647")
    .replace(/\u06a9/g, "\u0643")
    .toLowerCase();
}
