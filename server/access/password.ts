import { scrypt, timingSafeEqual } from "node:crypto";

/** Memory-hard cost (N = 2^ln, r, p) as in OWASP's password storage advice; about a second a try. */
export const passwordCost = { ln: 17, r: 8, p: 1 } as const;
/** For the demo's own users only, whose one password is printed on the screen anyway. */
export const demoPasswordCost = { ln: 14, r: 8, p: 1 } as const;

type Cost = { readonly ln: number; readonly r: number; readonly p: number };

/** Two at a time: six wrong sign-ins at once must not freeze the giving of tickets. */
const inTurn = createTurns(2);

/** A password as a PHC string, `$scrypt$ln=17,r=8,p=1$salt$hash`, so a later kind can follow. */
export async function hashPassword(password: string, salt: Buffer, cost: Cost): Promise<string> {
  const hash = await derive(password, salt, cost);
  const parameters = `ln=${cost.ln},r=${cost.r},p=${cost.p}`;
  return `$scrypt$${parameters}$${salt.toString("base64url")}$${hash.toString("base64url")}`;
}

/** Whether the password fits the PHC string. Takes as long for a wrong one. */
export async function checkPassword(password: string, phc: string): Promise<boolean> {
  const parts = /^\$scrypt\$ln=(\d+),r=(\d+),p=(\d+)\$([\w-]+)\$([\w-]+)$/.exec(phc);
  if (parts === null) return false;
  const [, ln, r, p, salt = "", wanted = ""] = parts;
  const cost = { ln: Number(ln), r: Number(r), p: Number(p) };
  const hash = await derive(password, Buffer.from(salt, "base64url"), cost);
  const kept = Buffer.from(wanted, "base64url");
  return kept.length === hash.length && timingSafeEqual(hash, kept);
}

/** Lets so many pieces of heavy work run at once; the others wait behind them, in order. */
export function createTurns(atOnce: number) {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async <Value>(work: () => Promise<Value>): Promise<Value> => {
    if (running < atOnce) running++;
    else await new Promise<void>((resume) => waiting.push(resume));
    try {
      return await work();
    } finally {
      // The place is handed over, never laid down between: nobody can slip in.
      const next = waiting.shift();
      if (next === undefined) running--;
      else next();
    }
  };
}

function derive(password: string, salt: Buffer, cost: Cost): Promise<Buffer> {
  const { ln, r, p } = cost;
  const options = { N: 2 ** ln, r, p, maxmem: 256 * 2 ** ln * r };
  return inTurn(
    () =>
      new Promise<Buffer>((resolve, reject) => {
        scrypt(password.normalize("NFKC"), salt, 32, options, (error, key) =>
          error === null ? resolve(key) : reject(error),
        );
      }),
  );
}
