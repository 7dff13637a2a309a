import type { Preparation } from "../../../shared/domain/laboratory.ts";
import { noPreparation } from "../../../shared/domain/laboratory.ts";
import type { Names } from "../../../shared/domain/language.ts";

/** All that several tests ask of one patient: the longest fast, the earliest hour, every word. */
export interface Prepared {
  readonly fastingHours: number;
  readonly notAfterMin: number | null;
  readonly words: readonly Names[];
}

export function preparationOf(all: readonly Preparation[]): Prepared {
  const earliest = all.flatMap(({ notAfterMin }) => (notAfterMin === null ? [] : [notAfterMin]));
  const words = new Map(
    all.flatMap((one) => (one.words === null ? [] : [[one.words.ar, one.words]])),
  );
  return {
    fastingHours: Math.max(noPreparation.fastingHours, ...all.map((one) => one.fastingHours)),
    notAfterMin: earliest.length === 0 ? null : Math.min(...earliest),
    words: [...words.values()],
  };
}

/** Must the patient do anything at all? */
export function isAsked(prepared: Prepared): boolean {
  const { fastingHours, notAfterMin, words } = prepared;
  return fastingHours > 0 || notAfterMin !== null || words.length > 0;
}

/** `08:30`, of a minute of the day. */
export function clockOfMinute(minute: number): string {
  const two = (number: number) => String(number).padStart(2, "0");
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}
