import { refusalCodes } from "../../domain/refusal.ts";
import type { RefusalCode } from "../../domain/refusal.ts";
import { staffRoles } from "../../domain/role.ts";
import type { StaffRole } from "../../domain/role.ts";

/** Who is signed in, as the server says it. */
export interface Me {
  readonly staffId: string;
  readonly user: string;
  readonly name: string;
  readonly role: StaffRole;
}

export type SignInOutcome =
  | { readonly kind: "in"; readonly me: Me }
  | { readonly kind: "refused"; readonly code: RefusalCode; readonly retryAfterS: number | null }
  | { readonly kind: "noServer" };

/** The door of the desk: the cookie itself never reaches this code. */
export interface Access {
  signIn(user: string, password: string, language: string): Promise<SignInOutcome>;
  /** Whom the browser's cookie names; `refused` when nobody. */
  me(language: string): Promise<SignInOutcome>;
  /** Resolves also when the server cannot be reached: the screen leaves all the same. */
  signOut(language: string): Promise<void>;
}

export function createAccess(fetcher: typeof fetch): Access {
  async function ask(path: string, init: RequestInit, language: string): Promise<SignInOutcome> {
    try {
      const headers = {
        "content-type": "application/json",
        "accept-language": language,
        // A page of another origin cannot send this header without asking first.
        "x-dawr": "1",
      };
      const response = await fetcher(path, { ...init, headers, credentials: "same-origin" });
      return outcomeOf(await response.json());
    } catch {
      return { kind: "noServer" };
    }
  }
  return {
    signIn: (user, password, language) =>
      ask("/api/sign-in", { method: "POST", body: JSON.stringify({ user, password }) }, language),
    me: (language) => ask("/api/me", { method: "GET" }, language),
    async signOut(language) {
      await ask("/api/sign-out", { method: "POST", body: "{}" }, language);
    },
  };
}

function outcomeOf(answer: unknown): SignInOutcome {
  if (!isObject(answer)) return { kind: "noServer" };
  const me = answer["ok"] === true ? meOf(answer["me"]) : null;
  if (me !== null) return { kind: "in", me };
  const refusal = answer["refusal"];
  if (!isObject(refusal)) return { kind: "noServer" };
  const code = refusalCodes.find((known) => known === refusal["code"]);
  const seconds = refusal["retryAfterS"] ?? answer["retryAfterS"];
  const retryAfterS = typeof seconds === "number" ? Math.ceil(seconds) : null;
  return code === undefined ? { kind: "noServer" } : { kind: "refused", code, retryAfterS };
}

function meOf(value: unknown): Me | null {
  if (!isObject(value)) return null;
  const { staffId, user, name } = value;
  const role = staffRoles.find((known) => known === value["role"]);
  if (typeof staffId !== "string" || typeof user !== "string" || role === undefined) return null;
  return { staffId, user, name: typeof name === "string" ? name : user, role };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
