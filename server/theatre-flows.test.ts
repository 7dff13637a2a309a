import { afterEach, describe, expect, test } from "vitest";
import { codeOf, expectWhole, granted } from "../test/harness/hospital.ts";
import { aTheatre, monday, tuesday } from "../test/harness/theatres.ts";
import type { TestTheatre } from "../test/harness/theatres.ts";
import { minuteMs } from "../shared/domain/time.ts";

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
