import { afterAll, beforeAll, expect, it } from "vitest";
import { idOf } from "../shared/domain/ids.ts";
import type { PrintsData } from "../shared/protocol/feeds.ts";
import { aServer } from "./harness/server.ts";
import type { TestServer } from "./harness/server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await aServer();
});
afterAll(() => server.end());

/** Whether the phone's page opens for the address in a QR. */
async function opens(trackUrl: string): Promise<boolean> {
  const token = trackUrl.slice(trackUrl.indexOf("#") + 1);
  const answer = await fetch(`${server.url}/api/track`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ token }),
  });
  return answer.ok;
}

async function aTicket(from: Awaited<ReturnType<TestServer["device"]>>) {
  const issued = await from.ask("issueTicket", { serviceId: "eye-visit" });
  if (!issued.ok) throw new Error(issued.refusal.code);
  return issued.reply;
}

it("a copy has the same label, its own mark, and the only QR that opens", async () => {
  const kiosk = await server.device("kiosk");
  const desk = await server.staff("reception");
  const ticket = await aTicket(kiosk);
  expect(await opens(ticket.trackUrl)).toBe(true);

  const copy = await desk.ask("reprint", { ticketId: ticket.ticketId });
  expect(copy).toMatchObject({ ok: true, reply: { copy: 1 } });
  const { data } = await kiosk.look<PrintsData>("prints", kiosk.id);
  const job = data.jobs.find((each) => each.copy === 1);
  expect(job).toMatchObject({ label: ticket.label, ticketId: ticket.ticketId, status: "queued" });
  expect(await opens(job?.trackUrl ?? "")).toBe(true);
  expect(await opens(ticket.trackUrl)).toBe(false);
});

it("a copy that certainly never came out leaves the paper before it alive", async () => {
  const kiosk = await server.device("kiosk");
  const desk = await server.staff("reception");
  const ticket = await aTicket(kiosk);
  const copy = await desk.ask("reprint", { ticketId: ticket.ticketId });
  if (!copy.ok) throw new Error(copy.refusal.code);
  await kiosk.ask("reportPrint", { printJobId: copy.reply.printJobId, outcome: "not_printed" });
  expect(await opens(ticket.trackUrl)).toBe(true);
});

it("the same order of a copy, sent again, is one copy", async () => {
  const kiosk = await server.device("kiosk");
  const desk = await server.staff("reception");
  const { ticketId } = await aTicket(kiosk);
  const commandId = "01a2087a-8689-737d-baef-d6701d9d73ad";
  const first = await desk.ask("reprint", { ticketId }, commandId);
  expect(await desk.ask("reprint", { ticketId }, commandId)).toEqual(first);
  expect(await desk.ask("reprint", { ticketId })).toMatchObject({ reply: { copy: 2 } });
});

it("is refused where it must be", async () => {
  const kiosk = await server.device("kiosk");
  const desk = await server.staff("reception");
  const byHand = await aTicket(await server.device("console", { servicePointId: "room-11" }));
  const refusal = async (asked: Promise<{ ok: boolean; refusal?: { code: string } }>) =>
    (await asked).refusal?.code;
  expect({
    kiosk: await refusal(kiosk.ask("reprint", { ticketId: byHand.ticketId })),
    unknown: await refusal(desk.ask("reprint", { ticketId: idOf("ticket", 999_999) })),
    noPrinter: await refusal(desk.ask("reprint", { ticketId: byHand.ticketId })),
    display: await refusal(
      desk.ask("reprint", {
        ticketId: byHand.ticketId,
        printerDeviceId: (await server.device("display")).id,
      }),
    ),
  }).toEqual({
    kiosk: "forbidden",
    unknown: "unknown_ticket",
    noPrinter: "no_printer",
    display: "no_printer",
  });
});
