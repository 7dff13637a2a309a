import { z } from "zod";
import { commandIdOf } from "../../shared/domain/ids.ts";
import { languages } from "../../shared/domain/language.ts";
import { commandIdSchema, commandPayloads } from "../../shared/protocol/commands.ts";
import { schedulingPayloads } from "../../shared/protocol/scheduling-commands.ts";
import { checkInWays } from "../device-api.ts";
import type { CheckInIntent, IssueIntent } from "../device-api.ts";

/** What the page may ask. It is our own page, but a broken-out one must find a wall here. */
const intentSchema = z.strictObject({
  commandId: commandIdSchema.transform(commandIdOf),
  serviceId: commandPayloads.issueTicket.shape.serviceId,
  language: z.enum(languages),
  protected: z.boolean(),
  segment: commandPayloads.issueTicket.shape.segment,
  groupId: commandPayloads.issueTicket.shape.groupId,
});

const { value, confirm } = schedulingPayloads.checkIn.shape;
const checkInSchema = z.strictObject({
  commandId: commandIdSchema.transform(commandIdOf),
  by: z.enum(checkInWays),
  value,
  language: z.enum(languages),
  birthYear: confirm.unwrap().shape.birthYear,
  appointmentId: confirm.unwrap().shape.appointmentId,
  slipOf: confirm.unwrap().shape.appointmentId,
  isPrepared: confirm.unwrap().shape.isPrepared,
});

/** The intent in whatever a page sent, or nothing. */
export function parseIntent(sent: unknown): IssueIntent | null {
  return parse(intentSchema, sent);
}

export function parseCheckIn(sent: unknown): CheckInIntent | null {
  return parse(checkInSchema, sent);
}

function parse<Read>(schema: z.ZodType<Read>, sent: unknown): Read | null {
  try {
    const parsed = schema.safeParse(sent);
    return parsed.success ? parsed.data : null;
  } catch {
    // A value can be shaped so that zod throws where it should refuse: `{"length": {"toString": 1}}`.
    return null;
  }
}
