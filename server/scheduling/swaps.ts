import { idOf, seqOf } from "../../shared/domain/ids.ts";
import type { AssignmentId, SwapId } from "../../shared/domain/ids.ts";
import { addDays } from "../../shared/domain/local-day.ts";
import type { RosterFinding } from "../../shared/domain/roster.ts";
import { accept, refuse } from "../../shared/domain/result.ts";
import type { Result } from "../../shared/domain/result.ts";
import type { Tx } from "../store/store.ts";
import type { InstantAt } from "./ports.ts";
import { reasons, refusalFor } from "./publishing.ts";
import type { PublishPorts, Publishing } from "./publishing.ts";
import type { Duty } from "./roster-diff.rules.ts";
import { asItIs } from "./roster-picture.ts";
import type { RosterChecks, Span, Supposed } from "./roster-picture.ts";
import type { AssignmentRow, RosterTables, SwapRow } from "./roster-tables.ts";

/** Two shifts that change hands, or one that is given away. */
interface Exchange {
  readonly given: AssignmentRow;
  readonly taken: AssignmentRow | null;
  readonly to: number;
}

export type Swaps = ReturnType<typeof createSwaps>;

/** Swaps: offered by one, taken by the other, decided by the administrators, checked every time. */
export function createSwaps(tables: RosterTables, checks: RosterChecks, publishing: Publishing) {
  /** Both shifts stand, and are whose they should be; nothing otherwise. */
  function exchangeOf(row: Pick<SwapRow, "assignment_id" | "to_staff_id" | "for_assignment_id">) {
    const given = tables.assignment(row.assignment_id);
    const taken = row.for_assignment_id === null ? null : tables.assignment(row.for_assignment_id);
    const to = row.to_staff_id;
    if (given?.state !== "published" || given.staff === to) return null;
    const isTheirs = taken?.state === "published" && taken.staff === to;
    if (row.for_assignment_id !== null && !isTheirs) return null;
    return { given, taken, to };
  }

  /** What the roster would break if they changed hands, hard or not, in each clinic and day. */
  function findings(exchange: Exchange, at: InstantAt): readonly RosterFinding[] {
    const supposed = supposedOf(exchange);
    return spansOf(exchange).flatMap((span) => checks.findings(span, at, supposed));
  }

  function refusalOf(exchange: Exchange, at: InstantAt): "clash" | "rules_broken" | null {
    const supposed = supposedOf(exchange);
    return refusalFor(
      spansOf(exchange).flatMap((span) => checks.newlyBroken(span, at, supposed, asItIs)),
    );
  }

  /** Plans both new shifts and publishes them in each clinic; the sessions keep their patients. */
  function exchangeHands(tx: Tx, exchange: Exchange, ports: PublishPorts): void {
    const { given, taken, to } = exchange;
    const pairs = [
      { old: given, by: plan(tx, given, to) },
      ...(taken === null ? [] : [{ old: taken, by: plan(tx, taken, given.staff) }]),
    ];
    for (const { old } of pairs) {
      tx.record("shiftUnplanned", { assignment: old.assignment, to: "removing" });
    }
    for (const span of spansOf(exchange)) {
      const replaced = pairs.filter(({ old }) => old.clinic === span.clinic);
      const diff = { added: [], removed: [], replaced };
      const asked = { ...ports, movePatients: true, reason: reasons.swapped };
      publishing.enact(tx, span, diff, asked);
    }
  }

  return {
    swapFindings(row: SwapRow, at: InstantAt): readonly RosterFinding[] {
      const exchange = exchangeOf(row);
      return exchange === null ? [] : findings(exchange, at);
    },
    offerSwap(
      tx: Tx,
      offer: {
        readonly assignmentId: AssignmentId;
        readonly to: number;
        readonly forAssignmentId: AssignmentId | null;
      },
      at: InstantAt,
    ): Result<{ swapId: SwapId }> {
      const { to, forAssignmentId } = offer;
      const assignment = seqOf(offer.assignmentId);
      const instead = forAssignmentId === null ? null : seqOf(forAssignmentId);
      const exchange = exchangeOf({
        assignment_id: assignment,
        to_staff_id: to,
        for_assignment_id: instead,
      });
      if (exchange === null) return refuse("wrong_state");
      if (refusalOf(exchange, at) === "clash") return refuse("clash");
      const seq = tx.record("swapOffered", { assignment, to, for: instead });
      tellBoth(tx, exchange.given.staff, to);
      return accept({ swapId: idOf("swap", seq) });
    },
    decideSwap(
      tx: Tx,
      swapId: SwapId,
      decision: {
        readonly as: "accepted" | "approved" | "declined" | "withdrawn";
        readonly reason: string | null;
      },
      ports: PublishPorts,
    ): Result<{ swapId: SwapId }> {
      const row = tables.swap(seqOf(swapId));
      if (row === undefined) return refuse("unknown_swap");
      const { as: status, reason } = decision;
      // The administrators decide what both sides have agreed on.
      const from = status === "approved" ? ["accepted"] : ["offered", "accepted"];
      if (!from.includes(row.status) || status === row.status) return refuse("wrong_state");
      if (status === "accepted" || status === "approved") {
        const exchange = exchangeOf(row);
        if (exchange === null) return refuse("wrong_state");
        const refusal = refusalOf(exchange, ports.at);
        if (refusal !== null) return refuse(refusal);
        if (status === "approved") exchangeHands(tx, exchange, ports);
      }
      tx.record("swapDecided", { swap: row.id, status, reason });
      tellBoth(tx, tables.assignment(row.assignment_id)?.staff ?? row.to_staff_id, row.to_staff_id);
      return accept({ swapId });
    },
    /** Whose shift it is, and who may take it; for those who decide who may say what. */
    partiesOf(swapId: SwapId): { readonly from: number; readonly to: number } | null {
      const row = tables.swap(seqOf(swapId));
      const given = row === undefined ? null : tables.assignment(row.assignment_id);
      if (row === undefined || given === null) return null;
      return { from: given.staff, to: row.to_staff_id };
    },
  };
}

/** Both sides see it in their days, and those who decide in their inbox. */
function tellBoth(tx: Tx, giver: number, taker: number): void {
  tx.touch("inbox");
  for (const staff of [giver, taker]) tx.touch(`myDay:${idOf("staff", staff)}`);
}

function plan(tx: Tx, { clinic, day, shift, point, things }: AssignmentRow, staff: number): Duty {
  const planned = { clinic, staff, day, shift, point, things };
  return { assignment: tx.record("shiftPlanned", planned), ...planned };
}

/** Numbers that no row has: what is only supposed is not written. */
const supposedIds = { given: -1, taken: -2 } as const;

function supposedOf({ given, taken, to }: Exchange): Supposed {
  const added = [
    { ...given, assignment: supposedIds.given, staff: to },
    ...(taken === null ? [] : [{ ...taken, assignment: supposedIds.taken, staff: given.staff }]),
  ];
  return { added, removed: [given.assignment, ...(taken === null ? [] : [taken.assignment])] };
}

function spansOf({ given, taken }: Exchange): readonly Span[] {
  const both = taken === null ? [given] : [given, taken];
  return [...Map.groupBy(both, ({ clinic }) => clinic)].map(([clinic, rows]) => {
    const days = rows.map(({ day }) => day).toSorted();
    return { clinic, from: days[0] ?? "", to: addDays(days.at(-1) ?? "", 1) };
  });
}
