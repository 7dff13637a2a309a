import { useEffect, useReducer, useRef } from "react";
import type { TheatresData } from "../../../shared/protocol/theatre-feeds.ts";
import { browserTime } from "../../../shared/ui/clock.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import type { CheckedPlan, TheatreAsk } from "./ask.ts";
import { afterDrag, atRest, stepped } from "./drag.ts";
import type { Drag, DragEvent, Judged, Lifted } from "./drag.ts";
import { laneAfter } from "./lanes.ts";
import type { Lane } from "./lanes.ts";
import { arrowStep } from "./time-scale.ts";
import type { TimeScale } from "./time-scale.ts";
import type { WaitingLine } from "./waiting.ts";

/** A hand that moves on asks for nothing: only a spot where it rests this long is judged. */
const restMs = 120;

export interface DragDesk {
  readonly drag: Drag;
  readonly tell: (event: DragEvent) => void;
}

/** An operation in the hand: judged by the server wherever it rests, moved by arrows as well. */
export function useDrag(
  ask: TheatreAsk,
  planOf: (lifted: Lifted) => CheckedPlan,
  grid: { readonly lanes: readonly Lane[]; readonly scale: TimeScale } | null,
): DragDesk {
  const [drag, tell] = useReducer(afterDrag, atRest);
  const lifted = drag.kind === "lifted" || drag.kind === "dropping" ? drag.lifted : null;
  const asked =
    lifted !== null && lifted.judged.kind === "asking"
      ? `${lifted.operationId} ${lifted.spot.theatreId} ${lifted.spot.from}`
      : null;
  const latest = useRef({ ask, planOf, lifted });
  useEffect(() => {
    latest.current = { ask, planOf, lifted };
  });
  useEffect(() => {
    if (asked === null) return;
    let current = true;
    void browserTime.sleep(restMs).then(async () => {
      const hand = latest.current;
      if (!current || hand.lifted === null) return;
      const { spot } = hand.lifted;
      const said = await hand.ask.check(hand.planOf(hand.lifted));
      if (current) tell({ kind: "judged", spot, judged: judgedBy(said) });
    });
    return () => {
      current = false;
    };
  }, [asked]);
  useKeys(drag, tell, grid);
  return { drag, tell };
}

function judgedBy(said: Awaited<ReturnType<TheatreAsk["check"]>>): Judged {
  return said.kind === "said" ? { kind: "said", check: said.value } : said;
}

/** While something is lifted, arrows move it, Enter puts it down and Escape takes it back. */
function useKeys(
  drag: Drag,
  tell: (event: DragEvent) => void,
  grid: { readonly lanes: readonly Lane[]; readonly scale: TimeScale } | null,
): void {
  const { direction } = useLocale();
  const lifted = drag.kind === "lifted" ? drag.lifted : null;
  useEffect(() => {
    if (lifted === null || grid === null) return;
    const listen = (event: KeyboardEvent) => {
      const step = arrowStep(event.key, direction);
      if (step === null && !["Enter", " ", "Escape"].includes(event.key)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (event.key === "Escape") return tell({ kind: "cancel" });
      // A key held down repeats itself; only its first press puts down.
      if (step === null) return event.repeat ? undefined : tell({ kind: "drop" });
      const stride = event.shiftKey ? 6 : 1;
      tell({
        kind: "over",
        spot: {
          theatreId: laneAfter(grid.lanes, lifted.spot.theatreId, step.lanes),
          from: stepped(lifted, step.steps * stride, grid.scale),
        },
      });
    };
    window.addEventListener("keydown", listen, true);
    return () => window.removeEventListener("keydown", listen, true);
  }, [lifted, grid, direction, tell]);
}

/** What is asked about a lifted operation: its plan as it would be, with the team it has so far. */
export function planAt(
  lifted: Lifted,
  said: Pick<TheatresData, "operations"> | null,
  waiting: readonly WaitingLine[],
): CheckedPlan {
  const { operationId, spot } = lifted;
  const isThis = (one: { readonly operationId: string }) => one.operationId === operationId;
  const line = said?.operations.find(isThis) ?? waiting.find(isThis);
  const surgeon = line?.surgeon ?? null;
  const team = line?.plan?.team ?? [];
  return {
    operationId,
    ...spot,
    minutes: lifted.minutes,
    team:
      team.length > 0 || surgeon === null
        ? [...team]
        : [{ role: "surgeon", staffId: surgeon.staffId }],
    ...(line?.plan && { things: [...line.plan.things] }),
  };
}
