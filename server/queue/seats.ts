import type { ServicePointId } from "../../shared/domain/ids.ts";
import { accept, refuse } from "../../shared/domain/result.ts";
import type { Result } from "../../shared/domain/result.ts";
import type { PauseKind } from "../../shared/domain/service.ts";
import { isPaused } from "../../shared/domain/service-point.ts";
import type { PointStatus } from "../../shared/domain/service-point.ts";
import type { Instant } from "../../shared/domain/time.ts";
import type { PointReply } from "../../shared/protocol/commands.ts";
import type { Tx } from "../store/store.ts";
import type { QueueTables } from "./queue-tables.ts";

/** Who sits where and since when, and the pauses of those who do. */
export type Seats = ReturnType<typeof createSeats>;

export function createSeats(tables: QueueTables) {
  const reply = (servicePointId: ServicePointId, status: PointStatus): Result<PointReply> =>
    accept({ servicePointId, status });

  function open(tx: Tx, point: string, from: string): void {
    tx.record("pointOpened", { point, from: from === "" ? null : from });
    tx.touch(`point:${point}`);
  }

  return {
    /**
     * Whoever calls sits there: a point that nobody opened is opened by its first call, and a
     * pause whose end has come is over. Refusal: `service_point_paused`.
     */
    sit(tx: Tx, point: string): Result<null> {
      const state = tables.pointState(point);
      if (isPaused(state, tx.now)) return refuse("service_point_paused");
      if (state.status !== "open" || state.by !== tx.principal) open(tx, point, state.by);
      return accept(null);
    },

    /**
     * Refusals: `taken` by somebody else, unless it is taken over; `wrong_state` when mine. Where
     * only a late doctor was announced nobody sits yet.
     */
    openPoint(tx: Tx, point: ServicePointId, takeOver: boolean): Result<PointReply> {
      const state = tables.pointState(point);
      if (state.status !== "closed" && state.by !== "") {
        if (state.by === tx.principal) return refuse("wrong_state");
        if (!takeOver) return refuse("taken");
      }
      open(tx, point, state.by);
      return reply(point, "open");
    },

    /**
     * Leaves the seat. Patients who were to come back to this point are anybody's of its queues
     * from now on. Refusal: `wrong_state` when it is closed, or somebody is called there.
     */
    closePoint(tx: Tx, point: ServicePointId): Result<PointReply> {
      const state = tables.pointState(point);
      const isBusy = tables.openCallOfPoint(point) !== undefined;
      if (state.status === "closed" || isBusy) return refuse("wrong_state");
      tx.record("pointClosed", { point });
      tx.touch(`point:${point}`);
      return reply(point, "closed");
    },

    /** A pause may be told anew while it lasts. Refusal: `wrong_state` for an end in the past. */
    pausePoint(
      tx: Tx,
      point: ServicePointId,
      kind: PauseKind,
      until: Instant | null,
    ): Result<PointReply> {
      if (until !== null && until <= tx.now) return refuse("wrong_state");
      tx.record("pointPaused", { point, kind, until });
      tx.touch(`point:${point}`);
      return reply(point, "paused");
    },

    /** Refusal: `wrong_state` when there is no pause. */
    resumePoint(tx: Tx, point: ServicePointId): Result<PointReply> {
      const state = tables.pointState(point);
      if (state.pause === null) return refuse("wrong_state");
      // Nobody sat there while it was announced (a doctor who is late): then nobody sits there yet.
      if (state.by === "") tx.record("pointClosed", { point });
      else tx.record("pointResumed", { point });
      tx.touch(`point:${point}`);
      return reply(point, state.by === "" ? "closed" : "open");
    },
  };
}
