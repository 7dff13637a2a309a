import { signInWaitS } from "../access/permissions.ts";
import type { StaffMember } from "../access/access.ts";
import { sessionLastsMs } from "../access/access.ts";
import { checkPassword } from "../access/password.ts";
import type { Hospital } from "../hospital.ts";
import { secondMs } from "../../shared/domain/time.ts";
import type { Instant } from "../../shared/domain/time.ts";
import type { GroupCommit } from "../store/group-commit.ts";
import { submit } from "./submit.ts";

/** Accounts and machines whose wrong tries are remembered; the oldest is forgotten first. */
const rememberedMax = 10_000;

export type SignInResult =
  | { readonly ok: true; readonly token: string; readonly me: StaffMember; readonly lastsS: number }
  | {
      readonly ok: false;
      readonly code: "wrong_password" | "try_later" | "busy" | "internal";
      readonly waitS: number;
    };

export interface SignIn {
  /** Waits grow for the account and for the machine apart, and nobody is ever locked out. */
  signIn(user: string, password: string, machine: string): Promise<SignInResult>;
  signOut(token: string): Promise<void>;
}

/** Checked when there is no such user, so that both answers take as long. */
const nobody =
  "$scrypt$ln=17,r=8,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

export function createSignIn(hospital: Hospital, groupCommit: GroupCommit): SignIn {
  const { access, store } = hospital;
  const { runtime } = store;
  const wrong = createWrongTries(() => runtime.now());

  return {
    async signIn(user, password, machine) {
      const keys = [`user ${user}`, `machine ${machine}`];
      const waitS = Math.max(...keys.map((key) => wrong.waitS(key)));
      if (waitS > 0) return { ok: false, code: "try_later", waitS };
      const found = access.findStaff(user);
      const fits = await checkPassword(password, found?.password ?? nobody);
      if (found === null || !fits) {
        for (const key of keys) wrong.add(key);
        return { ok: false, code: "wrong_password", waitS: 0 };
      }
      for (const key of keys) wrong.forget(key);
      const token = runtime.randomBytes(32).toString("base64url");
      const outcome = await submit(groupCommit, found.member.staffId, (tx) =>
        access.signIn(tx, found.member.staffId, token),
      );
      if (!outcome.ok) return { ok: false, code: "busy", waitS: 0 };
      return { ok: true, token, me: found.member, lastsS: sessionLastsMs / secondMs };
    },
    async signOut(token) {
      const member = access.staff(token, runtime.now());
      if (member === null) return;
      await submit(groupCommit, member.staffId, (tx) => access.signOut(tx, token));
    },
  };
}

function createWrongTries(now: () => Instant) {
  const tries = new Map<string, { count: number; lastAt: Instant }>();
  return {
    waitS(key: string): number {
      const known = tries.get(key);
      if (known === undefined) return 0;
      const openAt = known.lastAt + signInWaitS(known.count) * secondMs;
      return Math.max(0, Math.ceil((openAt - now()) / secondMs));
    },
    add(key: string): void {
      const count = (tries.get(key)?.count ?? 0) + 1;
      tries.delete(key);
      tries.set(key, { count, lastAt: now() });
      if (tries.size > rememberedMax) {
        const oldest = tries.keys().next();
        if (oldest.done !== true) tries.delete(oldest.value);
      }
    },
    forget: (key: string) => tries.delete(key),
  };
}
