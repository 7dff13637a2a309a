import { idOf, seqOf } from "../../shared/domain/ids.ts";
import type { PublicationId } from "../../shared/domain/ids.ts";
import type { JournalFacts, JournalRow } from "../../shared/domain/journal.ts";
import type { RosterFinding, SessionPlan } from "../../shared/domain/roster.ts";
import { accept, refuse } from "../../shared/domain/result.ts";
import type { Result } from "../../shared/domain/result.ts";
import { hourMs } from "../../shared/domain/time.ts";
import type { Instant } from "../../shared/domain/time.ts";
import type { Store, Tx } from "../store/store.ts";
import { isSpan } from "./drafting.ts";
import type { TellPeople } from "./drafting.ts";
import type { InstantAt, Sessions, Touched } from "./ports.ts";
import { diffOf } from "./roster-diff.rules.ts";
import type { Duty, RosterDiff } from "./roster-diff.rules.ts";
import { asItIs } from "./roster-picture.ts";
import type { RosterChecks, Span } from "./roster-picture.ts";
import type { PublicationRow, RosterTables } from "./roster-tables.ts";

/** A publishing can be taken back for so long, if nobody was booked into what it made. */
export const undoForMs = 2 * hourMs;

/** What publishing needs of its neighbours. */
export interface PublishPorts {
  readonly sessions: Sessions;
  readonly at: InstantAt;
}

export interface Published {
  readonly publicationId: PublicationId;
  readonly version: number;
  /** Sessions that were made. */
  readonly sessions: number;
  readonly moved: number;
  readonly unplaced: number;
  /** Who was booked into what went, and where they would go; as they were told. */
  readonly touched: readonly Touched[];
}

export interface PublishAsked extends Span {
  readonly version: number;
  readonly movePatients: boolean;
}

export type Publishing = ReturnType<typeof createPublishing>;

/** What was drafted comes into force: rows, sessions and patients in one transaction. */
export function createPublishing(
  store: Store,
  tables: RosterTables,
  checks: RosterChecks,
  tell: TellPeople,
) {
  /** A clash can't be published, nor anything that a hard rule forbids. */
  function refusalOf(span: Span, at: InstantAt, diff: RosterDiff): "clash" | "rules_broken" | null {
    const withoutDraft = {
      added: [...diff.removed, ...diff.replaced.map(({ old }) => old)],
      removed: [...diff.added, ...diff.replaced.map(({ by }) => by)].map((each) => each.assignment),
    };
    return refusalFor(checks.newlyBroken(span, at, asItIs, withoutDraft));
  }

  /** Brings these shifts into force and takes those out, with their sessions and their patients. */
  function enact(
    tx: Tx,
    span: Span,
    diff: RosterDiff,
    asked: PublishPorts & { readonly movePatients: boolean; readonly reason: string },
  ): Published {
    const { replaced } = diff;
    const added = [...diff.added, ...replaced.map(({ by }) => by)];
    const removed = [...diff.removed, ...replaced.map(({ old }) => old)];
    const version = tables.version(span.clinic) + 1;
    const seq = tx.record("rosterPublished", {
      clinic: span.clinic,
      from: span.from,
      to: span.to,
      version,
      added: added.map(({ assignment }) => assignment).toSorted((a, b) => a - b),
      removed: removed.map(({ assignment }) => assignment).toSorted((a, b) => a - b),
    });
    const made = makeSessions(tx, diff, asked);
    const { sessions } = asked;
    const cancelled = sessions.ofAssignments(diff.removed.map(({ assignment }) => assignment));
    // Asked while the new sessions stand: patients may go to them too.
    const touched = cancelled.length === 0 ? [] : sessions.touched(cancelled, tx.now);
    for (const session of cancelled) sessions.cancel(tx, session, asked.reason);
    const told = asked.movePatients ? touched : touched.map((each) => ({ ...each, to: null }));
    const count = touched.length === 0 ? nobody : sessions.move(tx, told, asked.reason);
    tell(tx, span.clinic, [...new Set([...added, ...removed].map(({ staff }) => staff))]);
    return { publicationId: idOf("publication", seq), version, sessions: made, ...count, touched };
  }

  function makeSessions(
    tx: Tx,
    { added, replaced }: RosterDiff,
    { sessions, at, reason }: PublishPorts & { readonly reason: string },
  ): number {
    const shifts = tables.shifts();
    const plans = new Map<string, ReadonlyMap<string, SessionPlan>>();
    const planOf = (duty: Duty) => {
      const known =
        plans.get(duty.clinic) ??
        new Map(tables.plans(duty.clinic).map((plan) => [plan.shiftId, plan]));
      plans.set(duty.clinic, known);
      return known.get(duty.shift);
    };
    const make = (duty: Duty): number => {
      const { assignment, clinic, staff, point, day } = duty;
      const [shift, plan] = [shifts.get(duty.shift), planOf(duty)];
      if (shift === undefined || plan === undefined) return 0;
      const [from, to] = [at(day, shift.startMin), at(day, shift.endMin)];
      sessions.make(tx, { assignment, clinic, staff, point, day, from, to }, plan);
      return 1;
    };
    let made = 0;
    for (const { old, by } of replaced) {
      const [session] = sessions.ofAssignments([old.assignment]);
      // A shift without a session (none was planned for its kind then) gets one of its own.
      if (session === undefined) made += make(by);
      else {
        sessions.substitute(tx, session, by.staff, by.assignment, reason);
        // The session is this shift's now, and takes over its room.
        make(by);
      }
    }
    for (const duty of added) made += make(duty);
    return made;
  }

  /** The last publishing of a clinic, if it may still be taken back. */
  function undoable(clinic: string, now: Instant): PublicationRow | null {
    const last = tables.lastPublication(clinic);
    if (last === undefined || last.undone === 1 || now >= last.at + undoForMs) return null;
    return tables.published(last.id).commandId === null ? null : last;
  }

  /**
   * Takes a publishing back: its rows are a draft again, its sessions are as they were and its
   * patients where they were. Not after somebody was booked into a session that it made.
   */
  function undoPublication(
    tx: Tx,
    publicationId: PublicationId,
    { sessions }: PublishPorts,
  ): Result<{ publicationId: PublicationId; restored: number }> {
    const row = tables.publication(seqOf(publicationId));
    if (row === undefined || row.undone === 1) return refuse("wrong_state");
    if (tx.now >= row.at + undoForMs) return refuse("too_late");
    if (undoable(row.clinic_id, tx.now)?.id !== row.id) return refuse("wrong_state");
    const { fact, commandId } = tables.published(row.id);
    if (commandId === null || !isUntouched(tables, fact)) return refuse("wrong_state");
    const command = commandOf(store.trace(commandId), row.id);
    const own = rowsOfPublication(command, row.id);
    const restored = sessions.undoRows(tx, own);
    if (restored === null) return refuse("too_late");
    const made = own.filter(({ name }) => name === "sessionMade").map(({ seq }) => seq);
    // Refusing takes back the taking back: nobody is left between two places.
    if (made.some((session) => tables.taken(session) > 0)) return refuse("too_late");
    const { clinic, added, removed } = fact;
    tx.record("publicationUndone", { publication: row.id, clinic, added, removed });
    for (const session of made) sessions.cancel(tx, session, reasons.undone);
    undraft(tx, command, fact);
    const changed = [...added, ...removed].flatMap((id) => tables.assignment(id) ?? []);
    tell(tx, clinic, [...new Set(changed.map(({ staff }) => staff))]);
    return accept({ publicationId, restored });
  }

  return {
    enact,
    undoable,
    publish(tx: Tx, asked: PublishAsked, ports: PublishPorts): Result<Published> {
      if (!isSpan(asked)) return refuse("invalid");
      if (tables.version(asked.clinic) !== asked.version) return refuse("roster_changed");
      const diff = draftOf(tables, asked);
      if (diff.added.length + diff.removed.length + diff.replaced.length === 0) {
        return refuse("nothing_to_publish");
      }
      const refusal = refusalOf(asked, ports.at, diff);
      if (refusal !== null) return refuse(refusal);
      const { movePatients } = asked;
      return accept(enact(tx, asked, diff, { ...ports, movePatients, reason: reasons.published }));
    },
    undoPublication,
    /**
     * Takes back everything that one command published, the last first, and what it decided with it:
     * leave that was given is asked for again, a swap waits for its decision again.
     */
    undoCommand(
      tx: Tx,
      rows: readonly JournalRow[],
      ports: PublishPorts,
    ): Result<{ readonly restored: number }> {
      let restored = 0;
      for (const { name, seq } of rows.toReversed()) {
        if (name !== "rosterPublished") continue;
        const undone = undoPublication(tx, idOf("publication", seq), ports);
        if (!undone.ok) return undone;
        restored += undone.value.restored;
      }
      for (const { name, fact } of rows) {
        if (name === "leaveDecided") {
          const { leave } = fact as JournalFacts["leaveDecided"];
          tx.record("leaveDecided", { leave, status: "requested", reason: null });
        }
        if (name === "swapDecided") {
          const { swap } = fact as JournalFacts["swapDecided"];
          tx.record("swapDecided", { swap, status: "accepted", reason: null });
        }
      }
      return accept({ restored });
    },
  };
}

/** Why broken hard rules stop a change; nothing when there are none. */
export function refusalFor(broken: readonly RosterFinding[]): "clash" | "rules_broken" | null {
  if (broken.some(({ kind }) => kind === "clash" || kind === "outOfService")) return "clash";
  return broken.length > 0 ? "rules_broken" : null;
}

const nobody = { moved: 0, unplaced: 0 } as const;

/** What the journal says of why; patients are told in their own language. */
export const reasons = {
  published: "roster published",
  undone: "publication undone",
  leave: "leave approved",
  swapped: "swap approved",
} as const;

/** What the draft of these days changes. */
export function draftOf(tables: RosterTables, { clinic, from, to }: Span): RosterDiff {
  const rows = tables.ofClinic(clinic, from, to);
  return diffOf(
    rows.filter(({ state }) => state === "removing"),
    rows.filter(({ state }) => state === "adding"),
  );
}

/** Nothing that this publishing brought or took out has been drafted again since. */
function isUntouched(tables: RosterTables, fact: JournalFacts["rosterPublished"]): boolean {
  const stateOf = (id: number) => tables.assignment(id)?.state;
  return (
    fact.added.every((id) => stateOf(id) === "published") &&
    fact.removed.every((id) => stateOf(id) === "removed")
  );
}

/**
 * Leave and swaps draft and publish in one act, and are taken back in one: no draft is left that
 * nobody made.
 */
function undraft(tx: Tx, command: readonly JournalRow[], fact: JournalFacts["rosterPublished"]) {
  for (const { name, seq, fact: drafted } of command) {
    if (name === "shiftPlanned" && fact.added.includes(seq)) {
      tx.record("shiftUnplanned", { assignment: seq, to: "removed" });
    }
    if (name !== "shiftUnplanned") continue;
    const { assignment, to } = drafted as JournalFacts["shiftUnplanned"];
    if (to === "removing" && fact.removed.includes(assignment)) {
      tx.record("shiftUnplanned", { assignment, to: "published" });
    }
  }
}

/** The rows of the command that published; somebody else's command may have the same id. */
function commandOf(trace: readonly JournalRow[], publication: number): readonly JournalRow[] {
  const by = trace.find(({ seq }) => seq === publication)?.principal;
  return trace.filter(({ principal }) => principal === by);
}

/** A command may publish in two clinics (a swap): each publishing's rows follow its own. */
function rowsOfPublication(
  rows: readonly JournalRow[],
  publication: number,
): readonly JournalRow[] {
  const own = rows.filter(({ seq }) => seq > publication);
  const end = own.findIndex(({ name }) => name === "rosterPublished");
  return end < 0 ? own : own.slice(0, end);
}
