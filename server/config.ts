import { networkInterfaces } from "node:os";
import { resolve } from "node:path";
import { z } from "zod";
import { digits, limitFields, limitsOf } from "./limits.ts";
import type { Limits } from "./limits.ts";

/** The environment said something we can't start with. The message names the variable. */
export class BadConfig extends Error {
  override readonly name = "BadConfig";
}

const schema = z.object({
  DAWR_PORT: digits.pipe(z.number().max(65_535)).default(4480),
  DAWR_HOST: z.string().min(1).default("127.0.0.1"),
  DAWR_DATA: z.string().min(1).default("./data"),
  DAWR_DEMO: z.enum(["0", "1"]).default("0"),
  DAWR_DEMO_PASSWORD: z.string().min(8).optional(),
  DAWR_DEMO_ZONE: z.string().refine(isZone, "not a time zone of the IANA database").optional(),
  DAWR_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  DAWR_LOG: z.enum(["silent", "fatal", "error", "warn", "info"]).default("warn"),
  ...limitFields,
});

const secrets: ReadonlySet<string> = new Set(["DAWR_DEMO_PASSWORD"]);

export interface Config {
  readonly port: number;
  readonly host: string;
  readonly dataFolder: string;
  readonly demo: boolean;
  readonly demoPassword: string | null;
  /** The zone in which a demo is founded; nothing: where its hospital stands. */
  readonly demoZone: string | null;
  /** What phones open; the QR is built on it. */
  readonly publicUrl: string;
  readonly logLevel: string;
  readonly limits: Limits;
}

/** Reads the environment once. Throws {@link BadConfig} naming the variable that is wrong. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const parsed = schema.safeParse(env);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const name = String(issue?.path[0]);
    // A password is never repeated, not even a bad one: logs are read by many.
    const said = secrets.has(name) ? name : `${name}=${JSON.stringify(env[name] ?? "")}`;
    throw new BadConfig(`${said} can't be used: ${issue?.message ?? ""}`);
  }
  const read = parsed.data;
  return {
    port: read.DAWR_PORT,
    host: read.DAWR_HOST,
    dataFolder: resolve(read.DAWR_DATA),
    demo: read.DAWR_DEMO === "1",
    demoPassword: read.DAWR_DEMO_PASSWORD ?? null,
    demoZone: read.DAWR_DEMO_ZONE ?? null,
    publicUrl: read.DAWR_PUBLIC_URL ?? `http://${lanAddress()}:${read.DAWR_PORT}`,
    logLevel: read.DAWR_LOG,
    limits: limitsOf(read),
  };
}

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

/** This machine's first address that a phone in the building could reach; else only itself. */
function lanAddress(): string {
  for (const addresses of Object.values(networkInterfaces())) {
    for (const address of addresses ?? []) {
      if (address.family === "IPv4" && !address.internal) return address.address;
    }
  }
  return "127.0.0.1";
}
