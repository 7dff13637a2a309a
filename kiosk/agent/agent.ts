import type { CommandId } from "../../shared/domain/ids.ts";
import type { Client, ClientTime } from "../../shared/protocol/client.ts";
import type { DirectoryData } from "../../shared/protocol/feeds.ts";
import type { DeviceApi, DeviceState } from "../device-api.ts";
import { createArriving } from "./arriving.ts";
import { createIssuing } from "./issuing.ts";
import { createPrintJobs } from "./print-jobs.ts";
import type { Printer, PrinterStatus } from "./printer-port.ts";
import { createServerClock } from "./server-clock.ts";

/** A printer is asked how it is this often, and at once after a paper that went wrong. */
export const askPrinterEveryMs = 15_000;

export interface Agent extends DeviceApi {
  readonly state: DeviceState;
  close(): void;
}

/**
 * The kiosk's one way to the hospital: it holds the socket, issues tickets, prints their papers and
 * tells every patient screen of this kiosk how things stand.
 */
export function createAgent(deps: {
  readonly client: Client;
  readonly printer: Printer;
  readonly time: ClientTime;
  readonly newCommandId: () => CommandId;
  readonly log: (text: string) => void;
}): Agent {
  const { client, printer, time } = deps;
  const serverClock = createServerClock(time);
  const listeners = new Set<(state: DeviceState) => void>();
  let directory: DirectoryData | null = null;
  let link: DeviceState["link"] = { up: client.link.up, refusal: client.link.refusal };
  let printerStatus: PrinterStatus | null = null;
  let closed = false;
  let askPrinterNow: () => void = () => undefined;

  const state = (): DeviceState => ({
    link,
    serverTime: serverClock.now(),
    directory,
    printer: printerStatus,
    papers: printJobs.papers(),
  });
  const changed = () => {
    if (listeners.size === 0) return;
    const now = state();
    for (const listener of listeners) listener(now);
  };

  const printJobs = createPrintJobs({
    ...deps,
    printer: {
      noteCutShort: () => printer.noteCutShort(),
      async print(job, zone) {
        const result = await printer.print(job, zone);
        if (result.outcome !== "printed") askPrinterNow();
        return result;
      },
    },
    serverClock,
    zone: () => directory?.zone ?? null,
    onChange: changed,
  });
  client.follow("directory", "site", ({ snapshot }) => {
    if (snapshot === null) return;
    serverClock.note(snapshot.serverTime);
    directory = snapshot.data;
    changed();
    printJobs.resume();
  });
  client.onLink(({ up, refusal }) => {
    // The client also speaks at every packet; a screen cares only for a change.
    if (up === link.up && refusal === link.refusal) return;
    link = { up, refusal };
    changed();
  });
  void watchPrinter();

  async function watchPrinter(): Promise<void> {
    while (!closed) {
      const next = await printer.status();
      const isNews = JSON.stringify(next) !== JSON.stringify(printerStatus);
      printerStatus = next;
      if (isNews) changed();
      const asked = new Promise<void>((resolve) => (askPrinterNow = resolve));
      await Promise.race([time.sleep(askPrinterEveryMs), asked]);
    }
  }

  return {
    get state() {
      return state();
    },
    onState(listener) {
      listeners.add(listener);
      listener(state());
      return () => listeners.delete(listener);
    },
    issueTicket: createIssuing({ client, time }),
    checkIn: createArriving({ client, time, slip: (printJobId) => printJobs.slip(printJobId) }),
    close() {
      closed = true;
      printJobs.close();
      client.close();
      printer.close();
    },
  };
}
