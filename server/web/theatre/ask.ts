import { refusalCodes } from "../../../shared/domain/refusal.ts";
import type { RefusalCode } from "../../../shared/domain/refusal.ts";
import type { OperationId, ProcedureId, TheatreId, ThingId } from "../../../shared/domain/ids.ts";
import type { TeamMember } from "../../../shared/domain/theatre.ts";
import type { Instant } from "../../../shared/domain/time.ts";
import type { EmergencyProposal, PlanCheck } from "../../../shared/protocol/theatre-feeds.ts";

/** An answer, an expected "no", or silence. */
export type Said<Value> =
  | { readonly kind: "said"; readonly value: Value }
  | { readonly kind: "refused"; readonly code: RefusalCode }
  | { readonly kind: "noAnswer" };

/** A plan as it would be, before it is one. */
export interface CheckedPlan {
  readonly operationId: OperationId;
  readonly theatreId: TheatreId;
  readonly from: Instant;
  readonly minutes: number;
  readonly team: readonly TeamMember[];
  readonly things?: readonly ThingId[];
}

export interface AskedEmergency {
  readonly procedureId: ProcedureId;
  readonly urgency: "immediate" | "urgent";
  readonly team: readonly TeamMember[];
}

/** What is asked about a plan before anything is changed. Neither question ever throws. */
export interface TheatreAsk {
  check(plan: CheckedPlan): Promise<Said<PlanCheck>>;
  proposals(asked: AskedEmergency): Promise<Said<readonly EmergencyProposal[]>>;
}

export function createTheatreAsk(fetcher: typeof fetch): TheatreAsk {
  async function ask<Value>(
    path: string,
    body: object,
    valueIn: (answer: Record<string, unknown>) => unknown,
  ): Promise<Said<Value>> {
    try {
      const response = await fetcher(`/api/theatres/${path}`, {
        method: "POST",
        credentials: "same-origin",
        headers: { "content-type": "application/json", "x-dawr": "1" },
        body: JSON.stringify(body),
      });
      return read<Value>(await response.json(), valueIn);
    } catch {
      return { kind: "noAnswer" };
    }
  }
  return {
    check: (plan) => ask("check", plan, ({ check }) => check),
    proposals: (asked) => ask("proposals", asked, ({ proposals }) => proposals),
  };
}

/** The server is ours: what it says after `ok` has the shape that this question's answer has. */
function read<Value>(
  answer: unknown,
  valueIn: (answer: Record<string, unknown>) => unknown,
): Said<Value> {
  if (!isObject(answer)) return { kind: "noAnswer" };
  const value = answer["ok"] === true ? valueIn(answer) : undefined;
  if (value !== undefined) return { kind: "said", value: value as Value };
  const refusal = isObject(answer["refusal"]) ? answer["refusal"]["code"] : null;
  const code = refusalCodes.find((known) => known === refusal);
  return code === undefined ? { kind: "noAnswer" } : { kind: "refused", code };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
