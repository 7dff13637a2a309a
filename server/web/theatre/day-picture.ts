import type { PointerEvent } from "react";
import { nameIn } from "../../../shared/domain/language.ts";
import type { OperationId } from "../../../shared/domain/ids.ts";
import type { Instant } from "../../../shared/domain/time.ts";
import type { BlockLine } from "../../../shared/protocol/theatre-feeds.ts";
import type { Bar } from "./bar.ts";
import type { Lane } from "./lanes.ts";
import type { TimeScale } from "./time-scale.ts";
import type { Speech } from "./words.ts";

/** The day of all theatres: a lane each, time along the reading line. */
export interface DayPicture {
  readonly lanes: readonly Lane[];
  readonly scale: TimeScale;
  /** Nothing on another day than today. */
  readonly now: Instant | null;
  readonly speech: Speech;
}

export interface BarActs {
  readonly onOpen: (operationId: OperationId) => void;
  /** By the space bar, to be moved by arrows. */
  readonly onLift: (bar: Bar) => void;
  readonly onPress: (event: PointerEvent, bar: Bar) => void;
  /** Nothing: this one may not release anybody's time. */
  readonly onRelease: ((block: BlockLine) => void) | null;
}

/** The specialties whose blocks a lane has today, under the theatre's name. */
export function laneSpecialties(lane: Lane, speech: Speech): string {
  const names = lane.blocks
    .filter(({ status }) => status === "held")
    .map(({ clinicNames }) => nameIn(clinicNames, speech.language));
  return [...new Set(names)].join(" · ");
}
