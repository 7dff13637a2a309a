import type { FlowModules } from "./flow-modules.ts";
import { rosterCsv, readRosterCsv } from "./scheduling/roster-lines.ts";
import type { ReadLine } from "./scheduling/roster-lines.ts";
import type { Flow, Tx } from "./store/store.ts";
import { canNeed } from "./thing-flows.ts";
import { idOf, idPattern, seqOf } from "../shared/domain/ids.ts";
import type { StaffId } from "../shared/domain/ids.ts";
import { isLocalDay } from "../shared/domain/local-day.ts";
import type { LocalDay } from "../shared/domain/local-day.ts";
import type { RefusalCode } from "../shared/domain/refusal.ts";
import { accept, refuse } from "../shared/domain/result.ts";

type Modules = Pick<FlowModules, "roster" | "access" | "directory" | "things">;

export interface ImportedTable {
  readonly drafted: number;
  /** By the line's number in the file, and why it was not drafted. */
  readonly refused: readonly { readonly line: number; readonly code: RefusalCode }[];
}

export interface TableSpan {
  readonly clinic: string;
  readonly from: LocalDay;
  readonly to: LocalDay;
}

/** A clinic's roster as a table, the draft among it. */
export function exportRoster({ roster, access }: Modules, span: TableSpan): string {
  const rows = roster.read.ofClinic(span.clinic, span.from, span.to);
  return rosterCsv(
    rows.map((row) => {
      const staff = idOf("staff", row.staff);
      const { day, clinic, shift, point, state } = row;
      const name = access.nameOf(staff);
      // No id has a space in it.
      const things = row.things.join(" ");
      return { day, clinic, shift, staff, name, point: point ?? "", things, state };
    }),
  );
}

/**
 * Drafts what a table says, line by line: what can be drafted is, and every other line is named with
 * its reason. What stands already is `already_booked`, so the same table twice adds nothing.
 */
export function importRoster(modules: Modules, clinic: string, text: string): Flow<ImportedTable> {
  return (tx) => {
    const lines = readRosterCsv(text);
    if (lines === null || !modules.directory.isClinic(clinic)) return refuse("invalid");
    const codes = lines.map((line) => ({
      line: line.line,
      code: importLine(modules, tx, clinic, line),
    }));
    return accept({
      drafted: codes.filter(({ code }) => code === null).length,
      refused: codes.flatMap(({ line, code }) => (code === null ? [] : [{ line, code }])),
    });
  };
}

function importLine(modules: Modules, tx: Tx, clinic: string, line: ReadLine): RefusalCode | null {
  if (!line.ok || line.read.clinic !== clinic || !isLocalDay(line.read.day)) return "invalid";
  const { roster, access, directory } = modules;
  const { day, shift, staff, point } = line.read;
  const things = line.read.things.split(/\s+/).filter((thing) => thing !== "");
  if (!idPattern("staff").test(staff) || !access.isStaff(staff as StaffId)) return "unknown_staff";
  if (point !== "" && directory.profile(point) === null) return "unknown_service_point";
  if (!canNeed(modules, things)) return "unknown_thing";
  const planned = roster.planShift(tx, {
    ...{ clinic, staff: seqOf(staff as StaffId), day, shift },
    point: point === "" ? null : point,
    things: [...new Set(things)],
  });
  return planned.ok ? null : planned.code;
}
