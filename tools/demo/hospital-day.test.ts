import { afterAll, beforeAll, expect, it } from "vitest";
import type { BoardData } from "../../shared/protocol/feeds.ts";
import type { LabReadyData } from "../../shared/protocol/laboratory-feeds.ts";
import { demoHospital } from "../../server/demo/found-demo.ts";
import { aServer, post, signIn } from "../../test/harness/server.ts";
import type { TestServer } from "../../test/harness/server.ts";
import { createChance } from "./day-plan.ts";
import { playDay } from "./hospital-day.ts";

let server: TestServer;
beforeAll(async () => {
  server = await aServer();
});
afterAll(() => server.end());

/** Nine hospital hours in four seconds: the machine's own pace, not the plan's, is the limit. */
const speed = 8_000;

it("a day at every door, over real sockets, ends by itself", { timeout: 60_000 }, async () => {
  const said: string[] = [];
  await playDay({
    server: server.url,
    speed,
    chance: createChance(7),
    visitMinutesOf: () => 9,
    pair: async (request) =>
      (await post(`${server.url}/api/demo/pair`, request)) as { deviceToken: string },
    signIn: (user) => signIn(server.url, user),
    say: (line) => said.push(line),
  });
  const points = demoHospital.clinics.flatMap((clinic) => clinic.points);
  expect(said[0]).toContain(`${points.length} clerks`);
  expect(said[1]).toContain("http://dawr.test/track/#");
  expect(said.at(-1)).toMatch(/^hour 8: \d+ patients came, [1-9]\d* visits are over/);

  const display = await server.device("display");
  let called = 0;
  for (const { id } of demoHospital.waitingRooms) {
    called += (await display.look<BoardData>("board", id)).data.inTurnToday;
  }
  // How many they are depends on the machine; in which rooms, too.
  expect(called).toBeGreaterThan(0);
  // Tests are ordered by the doctor, so each of them is somebody's, and has its way.
  const technician = await server.staff("technician");
  const { data } = await technician.look<LabReadyData>("labReady", "laboratory");
  for (const { entry, returnWhen } of data.orders) {
    expect([entry === null, returnWhen]).toEqual([false, "results"]);
  }
});
