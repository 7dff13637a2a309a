import { idOf } from "../../shared/domain/ids.ts";
import type { ShiftId, StaffId } from "../../shared/domain/ids.ts";
import { addDays } from "../../shared/domain/local-day.ts";
import type { LocalDay } from "../../shared/domain/local-day.ts";
import { accept, refuse } from "../../shared/domain/result.ts";
import type { Result } from "../../shared/domain/result.ts";
import type { Grade, RosterRules, SessionPlan, Shift } from "../../shared/domain/roster.ts";
import { minutesOfDay } from "../../shared/domain/local-day.ts";
import type { Store, Tx } from "../store/store.ts";
import type { BusyCalendar } from "./busy-calendar.ts";
import { createDrafting } from "./drafting.ts";
import type { TellPeople } from "./drafting.ts";
import { createLeaves } from "./leave.ts";
import type { Pattern } from "./pattern.rules.ts";
import { createPublishing, draftOf } from "./publishing.ts";
import { rosterBusy } from "./roster-busy.ts";
import type { SiteClock } from "./roster-busy.ts";
import { createRosterAppliers } from "./roster-appliers.ts";
import { createRosterCalendar } from "./roster-calendar.ts";
import { createRosterChecks } from "./roster-picture.ts";
import type { Span } from "./roster-picture.ts";
import { createRosterTables } from "./roster-tables.ts";
import type { RosterTables } from "./roster-tables.ts";
import { createSwaps } from "./swaps.ts";

/** Who works when: shifts, patterns, drafts, publishings, leave and swaps. */
export type Roster = ReturnType<typeof createRoster>;

export function createRoster(store: Store, busy: BusyCalendar, clock: SiteClock) {
  store.applyWith(createRosterAppliers(store));
  const tables = createRosterTables(store);
  const calendar = createRosterCalendar(store);
  const checks = createRosterChecks(tables, calendar, (asked) => busy.busy(asked, "roster"));
  busy.addSource("roster", rosterBusy(tables, clock));
  const tell = tellPeople(tables);
  const publishing = createPublishing(store, tables, checks, tell);
  const { publish, undoPublication, undoCommand } = publishing;
  return {
    ...createSettings(tables, tell),
    ...createDrafting(tables, calendar, busy, tell),
    publish,
    undoPublication,
    undoCommand,
    ...createLeaves(tables, publishing, tell),
    ...createSwaps(tables, checks, publishing),
    read: {
      ...tables,
      days: calendar.days,
      findings: checks.findings,
      undoable: publishing.undoable,
      /** What the draft of these days changes, and how many are booked into what it takes away. */
      draft(span: Span) {
        const { added, removed, replaced } = draftOf(tables, span);
        const touched = removed.reduce(
          (sum, { assignment }) => sum + (tables.sessionOfAssignment(assignment)?.taken ?? 0),
          0,
        );
        return {
          added: added.length + replaced.length,
          removed: removed.length + replaced.length,
          touchedPatients: touched,
        };
      },
    },
  };
}

function createSettings(tables: RosterTables, tell: TellPeople) {
  return {
    detailStaff(
      tx: Tx,
      detail: {
        readonly staff: number;
        readonly clinic: string | null;
        readonly grade: Grade;
        readonly skills: readonly string[];
      },
    ): void {
      const was = tables.detail(detail.staff)?.clinic_id;
      tx.record("staffDetailed", detail);
      for (const clinic of new Set([was, detail.clinic])) {
        if (typeof clinic === "string") tell(tx, clinic, [detail.staff]);
      }
    },
    /** Times of a shift that stands in a roster do not change: what was published would be untrue. */
    putShift(tx: Tx, shift: Shift): Result<{ shiftId: ShiftId }> {
      const { shiftId: id, names, kind, startMin, endMin, tier } = shift;
      const lasts = endMin - startMin;
      if (lasts <= 0 || lasts > minutesOfDay) return refuse("invalid");
      if ((tier !== null) !== (kind === "onCall")) return refuse("invalid");
      const known = tables.shifts().get(id);
      const isSame = known?.startMin === startMin && known.endMin === endMin && known.kind === kind;
      if (known !== undefined && !isSame && tables.isShiftInUse(id)) return refuse("wrong_state");
      tx.record("shiftPut", { id, names, kind, startMin, endMin, tier });
      tx.touch("roster");
      return accept({ shiftId: id });
    },
    putSessionPlan(tx: Tx, plan: SessionPlan): Result<Pick<SessionPlan, "clinicId" | "shiftId">> {
      const { clinicId, shiftId, serviceId: service, ...numbers } = plan;
      if (!tables.shifts().has(shiftId)) return refuse("unknown_shift");
      if (plan.breaks.some(({ fromMin, toMin }) => toMin <= fromMin)) return refuse("invalid");
      tx.record("sessionPlanPut", { clinic: clinicId, shift: shiftId, service, ...numbers });
      tx.touch(`roster:${clinicId}`);
      return accept({ clinicId, shiftId });
    },
    setRosterRules(tx: Tx, rules: RosterRules): void {
      tx.record("rosterRulesSet", { rules });
      tx.touch("roster");
    },
    putPattern(tx: Tx, pattern: Pattern): Result<{ staffId: StaffId }> {
      const shifts = tables.shifts();
      if (pattern.cells.some((cell) => !shifts.has(cell.shift))) return refuse("unknown_shift");
      const { weeks, weekNames = [] } = pattern;
      const isBeyond = pattern.cells.some((cell) => cell.week >= weeks);
      if (isBeyond || weekNames.length > weeks) return refuse("invalid");
      tx.record("patternPut", pattern);
      tx.touch(`patterns:${pattern.clinic}`);
      return accept({ staffId: idOf("staff", pattern.staff) });
    },
    renewCalendarKey(tx: Tx, staff: number): void {
      tx.record("calendarKeyRenewed", { staff });
    },
  };
}

/** So many days on both sides of today a person's other clinics are looked for. */
const daysTold = 400;

/** A person's shift is seen in the rosters of all clinics that the person works in. */
function tellPeople(tables: RosterTables): TellPeople {
  return (tx, clinic, staff) => {
    const today = new Date(tx.now).toISOString().slice(0, 10);
    const span: [LocalDay, LocalDay] = [addDays(today, -daysTold), addDays(today, daysTold)];
    tx.touch(`roster:${clinic}`);
    tx.touch("inbox");
    for (const each of staff) {
      tx.touch(`myDay:${idOf("staff", each)}`);
      for (const other of tables.clinicsOfPerson(each, ...span)) tx.touch(`roster:${other}`);
    }
  };
}
