import { useRef } from "react";
import type { PointerEvent as ReactPointerEvent, RefObject } from "react";
import type { TheatreId } from "../../../shared/domain/ids.ts";
import type { Instant } from "../../../shared/domain/time.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import type { DragEvent, Lifted } from "./drag.ts";
import { instantAt, shareAlong, shareAt } from "./time-scale.ts";
import type { TimeScale } from "./time-scale.ts";

/** A press that moves less is a press. */
const slackPx = 5;
/** So near to an edge of the lanes, they move on under the hand. */
const edgePx = 36;

/** What is lifted once the pointer moves; the spot comes from where the pointer is. */
export type Liftable = Omit<Lifted, "judged" | "spot" | "by">;

interface Ports {
  readonly grid: RefObject<HTMLDivElement | null>;
  readonly scale: TimeScale;
  readonly tell: (event: DragEvent) => void;
}

/**
 * Begins a drag by pointer: hand it the press. The time under the pointer is where it was grasped,
 * so that a bar does not jump when it is lifted.
 */
export function usePointerLift(ports: Ports): (event: ReactPointerEvent, one: Liftable) => void {
  const { direction } = useLocale();
  const latest = useRef(ports);
  latest.current = ports;
  return (pressed, one) => {
    if (pressed.button !== 0) return;
    const { pointerId } = pressed;
    const origin = { x: pressed.clientX, y: pressed.clientY };
    const lane = laneAt(latest.current.grid.current, origin.y);
    const grasped =
      one.origin === null || lane === null ? 0 : timeAt(lane, origin.x) - one.origin.from;
    let isLifted = false;
    // The time under a point of the screen, on no step yet.
    function timeAt(row: HTMLElement, x: number): Instant {
      const { scale } = latest.current;
      const share = shareAlong(row.getBoundingClientRect(), x, direction);
      return scale.from + share * (scale.to - scale.from);
    }
    const move = (event: PointerEvent) => {
      if (event.pointerId !== pointerId) return;
      const far = Math.hypot(event.clientX - origin.x, event.clientY - origin.y);
      if (!isLifted && far < slackPx) return;
      const { grid, scale, tell } = latest.current;
      const row = laneAt(grid.current, event.clientY);
      if (row === null || grid.current === null || !isOver(grid.current, event)) return;
      event.preventDefault();
      scrollAtEdges(grid.current, event);
      const share = shareAt(scale, timeAt(row, event.clientX) - grasped);
      const spot = { theatreId: row.dataset["lane"] as TheatreId, from: instantAt(scale, share) };
      tell(
        isLifted
          ? { kind: "over", spot }
          : { kind: "lift", lifted: { ...one, spot, by: "pointer" } },
      );
      isLifted = true;
    };
    const end = (event: PointerEvent) => {
      if (event.pointerId !== pointerId) return;
      window.removeEventListener("pointermove", move);
      window.removeEventListener("pointerup", end);
      window.removeEventListener("pointercancel", end);
      if (!isLifted) return;
      swallowNextClick();
      const { grid, tell } = latest.current;
      const isDropped =
        event.type === "pointerup" && grid.current !== null && isOver(grid.current, event);
      tell({ kind: isDropped ? "drop" : "cancel" });
    };
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", end);
    window.addEventListener("pointercancel", end);
  };
}

/** The lane at a height of the screen; above the first the first, below the last the last. */
function laneAt(grid: HTMLElement | null, y: number): HTMLElement | null {
  const rows = [...(grid?.querySelectorAll<HTMLElement>("[data-lane]") ?? [])];
  const within = rows.find((row) => {
    const { top, bottom } = row.getBoundingClientRect();
    return y >= top && y < bottom;
  });
  return within ?? null;
}

function isOver(grid: HTMLElement, { clientX, clientY }: PointerEvent): boolean {
  const { left, right, top, bottom } = grid.getBoundingClientRect();
  return clientX >= left && clientX <= right && clientY >= top && clientY <= bottom;
}

function scrollAtEdges(grid: HTMLElement, { clientX, clientY }: PointerEvent): void {
  const { left, right, top, bottom } = grid.getBoundingClientRect();
  const along = clientX > right - edgePx ? 14 : clientX < left + edgePx ? -14 : 0;
  const down = clientY > bottom - edgePx ? 14 : clientY < top + edgePx ? -14 : 0;
  if (along !== 0 || down !== 0) grid.scrollBy(along, down);
}

/** The press that ends a drag is no press on what it began on. */
function swallowNextClick(): void {
  const swallow = (event: MouseEvent) => event.stopPropagation();
  window.addEventListener("click", swallow, { capture: true, once: true });
  window.setTimeout(() => window.removeEventListener("click", swallow, { capture: true }), 0);
}
