import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { BoardData } from "../shared/protocol/feeds.ts";
import type { Snapshot } from "../shared/protocol/wire.ts";
import { aServer, connect, post } from "./harness/server.ts";
import type { Person, TestServer } from "./harness/server.ts";
import { createCuttableLink } from "./journeys/cuttable-link.ts";
import type { CuttableLink } from "./journeys/cuttable-link.ts";

/** A ping every five seconds and five to answer it; half as long again for a busy machine. */
const noticedWithinMs = 15_000;
/** Then half a second until it comes back, and a handshake. */
const backWithinMs = noticedWithinMs + 10_000;

let server: TestServer;
const ways = {
  "nothing arrives any more": (link: CuttableLink) => link.hold(),
  "what the server says is lost": (link: CuttableLink) => link.loseAnswers(),
  "what is said to the server is lost": (link: CuttableLink) => link.loseQuestions(),
} as const;
const links: CuttableLink[] = [];
const boards: Person[] = [];
beforeAll(async () => {
  server = await aServer();
  for (const name of Object.keys(ways)) {
    const link = await createCuttableLink(Number(new URL(server.url).port));
    links.push(link);
    const request = { kind: "display", name, waitingRoomId: "hall-2" };
    const paired = (await post(`${server.url}/api/demo/pair`, request)) as object;
    boards.push(await connect(`http://127.0.0.1:${link.port}`, paired));
  }
});
afterAll(async () => {
  for (const board of boards) board.close();
  for (const link of links) link.close();
  await server.end();
});

async function socketsHeld(): Promise<number> {
  const text = await (await fetch(`${server.url}/metrics`)).text();
  return Number(/^dawr_sockets (\d+)$/m.exec(text)?.[1]);
}

it("a link that died without a word is noticed by both ends, and the board is true again", async () => {
  const desk = await server.staff("reception");
  const shown = boards.map(() => ({ now: null as Snapshot<BoardData> | null }));
  for (const [index, board] of boards.entries()) {
    const mine = shown[index];
    board.client.follow("board", "hall-2", ({ snapshot }) => {
      if (mine !== undefined) mine.now = snapshot;
    });
  }
  await vi.waitFor(() => expect(shown.every(({ now }) => now !== null)).toBe(true), backWithinMs);
  const heldBefore = await socketsHeld();

  const startedMs = performance.now();
  const passedMs = () => Math.round(performance.now() - startedMs);
  const downAfterMs = boards.map(
    (board) =>
      new Promise<number>((resolve) => {
        board.client.onLink(({ up }) => {
          if (!up) resolve(passedMs());
        });
      }),
  );
  for (const [index, die] of Object.values(ways).entries()) {
    const link = links[index];
    if (link !== undefined) die(link);
  }
  await desk.ask("issueTicket", { serviceId: "dental-visit" });
  const called = await desk.ask("callNext", { servicePointId: "room-13" });
  if (!called.ok) throw new Error(called.refusal.code);
  // Meanwhile each board measures its own silence: it is what its banner says.
  const agesMs = async () => {
    await Promise.all(downAfterMs);
    return boards.map(({ client }) => performance.now() - (client.link.lastPacketAtMs ?? 0));
  };
  const [goneAtServerMs, ages, ...down] = await Promise.all([
    vi
      .waitFor(async () => expect(await socketsHeld()).toBeLessThanOrEqual(heldBefore - 2), {
        timeout: 2 * noticedWithinMs,
        interval: 100,
      })
      .then(passedMs),
    agesMs(),
    ...downAfterMs,
  ]);
  for (const link of links) link.mend();
  await vi.waitFor(
    () => {
      const versions = shown.map(({ now }) => now?.version ?? 0);
      expect(Math.min(...versions)).toBeGreaterThanOrEqual(called.version);
    },
    { timeout: backWithinMs },
  );
  const backMs = passedMs();
  console.log(
    `half-open: server ${goneAtServerMs} ms, boards ${down.join(", ")} ms, back ${backMs}`,
  );
  expect(goneAtServerMs).toBeLessThanOrEqual(noticedWithinMs);
  for (const ms of down) expect(ms).toBeLessThanOrEqual(noticedWithinMs);
  for (const ms of ages) expect(ms).toBeGreaterThan(0);
  expect(shown.map(({ now }) => now?.data.calls[0]?.callId)).toEqual(
    Array(3).fill(called.reply.callId),
  );
}, 120_000);
