import { afterAll, beforeAll, expect, it } from "vitest";
import { createModules } from "../server/hospital.ts";
import { systemRuntime } from "../server/runtime.ts";
import { verifyStore } from "../server/store/store.ts";
import type { Answer } from "../shared/protocol/wire.ts";
import { aServer, connect, signIn } from "./harness/server.ts";
import type { Person, TestServer } from "./harness/server.ts";

const commands = 2_000;
const sockets = 40;
/** Every service point of the demo with a service of its queue: each calls what was issued for it. */
const points = [
  ["room-1", "internal-visit"],
  ["room-2", "internal-visit"],
  ["room-3", "children-visit"],
  ["room-4", "children-visit"],
  ["room-5", "heart-visit"],
  ["room-6", "heart-ecg"],
  ["room-7", "women-visit"],
  ["room-11", "eye-visit"],
  ["room-12", "eye-glasses"],
  ["room-13", "dental-visit"],
  ["room-14", "bones-visit"],
  ["room-15", "ent-visit"],
] as const;

let server: TestServer;
const kiosks: Person[] = [];
const desks: Person[] = [];
beforeAll(async () => {
  server = await aServer({ env: { DAWR_SOCKETS_PER_STAFF: String(sockets) } });
  const cookie = await signIn(server.url, "reception");
  for (let count = 0; count < sockets; count++) {
    kiosks.push(await server.device("kiosk", { name: `kiosk ${count}` }));
    desks.push(await connect(server.url, {}, { cookie }));
  }
});
afterAll(async () => {
  for (const desk of desks) desk.close();
  await server.end();
});

/** One after another over all sockets, none waiting for the one before. */
function allAtOnce<Reply>(
  people: readonly Person[],
  ask: (person: Person, point: (typeof points)[number]) => Promise<Answer<Reply>>,
): Promise<Reply[]> {
  return Promise.all(
    Array.from({ length: commands }, async (_, index) => {
      const person = people[index % people.length];
      const point = points[index % points.length];
      if (person === undefined || point === undefined) throw new Error("nobody asks");
      const answer = await ask(person, point);
      if (!answer.ok) throw new Error(answer.refusal.code);
      return answer.reply;
    }),
  );
}

it("2,000 tickets and 2,000 calls at once: no label twice, no call twice, none lost", async () => {
  const issued = await allAtOnce(kiosks, (kiosk, [, serviceId]) =>
    kiosk.ask("issueTicket", { serviceId }),
  );
  const called = await allAtOnce(desks, (desk, [servicePointId]) =>
    desk.ask("callNext", { servicePointId, finish: { as: "end" } }),
  );
  const { db } = server.hospital.store;
  const count = (sql: string) => db.prepare(sql).pluck().get();
  expect({
    labels: new Set(issued.map(({ label }) => label)).size,
    tickets: new Set(issued.map(({ ticketId }) => ticketId)).size,
    calls: new Set(called.map(({ callId }) => callId)).size,
    called: new Set(called.map(({ entryId }) => entryId)),
    waiting: count("SELECT count(*) FROM entry WHERE status = 'waiting'"),
    ended: count("SELECT count(*) FROM call WHERE status = 'ended'"),
    open: count("SELECT count(*) FROM call WHERE status = 'called'"),
    stored: count("SELECT count(*) FROM ticket"),
  }).toEqual({
    labels: commands,
    tickets: commands,
    calls: commands,
    called: new Set(issued.map(({ entryId }) => entryId)),
    waiting: 0,
    ended: commands - points.length,
    open: points.length,
    stored: commands,
  });
  const { brokenAt, differing } = verifyStore(db, systemRuntime, createModules);
  expect({ brokenAt, differing }).toEqual({ brokenAt: null, differing: [] });
});

it("each queue was called in the order of its tickets", () => {
  const passed = server.hospital.store.db
    .prepare(
      "SELECT count(*) FROM (SELECT e.id, max(e.id) OVER (PARTITION BY e.queue_id ORDER BY c.id" +
        " ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before" +
        " FROM call c JOIN entry e ON e.id = c.entry_id) WHERE before > id",
    )
    .pluck()
    .get();
  expect(passed).toBe(0);
});
