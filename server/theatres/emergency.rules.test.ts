import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clashesIn } from "../../shared/domain/busy.ts";
import type { Busy } from "../../shared/domain/busy.ts";
import { isInTheatre, urgencies } from "../../shared/domain/theatre.ts";
import { minuteMs } from "../../shared/domain/time.ts";
import { canBePutOff, proposalsFor } from "./emergency.rules.ts";
import type { EmergencyPicture, Proposal } from "./emergency.rules.ts";
import { takenBy } from "./operation.rules.ts";
import type { Planned } from "./operation.rules.ts";
import type { HeldBlock } from "./plan.rules.ts";

const eight = Date.parse("2026-11-23T08:00:00+03:00");
const at = (minute: number) => eight + minute * minuteMs;
const day = "2026-11-23";
const theatres = ["th-1", "th-2", "th-3"] as const;

let made = 1_000;
function operation(over: Partial<Planned> = {}): Planned {
  const id = over.id ?? ++made;
  return {
    ...{ id, number: id, patient: 10_000 + id, procedure: "repair", clinic: "eye", side: "none" },
    ...{ requestedAt: 0, statusAt: 0, placedAt: 0, moved: null, lastSeq: 0, status: "planned" },
    ...{ surgeon: 1, urgency: "elective", dueDay: day, theatre: "th-1", from: at(120) },
    ...{ minutes: 60, p80Min: 80, setupMin: 10, cleaningMin: 20, things: [], supplies: [] },
    times: {},
    team: [{ role: "surgeon", staff: 1 }],
    ...over,
  };
}
const by = (surgeon: number) => ({ surgeon, team: [{ role: "surgeon" as const, staff: surgeon }] });
const emergency = operation({ id: 1, urgency: "urgent", ...by(99), clinic: "heart" });

const block = (theatre: string, index: number): HeldBlock => ({
  ...{ id: index, theatre, clinic: "eye", staff: null, day, status: "held" },
  ...{ from: at(0), to: at(480) },
});

function picture(over: Partial<EmergencyPicture>): EmergencyPicture {
  return {
    ...{ now: at(120), emergency, theatres, operations: [], taken: [] },
    blocks: theatres.map(block),
    ...over,
  };
}

describe("where an emergency could go", () => {
  it("goes into an empty theatre at once, and nobody is moved", () => {
    const [first] = proposalsFor(picture({}));
    expect(first).toMatchObject({ theatre: "th-1", from: at(130), moves: [], waitMin: 10 });
  });

  it("waits for whoever is in theatre, as long as 8 in 10 last, and for the cleaning", () => {
    const inside = operation({ from: at(100), status: "incision", times: { signIn: at(105) } });
    const found = proposalsFor(picture({ theatres: ["th-1"], operations: [inside] }));
    expect(found[0]).toMatchObject({ from: at(105 + 80 + 20 + 10), moves: [] });
  });

  it("at ten, with every theatre full, puts off the least and says whom", () => {
    const blocks = theatres.map((each, index) => ({ ...block(each, index), to: at(370) }));
    const full = theatres.flatMap((theatre, index) =>
      [30, 120, 210, 300].map((from, place) =>
        operation({
          ...{ theatre, from: at(from), ...by(index + 1) },
          ...(place === 0 ? { status: "incision", times: { signIn: at(60) } } : {}),
        }),
      ),
    );
    const found = proposalsFor(picture({ now: at(115), operations: full, blocks }));
    expect(found.length).toBeGreaterThan(2);
    const movesNobody = found.filter(({ moves }) => moves.length === 0);
    expect(movesNobody.every(({ from }) => from > at(370))).toBe(true);
    expect(found.some(({ waitMin }) => waitMin < 60)).toBe(true);
    expect(found.some(({ unplaced }) => unplaced > 0)).toBe(true);
  });

  it("touches nobody who was sent for, unless it is immediate", () => {
    const coming = operation({ status: "sent_for" });
    const all = { theatres: ["th-1"], operations: [coming] };
    expect(proposalsFor(picture(all))[0]?.moves).toEqual([]);
    const immediate = { ...emergency, urgency: "immediate" as const };
    const [first] = proposalsFor(picture({ ...all, emergency: immediate }));
    expect(first).toMatchObject({ from: at(130), moves: [{ operation: { id: coming.id } }] });
    expect(first?.moves[0]?.to?.theatre).toBe("th-1");
  });

  it("waits for its own surgeon, or puts off what the surgeon is to do elsewhere", () => {
    const other = operation({ theatre: "th-2", from: at(150), ...by(99) });
    const found = proposalsFor(picture({ theatres: ["th-1", "th-2"], operations: [other] }));
    const atOnce = found.find(({ theatre, from }) => theatre === "th-1" && from === at(130));
    expect(atOnce?.moves.map((move) => move.operation.id)).toEqual([other.id]);
  });
});

/** Operations of a day without a clash, and what else takes its people. */
const pictures: fc.Arbitrary<EmergencyPicture> = fc
  .record({
    operations: fc.array(
      fc.record({
        theatre: fc.constantFrom(...theatres),
        from: fc.integer({ min: 0, max: 90 }).map((step) => at(step * 5)),
        minutes: fc.integer({ min: 4, max: 30 }).map((step) => step * 5),
        staff: fc.integer({ min: 1, max: 4 }),
        urgency: fc.constantFrom(...urgencies),
        status: fc.constantFrom("planned", "planned", "planned", "sent_for", "incision" as const),
        thing: fc.option(fc.constantFrom("microscope", "laser"), { nil: null }),
      }),
      { maxLength: 14 },
    ),
    clinics: fc.array(
      fc.record({
        staff: fc.integer({ min: 1, max: 4 }),
        from: fc.integer({ min: 0, max: 480 }).map(at),
      }),
      { maxLength: 3 },
    ),
    urgency: fc.constantFrom("immediate" as const, "urgent" as const),
    surgeon: fc.integer({ min: 1, max: 5 }),
    now: fc.integer({ min: 0, max: 300 }).map(at),
  })
  .map(({ operations, clinics, urgency, surgeon, now }) => {
    const kept: Planned[] = [];
    for (const [index, { staff, thing, minutes, ...of }] of operations.entries()) {
      const next = operation({
        ...{ id: index + 2, minutes, p80Min: minutes + 20, ...of, ...by(staff) },
        things: thing === null ? [] : [thing],
        times: of.status === "incision" ? { signIn: of.from } : {},
      });
      const isOver = of.from + minutes * minuteMs <= now;
      const isEarly = of.status === "incision" && of.from > now;
      const isFree = clashesIn([...kept, next].flatMap(takenBy)).length === 0;
      if (isFree && !isOver && !isEarly) kept.push(next);
    }
    const taken = clinics
      .map(({ staff, from }, index): Busy => ({
        ...{ holder: "person", id: `${staff}`, kind: "session", commitment: `g${index + 1}` },
        ...{ from, to: from + 60 * minuteMs },
      }))
      .filter((each) => clashesIn([...kept.flatMap(takenBy), each]).length === 0);
    const wanted = { ...emergency, urgency, ...by(surgeon), things: ["laser"] };
    return picture({ now, operations: kept, taken, emergency: wanted });
  });

describe("every proposal", () => {
  const isAfter = (of: EmergencyPicture, proposal: Proposal): readonly Busy[] => {
    const moved = new Map(proposal.moves.map((move) => [move.operation.id, move.to]));
    const others = of.operations.flatMap((each) => {
      const to = moved.get(each.id);
      return to === null ? [] : takenBy({ ...each, ...to });
    });
    return [...others, ...takenBy({ ...of.emergency, ...proposal, status: "planned" })];
  };

  it("wants nobody and nothing twice, moves each once, and only whom it may", () => {
    fc.assert(
      fc.property(pictures, (of) => {
        for (const proposal of proposalsFor(of)) {
          const busy = isAfter(of, proposal);
          const clashes = clashesIn([...busy, ...of.taken]).filter(
            ({ one, other }) => one.kind === "operation" || other.kind === "operation",
          );
          expect(clashes).toEqual([]);
          const ids = proposal.moves.map((move) => move.operation.id);
          expect(new Set(ids).size).toBe(ids.length);
          for (const { operation: each, to } of proposal.moves) {
            expect(canBePutOff(each, of.emergency.urgency)).toBe(true);
            expect(isInTheatre(each.status)).toBe(false);
            if (each.status !== "planned") expect(to?.theatre).toBe(each.theatre);
            if (to !== null) expect(to.from).toBeGreaterThanOrEqual(each.from);
          }
          expect(proposal.from - of.now).toBeGreaterThanOrEqual(10 * minuteMs);
          expect(proposal.unplaced).toBe(proposal.moves.filter(({ to }) => to === null).length);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("stands in the order of its cost, and is the same each time", () => {
    fc.assert(
      fc.property(pictures, (of) => {
        const found = proposalsFor(of);
        const costs = found.map(({ cost }) => cost);
        expect(costs).toEqual(costs.toSorted((a, b) => a - b));
        expect(proposalsFor(of)).toEqual(found);
        expect(proposalsFor({ ...of, operations: of.operations.toReversed() })).toEqual(found);
      }),
    );
  });
});
