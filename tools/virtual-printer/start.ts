import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { servePage } from "./page-server.ts";
import { createVirtualPrinter, type VirtualPrinter } from "./virtual-printer.ts";

export interface RunningVirtualPrinter {
  readonly printer: VirtualPrinter;
  /** `tcp://127.0.0.1:9100`, as `DAWR_PRINTER` takes it. */
  readonly printerAddress: string;
  readonly pageAddress: string;
  /** Where each ticket becomes a PNG. */
  readonly papersFolder: string;
  close(): Promise<void>;
}

/** It could not start, and why, in a sentence for the person at the keyboard. */
export class VirtualPrinterStartError extends Error {}

/**
 * Starts a printer on the loopback address and its page. Throws a VirtualPrinterStartError when a
 * port is taken or the folder cannot be made; then nothing is left running.
 */
export async function startVirtualPrinter(options: {
  readonly port: number;
  readonly pagePort: number;
  readonly folder: string;
  readonly now: () => number;
  /** For the clock on the page. */
  readonly zone: string;
}): Promise<RunningVirtualPrinter> {
  const host = "127.0.0.1";
  const papersFolder = resolve(options.folder);
  try {
    mkdirSync(papersFolder, { recursive: true });
  } catch (error) {
    throw new VirtualPrinterStartError(`can't make the folder ${papersFolder}: ${codeOf(error)}`);
  }
  const { now } = options;
  const printer = await createVirtualPrinter({ port: options.port, host, papersFolder, now }).catch(
    (error: unknown) => {
      throw startError("the printer", options.port, "--port", error);
    },
  );
  const printerAddress = `tcp://${host}:${printer.port}`;
  try {
    const { zone, pagePort } = options;
    const page = await servePage({ printer, printerAddress, papersFolder, port: pagePort, zone });
    return {
      printer,
      printerAddress,
      pageAddress: `http://${host}:${page.port}/`,
      papersFolder,
      close: async () => {
        await Promise.all([page.close(), printer.close()]);
      },
    };
  } catch (error) {
    await printer.close();
    throw startError("its page", options.pagePort, "--page-port", error);
  }
}

function startError(what: string, port: number, option: string, error: unknown): Error {
  const code = codeOf(error);
  const why =
    code === "EADDRINUSE"
      ? "another program uses it; end that, or choose another with"
      : `the system says ${code}; choose another with`;
  return new VirtualPrinterStartError(`port ${port} for ${what} is not free: ${why} ${option}`);
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}
