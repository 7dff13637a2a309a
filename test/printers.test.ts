import { afterAll, beforeAll, expect, it } from "vitest";
import { aServer } from "./harness/server.ts";
import type { TestServer } from "./harness/server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await aServer();
});
afterAll(() => server.end());

it("a kiosk paired while a desk is open is offered there as a printer, and prints for it", async () => {
  const desk = await server.staff("reception");
  const heard: (readonly string[])[] = [];
  let onHeard: () => void = () => undefined;
  desk.client.follow("point", "room-11", ({ snapshot }) => {
    if (snapshot === null) return;
    heard.push(snapshot.data.printers.map(({ deviceId }) => deviceId));
    onHeard();
  });
  const until = (isThere: () => boolean) =>
    new Promise<void>((resolve) => {
      onHeard = () => {
        if (isThere()) resolve();
      };
      onHeard();
    });
  await until(() => heard.length > 0);
  const kiosk = await server.device("kiosk");
  await until(() => heard.at(-1)?.includes(kiosk.id) === true);

  expect(heard[0]).not.toContain(kiosk.id);
  const wish = { serviceId: "eye-visit", printerDeviceId: kiosk.id } as const;
  expect(await desk.ask("issueTicket", wish)).toMatchObject({
    ok: true,
    reply: { printJobId: expect.any(String) },
  });
});
