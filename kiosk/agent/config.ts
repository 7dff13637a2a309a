import { z } from "zod";
import { parsePrinterAddress } from "./printing/printer-address.ts";

export interface KioskConfig {
  readonly server: string;
  readonly deviceToken: string;
  /** Where the paper comes out, as `DAWR_PRINTER` names it. */
  readonly printer: string;
  readonly agentPort: number;
  readonly kioskName: string | null;
}

export type ConfigResult =
  | { readonly ok: true; readonly config: KioskConfig }
  /** One line for each variable that stops the start. */
  | { readonly ok: false; readonly problems: readonly string[] };

export const pairHint = 'pair this kiosk first: npm run pair -- --kind kiosk --name "Lobby 1"';

const variables = z.object({
  DAWR_SERVER: z
    .url({ protocol: /^https?$/, error: "is not an http(s) address" })
    .default("http://127.0.0.1:4480"),
  DAWR_DEVICE_TOKEN: z
    .string()
    .trim()
    .regex(/^[\x21-\x7e]{16,200}$/, "is not a device token")
    .optional(),
  DAWR_DEVICE_TOKEN_FILE: z.string().min(1, "is empty").optional(),
  DAWR_PRINTER: z
    .string()
    .default("virtual")
    .superRefine((address, context) => {
      try {
        parsePrinterAddress(address);
      } catch (error) {
        const message = error instanceof Error ? error.message : "is not a printer address";
        context.addIssue({ code: "custom", message });
      }
    }),
  DAWR_AGENT_PORT: z
    .string()
    .regex(/^[0-9]{1,5}$/, "is not a port number")
    .transform(Number)
    .refine((port) => port <= 65_535, "is not a port number")
    .default(4481),
  DAWR_KIOSK_NAME: z.string().max(80, "is longer than 80 letters").optional(),
});

/**
 * Reads the kiosk's settings from the environment, once. A bad value is named with its variable; a
 * token may stand in a file, so that it shows in no list of processes.
 */
export function readConfig(
  env: Readonly<Record<string, string | undefined>>,
  readFile: (path: string) => string,
): ConfigResult {
  // An empty variable is how a shell or a unit file says "not set".
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
  const parsed = variables.safeParse(set);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`);
    return { ok: false, problems };
  }
  const values = parsed.data;
  let deviceToken = values.DAWR_DEVICE_TOKEN;
  if (deviceToken === undefined && values.DAWR_DEVICE_TOKEN_FILE !== undefined) {
    const path = values.DAWR_DEVICE_TOKEN_FILE;
    try {
      deviceToken = readFile(path).trim();
    } catch {
      return { ok: false, problems: [`DAWR_DEVICE_TOKEN_FILE can't be read: ${path}`] };
    }
    if (!/^[\x21-\x7e]{16,200}$/.test(deviceToken)) {
      return { ok: false, problems: [`DAWR_DEVICE_TOKEN_FILE holds no device token: ${path}`] };
    }
  }
  if (deviceToken === undefined) {
    return { ok: false, problems: [`DAWR_DEVICE_TOKEN is not set; ${pairHint}`] };
  }
  return {
    ok: true,
    config: {
      server: values.DAWR_SERVER,
      deviceToken,
      printer: values.DAWR_PRINTER,
      agentPort: values.DAWR_AGENT_PORT,
      kioskName: values.DAWR_KIOSK_NAME ?? null,
    },
  };
}
