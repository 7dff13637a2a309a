// A printer without hardware, for trials, demos and training: each ticket becomes a picture.
import { parseArgs } from "node:util";
import { startVirtualPrinter, VirtualPrinterStartError } from "./virtual-printer/start.ts";

const usage =
  "npm run virtual-printer -- [--port 9100] [--page-port 9180] [--folder papers]  (0: any free port)";
const defaults = { port: 9_100, pagePort: 9_180, folder: "papers" };

await main();

async function main(): Promise<void> {
  const options = readArguments(process.argv.slice(2));
  if (typeof options === "string") {
    console.error(`virtual printer: ${options}\n${usage}`);
    process.exitCode = 2;
    return;
  }
  try {
    const running = await startVirtualPrinter({
      ...options,
      now: () => Date.now(),
      zone: "Asia/Baghdad",
    });
    console.log(`virtual printer  ${running.printerAddress}`);
    console.log(`its page         ${running.pageAddress}`);
    console.log(`its papers       ${running.papersFolder}`);
    const stop = () => void running.close().then(() => process.exit(0));
    process.once("SIGTERM", stop).once("SIGINT", stop);
  } catch (error) {
    if (!(error instanceof VirtualPrinterStartError)) throw error;
    console.error(`virtual printer: ${error.message}`);
    process.exitCode = 1;
  }
}

/** The options, or what is wrong with them. */
function readArguments(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        port: { type: "string" },
        "page-port": { type: "string" },
        folder: { type: "string" },
      },
    });
    const port = portOf(values.port, defaults.port);
    const pagePort = portOf(values["page-port"], defaults.pagePort);
    if (port === null) return `--port ${values.port}: not a port`;
    if (pagePort === null) return `--page-port ${values["page-port"]}: not a port`;
    return { port, pagePort, folder: values.folder ?? defaults.folder };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function portOf(text: string | undefined, otherwise: number): number | null {
  if (text === undefined) return otherwise;
  return /^[0-9]{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : null;
}
