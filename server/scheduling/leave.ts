import { idOf, seqOf } from "../../shared/domain/ids.ts";
import type { LeaveId } from "../../shared/domain/ids.ts";
import type { LocalDay } from "../../shared/domain/local-day.ts";
import type { LeaveKind } from "../../shared/domain/roster.ts";
import { accept, refuse } from "../../shared/domain/result.ts";
import type { Result } from "../../shared/domain/result.ts";
import type { Tx } from "../store/store.ts";
import { isSpan } from "./drafting.ts";
import type { TellPeople } from "./drafting.ts";
import type { Touched } from "./ports.ts";
import { reasons } from "./publishing.ts";
import type { PublishPorts, Publishing } from "./publishing.ts";
import type { AssignmentRow, LeaveRow, RosterTables } from "./roster-tables.ts";

export interface LeaveDecided {
  readonly leaveId: LeaveId;
  readonly moved: number;
  readonly unplaced: number;
  readonly touched: readonly Touched[];
}

export type Leaves = ReturnType<typeof createLeaves>;

/** Leave: asked for, decided, and what giving it does to the roster and to who is booked. */
export function createLeaves(tables: RosterTables, publishing: Publishing, tell: TellPeople) {
  /** The published shifts that giving this leave takes out. */
  function shiftsIn(row: LeaveRow): readonly AssignmentRow[] {
    return tables
      .ofPerson(row.staff_id, row.from_day, row.to_day)
      .filter(({ state }) => state === "published" || state === "removing");
  }

  /** Takes a person's shifts out at once, a publishing in each clinic, so that it can be undone. */
  function takeOut(
    tx: Tx,
    row: LeaveRow,
    asked: PublishPorts & { readonly movePatients: boolean },
  ): Omit<LeaveDecided, "leaveId"> {
    let sum = { moved: 0, unplaced: 0, touched: [] as readonly Touched[] };
    for (const [clinic, removed] of Map.groupBy(shiftsIn(row), (each) => each.clinic)) {
      for (const { assignment, state } of removed) {
        if (state === "published") tx.record("shiftUnplanned", { assignment, to: "removing" });
      }
      const span = { clinic, from: row.from_day, to: row.to_day };
      const diff = { added: [], removed, replaced: [] };
      const done = publishing.enact(tx, span, diff, { ...asked, reason: reasons.leave });
      sum = {
        moved: sum.moved + done.moved,
        unplaced: sum.unplaced + done.unplaced,
        touched: [...sum.touched, ...done.touched],
      };
    }
    return sum;
  }

  return {
    shiftsIn,
    requestLeave(
      tx: Tx,
      asked: {
        readonly staff: number;
        readonly from: LocalDay;
        readonly to: LocalDay;
        readonly kind: LeaveKind;
      },
    ): Result<{ leaveId: LeaveId }> {
      if (!isSpan(asked)) return refuse("invalid");
      const known = tables.leaveOfPerson(asked.staff, asked.from, asked.to);
      if (known.length > 0) return refuse("already_booked");
      const seq = tx.record("leaveRequested", asked);
      tellAbout(tx, asked.staff, asked.from, asked.to);
      return accept({ leaveId: idOf("leave", seq) });
    },
    /**
     * Given: the shifts in it go, their sessions with them, and the patients are moved or told. A
     * refusal needs its reason. What was asked for or given can be withdrawn; shifts that went are
     * then taken back by undoing their publishing, or drafted again.
     */
    decideLeave(
      tx: Tx,
      leaveId: LeaveId,
      decision: {
        readonly as: "approved" | "declined" | "withdrawn";
        readonly movePatients: boolean;
        readonly reason: string | null;
      },
      ports: PublishPorts,
    ): Result<LeaveDecided> {
      const row = tables.leave(seqOf(leaveId));
      if (row === undefined) return refuse("unknown_leave");
      const isOpen = row.status === "requested";
      const mayWithdraw = decision.as === "withdrawn" && row.status === "approved";
      if (!isOpen && !mayWithdraw) return refuse("wrong_state");
      if (decision.as === "declined" && decision.reason === null) return refuse("reason_required");
      const { as: status, reason, movePatients } = decision;
      tx.record("leaveDecided", { leave: row.id, status, reason });
      const done = status === "approved" ? takeOut(tx, row, { ...ports, movePatients }) : none;
      tellAbout(tx, row.staff_id, row.from_day, row.to_day);
      return accept({ leaveId, ...done });
    },
  };

  /** The inbox, and the rosters of every clinic that this person works in. */
  function tellAbout(tx: Tx, staff: number, from: LocalDay, to: LocalDay): void {
    tx.touch("inbox");
    const home = tables.detail(staff)?.clinic_id;
    const clinics = tables.clinicsOfPerson(staff, from, to);
    for (const clinic of new Set([...clinics, ...(typeof home === "string" ? [home] : [])])) {
      tell(tx, clinic, [staff]);
    }
  }
}

const none = { moved: 0, unplaced: 0, touched: [] } as const;
