import fc from "fast-check";
import { noShowToleranceMs } from "../../server/queue/queue.rules.ts";
import { afterVerb } from "../../shared/domain/entry.ts";
import type { EntryStatus, EntryVerb } from "../../shared/domain/entry.ts";
import { priorityClasses } from "../../shared/domain/priority.ts";
import { placements } from "../../shared/domain/service.ts";
import { dayMs, hourMs, minuteMs } from "../../shared/domain/time.ts";
import type { CommandName } from "../../shared/protocol/commands.ts";
import type { TestHospital } from "./hospital.ts";

export const points = [
  "doctor-1",
  "doctor-2",
  "women-desk",
  "lab-1",
  "imaging-1",
  "counter",
  "night-1",
] as const;
export const queues = ["doctor", "lab", "imaging", "pharmacy", "night"] as const;
export const reason = "chance";

/** A command as it is drawn; which entry or call it is about is known only when its turn comes. */
export type Draw = (h: TestHospital, sent: readonly string[]) => [CommandName, object] | number;

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
export const manySteps = fc.array(step, { minLength: 60, maxLength: 140, size: "max" });
