import fc from "fast-check";
import { expect, it } from "vitest";
import { afterVerb } from "../../shared/domain/entry.ts";
import type { EntryStatus, EntryVerb } from "../../shared/domain/entry.ts";
import { compareTurns, priorityClasses } from "../../shared/domain/priority.ts";
import type { PriorityClass } from "../../shared/domain/priority.ts";
import { placements } from "../../shared/domain/service.ts";
import { dayMs, hourMs, minuteMs } from "../../shared/domain/time.ts";
import type { PayloadInput } from "../../shared/protocol/client.ts";
import { commandRefusals } from "../../shared/protocol/commands.ts";
import type { CommandName } from "../../shared/protocol/commands.ts";
import { aBigHospital } from "../../test/harness/big-hospital.ts";
import { codeOf, expectWhole } from "../../test/harness/hospital.ts";
import type { Answered, TestHospital } from "../../test/harness/hospital.ts";
import { noShowToleranceMs } from "./queue.rules.ts";

const points = [
  "doctor-1",
  "doctor-2",
  "women-desk",
  "lab-1",
  "imaging-1",
  "counter",
  "night-1",
] as const;
const queues = ["doctor", "lab", "imaging", "pharmacy", "night"] as const;
const evening = Date.parse("2026-11-23T21:30:00+03:00");
const reason = "chance";

/** A command as it is drawn; which entry or call it is about is known only when its turn comes. */
type Draw = (h: TestHospital, sent: readonly string[]) => [CommandName, object] | number;

const pick = fc.nat(1_000);
const point = fc.constantFrom(...points);
const at = <T>(list: readonly T[], back: number): T | undefined =>
  list.at(-1 - (back % list.length));

/** Mostly one that the verb is for, now and then any: both answers are wanted, not only the no. */
function anEntry(h: TestHospital, verb: EntryVerb, back: number): string {
  const all = h.rows<{ id: number; status: EntryStatus }>(
    "SELECT id, status FROM entry ORDER BY id",
  );
  const fit = all.filter(({ status }) => afterVerb(status, verb) !== null);
  const found = at(back % 5 === 0 || fit.length === 0 ? all : fit, Math.floor(back / 5));
  return found === undefined ? "e999999" : `e${found.id}`;
}
function aCall(h: TestHospital, back: number): string {
  const all = h.rows<{ id: number; status: string }>("SELECT id, status FROM call ORDER BY id");
  const open = all.filter(({ status }) => status === "called" || status === "serving");
  const found = at(back % 5 === 0 || open.length === 0 ? all : open, Math.floor(back / 5));
  return found === undefined ? "c999999" : `c${found.id}`;
}

const plainVerbs = [
  ["requeue", "requeue"],
  ["park", "park"],
  ["unpark", "unpark"],
  ["markReady", "ready"],
  ["cancelEntry", "cancel"],
  ["reinstate", "reinstate"],
  ["hold", "hold"],
] as const;
const plain = fc
  .tuple(fc.constantFrom(...plainVerbs), pick, fc.integer({ min: 1, max: 60 }))
  .map(([[name, verb], back, minutes]): Draw => {
    const more = name === "hold" ? { minutes } : name === "markReady" ? {} : { reason };
    return (h) => [name, { entryId: anEntry(h, verb, back), ...more }];
  });
const classes = fc
  .tuple(pick, fc.constantFrom(...priorityClasses))
  .map(([back, priorityClass]): Draw => {
    return (h) => [
      "setPriority",
      { entryId: anEntry(h, "setPriority", back), priorityClass, reason },
    ];
  });
const transfers = fc
  .tuple(pick, fc.constantFrom(...queues), fc.constantFrom(...placements), fc.boolean())
  .map(([back, toQueueId, placement, returnTo]): Draw => {
    const minutes = placement === "afterMinutes" ? { minutes: 15 } : {};
    return (h) => {
      const entryId = anEntry(h, returnTo ? "leave" : "transfer", back);
      return ["transfer", { entryId, toQueueId, placement, returnTo, ...minutes }];
    };
  });
const calls = fc
  .tuple(fc.constantFrom("recall", "startService", "endService", "noShow"), pick)
  .map(([name, back]): Draw => (h) => [name as CommandName, { callId: aCall(h, back) }]);
const issues = fc
  .record({
    serviceId: fc.constantFrom("doctor-visit", "doctor-pharmacy", "lab-test", "night-doctor"),
    priorityClass: fc.constantFrom(...priorityClasses),
    patientId: fc.option(fc.constantFrom("p-1", "p-2", "p-3"), { freq: 2, nil: undefined }),
    segment: fc.option(fc.constantFrom("women", "men"), { freq: 2, nil: undefined }),
  })
  .map(({ serviceId, priorityClass, patientId, segment }): Draw => {
    const patient = patientId === undefined ? {} : { patientId };
    const part = segment === undefined || !serviceId.startsWith("doctor") ? {} : { segment };
    return () => ["issueTicket", { serviceId, priorityClass, ...patient, ...part }];
  });
const nexts = fc
  .tuple(point, fc.constantFrom(undefined, undefined, "end", "noShow"))
  .map(([servicePointId, as]): Draw => {
    return () => ["callNext", { servicePointId, ...(as === undefined ? {} : { finish: { as } }) }];
  });
const chosen = fc.tuple(point, pick).map(([servicePointId, back]): Draw => {
  return (h) => ["callChosen", { servicePointId, entryId: anEntry(h, "call", back), reason }];
});
const seats = fc
  .tuple(
    point,
    fc.constantFrom("openPoint", "closePoint", "pausePoint", "resumePoint", "resumePoint"),
  )
  .map(([servicePointId, name]): Draw => () => [name as CommandName, { servicePointId }]);
const closings = fc
  .tuple(fc.constantFrom(...queues), fc.constantFrom("finish", "transfer", "rebook"), pick)
  .map(([queueId, waiting, luck]): Draw => {
    const transfer = waiting === "transfer" ? { toQueueId: "imaging" } : {};
    const rebook = waiting === "rebook" ? { forDay: "2026-12-30" } : {};
    return (h) => {
      // A house of closed queues has no histories: what is closed is mostly opened again.
      const [closed] = h.rows<{ id: string }>("SELECT id FROM queue WHERE closed = 1");
      return closed === undefined || luck % 4 === 0
        ? ["closeQueue", { queueId, waiting, reason, ...transfer, ...rebook }]
        : ["reopenQueue", { queueId: closed.id }];
    };
  });
const served = point.map((servicePointId): Draw => {
  return () => ["serveWithoutTicket", { servicePointId, serviceId: "doctor-visit", reason }];
});
const undos = pick.map((back): Draw => {
  return (_, sent) => ["undo", { commandId: at(sent, back % 4) ?? "" }];
});
const passes = fc
  .oneof(
    { weight: 20, arbitrary: fc.integer({ min: 0, max: 6 * minuteMs }) },
    { weight: 4, arbitrary: fc.constantFrom(0, 1, hourMs, noShowToleranceMs, -hourMs) },
    { weight: 1, arbitrary: fc.constant(dayMs) },
  )
  .map(
    (ms): Draw =>
      () =>
        ms,
  );

const step = fc.oneof(
  { weight: 8, arbitrary: issues },
  { weight: 9, arbitrary: nexts },
  { weight: 8, arbitrary: plain },
  { weight: 7, arbitrary: transfers },
  { weight: 3, arbitrary: classes },
  { weight: 6, arbitrary: calls },
  { weight: 4, arbitrary: undos },
  { weight: 1, arbitrary: chosen },
  { weight: 2, arbitrary: seats },
  { weight: 1, arbitrary: closings },
  { weight: 1, arbitrary: served },
  { weight: 5, arbitrary: passes },
);
/** Long whatever the size that is drawn: short histories break nothing. */
const steps = fc.array(step, { minLength: 60, maxLength: 140, size: "max" });

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

it("any history of all verbs keeps one place, true counts, turns by the rule, and gains nobody time", () => {
  fc.assert(
    fc.property(steps, fc.boolean(), (draws, isLate) => {
      const h = aBigHospital(isLate ? evening : undefined);
      const known: Known = { sent: [], had: new Map(), history: [] };
      try {
        for (const draw of draws) {
          take(h, draw, known);
          for (const [name, sql] of Object.entries(never)) {
            expect([name, h.rows(sql)]).toEqual([name, []]);
          }
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
