import { idOf } from "../shared/domain/ids.ts";
import type { ServicePointId } from "../shared/domain/ids.ts";
import type { Names } from "../shared/domain/language.ts";
import { waitedMinutes } from "../shared/domain/time.ts";
import type { Instant } from "../shared/domain/time.ts";
import type { QueueLine } from "../shared/protocol/feeds.ts";
import type { Plan } from "./plan.ts";
import type { LineRow } from "./queue/queue.sql.ts";

/** What something is called that the directory does not know. */
export const unnamed: Names = { ar: "" };

/** An entry as staff see it. */
export function lineOf(plan: Plan, now: Instant): (row: LineRow) => QueueLine {
  return (row) => ({
    entryId: idOf("entry", row.id),
    ticketId: idOf("ticket", row.ticket_id),
    label: row.label,
    status: row.status,
    priorityClass: row.class,
    eligibleAt: row.eligible_at,
    issuedAt: row.issued_at,
    waitedMin: waitedMinutes(row.issued_at, now),
    serviceNames: plan.service.get(row.service_id)?.names ?? unnamed,
    language: row.language,
    requeues: row.requeues,
    claimed: row.claimed === 1,
    notBefore: row.not_before,
    boundTo: row.bound_point === "" ? null : (row.bound_point as ServicePointId),
    segment: row.segment === "" ? null : row.segment,
    ...(row.arrival === row.id ? {} : { arrival: row.arrival }),
    groupId: row.group_id,
    step: stepOf(plan, row),
    isBack: isBack(row),
  });
}

/** Where a ticket is on its journey, from 1, of how many stops. A detour is no stop of it. */
export function stepOf(plan: Plan, row: LineRow): QueueLine["step"] {
  return { at: row.step + 1, of: 1 + (plan.service.get(row.service_id)?.steps.length ?? 0) };
}

/** Bound to a service point is only who was sent away from it and is to come back to it. */
export function isBack(row: LineRow): boolean {
  return row.bound_point !== "" && row.status === "waiting";
}
