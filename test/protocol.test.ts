import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { BoardData, PrintsData } from "../shared/protocol/feeds.ts";
import { aServer } from "./harness/server.ts";
import type { TestServer } from "./harness/server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await aServer();
});
afterAll(() => server.end());

describe("issue and call", () => {
  it("a ticket is issued once, called once, and shown on the board of its room", async () => {
    const kiosk = await server.device("kiosk");
    const desk = await server.staff("reception");
    const display = await server.device("display", { waitingRoomId: "hall-2" });
    await display.look<BoardData>("board", "hall-2");
    const issued = await kiosk.ask("issueTicket", { serviceId: "dental-visit" });
    if (!issued.ok) throw new Error(issued.refusal.code);
    expect(issued.reply).toMatchObject({ label: "F001", queueId: "dental", ahead: 0, wait: null });
    expect(issued.reply.trackUrl).toMatch(/^http:\/\/dawr\.test\/track\/#[\w-]{30}$/);
    const called = await desk.ask("callNext", { servicePointId: "room-13" });
    if (!called.ok) throw new Error(called.refusal.code);
    expect(called.reply).toMatchObject({ label: "F001", ticketId: issued.reply.ticketId });
    const board = await display.look<BoardData>("board", "hall-2");
    expect(board.data.calls).toMatchObject([
      { callId: called.reply.callId, label: "F001", state: "called", recalls: 0 },
    ]);
    expect(board.version).toBeGreaterThanOrEqual(called.version);
    const prints = await kiosk.look<PrintsData>("prints", kiosk.id);
    expect(prints.data.jobs).toMatchObject([{ label: "F001", trackUrl: issued.reply.trackUrl }]);
  });
});
