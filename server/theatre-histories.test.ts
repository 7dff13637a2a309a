import fc from "fast-check";
import { expect, it } from "vitest";
import { expectWhole } from "../test/harness/hospital.ts";
import { aTheatre, monday } from "../test/harness/theatres.ts";
import type { TestTheatre } from "../test/harness/theatres.ts";
import { clashesIn } from "../shared/domain/busy.ts";
import { idOf, seqOf } from "../shared/domain/ids.ts";
import type { OperationId } from "../shared/domain/ids.ts";
import type { JournalFacts } from "../shared/domain/journal.ts";
import {
  checklistItems,
  operationSteps,
  operationTransitions,
  urgencies,
} from "../shared/domain/theatre.ts";
import type { OperationStatus, OperationVerb } from "../shared/domain/theatre.ts";
import { minuteMs } from "../shared/domain/time.ts";
import { isPlanned, takenBy } from "./theatres/operation.rules.ts";

const theatres = ["th-1", "th-2", "th-3"] as const;
const names = [
  ...["request", "request", "plan", "plan", "plan", "unplan", "reorder", "cancel", "step", "step"],
  ...[
    "step",
    "step",
    "undoStep",
    "mark",
    "supplies",
    "delay",
    "emergency",
    "undo",
    "change",
    "pass",
  ],
] as const;

/** One act of a history: which, on whom, and how; numbers are taken modulo what there is. */
const acts = fc.array(
  fc.record({
    name: fc.constantFrom(...names),
    on: fc.nat(20),
    theatre: fc.constantFrom(...theatres),
    minute: fc.integer({ min: 100, max: 180 }).map((step) => step * 5),
    surgeon: fc.constantFrom("one" as const, "two" as const, "three" as const),
    gas: fc.constantFrom("gas" as const, "air" as const),
    urgency: fc.constantFrom(...urgencies),
    kind: fc.constantFrom("cataract", "repair", "bypass"),
  }),
  { minLength: 10, maxLength: 45 },
);
type Act = typeof acts extends fc.Arbitrary<readonly (infer Each)[]> ? Each : never;

interface Done {
  readonly ids: OperationId[];
  readonly commands: string[];
}

/** Does one act, whatever is answered: a refusal is as good as a yes. */
function act(house: TestTheatre, done: Done, it: Act): void {
  const id = house.runtime.uuid();
  const operationId = done.ids[it.on % Math.max(1, done.ids.length)];
  if (it.name === "request") {
    const supplies = it.on % 5 === 0 ? ["دم"] : [];
    done.ids.push(house.request({ procedureId: it.kind, urgency: it.urgency, supplies }));
  } else if (it.name === "pass") {
    house.runtime.pass((it.on + 1) * 4 * minuteMs);
  } else if (it.name === "emergency") {
    emergency(house, done, it, { id });
  } else if (it.name === "undo") {
    const commandId = done.commands[it.on % Math.max(1, done.commands.length)];
    if (commandId !== undefined) house.ask("undoOperations", { commandId }, house.asNurse);
  } else if (operationId !== undefined) {
    done.commands.push(id);
    onOperation[it.name]({ house, done, it, operationId, as: { ...house.asNurse, id } });
  }
}

interface Doing {
  readonly house: TestTheatre;
  readonly done: Done;
  readonly it: Act;
  readonly operationId: OperationId;
  readonly as: TestTheatre["asNurse"] & { readonly id: string };
}

const reason = "as it came";

const onOperation: Readonly<
  Record<Exclude<Act["name"], "request" | "pass" | "emergency" | "undo">, (doing: Doing) => void>
> = {
  plan({ house, it, operationId, as }) {
    const team = house.team(house.people[it.surgeon], house.people[it.gas]);
    const place = { theatreId: it.theatre, from: house.at(it.minute) };
    house.ask("planOperation", { operationId, ...place, team, reason }, as);
  },
  unplan: ({ house, operationId, as }) => house.ask("unplanOperation", { operationId, reason }, as),
  reorder({ house, done, it, as }) {
    const list = done.ids.filter((each) => {
      const { theatre, status } = house.row(each);
      return theatre === it.theatre && status === "planned";
    });
    const order = { theatreId: it.theatre, day: monday, operationIds: list.toReversed(), reason };
    if (list.length > 1) house.ask("reorderList", order, as);
  },
  cancel({ house, it, operationId, as }) {
    if (it.on % 3 > 0) return;
    house.ask("cancelOperation", { operationId, kind: "noTime", reason }, as);
  },
  step({ house, it, operationId, as }) {
    const { status } = house.row(operationId);
    const step = operationSteps.find((each) => operationTransitions[each].from.includes(status));
    if (step === undefined) return;
    const { gate } = operationTransitions[step];
    // Now and then somebody forgets an item.
    for (const item of gate === null ? [] : checklistItems[gate].slice(it.on % 4 === 0 ? 1 : 0)) {
      house.ask("markChecklist", { operationId, item, mark: "done" }, house.asNurse);
    }
    house.ask("stepOperation", { operationId, step }, as);
  },
  undoStep: ({ house, operationId, as }) => house.ask("undoStep", { operationId, reason }, as),
  mark: ({ house, operationId, as }) =>
    house.ask("markChecklist", { operationId, item: "consent", mark: "open" }, as),
  supplies({ house, it, operationId, as }) {
    const supplies = [{ words: "دم", isReady: it.on % 2 === 0 }];
    house.ask("setSupplies", { operationId, supplies }, as);
  },
  delay: ({ house, operationId, as }) =>
    house.ask("delayOperation", { operationId, minutes: 20, kind: "other", reason }, as),
  change({ house, it, operationId, as }) {
    const { surgeon, urgency } = it;
    const surgeonId = house.people[surgeon];
    house.ask("changeOperation", { operationId, surgeonId, urgency, reason }, as);
  },
};

function emergency(house: TestTheatre, done: Done, it: Act, as: { readonly id: string }): void {
  const urgency = it.on % 2 === 0 ? ("urgent" as const) : ("immediate" as const);
  const team = house.team(house.people[it.surgeon], house.people[it.gas]);
  const asked = { procedureId: it.kind as never, urgency, team };
  const found = house.theatreAsks.proposals(asked, house.runtime.now());
  const shown = found.ok ? found.value[it.on % Math.max(1, found.value.length)] : undefined;
  if (shown === undefined) return;
  const moves = shown.moves.map(({ operationId, to }) => ({ operationId, to }));
  const place = { theatreId: shown.theatreId, from: shown.from, moves };
  const patientId = house.aPatient();
  const whole = { ...asked, ...place, patientId, side: "none" as const, reason: "ruptured" };
  const answer = house.ask("insertEmergency", whole, { ...house.asNurse, ...as });
  // What was shown a moment ago holds.
  expect(answer).toMatchObject({ ok: true });
  if (!answer.ok) return;
  done.commands.push(as.id);
  done.ids.push(answer.reply.operationId);
}

function expectNobodyTwice(house: TestTheatre, ids: readonly OperationId[]): void {
  const rows = ids.map(house.row);
  expect(clashesIn(rows.flatMap(takenBy))).toEqual([]);
  const kept = house.rows(
    "SELECT holder, holder_id, from_at, to_at, operation_id FROM operation_claim",
  );
  expect(kept).toHaveLength(rows.flatMap(takenBy).length);
  for (const theatre of theatres) {
    expect(house.theatres.read.inside(theatre).length).toBeLessThanOrEqual(1);
  }
}

interface Moved {
  readonly seq: number;
  readonly fact: JournalFacts["operationMoved"];
}

function movesOf(house: TestTheatre): readonly Moved[] {
  return house
    .rows<{ seq: number; fact: string }>(
      "SELECT seq, fact FROM journal WHERE name = 'operationMoved' ORDER BY seq",
    )
    .map(({ seq, fact }) => ({ seq, fact: JSON.parse(fact) as Moved["fact"] }));
}

/** Each change of a status is a verb of the table from where it was, or an undo of one. */
function expectGates(house: TestTheatre): void {
  const status = new Map<number, OperationStatus>();
  for (const { fact } of movesOf(house)) {
    const { operation, verb, to } = fact;
    const was = status.get(operation) ?? "requested";
    const transition = operationTransitions[verb as OperationVerb] as
      (typeof operationTransitions)[OperationVerb] | undefined;
    if (verb === "undo") expect(fact.from.status ?? was).toBe(was);
    else if (transition === undefined) expect(to.status).toBeUndefined();
    else {
      expect(transition.from).toContain(was);
      expect(to.status ?? was).toBe(transition.to);
    }
    status.set(operation, to.status ?? was);
  }
}

/** Whoever made room says for whom, and whoever got it from whom: on both patients' files. */
function expectTraced(house: TestTheatre): void {
  for (const { fact } of movesOf(house)) {
    if (fact.madeRoomFor === undefined) continue;
    const [gave, took] = [fact.operation, fact.madeRoomFor].map((seq) => idOf("operation", seq));
    const stepsOf = (id: OperationId | undefined) => {
      const row = house.row(id ?? ("o1" as OperationId));
      const file = house.patientFiles.read(idOf("patient", row.patient), "ar");
      const line = file?.timeline.find((each) => each.id === idOf("operation", row.id));
      return line?.steps?.map(({ status, place }) => `${status} ${place}`) ?? [];
    };
    expect(stepsOf(gave)).toContain(`gaveWay OP${house.row(took ?? ("o1" as never)).number}`);
    expect(stepsOf(took)).toContain(`tookPlace OP${house.row(gave ?? ("o1" as never)).number}`);
  }
}

it("in any history nobody is wanted twice, each state has its gate, each bump its trace", () => {
  fc.assert(
    fc.property(acts, (history) => {
      const house = aTheatre();
      try {
        for (const theatre of theatres) house.block(theatre);
        const done = { ids: [] as OperationId[], commands: [] as string[] };
        for (const each of history) {
          act(house, done, each);
          expectNobodyTwice(house, done.ids);
        }
        for (const id of done.ids) {
          expect(isPlanned(house.row(id))).toBe(house.operationFeed(id).operation.plan !== null);
          expect(seqOf(id)).toBe(house.row(id).id);
        }
        expectGates(house);
        expectTraced(house);
        expectWhole(house);
      } finally {
        house.close();
      }
    }),
    { numRuns: 40 },
  );
}, 120_000);
