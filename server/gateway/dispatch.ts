import { z } from "zod";
import type { Language } from "../../shared/domain/language.ts";
import type { RefusalCode } from "../../shared/domain/refusal.ts";
import { commandIdSchema, commandPayloads } from "../../shared/protocol/commands.ts";
import type { CommandName, Payload } from "../../shared/protocol/commands.ts";
import type { Answer, Refusal } from "../../shared/protocol/wire.ts";
import { translator } from "../../shared/i18n/translate.ts";
import { mayCommand } from "../access/permissions.ts";
import type { Principal } from "../access/principal.ts";
import type { Hospital } from "../hospital.ts";
import { keyedDigest } from "../runtime.ts";
import { idBytes } from "../store/command-id.ts";
import type { GroupCommit, Outcome } from "../store/group-commit.ts";
import type { Flow } from "../store/store.ts";
import type { Counters } from "./counters.ts";
import { readForeign } from "./foreign.ts";
import type { RateLimit } from "./rate.ts";

const frameSchema = z.strictObject({
  commandId: commandIdSchema,
  name: z.enum(Object.keys(commandPayloads) as [CommandName, ...CommandName[]]),
  payload: z.unknown(),
});

/** Enough of a keyed digest to tell two bodies of one command id apart. */
const digestBytes = 16;

export type Dispatch = (
  principal: Principal,
  language: Language,
  frame: unknown,
  answer: (answer: Answer) => void,
) => void;

export interface DispatchPorts {
  readonly hospital: Hospital;
  readonly groupCommit: GroupCommit;
  readonly rate: RateLimit;
  readonly counters: Counters;
}

/**
 * The gate for commands. What passes has been authenticated, parsed, permitted and counted; inside
 * the gate the types are trusted. Everything else is refused with a code and changes nothing.
 */
export function createDispatch(ports: DispatchPorts): Dispatch {
  const { hospital, groupCommit, rate, counters } = ports;

  return (principal, language, frame, answer) => {
    const refuse = (code: RefusalCode, name: string, more: Pick<Refusal, "bookings"> = {}) => {
      counters.command(name, code);
      answer({ ok: false, refusal: { ...refusalOf(code, language), ...more } });
    };
    const parsed = readForeign(frameSchema, frame);
    if (parsed === null) return refuse("invalid", "unknown");
    const { commandId, name, payload: raw } = parsed.read;
    if (!rate.take(principal.id, hospital.store.runtime.now())) return refuse("rate_limited", name);
    if (!mayCommand(principal, name)) return refuse("forbidden", name);
    const payload = readForeign(commandPayloads[name], raw);
    if (payload === null) return refuse("invalid", name);

    const body = JSON.stringify(payload.read);
    const digest = keyedDigest(hospital.key, `body${name}\n${body}`).subarray(0, digestBytes);
    groupCommit.enqueue({
      principal: principal.id,
      command: { id: idBytes(commandId), digest },
      flow: flowOf(hospital, name, principal, payload.read),
      settle(outcome: Outcome) {
        if (!outcome.ok) {
          return refuse(outcome.code, name, wordsAbout(hospital, name, principal, payload.read));
        }
        counters.command(name, "ok");
        const reply = hospital.completeReply(name, outcome.reply);
        answer({ ok: true, reply, version: outcome.version });
      },
    });
  };
}

/** A refused check-in says when the bookings are that were meant: worked out again, never stored. */
function wordsAbout(
  hospital: Hospital,
  name: CommandName,
  principal: Principal,
  payload: unknown,
): Pick<Refusal, "bookings"> {
  if (name !== "checkIn") return {};
  const bookings = hospital.bookingsMeant(principal, payload as Payload<"checkIn">);
  return bookings.length === 0 ? {} : { bookings };
}

/** One flow by its name. The payload was parsed by that name's own schema just above. */
function flowOf<Name extends CommandName>(
  hospital: Hospital,
  name: Name,
  principal: Principal,
  payload: unknown,
): Flow<unknown> {
  return hospital.flows[name](principal, payload as Payload<Name>);
}

export function refusalOf(
  code: RefusalCode,
  language: Language,
  values?: Readonly<Record<string, number>>,
): { readonly code: RefusalCode; readonly text: string } {
  return { code, text: translator(language)(`refusal.${code}`, values) };
}
