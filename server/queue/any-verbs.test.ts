import fc from "fast-check";
import { expect, it } from "vitest";
import { compareTurns } from "../../shared/domain/priority.ts";
import type { PriorityClass } from "../../shared/domain/priority.ts";
import { minuteMs } from "../../shared/domain/time.ts";
import type { PayloadInput } from "../../shared/protocol/client.ts";
import { commandRefusals } from "../../shared/protocol/commands.ts";
import { aBigHospital } from "../../test/harness/big-hospital.ts";
import { manySteps } from "../../test/harness/drawn-verbs.ts";
import type { Draw } from "../../test/harness/drawn-verbs.ts";
import { codeOf, expectWhole } from "../../test/harness/hospital.ts";
import type { Answered, TestHospital } from "../../test/harness/hospital.ts";
import { lastCallsMax } from "./calls-of-point.ts";
import { queueSql } from "./queue.sql.ts";

const evening = Date.parse("2026-11-23T21:30:00+03:00");

/** What nobody's acts may ever make of the tables. */
const never = {
  "a ticket has two places that are not away": `SELECT ticket_id FROM entry WHERE status IN
    ('waiting', 'held', 'parked', 'preparing', 'called', 'serving')
    GROUP BY ticket_id HAVING count(*) > 1`,
  "a patient is twice in a queue": `SELECT queue_id, patient_id FROM entry WHERE patient_id IS NOT NULL
    AND status IN ('waiting', 'held', 'parked', 'away', 'preparing', 'called', 'serving')
    GROUP BY queue_id, patient_id HAVING count(*) > 1`,
  "a call is open that its entry does not know, or the other way round": `SELECT e.id FROM entry e
    LEFT JOIN call c ON c.entry_id = e.id AND c.status IN ('called', 'serving') GROUP BY e.id
    HAVING count(c.id) <> (e.status IN ('called', 'serving')) OR max(c.status) <> e.status`,
  "the count of those who wait is wrong": `SELECT queue_id, bound_point, segment, class, sum(n) AS n FROM (
      SELECT queue_id, bound_point, segment, class, n FROM waiting_count UNION ALL
      SELECT queue_id, bound_point, segment, class, -1 FROM entry WHERE status = 'waiting')
    GROUP BY queue_id, bound_point, segment, class HAVING sum(n) <> 0`,
  "somebody is held without a time": `SELECT id FROM entry WHERE (status = 'held') AND not_before IS NULL`,
  "a label is held by two": `SELECT label FROM (SELECT DISTINCT t.label, t.id FROM ticket t
    JOIN entry e ON e.ticket_id = t.id WHERE e.status IN
    ('waiting', 'held', 'parked', 'away', 'preparing', 'called', 'serving'))
    GROUP BY label HAVING count(*) > 1`,
  "somebody of a finished day is still there": `SELECT e.id FROM entry e WHERE e.status IN
    ('waiting', 'held', 'parked', 'away', 'preparing', 'called', 'serving') AND e.day <>
    (SELECT max(day) FROM service_day d WHERE d.start_min = e.start_min)`,
} as const;

/** The time that counts for an entry whatever its class is raised to. */
interface Base {
  readonly id: number;
  readonly base: number;
  readonly came_from: number | null;
}
const bases = (h: TestHospital) =>
  h.rows<Base>("SELECT id, coalesce(raised_from, eligible_at) AS base, came_from FROM entry");

interface Waiting {
  readonly id: number;
  readonly class: PriorityClass;
  readonly eligible_at: number;
  readonly arrival: number;
}

/** Whom the rule names of all whom a point may call, each looked at; nothing on a day to come. */
function named(h: TestHospital, pointId: string): string | null {
  const profile = h.directory.profile(pointId);
  if (profile === null) throw new Error(pointId);
  const { startMin = 0, queueId } = profile.queues[0] ?? {};
  const now = Math.max(h.runtime.now(), h.store.head().at);
  if ((h.queue.read.day(startMin) ?? "") < h.localDate(now - startMin * minuteMs)) return null;
  const segments = profile.segments?.map((name) => `'${name}'`).join() ?? "segment";
  const turns = h
    .rows<Waiting>(
      `SELECT id, class, eligible_at, arrival FROM entry WHERE queue_id = ?
        AND (status = 'waiting' OR (status = 'held' AND not_before <= ?))
        AND (segment = '' OR segment IN (${segments}))
        AND (bound_point IN ('', ?) OR NOT EXISTS (SELECT 1 FROM point_state
          WHERE service_point_id = bound_point AND status <> 'closed'))`,
      queueId,
      now,
      pointId,
    )
    .map(({ id, class: priorityClass, eligible_at: eligibleAt, arrival: seq }) => {
      return { id, priorityClass, eligibleAt, seq };
    });
  const rates = h.queue.read.rates(startMin);
  const [first] = turns.sort((a, b) => compareTurns(a, b, now, rates));
  return first === undefined ? null : `e${first.id}`;
}

interface Known {
  /** Commands that were accepted. */
  readonly sent: string[];
  /** The times that an entry has had. */
  readonly had: Map<number, Set<number>>;
  /** All that was done, to be read when it broke something. */
  readonly history: string[];
}

/** Sends one drawn command, and says what it broke. */
function take(h: TestHospital, draw: Draw, known: Known): void {
  const { sent, had, history } = known;
  const drawn = draw(h, sent);
  if (typeof drawn === "number") {
    history.push(`pass ${drawn}`);
    return h.runtime.pass(drawn);
  }
  const [name, payload] = drawn;
  if (name === "undo" && sent.length === 0) return;
  const before = new Map(bases(h).map((row) => [row.id, row.base]));
  // A finish may bring somebody back or on: then the rule is asked about what is there after it.
  const { servicePointId = "", finish } = payload as { servicePointId?: string; finish?: object };
  const expected = name === "callNext" && finish === undefined ? named(h, servicePointId) : null;
  const id = h.runtime.uuid();
  history.push(`${name} ${JSON.stringify(payload)}`);
  const answer = h.ask(name, payload as PayloadInput<typeof name>, { id }) as Answered<object>;
  const allowed: readonly string[] = ["ok", "invalid", "forbidden", ...commandRefusals[name]];
  expect([name, allowed.includes(codeOf(answer)) ? "" : codeOf(answer)]).toEqual([name, ""]);
  if (!answer.ok) return;
  sent.push(id);
  if (expected !== null) expect(answer.reply).toMatchObject({ entryId: expected });
  for (const row of bases(h)) {
    const times = had.get(row.id) ?? new Set();
    had.set(row.id, times);
    const was = before.get(row.id) ?? before.get(row.came_from ?? 0) ?? 0;
    // No act makes a time better; taking one back gives one that the entry had before.
    const isFair = row.base >= was || (name === "undo" && times.has(row.base));
    expect(isFair ? [] : [name, payload, was, row]).toEqual([]);
    times.add(row.base);
  }
}

/** What is kept of a point's calls is what the tables say now. */
function expectFresh(h: TestHospital): void {
  const { lastCalls, pointDay } = h.queue.read;
  for (const { id } of h.rows<{ id: string }>("SELECT id FROM service_point")) {
    for (const { startMin, day } of h.rows<{ startMin: number; day: string }>(
      "SELECT start_min AS startMin, day FROM service_day",
    )) {
      const last = h.rows(queueSql.lastCallsOfPoint, id, day, startMin, lastCallsMax);
      expect(lastCalls(id, day, startMin)).toEqual(last);
      const [figures = none] = h.rows(queueSql.pointDay, day, startMin, id);
      expect(pointDay(day, startMin, id)).toEqual(figures);
    }
  }
}
const none = { called: 0, ended: 0, no_shows: 0, exceptions: 0 };

it("any history of all verbs keeps one place, true counts, turns by the rule, and gains nobody time", () => {
  fc.assert(
    fc.property(manySteps, fc.boolean(), (draws, isLate) => {
      const h = aBigHospital(isLate ? evening : undefined);
      const known: Known = { sent: [], had: new Map(), history: [] };
      try {
        for (const [step, draw] of draws.entries()) {
          take(h, draw, known);
          for (const [name, sql] of Object.entries(never)) {
            expect([name, h.rows(sql)]).toEqual([name, []]);
          }
          if (step % 4 === 0) expectFresh(h);
        }
        expectWhole(h);
      } catch (error) {
        throw new Error(`${String(error)}\n${known.history.join("\n")}`, { cause: error });
      } finally {
        h.close();
      }
    }),
    { numRuns: process.env["DAWR_LONG"] === "1" ? 1_500 : 30 },
  );
}, 600_000);
