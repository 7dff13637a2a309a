import { missingCase } from "../../../shared/domain/result.ts";
import type { AssignmentId, ClinicId, ServicePointId } from "../../../shared/domain/ids.ts";
import type { ShiftId, StaffId, ThingId } from "../../../shared/domain/ids.ts";
import type { LocalDay } from "../../../shared/domain/local-day.ts";
import type { Assignment } from "../../../shared/domain/roster.ts";
import type { Direction } from "../../../shared/i18n/locale.ts";
import type { Cell } from "./roster-grid.ts";

/** A cell by its place: which person, which day. */
export interface Spot {
  readonly row: number;
  readonly column: number;
}

/** A shift that was copied or cut, to be put into another cell. */
export interface Held {
  readonly assignment: Assignment;
  readonly as: "copy" | "cut";
}

/** What a person is doing in the grid: where the focus is, what is held, which cell is open. */
export interface RosterDesk {
  readonly at: Spot;
  readonly held: Held | null;
  readonly open: Spot | null;
}

export const emptyRosterDesk: RosterDesk = {
  at: { row: 0, column: 0 },
  held: null,
  open: null,
};

export type RosterEvent =
  | { readonly kind: "moved"; readonly to: Spot }
  | { readonly kind: "held"; readonly held: Held }
  | { readonly kind: "placed" }
  | { readonly kind: "opened"; readonly at: Spot }
  | { readonly kind: "closed" }
  | { readonly kind: "gaveUp" }
  /** Another week or clinic: what was held may still be put into it. */
  | { readonly kind: "turned"; readonly size: Size };

export interface Size {
  readonly rows: number;
  readonly columns: number;
}

export function afterRosterEvent(desk: RosterDesk, event: RosterEvent): RosterDesk {
  switch (event.kind) {
    case "moved":
      return { ...desk, at: event.to };
    case "held":
      return { ...desk, held: event.held, open: null };
    case "placed":
      // What was cut is in its new place; what was copied may be put down again.
      return desk.held?.as === "cut" ? { ...desk, held: null } : desk;
    case "opened":
      return { ...desk, at: event.at, open: event.at };
    case "closed":
      return { ...desk, open: null };
    case "gaveUp":
      return { ...desk, held: null };
    case "turned":
      return { ...desk, open: null, at: within(desk.at, event.size) };
    default:
      return missingCase(event);
  }
}

/** What a key of the grid asks for. */
export type KeyWish =
  | { readonly kind: "go"; readonly to: Spot }
  | { readonly kind: "open" }
  | { readonly kind: "remove" }
  | { readonly kind: "copy" }
  | { readonly kind: "cut" }
  | { readonly kind: "paste" }
  | { readonly kind: "giveUp" };

export interface Key {
  readonly key: string;
  /** The key's place on the keyboard: C is C in an Arabic layout too. */
  readonly code: string;
  readonly ctrl: boolean;
}

/** Arrows go where they point, so in a right-to-left grid the left one goes to the next day. */
export function keyWish(
  { key, code, ctrl }: Key,
  at: Spot,
  size: Size,
  direction: Direction,
): KeyWish | null {
  if (ctrl) return clipboardWish(code) ?? edgeWish(key, size);
  const forward = direction === "rtl" ? "ArrowLeft" : "ArrowRight";
  const go = (row: number, column: number): KeyWish => ({
    kind: "go",
    to: within({ row: at.row + row, column: at.column + column }, size),
  });
  switch (key) {
    case "ArrowLeft":
    case "ArrowRight":
      return go(0, key === forward ? 1 : -1);
    case "ArrowUp":
      return go(-1, 0);
    case "ArrowDown":
      return go(1, 0);
    case "PageUp":
      return go(-pageRows, 0);
    case "PageDown":
      return go(pageRows, 0);
    case "Home":
      return go(0, -at.column);
    case "End":
      return go(0, size.columns);
    case "Enter":
    case "F2":
    case " ":
      return { kind: "open" };
    case "Delete":
    case "Backspace":
      return { kind: "remove" };
    case "Escape":
      return { kind: "giveUp" };
    default:
      return null;
  }
}

const pageRows = 10;

function clipboardWish(code: string): KeyWish | null {
  if (code === "KeyC") return { kind: "copy" };
  if (code === "KeyX") return { kind: "cut" };
  return code === "KeyV" ? { kind: "paste" } : null;
}

function edgeWish(key: string, size: Size): KeyWish | null {
  if (key === "Home") return { kind: "go", to: { row: 0, column: 0 } };
  if (key !== "End") return null;
  return { kind: "go", to: within({ row: size.rows, column: size.columns }, size) };
}

function within({ row, column }: Spot, { rows, columns }: Size): Spot {
  return {
    row: Math.max(0, Math.min(rows - 1, row)),
    column: Math.max(0, Math.min(columns - 1, column)),
  };
}

/** What is asked of the server for one act in the grid, in this order. */
export type Step =
  | {
      readonly name: "planShift";
      readonly payload: {
        readonly clinicId: ClinicId;
        readonly staffId: StaffId;
        readonly day: LocalDay;
        readonly shiftId: ShiftId;
        readonly pointId: ServicePointId | null;
        readonly thingIds: ThingId[];
      };
    }
  | { readonly name: "unplanShift"; readonly payload: { readonly assignmentId: AssignmentId } };

/**
 * A shift put into another cell. The new one is planned before the old one goes, so that whatever
 * stops on the way leaves a shift too many, which is seen, and never one too few.
 */
export function stepsToPlace({ assignment, as }: Held, target: Cell): readonly Step[] {
  const { clinicId, shiftId, pointId, assignmentId } = assignment;
  const thingIds = [...assignment.thingIds];
  const { staffId, day } = target;
  const isThere = target.items.some(
    (item) => item.shift.shiftId === shiftId && item.assignment.state !== "removing",
  );
  if (isThere) return [];
  const plan: Step = {
    name: "planShift",
    payload: { clinicId, staffId, day, shiftId, pointId, thingIds },
  };
  const isGoing = as === "copy" || assignment.state === "removing";
  return isGoing ? [plan] : [plan, { name: "unplanShift", payload: { assignmentId } }];
}

/** The one shift of a cell that a key can mean; of several nobody knows which. */
export function onlyShift(cell: Cell): Assignment | null {
  const there = cell.items.filter(({ assignment }) => assignment.state !== "removing");
  return there.length === 1 ? (there[0]?.assignment ?? null) : null;
}
