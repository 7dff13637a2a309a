import type { JournalFacts } from "../../shared/domain/journal.ts";
import type { Sql } from "../store/store.ts";
import { queueSql } from "./queue.sql.ts";
import type { BoardCallRow, CallRow } from "./queue.sql.ts";

/** Calls that are over, of one point: as many as a board lists of a whole room. */
export const lastCallsMax = 8;

export interface PointFigures {
  readonly called: number;
  readonly ended: number;
  readonly no_shows: number;
  readonly exceptions: number;
}

/** What only its own calls change of a service point, for the days in force. */
export interface CallsOfPoint {
  figures(day: string, startMin: number): PointFigures;
  /** Its calls that are over, the newest first, {@link lastCallsMax} at most. */
  last(day: string, startMin: number): readonly BoardCallRow[];
  open(): CallRow | undefined;
}

/**
 * The calls of each point, read once until one of them moves: every board of its room asks for all
 * its points whenever anything happens in the room.
 */
export function keepCallsOfPoints(sql: Sql): (pointId: string) => CallsOfPoint {
  const ask = {
    figures: sql.query<[string, number, string], PointFigures>(queueSql.pointDay),
    last: sql.query<[string, string, number, number], BoardCallRow>(queueSql.lastCallsOfPoint),
    open: sql.query<[string], CallRow>(queueSql.openCallOfPoint),
  };
  return sql.keep(
    ["entryMoved", "dayOpened", "clockMended"],
    (pointId: string): CallsOfPoint => {
      const open = onceEach(() => ask.open.get(pointId));
      return {
        figures: onceEach((day, startMin) => ask.figures.get(day, startMin, pointId) ?? none),
        last: onceEach((day, startMin) => ask.last.all(pointId, day, startMin, lastCallsMax)),
        open: () => open("", 0),
      };
    },
    // Of an entry that moves without a call the point is empty, and no point's calls have changed.
    (row) => (row.name === "entryMoved" ? (row.fact as JournalFacts["entryMoved"]).point : null),
  );
}

const none: PointFigures = { called: 0, ended: 0, no_shows: 0, exceptions: 0 };

function onceEach<Value>(read: (day: string, startMin: number) => Value) {
  const known = new Map<string, { readonly value: Value }>();
  return (day: string, startMin: number): Value => {
    const key = `${day} ${startMin}`;
    const found = known.get(key) ?? { value: read(day, startMin) };
    known.set(key, found);
    return found.value;
  };
}
