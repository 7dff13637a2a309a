import type { RefusalCode } from "./refusal.ts";

/** An expected outcome: a value, or a "no" with its code. A bug throws instead. */
export type Result<Value> =
  | { readonly ok: true; readonly value: Value }
  | {
      readonly ok: false;
      readonly code: RefusalCode;
      /** What was recorded on the way to it stays. */
      readonly keeps?: true;
    };

export function accept<Value>(value: Value): Result<Value> {
  return { ok: true, value };
}

export function refuse(code: RefusalCode): Result<never> {
  return { ok: false, code };
}

/** A "no" that leaves a trace: what its flow recorded is not rolled back (a wrong guess is counted). */
export function refuseAndKeep(code: RefusalCode): Result<never> {
  return { ok: false, code, keeps: true };
}

/** Ends a `switch` over a closed union: a new member that nobody handles does not compile. */
export function missingCase(value: never): never {
  throw new Error(`missing case: ${JSON.stringify(value)}`);
}
