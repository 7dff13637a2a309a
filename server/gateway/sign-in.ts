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

/** Passwords being checked or waiting for it: half a minute's work. More may come back in a second. */
const checksMax = 32;

/** Checked when there is no such user, so that both answers take as long. */
const nobody =
  "$scrypt$ln=17,r=8,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

export function createSignIn(hospital: Hospital, groupCommit: GroupCommit): SignIn {
  const { access, store } = hospital;
  const { runtime } = store;
  const tries = createTries(() => runtime.now());

  return {
    async signIn(user, password, machine) {
      const keys = [`user ${user}`, `machine ${machine}`];
      const waitS = tries.waitS(keys);
      if (waitS > 0) return { ok: false, code: "try_later", waitS };
      const found = access.findStaff(user);
      tries.begin(keys);
      let fits = false;
      try {
        fits = (await checkPassword(password, found?.password ?? nobody)) && found !== null;
      } finally {
        tries.end(keys, fits);
      }
      if (found === null || !fits) return { ok: false, code: "wrong_password", waitS: 0 };
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

interface Tries {
  readonly wrong: number;
  readonly lastAt: Instant;
  readonly underWay: number;
}

/** Tries by account and by machine: the wrong ones, and those being checked this moment. */
function createTries(now: () => Instant) {
  const tries = new Map<string, Tries>();
  let underWay = 0;
  const of = (key: string): Tries => tries.get(key) ?? { wrong: 0, lastAt: 0, underWay: 0 };
  const put = (key: string, change: Partial<Tries>) => {
    const after = { ...of(key), ...change };
    tries.delete(key);
    if (after.wrong === 0 && after.underWay === 0) return;
    tries.set(key, after);
    if (tries.size <= rememberedMax) return;
    const oldest = tries.keys().next();
    if (oldest.done !== true) tries.delete(oldest.value);
  };
  const waitOf = (key: string): number => {
    const { wrong, lastAt, underWay: here } = of(key);
    // A hundred at once must not each be the fourth: what is under way may be wrong too.
    if (here > 0 && signInWaitS(wrong + here) > 0) return 1;
    // A clock that was set back makes nobody wait longer than this.
    const passedMs = Math.max(0, now() - Math.min(lastAt, now()));
    if (lastAt > now()) put(key, { lastAt: now() });
    return Math.max(0, Math.ceil(signInWaitS(wrong) - passedMs / secondMs));
  };
  return {
    waitS: (keys: readonly string[]) => (underWay >= checksMax ? 1 : Math.max(...keys.map(waitOf))),
    begin(keys: readonly string[]): void {
      underWay++;
      for (const key of keys) put(key, { underWay: of(key).underWay + 1 });
    },
    end(keys: readonly string[], fits: boolean): void {
      underWay--;
      for (const key of keys) {
        const { wrong, underWay: here } = of(key);
        const ended = { underWay: Math.max(0, here - 1) };
        put(key, fits ? { ...ended, wrong: 0 } : { ...ended, wrong: wrong + 1, lastAt: now() });
      }
    },
  };
}
