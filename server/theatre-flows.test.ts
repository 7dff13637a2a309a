import { afterEach, describe, expect, test } from "vitest";
import { codeOf, expectWhole, granted, staff } from "../test/harness/hospital.ts";
import { handRuntime, mondayMorning } from "../test/harness/runtime.ts";
import { aTheatre, monday, tuesday } from "../test/harness/theatres.ts";
import type { TestTheatre } from "../test/harness/theatres.ts";
import { dayMs, minuteMs } from "../shared/domain/time.ts";

let house: TestTheatre;
afterEach(() => {
  expectWhole(house);
  house.close();
});

const ten = 600;

describe("planning", () => {
  test("an operation is requested, planned with what history says, and its patient is told", () => {
    house = aTheatre();
    house.block("th-1");
    const id = house.request();
    expect(house.row(id)).toMatchObject({ number: 101, status: "requested", theatre: null });
    const reply = granted(house.plan(id, "th-1", ten));
    expect(reply).toEqual({ operationId: id, status: "planned" });
    expect(house.row(id)).toMatchObject({ theatre: "th-1", minutes: 60, p80Min: 80, setupMin: 10 });
    expect(house.messages(id)).toEqual(["operationPlanned"]);
  });

  test("a surgeon is not in two theatres", () => {
    house = aTheatre();
    house.planned("th-1", ten);
    const other = house.request();
    const others = { team: house.team(house.people.one, house.people.air) };
    expect(codeOf(house.plan(other, "th-2", ten + 59, others))).toBe("clash");
    expect(codeOf(house.plan(other, "th-2", ten + 60, others))).toBe("ok");
  });

  test("a thing is not in two theatres, and its set-up and cleaning count", () => {
    house = aTheatre();
    const cataract = { request: { procedureId: "cataract" } };
    house.planned("th-1", ten, cataract);
    const other = house.request({ procedureId: "cataract", surgeonId: house.people.two });
    const others = { team: house.team(house.people.two, house.people.air) };
    expect(codeOf(house.plan(other, "th-2", ten + 60 + 29, others))).toBe("clash");
    expect(codeOf(house.plan(other, "th-2", ten + 60 + 30, others))).toBe("ok");
  });

  test("a thing out of service, or that the house does not have, is a clash", () => {
    house = aTheatre();
    const out = { thingId: "microscope", from: house.at(ten), to: house.at(ten + 30) };
    granted(house.ask("takeThingOut", { ...out, reason: "broken" }, house.order));
    const id = house.request({ procedureId: "cataract" });
    expect(codeOf(house.plan(id, "th-1", ten))).toBe("clash");
    expect(codeOf(house.plan(id, "th-1", ten, { things: ["laser"] }))).toBe("clash");
    expect(codeOf(house.plan(id, "th-1", ten, { things: [] }))).toBe("ok");
  });

  test("a surgeon on leave, or in a clinic, does not operate", () => {
    house = aTheatre();
    const shift = { shiftId: "morning", names: { ar: "م" }, kind: "clinic" as const, tier: null };
    granted(house.ask("putShift", { ...shift, startMin: 480, endMin: 600 }, house.order));
    const { one: staffId } = house.people;
    const duty = { clinicId: "eye", staffId, day: tuesday, shiftId: "morning", pointId: null };
    granted(house.ask("planShift", duty, house.order));
    const publishing = { clinicId: "eye", from: monday, to: "2026-11-30", movePatients: true };
    const version = house.roster.read.version("eye");
    granted(house.ask("publishRoster", { ...publishing, version }, house.order));
    const id = house.request();
    const on = (minute: number) => ({ from: house.at(minute, tuesday) });
    expect(codeOf(house.plan(id, "th-1", 0, on(500)))).toBe("clash");
    expect(codeOf(house.plan(id, "th-1", 0, on(600)))).toBe("ok");
  });

  test("longer than its block, outside of one, or a move: with a reason or not at all", () => {
    house = aTheatre();
    granted(house.block("th-1", { endMin: 640 }));
    const id = house.request();
    const silent = { reason: undefined };
    expect(codeOf(house.plan(id, "th-1", ten, silent))).toBe("reason_required");
    expect(codeOf(house.plan(id, "th-2", ten, silent))).toBe("reason_required");
    expect(codeOf(house.plan(id, "th-1", 570, silent))).toBe("ok");
    expect(codeOf(house.plan(id, "th-1", 575, silent))).toBe("reason_required");
    expect(codeOf(house.plan(id, "th-1", ten))).toBe("ok");
    expect(house.messages(id)).toEqual(["operationMoved"]);
  });
});

describe("blocks", () => {
  test("two of them are not in one theatre at a time", () => {
    house = aTheatre();
    granted(house.block("th-1"));
    expect(codeOf(house.block("th-1", { startMin: 840, endMin: 960 }))).toBe("clash");
    expect(codeOf(house.block("th-1", { startMin: 900, endMin: 960 }))).toBe("ok");
  });

  test("one with a patient in it is neither released nor moved away", () => {
    house = aTheatre();
    const { blockId } = granted(house.block("th-1"));
    const id = house.planned("th-1", ten);
    const release = () =>
      house.ask("releaseBlock", { blockId, reason: "nobody uses it" }, house.order);
    expect(codeOf(release())).toBe("block_in_use");
    expect(codeOf(house.block("th-1", { blockId, endMin: 540 }))).toBe("block_in_use");
    house.go(id, "sendFor", "arrive", "signIn", "incise");
    expect(codeOf(release())).toBe("block_in_use");
    house.go(id, "close", "recover");
    expect(codeOf(release())).toBe("ok");
    expect(codeOf(release())).toBe("wrong_state");
  });
});

describe("the day", () => {
  test("no step without its part of the checklist, nor out of order", () => {
    house = aTheatre();
    const id = house.planned("th-1", ten, { request: { supplies: ["دم"] } });
    expect(codeOf(house.step(id, "arrive"))).toBe("wrong_state");
    expect(codeOf(house.step(id, "sendFor"))).toBe("checklist_open");
    house.mark(id, "before");
    expect(codeOf(house.step(id, "sendFor"))).toBe("checklist_open");
    const supplies = [{ words: "دم", isReady: true }];
    granted(house.ask("setSupplies", { operationId: id, supplies }, house.asNurse));
    granted(house.step(id, "sendFor"));
    granted(house.step(id, "arrive"));
    expect(codeOf(house.step(id, "signIn"))).toBe("checklist_open");
    expect(codeOf(house.step(id, "incise"))).toBe("wrong_state");
  });

  test("each step has its actual time, and a finished one teaches how long it took", () => {
    house = aTheatre();
    const id = house.planned("th-1", ten);
    house.go(id, "sendFor", "arrive");
    const now = house.runtime.now();
    house.go(id, "signIn", "incise");
    house.runtime.pass(90 * minuteMs);
    house.go(id, "close", "recover", "toWard");
    const { times, status } = house.row(id);
    expect(status).toBe("ward");
    expect(times).toMatchObject({ signIn: now, recover: now + 90 * minuteMs });
    expect(house.theatres.read.history("repair", null).ofProcedure).toEqual([90]);
  });

  test("nobody is brought into a theatre with somebody in it", () => {
    house = aTheatre();
    const [first, second] = [house.planned("th-1", 540), house.planned("th-1", 660)];
    house.go(first, "sendFor", "arrive", "signIn");
    house.go(second, "sendFor", "arrive");
    house.mark(second, "signIn");
    expect(codeOf(house.step(second, "signIn"))).toBe("taken");
  });

  test("a wrong step is taken back within ten minutes, with a reason", () => {
    house = aTheatre();
    const id = house.planned("th-1", ten);
    const undo = () =>
      house.ask("undoStep", { operationId: id, reason: "wrong one" }, house.asNurse);
    expect(codeOf(undo())).toBe("nothing_to_undo");
    house.go(id, "sendFor");
    granted(undo());
    expect(house.row(id)).toMatchObject({ status: "planned", times: {} });
    house.go(id, "sendFor");
    house.runtime.pass(10 * minuteMs + 1);
    expect(codeOf(undo())).toBe("too_late");
  });
});

describe("lists", () => {
  test("a list in another order is timed anew, and a wrong list is not", () => {
    house = aTheatre();
    const [one, two, three] = [540, 640, 740].map((minute) => house.planned("th-1", minute));
    const order = (operationIds: readonly string[]) =>
      house.ask(
        "reorderList",
        {
          theatreId: "th-1",
          day: monday,
          operationIds: [...operationIds],
          reason: "children first",
        },
        house.asNurse,
      );
    expect(codeOf(order([two ?? "", one ?? ""]))).toBe("wrong_state");
    expect(granted(order([three ?? "", one ?? "", two ?? ""]))).toEqual({ moved: 3 });
    const times = [three, one, two].map((id) => id && house.row(id).from);
    expect(times).toEqual([540, 630, 720].map((minute) => house.at(minute)));
  });

  test("a delay pushes what follows as far as it must, and says why", () => {
    house = aTheatre();
    const [one, two, three] = [540, 640, 900].map((minute) => house.planned("th-1", minute));
    const late = { operationId: one ?? "", minutes: 30, kind: "anaesthesia" as const };
    expect(granted(house.ask("delayOperation", late, house.asNurse))).toMatchObject({ moved: 1 });
    const rows = [one, two, three].map((id) => house.row(id ?? ("o1" as never)));
    expect(rows.map(({ from }) => from)).toEqual([570, 660, 900].map((minute) => house.at(minute)));
    expect(house.feed().operations[1]).toMatchObject({
      delay: { kind: "anaesthesia", minutes: 20 },
      moved: { from: house.at(640) },
    });
  });

  test("one that is under way lasts longer, and what follows waits for it", () => {
    house = aTheatre();
    const [one, two] = [540, 640].map((minute) => house.planned("th-1", minute));
    house.go(one ?? ("o1" as never), "sendFor", "arrive", "signIn", "incise");
    const late = { operationId: one ?? "", minutes: 60, kind: "patient" as const };
    granted(house.ask("delayOperation", late, house.asNurse));
    expect(house.row(one ?? ("o1" as never))).toMatchObject({ from: house.at(540), minutes: 120 });
    expect(house.row(two ?? ("o1" as never)).from).toBe(house.at(540 + 120 + 20 + 10));
  });

  test("what one command moved goes back with it, while nothing has happened since", () => {
    house = aTheatre();
    const [one, two] = [540, 640].map((minute) => house.planned("th-1", minute));
    const late = { operationId: one ?? "", minutes: 30, kind: "bed" as const };
    const asked = { ...house.asNurse, id: house.runtime.uuid() };
    granted(house.ask("delayOperation", late, asked));
    const undo = (as = house.asNurse) => house.ask("undoOperations", { commandId: asked.id }, as);
    expect(codeOf(undo({ as: staff("nurse", 999) }))).toBe("not_yours");
    expect(granted(undo())).toEqual({ restored: 2 });
    expect(house.row(two ?? ("o1" as never))).toMatchObject({ from: house.at(640), moved: null });
    expect(codeOf(undo())).toBe("wrong_state");
    const never = { commandId: house.runtime.uuid() };
    expect(codeOf(house.ask("undoOperations", never, house.asNurse))).toBe("nothing_to_undo");
  });

  test("an undo does not take a place that somebody else has by now", () => {
    house = aTheatre();
    const one = house.planned("th-1", 540);
    const asked = { ...house.asNurse, id: house.runtime.uuid() };
    granted(house.ask("unplanOperation", { operationId: one, reason: "no bed" }, asked));
    expect(house.messages(one)).toEqual(["operationCancelled"]);
    house.planned("th-1", 540, { plan: { team: house.team(house.people.two, house.people.air) } });
    const undo = house.ask("undoOperations", { commandId: asked.id }, house.asNurse);
    expect(codeOf(undo)).toBe("clash");
  });

  test("another day asks the ward's part of the checklist again", () => {
    house = aTheatre();
    const id = house.planned("th-1", ten);
    house.mark(id, "before");
    granted(house.plan(id, "th-1", ten + 30));
    expect(house.theatres.read.marks(id && Number(id.slice(1))).get("fasting")).toBe("done");
    granted(house.plan(id, "th-1", 0, { from: house.at(ten, tuesday) }));
    expect(house.theatres.read.marks(Number(id.slice(1))).get("fasting")).toBe("open");
    expect(codeOf(house.step(id, "sendFor"))).toBe("checklist_open");
  });
});

describe("requests", () => {
  test("each no has its name", () => {
    house = aTheatre();
    const patientId = house.aPatient();
    granted(house.procedure("sided", { isSided: true }));
    granted(house.procedure("closed", { isOpen: false }));
    const wish = {
      ...{ patientId, procedureId: "repair", surgeonId: house.people.one, supplies: [] },
      ...{ urgency: "elective" as const, dueDay: "2026-12-31", side: "none" as const },
    };
    const ask = (over: object) =>
      codeOf(house.ask("requestOperation", { ...wish, ...over }, house.asNurse));
    expect(ask({ patientId: "m1" })).toBe("unknown_patient");
    expect(ask({ procedureId: "closed" })).toBe("unknown_procedure");
    expect(ask({ surgeonId: "s1" })).toBe("unknown_staff");
    expect(ask({ procedureId: "sided" })).toBe("invalid");
    expect(ask({ side: "left" })).toBe("invalid");
    expect(ask({ procedureId: "sided", side: "left" })).toBe("ok");
    expect(ask({ procedureId: "sided", side: "right" })).toBe("ok");
    expect(ask({})).toBe("ok");
    expect(ask({})).toBe("already_waiting");
  });

  test("a note is personal: beside the journal, by its hash, and gone with the patient", () => {
    house = aTheatre();
    const patientId = house.aPatient();
    const id = house.request({ patientId, note: "latex allergy" });
    expect(house.operationFeed(id).note).toBe("latex allergy");
    const journal = house.rows<{ fact: string }>("SELECT fact FROM journal");
    expect(journal.some(({ fact }) => fact.includes("latex"))).toBe(false);
    expect(journal.some(({ fact }) => /"noteHash":"[0-9a-f]{64}"/.test(fact))).toBe(true);
    granted(house.ask("erasePatient", { patientId, reason: "asked" }, house.order));
    expect(house.operationFeed(id)).toMatchObject({ note: null, patient: { name: "" } });
  });

  test("another surgeon takes the place in the team, if free", () => {
    house = aTheatre();
    const id = house.planned("th-1", ten);
    const { two, three, air } = house.people;
    house.planned("th-2", ten, { plan: { team: house.team(two, air) } });
    const change = (surgeonId: typeof two) =>
      house.ask("changeOperation", { operationId: id, surgeonId, reason: "ill" }, house.asNurse);
    expect(codeOf(change(two))).toBe("clash");
    granted(change(three));
    expect(house.row(id).team[0]).toEqual({ role: "surgeon", staff: Number(three.slice(1)) });
  });

  test("merged patients keep one history, and cannot be in two theatres", () => {
    house = aTheatre();
    const [patientId, intoPatientId] = [house.aPatient(), house.aPatient()];
    const id = house.planned("th-1", ten, { request: { patientId } });
    granted(
      house.ask("mergePatients", { patientId, intoPatientId, reason: "the same" }, house.order),
    );
    const file = house.patientFiles.read(intoPatientId, "ar");
    expect(file?.timeline.map(({ kind, id: line }) => [kind, line])).toEqual([["operation", id]]);
    const again = house.ask(
      "requestOperation",
      {
        ...{ patientId: intoPatientId, procedureId: "repair", surgeonId: null, supplies: [] },
        ...{ urgency: "elective", dueDay: "2026-12-31", side: "none" },
      },
      house.asNurse,
    );
    expect(codeOf(again)).toBe("already_waiting");
  });
});

describe("an emergency", () => {
  const full = () => {
    const { one, two, three, gas, air, scrub } = house.people;
    const teams = [house.team(one, gas), house.team(two, air), house.team(three, scrub)];
    return teams.flatMap((team, index) =>
      [510, 610, 710, 810].map((minute) =>
        house.planned(`th-${index + 1}`, minute, { plan: { team } }),
      ),
    );
  };
  const proposals = (urgency: "urgent" | "immediate" = "urgent") => {
    const asked = { procedureId: "bypass" as never, urgency, team: [] };
    const found = house.theatreAsks.proposals(asked, house.runtime.now());
    if (!found.ok) throw new Error(found.code);
    return found.value;
  };
  type Shown = ReturnType<typeof proposals>[number];
  const insert = (shown: Shown, patientId = house.aPatient(), asking = {}) =>
    house.ask(
      "insertEmergency",
      {
        ...{ patientId, procedureId: "bypass", urgency: "urgent", side: "none", team: [] },
        ...{ theatreId: shown.theatreId, from: shown.from, reason: "ruptured" },
        moves: shown.moves.map(({ operationId, to }) => ({ operationId, to })),
      },
      { ...house.asNurse, ...asking },
    );

  test("at ten with every theatre full is put in as it was shown, and both patients' files say so", () => {
    house = aTheatre();
    for (const theatre of ["th-1", "th-2", "th-3"]) house.block(theatre);
    full();
    house.runtime.pass(90 * minuteMs);
    const shown = proposals().find(({ moves }) => moves.length > 1);
    if (shown === undefined) throw new Error("nobody would be put off");
    const patientId = house.aPatient();
    const { operationId, moved, label } = granted(insert(shown, patientId));
    expect(moved).toBe(shown.moves.length);
    expect(house.row(operationId)).toMatchObject({ status: "planned", from: shown.from });
    const own = house.patientFiles.read(patientId, "en")?.timeline[0];
    expect(own?.steps?.map(({ status }) => status)).toEqual(shown.moves.map(() => "tookPlace"));
    for (const move of shown.moves) {
      const row = house.row(move.operationId);
      expect(row.from).toBe(move.to?.from ?? null);
      const file = house.patientFiles.read(`m${row.patient}` as never, "en")?.timeline[0];
      expect(file?.steps).toMatchObject([{ status: "gaveWay", place: label, title: "ruptured" }]);
      expect(house.messages(move.operationId)).toEqual([
        move.to === null ? "operationCancelled" : "operationMoved",
      ]);
      const { trace } = house.operationFeed(move.operationId);
      expect(trace.at(-1)).toMatchObject({ other: label, reason: "ruptured" });
    }
    const others = house.operationFeed(operationId).trace.flatMap(({ other }) => other ?? []);
    expect(others).toEqual(shown.moves.map((move) => move.label));
  });

  test("the new list marks what changed, and who is no longer on it", () => {
    house = aTheatre({ runtime: handRuntime(mondayMorning - dayMs) });
    for (const theatre of ["th-1", "th-2", "th-3"]) house.block(theatre);
    full();
    house.runtime.pass(dayMs + 90 * minuteMs);
    const lists = () => house.theatreAsks.dayLists(monday, null) ?? [];
    expect(
      lists()
        .flatMap(({ lines }) => lines)
        .every(({ change }) => change === null),
    ).toBe(true);
    const before = lists().map(({ version }) => version);
    const shown = proposals().find(({ unplaced, moves }) => unplaced > 0 && moves.length > 1);
    if (shown === undefined) throw new Error("nobody would lose the day");
    const { label } = granted(insert(shown));
    const changed = lists().flatMap(({ lines }) => lines.filter(({ change }) => change !== null));
    expect(changed.find((line) => line.label === label)?.change).toEqual({ kind: "new" });
    const placed = shown.moves.filter(({ to }) => to !== null);
    expect(changed.length).toBe(1 + placed.length);
    expect(lists().flatMap(({ gone }) => gone)).toHaveLength(
      shown.moves.filter(({ to, from }) => to === null || to.theatreId !== from.theatreId).length,
    );
    expect(Math.max(...lists().map(({ version }) => version))).toBeGreaterThan(Math.max(...before));
    const board = house.feeds.build("family", "site", house.runtime.now());
    expect(board?.lines.filter(({ state }) => state === "postponed")).toHaveLength(shown.unplaced);
  });

  test("a proposal that no longer holds moves nobody", () => {
    house = aTheatre();
    full();
    house.runtime.pass(90 * minuteMs);
    const shown = proposals().find(({ moves }) => moves.length > 0);
    if (shown === undefined) throw new Error("nobody would be put off");
    const first = shown.moves[0]?.operationId ?? ("o1" as never);
    house.go(first, "sendFor");
    const head = house.store.head().seq;
    expect(codeOf(insert(shown))).toBe("plan_changed");
    expect(
      house.rows("SELECT 1 FROM journal WHERE seq > ? AND name = 'operationMoved'", head),
    ).toEqual([]);
    const empty = { ...shown, moves: [] };
    expect(codeOf(insert(empty))).toBe("plan_changed");
    const twice = { ...shown, moves: [...shown.moves, ...shown.moves] };
    expect(codeOf(insert(twice))).toBe("plan_changed");
    house.runtime.pass(60 * 60 * minuteMs);
    expect(codeOf(insert({ ...shown, moves: [] }))).toBe("plan_changed");
  });

  test("waits for a thing that is still being cleaned after whoever has left", () => {
    house = aTheatre();
    const id = house.planned("th-1", 510, { request: { procedureId: "cataract" } });
    house.go(id, "sendFor", "arrive", "signIn", "incise", "close", "recover");
    const team = house.team(house.people.two, house.people.air);
    const asked = { procedureId: "cataract" as never, urgency: "urgent" as const, team };
    const found = house.theatreAsks.proposals(asked, house.runtime.now());
    if (!found.ok) throw new Error(found.code);
    for (const { theatreId, from, moves, findings } of found.value) {
      expect(moves).toEqual([]);
      expect(from).toBeGreaterThanOrEqual(house.runtime.now() + 30 * minuteMs);
      expect(findings.filter(({ hard }) => hard)).toEqual([]);
      expect(theatreId).toMatch(/^th-/);
    }
    expect(found.value.length).toBeGreaterThan(0);
  });

  test("is taken back whole, and waits", () => {
    house = aTheatre();
    full();
    house.runtime.pass(90 * minuteMs);
    const shown = proposals().find(({ moves }) => moves.length > 0);
    if (shown === undefined) throw new Error("nobody would be put off");
    const asked = { id: house.runtime.uuid() };
    const { operationId } = granted(insert(shown, house.aPatient(), asked));
    const undo = house.ask("undoOperations", { commandId: asked.id }, house.asNurse);
    expect(granted(undo)).toEqual({ restored: shown.moves.length + 1 });
    expect(house.row(operationId).status).toBe("requested");
    for (const move of shown.moves) expect(house.row(move.operationId).from).toBe(move.from.from);
  });
});
