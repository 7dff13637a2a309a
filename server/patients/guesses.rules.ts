import { minuteMs } from "../../shared/domain/time.ts";

/**
 * There are eighty birth years, and a number is no secret. Five wrong ones about one number in a
 * quarter of an hour are a forgetful patient; more are somebody else. A kiosk is given more, and
 * back sooner: those behind a guesser in the line have done nothing, and a QR or code goes always.
 */
export const guessLimits = {
  number: { wrong: 5, withinMs: 15 * minuteMs },
  device: { wrong: 15, withinMs: 5 * minuteMs },
} as const;

export interface WrongGuesses {
  /** Within each limit's own time. */
  readonly ofNumber: number;
  readonly ofDevice: number;
}

/** What stops another guess; nothing when it may be made. */
export function guessStop({ ofNumber, ofDevice }: WrongGuesses): "number" | "device" | null {
  if (ofNumber >= guessLimits.number.wrong) return "number";
  return ofDevice >= guessLimits.device.wrong ? "device" : null;
}
