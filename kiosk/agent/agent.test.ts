import { describe, expect, test } from "vitest";
import { idOf } from "../../shared/domain/ids.ts";
import { createClient } from "../../shared/protocol/client.ts";
import { defaultRates } from "../../shared/domain/priority.ts";
import type { DirectoryData } from "../../shared/protocol/feeds.ts";
import type { DeviceState } from "../device-api.ts";
import { askPrinterEveryMs, createAgent } from "./agent.ts";
import type { PrintResult, PrinterStatus } from "./printer-port.ts";
import { accepted, fakeServer } from "./testing/fake-server.ts";
import { handWoundTime, settled } from "./testing/hand-wound-time.ts";
import { aPrintJob, aTicket, anIntent, countedCommandIds } from "./testing/samples.ts";

const directory: DirectoryData = {
  hospitalNames: { ar: "المستشفى التعليمي" },
  zone: "Asia/Baghdad",
  clinics: [],
  waitingRooms: [],
  servicePoints: [],
  queues: [],
  emergencyPlace: { ar: "الباب الأحمر" },
  rates: defaultRates,
};

function anAgent() {
  const server = fakeServer();
  const time = handWoundTime();
  let printerStatus: PrinterStatus = { state: "ready", paperLow: false };
  let closings = 0;
  let result: PrintResult = { outcome: "printed", detail: null };
  const zones: string[] = [];
  const agent = createAgent({
    client: createClient(server.wire, time),
    printer: {
      print(_, zone) {
        zones.push(zone);
        return Promise.resolve(result);
      },
      noteCutShort: () => undefined,
      status: () => Promise.resolve(printerStatus),
      close: () => void (closings += 1),
    },
    time,
    newCommandId: countedCommandIds(),
    log: () => undefined,
  });
  return {
    server,
    time,
    agent,
    printer: (status: PrinterStatus) => void (printerStatus = status),
    prints: (next: PrintResult) => void (result = next),
    zones,
    closings: () => closings,
  };
}

describe("the state of the device", () => {
  test("before the server is heard says so, and the clock is nobody's", async () => {
    const { agent } = anAgent();
    await settled();
    expect(agent.state).toEqual({
      link: { up: false, refusal: null },
      serverTime: null,
      directory: null,
      printer: { state: "ready", paperLow: false },
      papers: {},
    });
  });

  test("follows link, directory, time and printer, and is pushed at each change", async () => {
    const { agent, server, time, printer } = anAgent();
    const heard: DeviceState[] = [];
    agent.onState((state) => heard.push(state));
    server.link(true);
    server.snapshot("directory", "site", directory, 5_000);
    await settled();
    await time.advance(1_000);
    expect(agent.state).toMatchObject({ link: { up: true }, directory, serverTime: 6_000 });
    printer({ state: "paper_out", paperLow: true });
    await time.advance(askPrinterEveryMs);
    server.link(false, "unauthenticated");
    expect(heard.at(-1)).toMatchObject({
      link: { up: false, refusal: "unauthenticated" },
      printer: { state: "paper_out" },
      directory,
    });
  });

  test("is pushed to nobody who has left", async () => {
    const { agent, server } = anAgent();
    let pushes = 0;
    const leave = agent.onState(() => (pushes += 1));
    leave();
    server.link(true);
    expect(pushes).toBe(1);
  });
});

test("an empty printer is known to the screen before the first ticket", async () => {
  const { agent, time, printer } = anAgent();
  const heard: DeviceState[] = [];
  agent.onState((state) => heard.push(state));
  await settled();
  printer({ state: "paper_out", paperLow: true });
  await time.advance(askPrinterEveryMs);
  expect(heard.at(-1)?.printer).toEqual({ state: "paper_out", paperLow: true });
});

test("a paper that went wrong has the printer asked at once", async () => {
  const { agent, server, time, printer, prints } = anAgent();
  server.answer("startPrint", () => accepted({ status: "sent" }));
  server.answer("reportPrint", () => accepted({ status: "not_printed" }));
  server.link(true);
  server.snapshot("directory", "site", directory, 1_000_400);
  await settled();
  printer({ state: "cover_open", paperLow: false });
  prints({ outcome: "not_printed", detail: "cover_open" });
  server.snapshot("prints", "self", { jobs: [aPrintJob(7)] }, 1_000_500);
  await time.advance(1);
  expect(agent.state.printer).toEqual({ state: "cover_open", paperLow: false });
});

test("a paper waits for the hospital's zone, and has its clock", async () => {
  const { server, zones } = anAgent();
  server.answer("startPrint", () => accepted({ status: "sent" }));
  server.answer("reportPrint", () => accepted({ status: "printed" }));
  server.link(true);
  server.snapshot("prints", "self", { jobs: [aPrintJob(7)] }, 1_000_500);
  await settled();
  expect(server.heard).toEqual([]);
  server.snapshot("directory", "site", { ...directory, zone: "Europe/Berlin" }, 1_000_600);
  await settled();
  expect(zones).toEqual(["Europe/Berlin"]);
});

test("one touch becomes a ticket, its paper is printed, and the screen is told", async () => {
  const { agent, server } = anAgent();
  server.snapshot("directory", "site", directory, 1_000_000);
  server.answer("issueTicket", () => accepted(aTicket()));
  server.answer("startPrint", () => accepted({ status: "sent" }));
  server.answer("reportPrint", () => accepted({ status: "printed" }));
  server.link(true);
  expect(await agent.issueTicket(anIntent())).toMatchObject({ kind: "issued" });
  server.snapshot("prints", "self", { jobs: [aPrintJob(7)] }, 1_000_500);
  await settled();
  expect(agent.state.papers[idOf("ticket", 7)]).toEqual({ state: "printed", detail: null });
  expect(server.heard.map(({ name }) => name)).toEqual([
    "issueTicket",
    "startPrint",
    "reportPrint",
  ]);
});

test("closing lets go of the printer and stops asking it", async () => {
  const { agent, time, closings } = anAgent();
  agent.close();
  await time.advance(60_000);
  expect(closings()).toBe(1);
});
