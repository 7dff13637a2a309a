import type { FlowModules } from "./flow-modules.ts";
import { shapeOf } from "./scheduling/availability.ts";
import { windowsOf } from "./scheduling/availability.rules.ts";
import { surplusOf } from "./scheduling/consequence.rules.ts";
import { unplaced } from "./scheduling/holidays.ts";
import type { SessionRow } from "./scheduling/place-tables.ts";
import type { Touched } from "./scheduling/ports.ts";
import type { Tx } from "./store/store.ts";
import { canNeed } from "./thing-flows.ts";
import type { Claim } from "../shared/domain/busy.ts";
import { idOf, seqOf } from "../shared/domain/ids.ts";
import { isEmpty } from "../shared/domain/interval.ts";
import type { SessionState } from "../shared/domain/journal.ts";
import { accept, refuse } from "../shared/domain/result.ts";
import type { Result } from "../shared/domain/result.ts";
import { hourMs } from "../shared/domain/time.ts";
import type { CommandReplies, Payload } from "../shared/protocol/commands.ts";

/** A session goes from one day into the next, never through it. */
const sessionMsMax = 24 * hourMs;

/**
 * Changes one session. Bookings that do not fit it any more are moved or told, as was asked; when
 * nothing was asked about them, the change is refused: nobody's place is lost by the way.
 */
export function changeSession(
  modules: FlowModules,
  tx: Tx,
  payload: Payload<"changeSession">,
): Result<CommandReplies["changeSession"] & { readonly touched: readonly Touched[] }> {
  const { sessions, read } = modules.places;
  const { sessionId, movePatients, reason, thingIds } = payload;
  const row = read.session(seqOf(sessionId));
  if (row === undefined) return refuse("unknown_session");
  if (row.status !== "open") return refuse("session_closed");
  const to = changesOf(payload);
  const will = { from: to.from ?? row.from_at, to: to.to ?? row.to_at };
  if (will.to <= will.from || will.to - will.from > sessionMsMax) return refuse("invalid");
  if (to.breaks?.some((pause) => isEmpty(pause)) === true) return refuse("invalid");
  const { staffId } = payload;
  const staff = staffId === undefined ? row.staff_id : seqOf(staffId);
  if (staffId !== undefined && !modules.access.isStaff(staffId)) return refuse("unknown_staff");
  const assignment = idOf("assignment", row.assignment_id);
  const had = modules.roster.read.assignment(row.assignment_id)?.things ?? [];
  const things = thingIds ?? had;
  if (!canNeed(modules, things, had)) return refuse("unknown_thing");
  const before = claimOf(row, had);
  const after = { ...before, ...will, persons: [staff], things };
  if (modules.busy.newClashesOf(after, before).length > 0) return refuse("clash");

  const surplus = narrowing.some((key) => key in to) ? surplusAfter(modules, row, to) : [];
  if (surplus.length > 0 && movePatients === undefined) return refuse("clash");
  if (Object.keys(to).length > 0) sessions.change(tx, row, to, reason);
  if (thingIds !== undefined) {
    const given = modules.roster.assignThings(tx, assignment, thingIds, modules.instantAt);
    if (!given.ok) return given;
  }
  if (staff !== row.staff_id) sessions.substitute(tx, row.id, staff, row.assignment_id, reason);
  if (to.lateMin !== undefined) tellLate(modules, tx, row.id, to.lateMin);
  if (surplus.length === 0) return accept({ sessionId, moved: 0, unplaced: 0, touched: [] });
  const going = surplus.flatMap((id) => read.appointment(id) ?? []);
  const touched = sessions.displace([], going, tx.now);
  const told = movePatients === true ? touched : unplaced(touched);
  return accept({ sessionId, ...sessions.move(tx, told, reason), touched });
}

function changesOf(payload: Payload<"changeSession">): Partial<SessionState> {
  const { capacity, overbookMax, from, to, lateMin } = payload;
  const { breaks, bufferBeforeMin, bufferAfterMin } = payload;
  const pace = { breaks, bufferBeforeMin, bufferAfterMin };
  const asked = { capacity, overbookMax, from, to, lateMin, ...pace };
  return Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
}

/** What may leave no room for somebody who is booked. */
const narrowing: readonly (keyof SessionState)[] = [
  "capacity",
  "from",
  "to",
  "breaks",
  "bufferBeforeMin",
  "bufferAfterMin",
];

/** The bookings that a session has no room for once it is changed. */
export function surplusAfter(
  { places }: Pick<FlowModules, "places">,
  row: SessionRow,
  to: Partial<SessionState>,
): readonly number[] {
  const windows = windowsOf({ ...shapeOf(row), ...to });
  const capacity = to.capacity ?? row.capacity;
  return surplusOf(places.read.takingOf(row.id), { windows, capacity });
}

/** What a session takes: its doctor, its room and the things of its shift. */
function claimOf(row: SessionRow, things: readonly string[]): Claim {
  return {
    ...{ kind: "session", commitment: idOf("assignment", row.assignment_id), things },
    ...{ from: row.from_at, to: row.to_at, persons: [row.staff_id] },
    rooms: row.point_id === null ? [] : [row.point_id],
  };
}

/** Everybody who is booked hears of a late doctor once, and of the newest time. */
function tellLate({ places }: FlowModules, tx: Tx, session: number, lateMin: number): void {
  const { read, outbox } = places;
  for (const booking of read.takingOf(session)) {
    if (booking.status !== "booked") continue;
    outbox.drop(tx, booking.id, ["doctorLate"]);
    const about = { patient: booking.patient_id, about: booking.id };
    if (lateMin > 0) outbox.queue(tx, "doctorLate", about);
  }
  tx.touch(`bookings:${idOf("session", session)}`);
}
