import type { CommandId } from "../../../shared/domain/ids.ts";
import type { RefusalCode } from "../../../shared/domain/refusal.ts";
import type { MessageKey } from "../../../shared/i18n/translate.ts";

/** An act as people know it: "publish", "plan a shift"; a text of its own in every language. */
export type Act = Extract<MessageKey, `admin.act.${string}` | `theatre.act.${string}`>;

/** What was asked of the server and is not settled: on its way, without an answer, or refused. */
export interface Askings {
  readonly pending: readonly Pending[];
  /** Newest first; each stays until it is read. */
  readonly notices: readonly AskNotice[];
}

export interface Pending {
  readonly commandId: CommandId;
  readonly act: Act;
  /** Where on the screen it shows: a cell, a row. */
  readonly spot: string | null;
}

export interface AskNotice {
  readonly commandId: CommandId;
  readonly act: Act;
  readonly kind: RefusalCode | "noAnswer";
}

export const noAskings: Askings = { pending: [], notices: [] };

export type AskingEvent =
  | { readonly kind: "asked"; readonly asking: Pending }
  | { readonly kind: "done"; readonly commandId: CommandId }
  | {
      readonly kind: "failed";
      readonly commandId: CommandId;
      readonly why: RefusalCode | "noAnswer";
    }
  | { readonly kind: "read"; readonly commandId: CommandId };

/** More would push the page away; the oldest has been in sight for as long as the others took. */
const noticesMax = 4;

export function afterAsking({ pending, notices }: Askings, event: AskingEvent): Askings {
  if (event.kind === "asked") {
    // Asked again: what was said of the first try is no longer true.
    const others = notices.filter(({ commandId }) => commandId !== event.asking.commandId);
    return { pending: [...pending, event.asking], notices: others };
  }
  const { commandId } = event;
  const others = pending.filter((each) => each.commandId !== commandId);
  const unread = notices.filter((each) => each.commandId !== commandId);
  if (event.kind !== "failed") return { pending: others, notices: unread };
  // The answer may come after the person was told of silence.
  const failed = [...pending, ...notices].find((each) => each.commandId === commandId);
  if (failed === undefined) return { pending, notices };
  const notice = { commandId, act: failed.act, kind: event.why };
  return { pending: others, notices: [notice, ...unread].slice(0, noticesMax) };
}

export function isPending(askings: Askings, spot: string): boolean {
  return askings.pending.some((each) => each.spot === spot);
}
