import { z } from "zod";
import { languages } from "../../shared/domain/language.ts";
import type { Language } from "../../shared/domain/language.ts";
import type { RefusalCode } from "../../shared/domain/refusal.ts";
import { protocolNumber } from "../../shared/protocol/wire.ts";
import type { HandshakeRefusal } from "../../shared/protocol/wire.ts";
import type { Principal } from "../access/principal.ts";
import type { Hospital } from "../hospital.ts";
import { readForeign } from "./foreign.ts";
import { sessionToken } from "./session-cookie.ts";

const handshakeSchema = z.object({
  protocol: z.number().int(),
  deviceToken: z.string().min(1).max(200).optional(),
  language: z.enum(languages).catch("ar").optional(),
  yields: z.boolean().catch(false).optional(),
});

export interface Caller {
  readonly principal: Principal;
  readonly language: Language;
  /** A member of staff: asked again at each act, so that signing out or its end is felt at once. */
  readonly session: string | null;
  /** Was replaced by a newer socket and comes only where there is room: it does not fight back. */
  readonly yields: boolean;
}

/** What a handshake is read from: Socket.IO's, or a test's. */
export interface Greeting {
  readonly auth: unknown;
  readonly headers: {
    readonly origin?: string | undefined;
    readonly host?: string | undefined;
    readonly cookie?: string | undefined;
  };
}

/** Who is greeting, or why nobody is let in by it. */
export function callerOf(hospital: Hospital, greeting: Greeting): Caller | RefusalCode {
  const parsed = readForeign(handshakeSchema, greeting.auth);
  if (parsed === null) return "unauthenticated";
  const { protocol, deviceToken, language = "ar", yields = false } = parsed.read;
  if (protocol !== protocolNumber) return "protocol_mismatch";
  if (deviceToken !== undefined) {
    const device = hospital.access.device(deviceToken);
    if (device === null) return "unauthenticated";
    return { principal: device, language, session: null, yields };
  }
  const { origin, host, cookie } = greeting.headers;
  // A cookie speaks only for pages of this very server: another site's page must not use it. An
  // origin can be any text, `null` among others: parsing it must not throw.
  if (origin !== undefined && URL.parse(origin)?.host !== host) return "unauthenticated";
  const session = sessionToken(cookie);
  const principal = session === null ? null : staffPrincipal(hospital, session);
  return principal === null ? "unauthenticated" : { principal, language, session, yields };
}

export function staffPrincipal(hospital: Hospital, session: string): Principal | null {
  const member = hospital.access.staff(session, hospital.store.runtime.now());
  return member && { kind: "staff", id: member.staffId, role: member.role };
}

/** A refusal as Socket.IO carries it: `connect_error` with these words in `data`. */
export function refusedHandshake(refusal: HandshakeRefusal): Error {
  return Object.assign(new Error(refusal.code), { data: refusal });
}
