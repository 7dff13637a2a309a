import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AssignmentId, StaffId } from "../../shared/domain/ids.ts";
import { addDays, weekStart } from "../../shared/domain/local-day.ts";
import type { Consequence, RosterData } from "../../shared/protocol/scheduling-feeds.ts";
import { idOf, seqOf } from "../../shared/domain/ids.ts";
import { systemRuntime } from "../runtime.ts";
import { createModules } from "../hospital.ts";
import { verifyStore } from "../store/store.ts";
import { aServer, signIn } from "../../test/harness/server.ts";
import type { Person, TestServer } from "../../test/harness/server.ts";

let server: TestServer;
let admin: Person;
const cookies = new Map<string, string>();
/** A week that the demo has not published. */
let from = "";
let to = "";

beforeAll(async () => {
  server = await aServer();
  const { hospital } = server;
  from = addDays(weekStart(hospital.localDate(systemRuntime.now())), 14);
  to = addDays(from, 7);
  for (const user of ["admin", "doctor"]) cookies.set(user, await signIn(server.url, user));
  admin = await server.staff("admin");
});
afterAll(async () => {
  const { store } = server.hospital;
  expect(verifyStore(store.db, systemRuntime, createModules)).toMatchObject({ differing: [] });
  await server.end();
});

function ask(path: string, user = "admin", init: RequestInit = {}): Promise<Response> {
  const headers = { cookie: cookies.get(user) ?? "", "accept-language": "en", ...init.headers };
  return fetch(`${server.url}${path}`, { ...init, headers });
}

/** What the act would do, asked with the very command. */
function rehearse(name: string, payload: object, user = "admin"): Promise<Response> {
  return ask("/api/rehearsals", user, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ name, payload }),
  });
}

const json = async (answer: Promise<Response>) => (await (await answer).json()) as unknown;
const feed = async (clinic = "eye") =>
  (await admin.look<RosterData>("roster", `${clinic}:${from}:7`)).data;
const doctor = (user: string) =>
  server.hospital.access.findStaff(user)?.member.staffId ?? ("" as StaffId);

async function plan(user: string, day: string): Promise<AssignmentId> {
  const planned = { clinicId: "eye", staffId: doctor(user), day, shiftId: "morning" };
  const answer = await admin.ask("planShift", { ...planned, pointId: null });
  if (!answer.ok) throw new Error(answer.refusal.code);
  return answer.reply.assignmentId;
}

async function publish(): Promise<void> {
  const { version } = await feed();
  const asked = { clinicId: "eye", from, to, version, movePatients: true };
  const answer = await admin.ask("publishRoster", asked);
  if (!answer.ok) throw new Error(answer.refusal.code);
}

describe("consequences", () => {
  it("name who is touched and where they would go, and change nothing", async () => {
    const gone = await plan("dr-eye-1", addDays(from, 1));
    await publish();
    const { hospital } = server;
    const session = hospital.roster.read.sessionOfAssignment(seqOf(gone));
    const registered = await admin.ask("registerPatient", { given: "مريم", family: "الأسدي" });
    if (!registered.ok || session === undefined) throw new Error("nobody to book");
    hospital.store.transact((tx) =>
      tx.record("placeTaken", {
        ...{ patient: seqOf(registered.reply.patientId), session: session.id },
        ...{ at: session.from_at, status: "booked", code: "ABCD2345" },
        ...{ overbookReason: null, series: null },
      }),
    );
    await admin.ask("unplanShift", { assignmentId: gone });
    await plan("dr-eye-2", addDays(from, 2));
    const { version } = await feed();
    const head = hospital.store.head().seq;
    const path = `/api/consequences?clinicId=eye&from=${from}&to=${to}&version=`;
    const told = (await json(ask(path + version))) as { consequences: readonly Consequence[] };
    expect(told.consequences).toMatchObject([
      {
        patientName: "مريم الأسدي",
        from: { staffName: hospital.access.nameOf(doctor("dr-eye-1")), at: session.from_at },
        to: { staffName: hospital.access.nameOf(doctor("dr-eye-2")) },
      },
    ]);
    expect(hospital.store.head().seq).toBe(head);
    expect((await feed()).draft).toEqual({ added: 1, removed: 1, touchedPatients: 1 });
    const other = await ask(path + (version + 1));
    expect([other.status, await other.json()]).toMatchObject([
      409,
      { refusal: { code: "roster_changed" } },
    ]);
    await publish();
    const rows = hospital.store.db.prepare("SELECT session_id FROM appointment").all();
    expect(rows).not.toEqual([{ session_id: session.id }]);
  });

  it("of a leave are those of giving it", async () => {
    const staffId = doctor("dr-eye-2");
    const asked = { staffId, from: addDays(from, 2), to: addDays(from, 3), kind: "sick" as const };
    const leave = await admin.ask("requestLeave", asked);
    if (!leave.ok) throw new Error(leave.refusal.code);
    const limit = { value: 400, hard: false };
    await admin.ask("setRosterRules", {
      ...{ minRestHours: limit, maxHoursPerWeek: limit },
      ...{ maxNightsInRow: limit, maxOnCallPerMonth: limit },
      coverage: [{ clinicId: "eye", shiftId: "morning", atLeast: 1, hard: true }],
    });
    const { leaveId } = leave.reply;
    const approve = (id: string) =>
      rehearse("decideLeave", { leaveId: id, as: "approved", movePatients: true });
    expect(await json(approve(leaveId))).toMatchObject({
      consequences: [{ patientName: "مريم الأسدي" }],
      findings: [{ kind: "coverage", days: [addDays(from, 2)], found: 0, limit: 1 }],
    });
    expect((await approve("l999999")).status).toBe(404);
    expect(server.hospital.roster.read.leave(seqOf(leaveId))?.status).toBe("requested");
  });

  it("of any act are asked with the very command, and change nothing", async () => {
    const { db } = server.hospital.store;
    const booked = db.prepare("SELECT session_id FROM appointment").get() as { session_id: number };
    const cancel = { sessionId: idOf("session", booked.session_id), reason: "-" };
    const head = server.hospital.store.head().seq;
    const told = await json(rehearse("cancelSession", { ...cancel, movePatients: false }));
    expect(told).toMatchObject({
      consequences: [{ patientName: "مريم الأسدي", to: null }],
      told: [{ kind: "cancelled", count: 1 }],
    });
    expect(server.hospital.store.head().seq).toBe(head);
    expect((await rehearse("cancelSession", cancel)).status).toBe(400);
    expect((await rehearse("callNext", {})).status).toBe(400);
    const asDoctor = await rehearse("cancelSession", { ...cancel, movePatients: true }, "doctor");
    expect(asDoctor.status).toBe(403);
  });

  it("are for those who decide", async () => {
    expect((await ask("/api/consequences?clinicId=eye", "doctor")).status).toBe(403);
    expect((await ask("/api/consequences?clinicId=eye", "nobody")).status).toBe(401);
    for (const query of ["", "clinicId=eye", "leaveId=l1", "clinicId=eye&from=x&to=y&version=1"]) {
      expect((await ask(`/api/consequences?${query}`)).status, query).toBe(400);
    }
  });
});

describe("versions", () => {
  it("are listed and read as what each changed", async () => {
    const list = (await json(ask("/api/roster/versions?clinicId=eye"))) as {
      versions: readonly { publicationId: string; version: number }[];
    };
    expect(list.versions.length).toBeGreaterThanOrEqual(4);
    const numbers = list.versions.map(({ version }) => version);
    expect(numbers).toEqual(numbers.toSorted((a, b) => b - a));
    const diff = await json(ask(`/api/roster/versions/${list.versions[0]?.publicationId ?? ""}`));
    expect(diff).toMatchObject({
      added: [{ staffId: doctor("dr-eye-2") }],
      removed: [{ staffId: doctor("dr-eye-1") }],
    });
    expect((await ask("/api/roster/versions/v999999")).status).toBe(404);
    expect((await ask("/api/roster/versions/x")).status).toBe(404);
  });
});

describe("a roster as a table", () => {
  const send = (body: string, type = "text/csv") =>
    ask("/api/roster.csv?clinicId=skin", "admin", {
      method: "POST",
      headers: { "content-type": type },
      body,
    });

  it("comes in as a draft, line by line, each refused one by its name; twice is once", async () => {
    const staff = doctor("dr-skin-1");
    const names = { ar: "ليزر", ckb: "لەیزەر", en: "Laser", fa: "لیزر", ur: "لیزر" };
    const laser = { thingId: "laser", names, kind: "machine", clinicId: null, isRetired: false };
    expect(await admin.ask("putThing", laser as never)).toMatchObject({ ok: true });
    const body = [
      "\uFEFFclinic,day,staff,shift,point,things",
      `skin,${addDays(from, 0)},${staff},morning,room-34,laser`,
      `skin,${addDays(from, 0)},${staff},dawn,`,
      `skin,${addDays(from, 1)},s999999,morning,`,
      `eye,${addDays(from, 1)},${staff},morning,`,
      `skin,2026-02-30,${staff},morning,`,
      `skin,${addDays(from, 2)},"${staff}",evening,nowhere`,
      "",
      `skin,${addDays(from, 3)},${staff},evening,`,
      `skin,${addDays(from, 4)},${staff},evening,,laser nothing`,
    ].join("\r\n");
    const refused = [
      { line: 3, code: "unknown_shift" },
      { line: 4, code: "unknown_staff" },
      { line: 5, code: "invalid" },
      { line: 6, code: "invalid" },
      { line: 7, code: "unknown_service_point" },
      { line: 10, code: "unknown_thing" },
    ];
    expect(await json(send(body))).toEqual({ ok: true, drafted: 2, refused });
    const twice = (await json(send(body))) as { drafted: number; refused: readonly unknown[] };
    expect([twice.drafted, twice.refused.length]).toEqual([0, 8]);
    expect((await feed("skin")).draft).toMatchObject({ added: 2 });
  });

  it("goes out as it comes in", async () => {
    const answer = await ask(`/api/roster.csv?clinicId=skin&from=${from}&to=${to}`);
    expect(answer.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    const lines = bytes.toString("utf8").slice(1).split("\r\n");
    const staff = doctor("dr-skin-1");
    const name = server.hospital.access.nameOf(staff);
    expect(lines).toEqual([
      "day,clinic,shift,staff,name,point,things,state",
      `${from},skin,morning,${staff},${name},room-34,laser,adding`,
      `${addDays(from, 3)},skin,evening,${staff},${name},,,adding`,
      "",
    ]);
    const span = { clinicId: "skin", from, to };
    expect(await admin.ask("discardDraft", span)).toMatchObject({ ok: true });
    expect(await json(send(bytes.toString("utf8")))).toEqual({ ok: true, drafted: 2, refused: [] });
  });

  it("is refused whole when it is no such table", async () => {
    expect((await send("what,is,this\r\n1,2,3")).status).toBe(400);
    expect((await send("{}", "application/json")).status).toBe(400);
    expect((await ask("/api/roster.csv?clinicId=skin")).status).toBe(400);
  });
});
