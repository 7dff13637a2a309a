import type { StaffId, ThingId } from "../../../shared/domain/ids.ts";
import { minutesOfDay } from "../../../shared/domain/local-day.ts";
import type { Buffers, DayBreak } from "../../../shared/domain/roster.ts";
import { minuteMs } from "../../../shared/domain/time.ts";
import type { Instant } from "../../../shared/domain/time.ts";
import { clockTime } from "../../../shared/i18n/translate.ts";
import type { PayloadInput } from "../../../shared/protocol/client.ts";
import type { SessionLine } from "../../../shared/protocol/scheduling-feeds.ts";

/** What of a session can be changed by hand, as it stands in the form: times in minutes of its day. */
export interface SessionForm extends Buffers {
  readonly staffId: StaffId;
  readonly capacity: number;
  readonly lateMin: number;
  readonly from: number;
  readonly to: number;
  readonly breaks: readonly DayBreak[];
  readonly thingIds: readonly ThingId[];
}

export function formOf(session: SessionLine, zone: string): SessionForm {
  const { staffId, capacity, lateMin, bufferBeforeMin, bufferAfterMin, thingIds } = session;
  const from = minutesAt(session.from, zone);
  const minuteOf = (at: Instant) => from + (at - session.from) / minuteMs;
  return {
    ...{ staffId, capacity, lateMin, bufferBeforeMin, bufferAfterMin, thingIds, from },
    to: minuteOf(session.to) % minutesOfDay,
    breaks: session.breaks.map((pause) => ({
      ...{ kind: pause.kind, fromMin: minuteOf(pause.from), toMin: minuteOf(pause.to) },
    })),
  };
}

type Changes = Omit<PayloadInput<"changeSession">, "sessionId" | "reason" | "movePatients">;

/** What a form changes, in the words of the command. */
export function changedOf(session: SessionLine, form: SessionForm, was: SessionForm): Changes {
  const instantOf = (minute: number) => session.from + (minute - was.from) * minuteMs;
  const moved = (instant: Instant, by: number) => instant + by * minuteMs;
  const asked: Changes = {
    staffId: form.staffId,
    capacity: form.capacity,
    lateMin: form.lateMin,
    from: moved(session.from, form.from - was.from),
    to: moved(session.to, form.to - was.to),
    bufferBeforeMin: form.bufferBeforeMin,
    bufferAfterMin: form.bufferAfterMin,
    breaks: form.breaks.map(({ kind, fromMin, toMin }) => ({
      ...{ kind, from: instantOf(fromMin), to: instantOf(toMin) },
    })),
    thingIds: [...form.thingIds].toSorted(),
  };
  const before = { ...session, thingIds: [...session.thingIds].toSorted() };
  const keys = Object.keys(asked) as (keyof typeof asked)[];
  const differ = keys.filter((key) => JSON.stringify(asked[key]) !== JSON.stringify(before[key]));
  return Object.fromEntries(differ.map((key) => [key, asked[key]])) as Changes;
}

/** May somebody who is booked have no room after it? */
export function isCut(session: SessionLine, form: SessionForm, was: SessionForm): boolean {
  return (
    form.capacity < session.booked ||
    form.from > was.from ||
    form.to < was.to ||
    form.bufferBeforeMin !== was.bufferBeforeMin ||
    form.bufferAfterMin !== was.bufferAfterMin ||
    JSON.stringify(form.breaks) !== JSON.stringify(was.breaks)
  );
}

function minutesAt(instant: Instant, zone: string): number {
  const [hour = 0, minute = 0] = clockTime(instant, zone).split(":").map(Number);
  return hour * 60 + minute;
}
