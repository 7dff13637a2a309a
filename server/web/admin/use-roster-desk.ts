import { useEffect, useMemo, useReducer, useRef, useState } from "react";
import type { DragEvent, FocusEvent, KeyboardEvent, MouseEvent, RefObject } from "react";
import { missingCase } from "../../../shared/domain/result.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import type { AdminDesk } from "./desk.ts";
import {
  afterRosterEvent,
  emptyRosterDesk,
  keyWish,
  onlyShift,
  stepsToPlace,
} from "./roster-desk.ts";
import type { Held, KeyWish, RosterDesk, Spot, Step } from "./roster-desk.ts";
import type { Cell, CellItem, Grid } from "./roster-grid.ts";

/** Spread over the grid's own element: cells are many, and one listener of a kind is enough. */
export interface GridHandlers {
  onKeyDown(event: KeyboardEvent<HTMLDivElement>): void;
  onFocus(event: FocusEvent<HTMLDivElement>): void;
  onDoubleClick(event: MouseEvent<HTMLDivElement>): void;
  onDragStart(event: DragEvent<HTMLDivElement>): void;
  onDragOver(event: DragEvent<HTMLDivElement>): void;
  onDrop(event: DragEvent<HTMLDivElement>): void;
}

export interface RosterAtWork {
  readonly desk: RosterDesk;
  readonly handlers: GridHandlers;
  readonly gridRef: RefObject<HTMLDivElement | null>;
  readonly openCell: Cell | null;
  openAt(spot: Spot): void;
  close(): void;
  /** What was just held, put down or refused, in words for who cannot see it. */
  readonly said: Said | null;
  plan(cell: Cell, steps: readonly Step[]): void;
}

export type Said = "held" | "cut" | "placed" | "isThere" | "readOnly";

/** The grid's reducer over keys, mouse and the server's commands. */
export function useRosterDesk(admin: AdminDesk, grid: Grid): RosterAtWork {
  const { direction } = useLocale();
  const [desk, dispatch] = useReducer(afterRosterEvent, emptyRosterDesk);
  const [said, setSaid] = useState<Said | null>(null);
  const gridRef = useRef<HTMLDivElement>(null);
  const dragged = useRef<CellItem | null>(null);
  const size = useMemo(
    () => ({ rows: grid.rows.length, columns: grid.days.length }),
    [grid.rows.length, grid.days.length],
  );
  const firstDay = grid.days[0]?.day;
  useEffect(() => dispatch({ kind: "turned", size }), [size, firstDay]);

  const cellAt = ({ row, column }: Spot): Cell | null => grid.rows[row]?.cells[column] ?? null;
  const focusOn = ({ row, column }: Spot) =>
    gridRef.current?.querySelector<HTMLElement>(`[data-cell="${row}:${column}"]`)?.focus();

  const plan = (cell: Cell, steps: readonly Step[]) => {
    void inOrder(admin, steps, `${cell.staffId} ${cell.day}`);
  };
  const place = (held: Held, target: Cell | null) => {
    if (target === null) return;
    const steps = stepsToPlace(held, target);
    setSaid(steps.length === 0 ? "isThere" : "placed");
    if (steps.length > 0) plan(target, steps);
    dispatch({ kind: "placed" });
  };
  const open = (spot: Spot) => {
    if (!admin.mayWrite) return setSaid("readOnly");
    dispatch({ kind: "opened", at: spot });
  };
  const onOnlyShift = (cell: Cell, act: (shift: Held["assignment"]) => void) => {
    const shift = onlyShift(cell);
    if (!admin.mayWrite) setSaid("readOnly");
    else if (shift !== null) act(shift);
    else if (cell.items.length > 1) open(desk.at);
  };
  const hold = (as: Held["as"], cell: Cell) =>
    onOnlyShift(cell, (assignment) => {
      dispatch({ kind: "held", held: { assignment, as } });
      setSaid(as === "cut" ? "cut" : "held");
    });

  const carryOut = (wish: KeyWish, cell: Cell) => {
    switch (wish.kind) {
      case "go":
        return focusOn(wish.to);
      case "open":
        return open(desk.at);
      case "remove":
        return onOnlyShift(cell, ({ assignmentId }) =>
          plan(cell, [{ name: "unplanShift", payload: { assignmentId } }]),
        );
      case "copy":
        return hold("copy", cell);
      case "cut":
        return hold("cut", cell);
      case "paste":
        return desk.held === null || !admin.mayWrite ? undefined : place(desk.held, cell);
      case "giveUp":
        return dispatch({ kind: "gaveUp" });
      default:
        return missingCase(wish);
    }
  };

  const handlers: GridHandlers = {
    onKeyDown(event) {
      const { key, code, ctrlKey, metaKey } = event;
      const wish = keyWish({ key, code, ctrl: ctrlKey || metaKey }, desk.at, size, direction);
      const cell = cellAt(desk.at);
      if (wish === null || cell === null || spotOf(event.target) === null) return;
      event.preventDefault();
      carryOut(wish, cell);
    },
    onFocus(event) {
      const spot = spotOf(event.target);
      if (spot !== null) dispatch({ kind: "moved", to: spot });
    },
    onDoubleClick(event) {
      const spot = spotOf(event.target);
      if (spot !== null) open(spot);
    },
    onDragStart(event) {
      const spot = spotOf(event.target);
      const cell = spot === null ? null : cellAt(spot);
      const id = closest(event.target, "[data-assignment]")?.dataset["assignment"];
      const item = cell?.items.find(({ assignment }) => assignment.assignmentId === id);
      dragged.current = admin.mayWrite ? (item ?? null) : null;
      if (dragged.current === null) return event.preventDefault();
      event.dataTransfer.effectAllowed = "copyMove";
      event.dataTransfer.setData("text/plain", id ?? "");
    },
    onDragOver(event) {
      if (dragged.current === null || spotOf(event.target) === null) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = event.ctrlKey || event.altKey ? "copy" : "move";
    },
    onDrop(event) {
      const spot = spotOf(event.target);
      const item = dragged.current;
      dragged.current = null;
      if (spot === null || item === null) return;
      event.preventDefault();
      const as = event.ctrlKey || event.altKey ? "copy" : "cut";
      place({ assignment: item.assignment, as }, cellAt(spot));
      focusOn(spot);
    },
  };

  return {
    desk,
    handlers,
    gridRef,
    openCell: desk.open === null ? null : cellAt(desk.open),
    openAt(spot) {
      focusOn(spot);
      open(spot);
    },
    close() {
      dispatch({ kind: "closed" });
      focusOn(desk.at);
    },
    said,
    plan,
  };
}

/** Each step after the one before it was done: a shift is taken away only when its heir is there. */
async function inOrder(admin: AdminDesk, steps: readonly Step[], spot: string): Promise<void> {
  for (const step of steps) {
    const reply =
      step.name === "planShift"
        ? await admin.runner.ask(step.name, step.payload, { act: "admin.act.planShift", spot })
        : await admin.runner.ask(step.name, step.payload, { act: "admin.act.unplanShift", spot });
    if (reply === null) return;
  }
}

function closest(target: EventTarget, selector: string): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>(selector) : null;
}

function spotOf(target: EventTarget): Spot | null {
  const [row, column] = closest(target, "[data-cell]")?.dataset["cell"]?.split(":") ?? [];
  return row === undefined || column === undefined
    ? null
    : { row: Number(row), column: Number(column) };
}
