import { addDays, dayNumber } from "../../../../shared/domain/local-day.ts";
import type { LocalDay } from "../../../../shared/domain/local-day.ts";
import { dayMs, hourMs, minuteMs } from "../../../../shared/domain/time.ts";
import type { OperationLine, TheatresData } from "../../../../shared/protocol/theatre-feeds.ts";
import {
  anOperation,
  at,
  midnight,
  sampleDay,
  sampleDayOf,
  theatreIdOf,
} from "./sample-operations.ts";

const weekDays = 7;
const minutes = 60;
/** Set-up, the operation and its cleaning. */
const slotMin = 80;

/** Days of a house whose every week has so many operations, the same on each list. */
export function sampleSpan(
  { from, days }: { readonly from: LocalDay; readonly days: number },
  house: { readonly theatres: number; readonly operations: number },
): TheatresData {
  const asked = Array.from({ length: days }, (_, day) => addDays(from, day));
  const usual = sampleDayOf(house.theatres);
  return {
    ...usual,
    ...{ from, to: addDays(from, days) },
    blocks: asked.flatMap((day) =>
      usual.blocks.map((block) => ({
        ...block,
        day,
        from: block.from + sinceSample(day) * dayMs,
        to: block.to + sinceSample(day) * dayMs,
      })),
    ),
    operations: asked.flatMap((day) => operationsOf(day, house)),
  };
}

function operationsOf(
  day: LocalDay,
  { theatres, operations }: { readonly theatres: number; readonly operations: number },
): readonly OperationLine[] {
  const since = sinceSample(day);
  const weekday = ((since % weekDays) + weekDays) % weekDays;
  const [first, last] = [weekday, weekday + 1].map((part) =>
    Math.floor((operations * part) / weekDays),
  );
  return Array.from({ length: (last ?? 0) - (first ?? 0) }, (_, index) => {
    const start = midnight + since * dayMs + 8 * hourMs;
    const from = start + Math.floor(index / theatres) * slotMin * minuteMs;
    const line = anOperation(100_000 + since * 1_000 + index, { minutes });
    const theatreId = theatreIdOf(1 + (index % theatres));
    return { ...line, ...stateAt(from), plan: line.plan && { ...line.plan, theatreId, from } };
  });
}

/** What it has come to by the sample's clock. */
function stateAt(from: number): Pick<OperationLine, "status" | "times"> {
  const now = at("10:42");
  const to = from + minutes * minuteMs;
  if (to <= now) return { status: "ward", times: { signIn: from, recover: to } };
  if (from <= now) return { status: "incision", times: { signIn: from, incise: from } };
  return { status: "planned", times: {} };
}

function sinceSample(day: LocalDay): number {
  return dayNumber(day) - dayNumber(sampleDay);
}
