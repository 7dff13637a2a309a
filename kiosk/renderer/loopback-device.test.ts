import { expect, test } from "vitest";
import { agentTime } from "../agent/runtime.ts";
import { aCheckedIn, aCheckIn, aTicket, anIntent } from "../agent/testing/samples.ts";
import type { DeviceApi, DeviceState } from "../device-api.ts";
import { servePage } from "../shell/browser/page-server.ts";
import { loopbackDevice } from "./loopback-device.ts";

const token = "the-token-of-this-start";
const aState = (label: string): DeviceState => ({
  link: { up: true, refusal: null },
  serverTime: 1,
  directory: null,
  printer: null,
  papers: { [aTicket().ticketId]: { state: "printing", detail: label.repeat(20_000) } },
});

/** A device whose state a test changes. */
function aDevice() {
  let tell: (state: DeviceState) => void = () => undefined;
  const device: DeviceApi = {
    onState(listener) {
      tell = listener;
      listener(aState("أ"));
      return () => undefined;
    },
    issueTicket: () => Promise.resolve({ kind: "issued", ticket: aTicket() }),
    checkIn: () => Promise.resolve({ kind: "checked_in", ticket: aCheckedIn() }),
  };
  return { device, tell: (state: DeviceState) => tell(state) };
}

test("the page hears each state whole, sends intents, and finds its agent again", async () => {
  const { device, tell } = aDevice();
  const serve = (port: number) => servePage({ device, webFolder: "/nowhere", port, token });
  const server = await serve(0);
  const { origin, port } = new URL(server.url);
  const page = loopbackDevice(token, agentTime, (path, init) => fetch(`${origin}${path}`, init));
  const heard: DeviceState[] = [];
  page.onState((state) => heard.push(state));

  // Longer than one packet, in letters of two bytes: pieces must be put together rightly.
  await expect.poll(() => heard.at(-1)).toEqual(aState("أ"));
  tell(aState("ب"));
  await expect.poll(() => heard.at(-1)).toEqual(aState("ب"));
  expect(await page.issueTicket(anIntent())).toEqual({ kind: "issued", ticket: aTicket() });
  expect(await page.checkIn(aCheckIn())).toEqual({ kind: "checked_in", ticket: aCheckedIn() });

  await server.close();
  await expect.poll(() => heard.at(-1)?.link).toEqual({ up: false, refusal: null });
  expect(await page.issueTicket(anIntent())).toEqual({ kind: "no_answer" });
  const again = await serve(Number(port));
  await expect.poll(() => heard.at(-1), { timeout: 5_000 }).toEqual(aState("أ"));
  await again.close();
});

test("with a wrong token nothing is learnt and nothing is issued", async () => {
  const { device } = aDevice();
  const server = await servePage({ device, webFolder: "/nowhere", port: 0, token });
  const { origin } = new URL(server.url);
  const page = loopbackDevice("", agentTime, (path, init) => fetch(`${origin}${path}`, init));
  const links: boolean[] = [];
  page.onState(({ link }) => links.push(link.up));
  expect(await page.issueTicket(anIntent())).toEqual({ kind: "no_answer" });
  await expect.poll(() => links.length).toBeGreaterThan(1);
  expect(links).not.toContain(true);
  await server.close();
});
