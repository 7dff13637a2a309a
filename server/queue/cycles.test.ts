import fc from "fast-check";
import { expect, it } from "vitest";
import { isActive } from "../../shared/domain/entry.ts";
import { priorityClasses } from "../../shared/domain/priority.ts";
import type { PriorityClass } from "../../shared/domain/priority.ts";
import { placements } from "../../shared/domain/service.ts";
import { minuteMs } from "../../shared/domain/time.ts";
import type { PayloadInput } from "../../shared/protocol/client.ts";
import type { CommandName } from "../../shared/protocol/commands.ts";
import { aBigHospital, calledAt } from "../../test/harness/big-hospital.ts";
import { reason } from "../../test/harness/drawn-verbs.ts";
import { expectWhole, granted } from "../../test/harness/hospital.ts";
import type { TestHospital } from "../../test/harness/hospital.ts";

/** Longer than the hold that the patient may begin with: a shorter wish would be a new one. */
const minutes = 60;
const beforehand = 30;

interface Morning {
  /** Who comes, and so many minutes after the one before. */
  readonly tickets: readonly {
    readonly priorityClass: PriorityClass;
    readonly segment: "women" | "men" | null;
    readonly after: number;
  }[];
  /** Which of them is looked at; whether they had asked for more time; later than all came. */
  readonly who: number;
  readonly isHeld: boolean;
  readonly later: number;
}

/** One verb of the patient, sent to whatever entry or call of theirs is there then. */
type Turn =
  | { readonly is: "on"; readonly name: CommandName; readonly more: object }
  | { readonly is: "chosen"; readonly point: string }
  | { readonly is: "undo"; readonly back: number }
  | { readonly is: "pass"; readonly ms: number };

const callCommands = ["recall", "startService", "noShow", "endService"] as const;
const classes = fc.constantFrom(...priorityClasses);
const morning: fc.Arbitrary<Morning> = fc.record({
  tickets: fc.array(
    fc.record({
      priorityClass: classes,
      segment: fc.constantFrom("women", "men", null),
      after: fc.integer({ min: 0, max: 9 }),
    }),
    { minLength: 4, maxLength: 9 },
  ),
  who: fc.nat(8),
  isHeld: fc.boolean(),
  later: fc.nat(20),
});

const onEntry = (name: CommandName, more: object = {}): Turn => ({ is: "on", name, more });
const plain = fc.constantFrom(
  ...(["park", "unpark", "requeue", "markReady"] as const).map((name) => onEntry(name)),
  ...(["cancelEntry", "reinstate"] as const).map((name) => onEntry(name, { reason })),
  onEntry("hold", { minutes }),
);
const transfers = fc
  .record({
    toQueueId: fc.constantFrom("doctor", "lab", "imaging", "night"),
    placement: fc.constantFrom(...placements),
    returnTo: fc.boolean(),
  })
  .map(({ placement, ...to }) =>
    onEntry("transfer", {
      ...to,
      placement,
      ...(placement === "afterMinutes" ? { minutes } : {}),
    }),
  );
const turn: fc.Arbitrary<Turn> = fc.oneof(
  { weight: 5, arbitrary: plain },
  { weight: 4, arbitrary: transfers },
  {
    weight: 4,
    arbitrary: classes.map((priorityClass) => onEntry("setPriority", { priorityClass, reason })),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom(...callCommands).map((name): Turn => onEntry(name)),
  },
  {
    weight: 4,
    arbitrary: fc
      .constantFrom("doctor-1", "doctor-2", "women-desk", "lab-1", "imaging-1", "night-1")
      .map((point): Turn => ({ is: "chosen", point })),
  },
  { weight: 3, arbitrary: fc.nat(2).map((back): Turn => ({ is: "undo", back })) },
  {
    weight: 3,
    arbitrary: fc
      .oneof(fc.nat(5 * minuteMs), fc.constantFrom(1, 11 * minuteMs, 31 * minuteMs))
      .map((ms): Turn => ({ is: "pass", ms })),
  },
);

/** The morning up to the moment at which the verbs begin; the ticket that is looked at. */
function begin(h: TestHospital, { tickets, who, isHeld, later }: Morning) {
  const issued = tickets.map(({ priorityClass, segment, after }) => {
    h.runtime.pass(after * minuteMs);
    const part = segment === null ? {} : { segment };
    return granted(h.ask("issueTicket", { serviceId: "doctor-visit", priorityClass, ...part }));
  });
  const mine = issued[who % issued.length];
  if (mine === undefined) throw new Error("nobody came");
  if (isHeld) granted(h.ask("hold", { entryId: mine.entryId, minutes: beforehand }));
  h.runtime.pass(later * minuteMs);
  return mine;
}

const numberOf = (id: string) => Number(id.slice(1));

function currentOf(h: TestHospital, ticketId: string) {
  const line = h.queue.read.lineOfTicket(numberOf(ticketId));
  if (line === undefined) throw new Error(`no ticket ${ticketId}`);
  return line;
}

/** Tries one turn; a refusal is as good an answer as any. */
function tryTurn(h: TestHospital, ticketId: string, one: Turn, sent: string[]): void {
  if (one.is === "pass") return h.runtime.pass(one.ms);
  const send = (name: CommandName, payload: object) => {
    const id = h.runtime.uuid();
    if (h.ask(name, payload as PayloadInput<typeof name>, { id }).ok) sent.push(id);
  };
  const { id } = currentOf(h, ticketId);
  const entryId = `e${id}`;
  if (one.is === "undo") {
    const commandId = sent.at(-1 - one.back);
    if (commandId !== undefined) send("undo", { commandId });
    return;
  }
  if (one.is === "chosen") {
    return send("callChosen", { servicePointId: one.point, entryId, reason });
  }
  const isOfCall = callCommands.some((name) => name === one.name);
  const call = h.queue.read.openCallOfEntry(id);
  send(one.name, {
    ...(isOfCall ? { callId: `c${call?.id ?? 999_999}` } : { entryId }),
    ...one.more,
  });
}

/** The lowest class: whatever a raise gave is given back on the way down to it. */
const lowered = onEntry("setPriority", { priorityClass: "normal", reason });

/** Brings the patient back to waiting where they began, if anything can. */
function close(h: TestHospital, ticketId: string): void {
  const home = onEntry("transfer", { toQueueId: "doctor", placement: "keep" });
  const turns = [
    onEntry("requeue"),
    onEntry("unpark"),
    onEntry("reinstate", { reason }),
    home,
    onEntry("unpark"),
    lowered,
  ];
  for (const one of turns) tryTurn(h, ticketId, one, []);
}

/** How many are called before the patient when the queue is emptied now; never: endless. */
function placeOf(h: TestHospital, label: string): number {
  for (let place = 0; ; place++) {
    const called = calledAt(h, "doctor-1");
    if (called === label) return place;
    if (called === "queue_empty") return Number.POSITIVE_INFINITY;
  }
}

it("nobody gains a place by any cycle of verbs, compared with having done nothing", () => {
  let [ended, worse] = [0, 0];
  fc.assert(
    fc.property(morning, fc.array(turn, { minLength: 3, maxLength: 14 }), (day, turns) => {
      const [still, moved] = [aBigHospital(), aBigHospital()];
      try {
        const mine = begin(still, day);
        begin(moved, day);
        const sent: string[] = [];
        for (const one of turns) tryTurn(moved, mine.ticketId, one, sent);
        close(moved, mine.ticketId);
        still.runtime.set(moved.runtime.now());
        tryTurn(still, mine.ticketId, lowered, []);
        for (const h of [still, moved]) {
          // Whoever is with somebody else meanwhile keeps nobody from the first doctor.
          const open = h.queue.read.currentCall("doctor-1");
          if (open !== undefined) granted(h.ask("endService", { callId: `c${open.call_id}` }));
        }
        const line = currentOf(moved, mine.ticketId);
        if (isActive(line.status)) ended++;
        const [was, is] = [placeOf(still, mine.label), placeOf(moved, mine.label)];
        if (is > was) worse++;
        expect(is).toBeGreaterThanOrEqual(was);
        expectWhole(moved);
      } finally {
        still.close();
        moved.close();
      }
    }),
    { numRuns: process.env["DAWR_LONG"] === "1" ? 3_000 : 40 },
  );
  // Many cycles are closed, and not all of them by losing.
  expect([ended > 10, worse < ended]).toEqual([true, true]);
}, 600_000);
