import { describe, expect, it } from "vitest";
import {
  checkPassword,
  createTurns,
  demoPasswordCost,
  hashPassword,
  passwordCost,
} from "./password.ts";

/** Cheap, so that the tests ask about the form rather than about the cost. */
const cost = { ln: 4, r: 8, p: 1 };
const salt = Buffer.from("0123456789abcdef");

describe("a password", () => {
  it("fits its own hash and no other password does", async () => {
    const phc = await hashPassword("كلمة سر طويلة", salt, cost);
    const tries = ["كلمة سر طويلة", "كلمة سر طويلة ", "", "other", "\u0000"];
    expect(await Promise.all(tries.map((one) => checkPassword(one, phc)))).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
  });

  it("is written as a PHC string that says its cost", async () => {
    const phc = await hashPassword("secret", salt, cost);
    expect(phc).toMatch(/^\$scrypt\$ln=4,r=8,p=1\$[\w-]{22}\$[\w-]{43}$/);
  });

  it("of equal letters typed in another form is the same password", async () => {
    const phc = await hashPassword("caf\u00e9", salt, cost);
    expect(await checkPassword("cafe\u0301", phc)).toBe(true);
  });

  it("with another salt has another hash", async () => {
    const one = await hashPassword("secret", salt, cost);
    const other = await hashPassword("secret", Buffer.from("another salt 123"), cost);
    expect(one).not.toBe(other);
  });

  it.each([
    "",
    "plain",
    "$argon2id$v=19$m=19456,t=2,p=1$AAAA$AAAA",
    "$scrypt$ln=4,r=8$AAAA$AAAA",
    "$scrypt$ln=4,r=8,p=1$$",
    "$scrypt$ln=4,r=8,p=1$AAAA$AAAA",
    "$scrypt$ln=4,r=8,p=1$AAAA$AAAA\n",
  ])("never fits a text that is no hash of ours: %j", async (phc) => {
    expect(await checkPassword("", phc)).toBe(false);
  });
});

it("the cost of staff passwords is what the guidance asks; the demo's printed one is cheaper", () => {
  expect({ passwordCost, demoPasswordCost }).toEqual({
    passwordCost: { ln: 17, r: 8, p: 1 },
    demoPasswordCost: { ln: 14, r: 8, p: 1 },
  });
});

describe("turns at the heavy work", () => {
  it("are taken by so many at once, in order, and are given back also by a failure", async () => {
    const turns = createTurns(2);
    const log: string[] = [];
    const ends: (() => void)[] = [];
    const work = (name: string) =>
      turns(async () => {
        log.push(`${name} begins`);
        await new Promise<void>((end) => ends.push(end));
        log.push(`${name} ends`);
        if (name === "b") throw new Error("b failed");
      });
    const settled = Promise.allSettled(["a", "b", "c", "d"].map(work));
    for (let round = 0; round < 4; round++) {
      await new Promise((next) => setImmediate(next));
      ends.shift()?.();
    }
    expect((await settled).map(({ status }) => status)).toEqual([
      "fulfilled",
      "rejected",
      "fulfilled",
      "fulfilled",
    ]);
    expect(log).toEqual([
      "a begins",
      "b begins",
      "a ends",
      "c begins",
      "b ends",
      "d begins",
      "c ends",
      "d ends",
    ]);
  });
});
