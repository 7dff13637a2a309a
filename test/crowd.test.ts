import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { startProgram as startCrowd } from "../bench/programs/acts.ts";
import type { Program as Crowd } from "../bench/programs/acts.ts";
import { startProgram } from "./durability/child.ts";
import type { Program } from "./durability/child.ts";
import { foldersFor } from "./durability/folders.ts";
import type { CrowdActs, Member } from "./harness/crowd-program.ts";
import { connect, post } from "./harness/server.ts";

// Whole hospitals of screens against the real program, each side a process of its own, at the pace
// that is the default.

const handshakesPerSecond = 50;
/** Far from what a quiet machine does, whose figures are printed: CI may have half of one core. */
const patienceMs = 90_000;
const endsAfterMs = 300_000;
const folders = foldersFor("crowd");
const crowds: Crowd<CrowdActs>[] = [];
const programs: Program[] = [];
afterEach(async () => {
  for (const crowd of crowds.splice(0)) await crowd.end();
  for (const program of programs.splice(0)) {
    if (program.process.exitCode === null && program.process.signalCode === null) {
      await program.kill();
    }
  }
});

async function aProgram(folder: string, port = "0"): Promise<Program> {
  const env = {
    DAWR_PORT: port,
    DAWR_HANDSHAKES_PER_SECOND: String(handshakesPerSecond),
    DAWR_LOG: "silent",
  };
  const program = await startProgram(folder, { env });
  programs.push(program);
  return program;
}

function aCrowd(): Crowd<CrowdActs> {
  const file = join("..", "..", "test", "harness", "crowd-program.ts");
  const crowd = startCrowd<CrowdActs>(file, {});
  crowds.push(crowd);
  return crowd;
}

/** Pairs so many of each kind with the program, some at a time. */
async function membersOf(
  url: string,
  counts: Readonly<Record<Member["kind"], number>>,
): Promise<Member[]> {
  const wanted = Object.entries(counts).flatMap(([kind, count]) =>
    Array.from({ length: count }, (_, index) => ({
      kind: kind as Member["kind"],
      name: `${kind} ${index}`,
    })),
  );
  const members: Member[] = [];
  while (members.length < wanted.length) {
    const some = wanted.slice(members.length, members.length + 50);
    const paired = await Promise.all(
      some.map(async (request) => {
        const { deviceToken } = (await post(`${url}/api/demo/pair`, request)) as Member;
        return { deviceToken, kind: request.kind };
      }),
    );
    members.push(...paired);
  }
  // As they stand in the building, not one kind after another.
  return members.sort((one, other) => one.deviceToken.localeCompare(other.deviceToken));
}

async function headOf(url: string): Promise<number> {
  const answer = await fetch(`${url}/healthz`);
  return ((await answer.json()) as { journalSeq: number }).journalSeq;
}

it(
  "300 screens and their server, killed and started again: all true again, nothing lost",
  async () => {
    const folder = folders.fresh();
    const first = await aProgram(folder);
    const crowd = aCrowd();
    const members = await membersOf(first.url, { kiosk: 8, display: 92, console: 200 });
    await crowd.ask("come", { url: first.url, members });
    const came = await crowd.ask("shows", { version: 1, withinMs: patienceMs });
    expect(came.missing).toBe(0);
    // 292 devices behind 8 kiosks at 50 a second: their window ends at six seconds.
    expect(await crowd.ask("told", { toMs: 4_800, withinMs: patienceMs })).toBe(members.length);
    await crowd.ask("press");
    await crowd.ask("issued", { count: 100 });

    await first.kill();
    const again = await aProgram(folder, new URL(first.url).port);
    await crowd.ask("mark");
    const head = await headOf(again.url);
    const back = await crowd.ask("shows", { version: head, withinMs: patienceMs });
    const kept = await crowd.ask("insist");
    const last = await crowd.ask("shows", {
      version: await headOf(again.url),
      withinMs: patienceMs,
    });
    await crowd.ask("part");
    console.log(`restart of 300: ${JSON.stringify({ came, back, kept })}`);
    expect({ missing: back.missing, regressions: back.regressions }).toEqual({
      missing: 0,
      regressions: 0,
    });
    // Kiosks first, whatever the machine.
    expect(back.lastKioskMs).toBeLessThan(back.lastMs);
    expect({ ...kept, missing: last.missing, regressions: last.regressions }).toEqual({
      acknowledged: kept.acknowledged,
      different: 0,
      labels: kept.acknowledged,
      missing: 0,
      regressions: 0,
    });
    expect(kept.acknowledged).toBeGreaterThan(100);
  },
  endsAfterMs,
);

it(
  "1,100 screens in one moment: all true, none starved, and a kiosk is answered throughout",
  async ({ skip }) => {
    const files = Number(execFileSync("sh", ["-c", "ulimit -n"], { encoding: "utf8" }));
    skip(files < 2_500, `1,100 sockets need more open files than ulimit -n = ${files}`);
    const program = await aProgram(folders.fresh());
    const crowd = aCrowd();
    const members = await membersOf(program.url, { kiosk: 40, display: 400, console: 660 });
    const paired = await post(`${program.url}/api/demo/pair`, { kind: "kiosk", name: "busy" });
    const kiosk = await connect(program.url, paired as object);
    const issueMs: number[] = [];
    let isOver = false;
    const issuing = (async () => {
      while (!isOver) {
        const askedMs = performance.now();
        const answer = await kiosk.ask("issueTicket", { serviceId: "internal-visit" });
        expect(answer.ok).toBe(true);
        issueMs.push(performance.now() - askedMs);
        await new Promise((wake) => setTimeout(wake, 50));
      }
    })();
    const head = await headOf(program.url);
    await crowd.ask("come", { url: program.url, members });
    const came = await crowd.ask("shows", { version: head, withinMs: patienceMs });
    isOver = true;
    await issuing;
    kiosk.close();
    await crowd.ask("part");
    issueMs.sort((one, other) => one - other);
    const at = (share: number) => Math.round(issueMs[Math.floor(issueMs.length * share)] ?? 0);
    const issue = { tickets: issueMs.length, p50: at(0.5), p99: at(0.99), most: at(0.9999) };
    console.log(`1,100 at once: ${JSON.stringify({ came, issue })}`);
    expect({ missing: came.missing, regressions: came.regressions }).toEqual({
      missing: 0,
      regressions: 0,
    });
    expect(came.lastKioskMs).toBeLessThan(came.lastMs / 2);
    // Two handshakes each on the whole; nobody is sent away again and again.
    expect(came.mostTurnedAway).toBeLessThanOrEqual(20);
    expect(issue.tickets).toBeGreaterThan(50);
    expect(issue.p99).toBeLessThan(patienceMs / 4);
  },
  endsAfterMs,
);
