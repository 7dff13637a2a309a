import { createAgent } from "./agent.ts";
import type { Agent } from "./agent.ts";
import type { KioskConfig } from "./config.ts";
import { createPrinter, warmUpPrinting } from "./printing/create-printer.ts";
import { agentTime, newCommandId } from "./runtime.ts";
import { connectToServer } from "./socket.ts";

/** The agent over the real socket and the real printer, as both shells start it. */
export function startAgent(config: KioskConfig, log: (text: string) => void): Agent {
  const { server, deviceToken } = config;
  // Fonts load while the patient still looks for the clinic; a failure shows when it is printed.
  void warmUpPrinting().catch((error: unknown) => log(`printing is not ready: ${String(error)}`));
  return createAgent({
    client: connectToServer({ server, deviceToken }),
    printer: createPrinter(config.printer, { time: agentTime, log }),
    time: agentTime,
    newCommandId,
    log,
  });
}
