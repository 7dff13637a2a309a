import { secondMs } from "../shared/domain/time.ts";
import type { Instant } from "../shared/domain/time.ts";

/** Long enough to read the longest page of the rule aloud. */
export const frameMs = 12 * secondMs;
/** Notices that fit beside each other with whole sentences. */
export const noticesMax = 2;

/** What the strip below the calls says at one moment; the others take turns with it. */
export interface FootFrame<Notice> {
  /** `news`: notices and the day's count; else a page of the rule in words. */
  readonly shows: "news" | "order" | "promise";
  readonly notices: readonly Notice[];
}

/**
 * News every other time, so that nothing which concerns somebody now is away for long; between them
 * the rule's pages. By the server's time: all boards of a hall say the same.
 */
export function footFrame<Notice>(
  notices: readonly Notice[],
  serverNow: Instant,
): FootFrame<Notice> {
  const place = Math.floor(serverNow / frameMs);
  const round = Math.floor(place / 2);
  const shown = newsOf(notices, round);
  if (place % 2 === 0) return { shows: "news", notices: shown };
  return { shows: round % 2 === 0 ? "order" : "promise", notices: shown };
}

/** The page of notices of a round. The last page is filled from before it: heights stay. */
export function newsOf<Notice>(notices: readonly Notice[], round: number): readonly Notice[] {
  const pages = Math.max(1, Math.ceil(notices.length / noticesMax));
  const from = Math.min((round % pages) * noticesMax, Math.max(0, notices.length - noticesMax));
  return notices.slice(from, from + noticesMax);
}
