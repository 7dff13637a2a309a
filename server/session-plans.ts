import type { FlowModules } from "./flow-modules.ts";
import { surplusAfter } from "./session-changes.ts";
import { unplaced } from "./scheduling/holidays.ts";
import { isAlike } from "./scheduling/moves.ts";
import type { SessionRow } from "./scheduling/place-tables.ts";
import type { Touched } from "./scheduling/ports.ts";
import { breaksOn } from "./scheduling/sessions.ts";
import type { Tx } from "./store/store.ts";
import type { SessionState } from "../shared/domain/journal.ts";
import { addDays } from "../shared/domain/local-day.ts";
import type { SessionPlan } from "../shared/domain/roster.ts";
import { accept, refuse } from "../shared/domain/result.ts";
import type { Result } from "../shared/domain/result.ts";
import type { CommandReplies, Payload } from "../shared/protocol/commands.ts";

/** Rosters are published so far ahead at most. */
const daysAhead = 400;
/** What the journal says of why. */
const reason = "session plan changed";

type Done = Result<CommandReplies["putSessionPlan"] & { readonly touched: readonly Touched[] }>;

/**
 * How a clinic's shift becomes sessions. What is published already keeps its own pauses and buffers,
 * unless it is asked to take over the new ones; then nobody stays booked into a pause.
 */
export function putSessionPlan(
  modules: FlowModules,
  tx: Tx,
  { toSessions, ...asked }: Payload<"putSessionPlan">,
): Done {
  const { directory, roster } = modules;
  if (!directory.isClinic(asked.clinicId)) return refuse("invalid");
  if (directory.service(asked.serviceId) === null) return refuse("unknown_service");
  const { breaks = [], bufferBeforeMin = 0, bufferAfterMin = 0 } = asked;
  const plan: SessionPlan = { ...asked, breaks, bufferBeforeMin, bufferAfterMin };
  const put = roster.putSessionPlan(tx, plan);
  if (!put.ok) return put;
  const none = { moved: 0, unplaced: 0, touched: [] };
  const done = toSessions === undefined ? none : takeOver(modules, tx, plan, toSessions);
  return accept({ ...put.value, ...done });
}

/** The new pauses and buffers in every session of this shift that has not begun. */
function takeOver(
  modules: FlowModules,
  tx: Tx,
  plan: SessionPlan,
  { movePatients }: { readonly movePatients: boolean },
) {
  const { places, instantAt } = modules;
  const { sessions, read } = places;
  const { bufferBeforeMin, bufferAfterMin } = plan;
  const surplus = comingSessions(modules, tx, plan).flatMap((row) => {
    const breaks = breaksOn(row.day, plan.breaks, instantAt);
    const to: Partial<SessionState> = { breaks, bufferBeforeMin, bufferAfterMin };
    if (isPacedSo(row, to)) return [];
    const going = surplusAfter(modules, row, to);
    sessions.change(tx, row, to, reason);
    return going;
  });
  const going = surplus.flatMap((id) => read.appointment(id) ?? []);
  const touched = sessions.displace([], going, tx.now);
  const told = movePatients ? touched : unplaced(touched);
  return { ...sessions.move(tx, told, reason), touched };
}

function comingSessions(
  { places, roster, localDate }: FlowModules,
  tx: Tx,
  { clinicId, shiftId }: SessionPlan,
): readonly SessionRow[] {
  const today = localDate(tx.now);
  return places.read
    .sessionsIn([clinicId], today, addDays(today, daysAhead))
    .filter((row) => row.status === "open" && row.from_at > tx.now)
    .filter((row) => roster.read.assignment(row.assignment_id)?.shift === shiftId);
}

function isPacedSo(row: SessionRow, to: Partial<SessionState>): boolean {
  return (
    row.breaks === JSON.stringify(to.breaks) &&
    isAlike(row.buffer_before_min, to.bufferBeforeMin) &&
    isAlike(row.buffer_after_min, to.bufferAfterMin)
  );
}
