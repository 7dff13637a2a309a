import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import type { Verdict } from "../../server/store/store.ts";
import { splitLabel } from "../../shared/domain/label.ts";
import type { Answer } from "../../shared/protocol/wire.ts";
import { aCommandId, connect, post, signIn } from "../harness/server.ts";
import type { Person } from "../harness/server.ts";

/** One command of the load: who sent it, what it was, and its answer if one came. */
interface Sent {
  readonly person: number;
  readonly commandId: string;
  readonly name: "issueTicket" | "callNext";
  readonly payload: { serviceId: string } | { servicePointId: string; finish: { as: "end" } };
  answer: Answer | null;
}

const services = ["internal-visit", "children-visit", "dental-visit", "bones-visit"];
const desks = ["room-1", "room-3"];
/** Commands that each socket keeps on their way. */
const lanesPerSocket = 4;

/**
 * Patients and clerks of one hospital, over many lives of its server. They remember every answer
 * they were given, and hold the server to it.
 */
export function createCrowd(folder: string) {
  let tokens: readonly object[] = [];
  let cookie = "";
  let people: Person[] = [];
  let sent: Sent[] = [];
  /** Tickets by id, and what was ever on one; the highest number of each series and day. */
  const tickets = new Map<string, string>();
  const given = new Set<string>();
  const highest = new Map<string, number>();
  const called = new Set<string>();
  let acks = 0;
  let unanswered = 0;

  /** Everybody connects to this life of the server; the first time they are paired and sign in. */
  async function meet(url: string): Promise<void> {
    if (tokens.length === 0) {
      const pair = (name: string) => post(`${url}/api/demo/pair`, { kind: "kiosk", name });
      tokens = (await Promise.all([pair("left"), pair("right")])) as object[];
      cookie = await signIn(url, "reception");
    }
    people = await Promise.all([
      ...tokens.map((token) => connect(url, token)),
      ...desks.map(() => connect(url, {}, { cookie })),
    ]);
  }

  function part(): void {
    for (const person of people) person.close();
  }

  /** Sends commands without a pause until the server is gone. */
  async function pressOn(): Promise<void> {
    sent = [];
    let gone = false;
    const lane = async (person: number) => {
      for (let count = person; !gone; count++) {
        const desk = desks[person - tokens.length];
        const command: Sent = {
          person,
          commandId: aCommandId(),
          ...(desk === undefined
            ? { name: "issueTicket", payload: { serviceId: services[count % 4] ?? "" } }
            : { name: "callNext", payload: { servicePointId: desk, finish: { as: "end" } } }),
          answer: null,
        };
        sent.push(command);
        command.answer = await ask(command).catch(() => null);
        if (command.answer === null) gone = true;
      }
    };
    await Promise.all(
      people.flatMap((_, person) => Array.from({ length: lanesPerSocket }, () => lane(person))),
    );
  }

  function ask({ person, name, payload, commandId }: Sent): Promise<Answer> {
    const asking = people[person];
    if (asking === undefined) throw new Error(`nobody is number ${person}`);
    return asking.ask(name, payload as never, commandId);
  }

  /** What was acknowledged is still so, word for word; what was not is done now, once. */
  async function insist(url: string, verify = true): Promise<void> {
    const { journalSeq } = (await (await fetch(`${url}/healthz`)).json()) as { journalSeq: number };
    const answered = sent.filter(({ answer }) => answer?.ok === true);
    for (const { answer } of answered) {
      if (answer?.ok === true) expect(answer.version).toBeLessThanOrEqual(journalSeq);
      note(answer);
    }
    const again = await Promise.all(sent.map(ask));
    for (const [index, { answer }] of sent.entries()) {
      if (answer === null) note(again[index] ?? null);
      else expect(again[index]).toEqual(answer);
    }
    for (const serviceId of services) {
      const payload = { serviceId };
      const next = { person: 0, commandId: aCommandId(), name: "issueTicket", payload } as const;
      const before = new Map(highest);
      const key = note(await ask({ ...next, answer: null }));
      expect(highest.get(key)).toBeGreaterThan(before.get(key) ?? 0);
    }
    acks += answered.length + services.length;
    unanswered += sent.filter(({ answer }) => answer === null).length;
    if (verify)
      expect(await verdict(url)).toMatchObject({ brokenAt: null, differing: [], damage: [] });
  }

  /** An answer given for the first time: its label or its call must be new. Says its series. */
  function note(answer: Answer | null): string {
    if (answer === null || !answer.ok) return "";
    const {
      ticketId = "",
      label = "",
      serviceDay,
      callId,
    } = answer.reply as Record<string, string>;
    if (callId !== undefined) {
      expect(called.has(ticketId), `${label} was called twice`).toBe(false);
      called.add(ticketId);
      return "";
    }
    const { series = "", number = 0 } = splitLabel(label) ?? {};
    expect(given.has(`${serviceDay} ${label}`), `${label} was given twice`).toBe(false);
    given.add(`${serviceDay} ${label}`);
    tickets.set(ticketId, label);
    const key = `${serviceDay} ${series}`;
    highest.set(key, Math.max(number, highest.get(key) ?? 0));
    return key;
  }

  async function verdict(url: string): Promise<Verdict> {
    const [, key = ""] = readFileSync(join(folder, "local.key"), "utf8").trim().split(" ");
    const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
    const answer = await fetch(`${url}/local/verify`, { method: "POST", headers, body: "{}" });
    return (await answer.json()) as Verdict;
  }

  return {
    meet,
    part,
    pressOn,
    insist,
    tickets,
    figures: () => ({ acks, unanswered, calls: called.size }),
  };
}
