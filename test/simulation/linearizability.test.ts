import { afterAll, expect, test } from "vitest";
import { idOf } from "../../shared/domain/ids.ts";
import type { CallId, EntryId, ServiceId, ServicePointId } from "../../shared/domain/ids.ts";
import { splitLabel } from "../../shared/domain/label.ts";
import type { Answer } from "../../shared/protocol/wire.ts";
import type { Tx } from "../../server/store/store.ts";
import { aServer } from "../harness/server.ts";
import type { Person, TestServer } from "../harness/server.ts";
import { diceOf } from "./dice.ts";
import type { Dice } from "./dice.ts";
import { checkLinearizable } from "./linearizable.ts";
import type { Operation, Sequential } from "./linearizable.ts";

const queues = ["qa", "qb", "qc", "qd"] as const;
const series = { qa: "AA", qb: "BB", qc: "CC", qd: "DD" } as const;
const kiosksEach = 4;
const pointsEach = 3;
/** Two consoles at every point: they press at the same time. */
const consolesEach = 6;
const rounds = 60;

type Input =
  | { readonly kind: "issue" }
  | { readonly kind: "next" | "endAndNext"; readonly point: string }
  | { readonly kind: "end"; readonly number: number }
  | { readonly kind: "cancel"; readonly number: number; readonly point: string };
/** A ticket's number, or the code of a refusal. */
type Output = number | string;

interface State {
  readonly issued: number;
  readonly waiting: readonly number[];
  readonly serving: Readonly<Record<string, number>>;
}

/** One queue of one class, done by one pair of hands: first come, first called. */
const oneQueue: Sequential<State, Input, Output> = {
  start: { issued: 0, waiting: [], serving: {} },
  step(state, input) {
    const { issued, waiting, serving } = state;
    switch (input.kind) {
      case "issue": {
        const number = issued + 1;
        return {
          state: { ...state, issued: number, waiting: [...waiting, number] },
          output: number,
        };
      }
      case "next":
      case "endAndNext": {
        const isBusy = serving[input.point] !== undefined;
        if (isBusy && input.kind === "next") return { state, output: "service_point_busy" };
        const [next, ...rest] = waiting;
        if (next === undefined) return { state, output: "queue_empty" };
        const now = { ...serving, [input.point]: next };
        return { state: { ...state, waiting: rest, serving: now }, output: next };
      }
      case "end": {
        const at = Object.entries(serving).find(([, number]) => number === input.number)?.[0];
        if (at === undefined) return { state, output: "not_called" };
        const { [at]: _ended, ...others } = serving;
        return { state: { ...state, serving: others }, output: input.number };
      }
      default: {
        const at = Object.entries(serving).find(([, number]) => number === input.number)?.[0];
        // Another room's console has no say in it.
        if (at !== undefined && at !== input.point) return { state, output: "forbidden" };
        if (at === undefined && !waiting.includes(input.number)) {
          return { state, output: "wrong_state" };
        }
        const still = Object.entries(serving).filter(([, number]) => number !== input.number);
        return {
          state: {
            ...state,
            waiting: waiting.filter((number) => number !== input.number),
            serving: Object.fromEntries(still),
          },
          output: input.number,
        };
      }
    }
  },
  key: ({ issued, waiting, serving }) =>
    `${issued} ${waiting.join()} ${Object.entries(serving).sort().join()}`,
  same: (one, other) => one === other,
};

type Done = Operation<Input, Output>;

let server: TestServer | null = null;
afterAll(() => server?.end());

test("what forty sockets saw could have been done one after another, queue by queue", async () => {
  server = await aServer({
    env: { DAWR_COMMANDS_PER_SECOND: "10000", DAWR_COMMANDS_BURST: "10000" },
  });
  server.hospital.store.transact(furnish);
  server.hospital.feeds.directoryChanged();
  const teams = new Map<string, readonly Player[]>();
  for (const queue of queues) teams.set(queue, await teamOf(server, queue));
  const histories = await Promise.all(queues.map((queue) => play(teams.get(queue) ?? [], queue)));
  const commands = histories.flat().length;
  expect(commands).toBeGreaterThan(2_000);
  for (const history of histories) {
    const verdict = checkLinearizable(history, oneQueue);
    expect(verdict.isLinearizable).toBe(true);
    const morning = beginningOf(history);
    expect(checkLinearizable(morning, oneQueue).isLinearizable).toBe(true);
    expect(checkLinearizable(calledTwice(morning), oneQueue).isLinearizable).toBe(false);
    expect(checkLinearizable(outOfOrder(morning), oneQueue).isLinearizable).toBe(false);
  }
  console.log(`linearizability: ${commands} commands of ${queues.length} queues`);
}, 120_000);

test("an answer that came before its time is seen", () => {
  const at = (calledAt: number, answeredAt: number) => ({ calledAt, answeredAt });
  const issue = { input: { kind: "issue" }, output: 1, ...at(5, 6) } as const;
  const called = { input: { kind: "next", point: "a" }, output: 1 } as const;
  const verdict = (early: Done) =>
    checkLinearizable<State, Input, Output>([issue, early], oneQueue);
  expect(verdict({ ...called, ...at(1, 2) }).isLinearizable).toBe(false);
  expect(verdict({ ...called, ...at(1, 5.5) }).isLinearizable).toBe(true);
});

interface Player {
  readonly person: Person;
  /** A console's own; a kiosk has none. */
  readonly point: string | null;
}

/** One after another: a device is told from the others by the name it is paired under. */
async function teamOf(of: TestServer, queue: string): Promise<readonly Player[]> {
  const team: Player[] = [];
  for (let each = 0; each < kiosksEach + consolesEach; each++) {
    const point = each < kiosksEach ? null : `${queue}-${each % pointsEach}`;
    const person =
      point === null
        ? await of.device("kiosk")
        : await of.device("console", { servicePointId: point });
    team.push({ person, point });
  }
  return team;
}

/** The history of one queue's kiosks and consoles. */
async function play(
  people: readonly Player[],
  queue: (typeof queues)[number],
): Promise<readonly Done[]> {
  const history: Done[] = [];
  const called = new Map<string, Map<number, CallId>>();
  const entries = new Map<number, EntryId>();
  const note = async <Reply>(input: Input, asked: Promise<Answer<Reply>>, isLost = false) => {
    const calledAt = performance.now();
    const answer = isLost ? null : await asked.catch(() => null);
    const answeredAt = answer === null ? Number.POSITIVE_INFINITY : performance.now();
    const output = answer === null ? null : outputOf(input, answer);
    history.push({ input, output, calledAt, answeredAt });
    if (answer?.ok !== true || typeof output !== "number") return null;
    return { reply: answer.reply, number: output };
  };
  const kiosk = async (person: Person, dice: Dice) => {
    for (let round = 0; round < rounds; round++) {
      const asked = person.ask("issueTicket", { serviceId: `${queue}-visit` as ServiceId });
      // Sent, and the link broken before an answer can come.
      const isLost = dice.oneIn(40);
      if (isLost) {
        asked.catch(() => null);
        person.socket.disconnect().connect();
      }
      const made = await note({ kind: "issue" }, asked, isLost);
      if (made !== null) entries.set(made.number, made.reply.entryId);
    }
  };
  const console_ = async (person: Person, point: string, dice: Dice) => {
    const servicePointId = point as ServicePointId;
    const calls = called.get(point) ?? new Map<number, CallId>();
    called.set(point, calls);
    for (let round = 0; round < rounds; round++) {
      const kind = dice.weighted({ next: 4, endAndNext: 5, end: 2, cancel: 1 });
      const number = dice.pick([...(kind === "end" ? calls : entries).keys(), 0].slice(-6));
      if (kind === "end" || kind === "cancel") {
        const callId = calls.get(number) ?? idOf("call", 1);
        const entryId = entries.get(number);
        if (number === 0 || (kind === "cancel" && entryId === undefined)) continue;
        const input: Input = kind === "end" ? { kind, number } : { kind, number, point };
        if (kind === "end") await note(input, person.ask("endService", { callId }));
        else if (entryId !== undefined) {
          await note(input, person.ask("cancelEntry", { entryId, reason: "went home" }));
        }
        continue;
      }
      const finish = kind === "next" ? {} : { finish: { as: "end" as const } };
      const made = await note(
        { kind, point },
        person.ask("callNext", { servicePointId, ...finish }),
      );
      if (made !== null) calls.set(made.number, made.reply.callId);
    }
  };
  await Promise.all(
    people.map(({ person, point }, each) => {
      const dice = diceOf(each, queue);
      return point === null ? kiosk(person, dice) : console_(person, point, dice);
    }),
  );
  return history;
}

function outputOf(input: Input, answer: Answer): Output {
  if (!answer.ok) return answer.refusal.code;
  if (input.kind === "end" || input.kind === "cancel") return input.number;
  const { label = "" } = answer.reply as { readonly label?: string };
  return splitLabel(label)?.number ?? -1;
}

/** What was answered until the sixth call: enough to plant a wrong one in, and to search it whole. */
function beginningOf(history: readonly Done[]): readonly Done[] {
  const until = callsOf(history)[5]?.answeredAt ?? 0;
  return history
    .filter(({ calledAt }) => calledAt <= until)
    .map((done) =>
      done.answeredAt <= until ? done : { ...done, output: null, answeredAt: Infinity },
    );
}

/** The same history in which one who was called is called by somebody else too. */
function calledTwice(history: readonly Done[]): readonly Done[] {
  const calls = callsOf(history);
  const [one, other] = [calls[4], calls[2]];
  return history.map((done) => (done === one ? { ...done, output: other?.output ?? null } : done));
}

/** The same history in which two who were called long after each other change places. */
function outOfOrder(history: readonly Done[]): readonly Done[] {
  const calls = callsOf(history);
  const [one, other] = [calls[0], calls.at(-1)];
  return history.map((done) => {
    if (done === one) return { ...done, output: other?.output ?? null };
    return done === other ? { ...done, output: one?.output ?? null } : done;
  });
}

function callsOf(history: readonly Done[]): readonly Done[] {
  return history
    .filter(({ input, output }) => /next/i.test(input.kind) && typeof output === "number")
    .sort((a, b) => a.answeredAt - b.answeredAt);
}

function furnish(tx: Tx): void {
  const names = { ar: "طابور", en: "queue" };
  tx.record("waitingRoomPut", { id: "linear-hall", names });
  for (const queue of queues) {
    const letters = { series: series[queue], pictogram: "eye", position: 90 };
    tx.record("clinicPut", { id: queue, names, boardNames: names, ...letters });
    tx.record("queuePut", { id: queue, clinic: queue, waitingRoom: "linear-hall", names });
    const service = { open: true, dailyLimit: null, position: 0 };
    tx.record("servicePut", { id: `${queue}-visit`, clinic: queue, queue, names, ...service });
    for (let each = 0; each < pointsEach; each++) {
      const id = `${queue}-${each}`;
      tx.record("servicePointPut", { id, waitingRoom: "linear-hall", names, queues: [queue] });
    }
  }
}
