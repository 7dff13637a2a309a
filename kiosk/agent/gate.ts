import { z } from "zod";
import { commandIdOf } from "../../shared/domain/ids.ts";
import { languages } from "../../shared/domain/language.ts";
import { commandIdSchema, commandPayloads } from "../../shared/protocol/commands.ts";
import type { IssueIntent } from "../device-api.ts";

/** What the page may ask. It is our own page, but a broken-out one must find a wall here. */
const intentSchema = z.strictObject({
  commandId: commandIdSchema.transform(commandIdOf),
  serviceId: commandPayloads.issueTicket.shape.serviceId,
  language: z.enum(languages),
  protected: z.boolean(),
  segment: commandPayloads.issueTicket.shape.segment,
  groupId: commandPayloads.issueTicket.shape.groupId,
});

/** The intent in whatever a page sent, or nothing. */
export function parseIntent(sent: unknown): IssueIntent | null {
  try {
    const parsed = intentSchema.safeParse(sent);
    return parsed.success ? parsed.data : null;
  } catch {
    // A value can be shaped so that zod throws where it should refuse: `{"length": {"toString": 1}}`.
    return null;
  }
}
