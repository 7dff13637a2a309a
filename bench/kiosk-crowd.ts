import { median, nowUs, quantile } from "./statistics.ts";
import type { LightSocket } from "./light-socket.ts";

/** Every service of the demo, so that the load is spread over its queues as a morning's is. */
export const services = [
  "internal-visit",
  "children-visit",
  "heart-visit",
  "heart-ecg",
  "women-visit",
  "eye-visit",
  "eye-glasses",
  "dental-visit",
  "bones-visit",
  "ent-visit",
] as const;

export interface Pressed {
  readonly tickets: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** So many kiosks ask for tickets as fast as they are answered, for so long. A refusal throws. */
export async function pressOn(kiosks: readonly LightSocket[], forMs: number): Promise<Pressed> {
  const waitedUs: number[] = [];
  const startedUs = nowUs();
  const untilUs = startedUs + forMs * 1_000;
  await Promise.all(
    kiosks.map(async (kiosk, index) => {
      for (let asked = index; nowUs() < untilUs; asked++) {
        const askedUs = nowUs();
        await takeTicket(kiosk, asked);
        waitedUs.push(nowUs() - askedUs);
      }
    }),
  );
  return {
    tickets: waitedUs.length,
    perSecond: (waitedUs.length * 1_000_000) / (nowUs() - startedUs),
    p50Ms: median(waitedUs) / 1_000,
    p99Ms: quantile(waitedUs, 0.99) / 1_000,
  };
}

export async function takeTicket(kiosk: LightSocket, number: number): Promise<void> {
  const serviceId = services[number % services.length] ?? services[0];
  const answer = await kiosk.command("issueTicket", { serviceId });
  if (!answer.ok) throw new Error(`no ticket: ${answer.refusal.code}`);
}
