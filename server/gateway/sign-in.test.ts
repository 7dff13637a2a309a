import { afterEach, describe, expect, it } from "vitest";
import { aHospital } from "../../test/harness/hospital.ts";
import type { TestHospital } from "../../test/harness/hospital.ts";
import { hashPassword } from "../access/password.ts";
import { sessionLastsMs } from "../access/access.ts";
import { createSignIn } from "./sign-in.ts";
import type { SignInResult } from "./sign-in.ts";

const open: TestHospital[] = [];
afterEach(() => {
  for (const hospital of open.splice(0)) hospital.close();
});

const crowd = Array.from({ length: 33 }, (_, index) => `clerk ${index}`);

async function aDesk() {
  const hospital = aHospital();
  open.push(hospital);
  const password = await hashPassword("right", Buffer.alloc(16, 1), { ln: 4, r: 8, p: 1 });
  // A crowd of their own, as the check for a user that is not there costs its full second.
  hospital.store.transact((tx) => {
    for (const user of ["amal", ...crowd]) {
      hospital.access.addStaff(tx, { user, name: "أمل", role: "receptionist", password });
    }
  });
  const gate = createSignIn(hospital, hospital.groupCommit);
  return { ...hospital, ...gate };
}

const codeOf = (result: SignInResult) => (result.ok ? "ok" : `${result.code} ${result.waitS}`);

describe("signing in", () => {
  it("gives a session that lasts its time and ends with signing out", async () => {
    const { signIn, signOut, access, runtime } = await aDesk();
    const [first, second] = [
      await signIn("amal", "right", "m1"),
      await signIn("amal", "right", "m1"),
    ];
    if (!first.ok || !second.ok) throw new Error("refused");
    const who = (token: string) => access.staff(token, runtime.now())?.user ?? null;
    const begun = [who(first.token), who(second.token), who("guess")];
    await signOut(first.token);
    const signedOut = [who(first.token), who(second.token)];
    runtime.pass(sessionLastsMs - 1);
    const nearItsEnd = who(second.token);
    runtime.pass(1);
    expect({ begun, signedOut, nearItsEnd, after: who(second.token) }).toEqual({
      begun: ["amal", "amal", null],
      signedOut: [null, "amal"],
      nearItsEnd: "amal",
      after: null,
    });
  });

  it("says the same of a wrong password and of a user that is not there", async () => {
    const { signIn } = await aDesk();
    const answers = [
      await signIn("amal", "wrong", "m1"),
      await signIn("nobody", "wrong", "m2"),
      await signIn("__proto__", "wrong", "m3"),
    ];
    expect(answers.map(codeOf)).toEqual(Array(3).fill("wrong_password 0"));
  });

  it("waits from the fifth wrong one on, twice as long each time, and no longer than a minute", async () => {
    const { signIn, runtime } = await aDesk();
    const waits: number[] = [];
    for (let tries = 0; tries < 13; tries++) {
      const wrong = codeOf(await signIn("amal", "wrong", "m1"));
      if (wrong !== "wrong_password 0") throw new Error(`try ${tries}: ${wrong}`);
      // Asked while it waits, so that the wait itself is what is told.
      const asked = tries < 4 ? null : await signIn("amal", "right", "m1");
      const waitS = asked === null || asked.ok ? 0 : asked.waitS;
      waits.push(waitS);
      runtime.pass(waitS * 1_000);
    }
    expect(waits).toEqual([0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60]);
  });

  it("makes the machine wait also when it tries another user each time", async () => {
    const { signIn } = await aDesk();
    const answers: string[] = [];
    for (const user of crowd.slice(0, 5)) answers.push(codeOf(await signIn(user, "wrong", "m1")));
    answers.push(codeOf(await signIn("amal", "right", "m1")));
    expect([...answers, codeOf(await signIn("amal", "right", "m2"))]).toEqual([
      ...Array(5).fill("wrong_password 0"),
      "try_later 1",
      "ok",
    ]);
  });

  it("forgets the wrong ones with the right one", async () => {
    const { signIn } = await aDesk();
    const answers: string[] = [];
    for (const password of ["1", "2", "3", "4", "right", "1", "2", "3", "4", "right"]) {
      answers.push(codeOf(await signIn("amal", password, "m1")));
    }
    const four = Array(4).fill("wrong_password 0");
    expect(answers).toEqual([...four, "ok", ...four, "ok"]);
  });

  it("a hundred tries at one moment are five tries and ninety-five waits", async () => {
    const { signIn } = await aDesk();
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, index) => signIn("amal", `guess ${index}`, "m1")),
    );
    const counted = Object.groupBy(answers.map(codeOf), (code) => code);
    expect([counted["wrong_password 0"]?.length, counted["try_later 1"]?.length]).toEqual([5, 95]);
  });

  it("a crowd of machines is told to come back rather than queued for an hour", async () => {
    const { signIn } = await aDesk();
    const answers = await Promise.all(crowd.map((user) => signIn(user, "right", `of ${user}`)));
    expect(answers.map(codeOf)).toEqual([...Array(32).fill("ok"), "try_later 1"]);
    expect(codeOf(await signIn("amal", "right", "m99"))).toBe("ok");
  });

  it("nobody waits longer than a minute because the clock was set back", async () => {
    const { signIn, runtime } = await aDesk();
    for (let tries = 0; tries < 5; tries++) await signIn("amal", "wrong", "m1");
    runtime.pass(-24 * 3_600_000);
    const back = codeOf(await signIn("amal", "right", "m1"));
    runtime.pass(1_000);
    expect([back, codeOf(await signIn("amal", "right", "m1"))]).toEqual(["try_later 1", "ok"]);
  });
});
