import type { Instant } from "../../shared/domain/time.ts";
import type { WaitRange } from "../../shared/protocol/commands.ts";
import type { DirectoryData } from "../../shared/protocol/feeds.ts";

type Service = DirectoryData["clinics"][number]["services"][number];

/** What a card says besides the count of those who wait. */
export interface ClinicState {
  /** Nothing where it is not known, where queues differ, and while a pause replaces it. */
  readonly wait: WaitRange | null;
  /** Nobody calls before then. */
  readonly pausedUntil: Instant | null;
  /** Shut only because today's numbers are used up. */
  readonly isFull: boolean;
}

/** The state of some services together: one service, or all of a clinic. */
export function clinicState(services: readonly Service[]): ClinicState {
  const isFull = services.length > 0 && services.every((service) => service.full === true);
  const open = services.filter((service) => service.open);
  const pauses = open.map(({ pausedUntil }) => pausedUntil).filter((until) => until !== null);
  if (open.length > 0 && pauses.length === open.length) {
    return { wait: null, pausedUntil: Math.min(...pauses), isFull };
  }
  const queues = new Map(open.map(({ queueId, wait }) => [queueId, wait]));
  const [wait = null, ...others] = queues.values();
  return { wait: others.length === 0 ? wait : null, pausedUntil: null, isFull };
}
