import { secondMs } from "../../domain/time.ts";

/** A press is told to be still on its way from here on: shorter waits pass unnoticed. */
export const stillTryingAfterMs = 2 * secondMs;

/** Then the person is told that there is no answer; the asking goes on behind it. */
export const noAnswerAfterMs = 10 * secondMs;
