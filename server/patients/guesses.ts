import type { DeviceId } from "../../shared/domain/ids.ts";
import { seqOf } from "../../shared/domain/ids.ts";
import type { Store, Tx } from "../store/store.ts";
import { guessLimits, guessStop } from "./guesses.rules.ts";
import { patientsSql } from "./patients.sql.ts";

/** Whose second fact is said, and where. */
export interface Guess {
  /** A keyed digest of the number: the number itself is kept nowhere. */
  readonly digest: Uint8Array;
  /** The kiosk; nothing for a phone. */
  readonly device: DeviceId | null;
  readonly by: "phone" | "nationalId";
}

/** Wrong second facts, counted where a restart does not forget them. */
export type Guesses = ReturnType<typeof createGuesses>;

export function createGuesses(store: Store) {
  const ofNumber = store.query<[Uint8Array, number], { n: number }>(patientsSql.guessesOfNumber);
  const ofDevice = store.query<[number, number], { n: number }>(patientsSql.guessesOfDevice);
  const put = store.write<[Uint8Array, number | null, number]>(patientsSql.putGuess);
  const prune = store.write<[number]>(patientsSql.pruneGuesses);
  store.applyWith({ guessedWrong: () => undefined });

  function stop({ digest, device }: Guess, now: number): ReturnType<typeof guessStop> {
    const { number, device: kiosk } = guessLimits;
    return guessStop({
      ofNumber: ofNumber.get(digest, now - number.withinMs)?.n ?? 0,
      ofDevice: device === null ? 0 : (ofDevice.get(seqOf(device), now - kiosk.withinMs)?.n ?? 0),
    });
  }

  return {
    /** May this guess be made, right or wrong? */
    mayGuess: (guess: Guess, now: number): boolean => stop(guess, now) === null,
    /** Counts a wrong one. The journal knows who and what kind, and which limit it reached. */
    wrong(tx: Tx, guess: Guess): void {
      prune.run(tx.now - guessLimits.number.withinMs);
      put.run(guess.digest, guess.device === null ? null : seqOf(guess.device), tx.now);
      tx.record("guessedWrong", { by: guess.by, reached: stop(guess, tx.now) });
    },
  };
}
