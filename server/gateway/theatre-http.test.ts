import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OperationId, PatientId, StaffId } from "../../shared/domain/ids.ts";
import { addDays } from "../../shared/domain/local-day.ts";
import type {
  EmergencyProposal,
  FamilyBoardData,
  PlanCheck,
} from "../../shared/protocol/theatre-feeds.ts";

import { systemRuntime } from "../runtime.ts";
import { aServer, signIn } from "../../test/harness/server.ts";
import type { Person, TestServer } from "../../test/harness/server.ts";
import { silentLog } from "../../test/harness/runtime.ts";

const marked = { given: "Zyxwvut", birthYear: 1987 } as const;
const log = silentLog();
let server: TestServer;
let supervisor: Person;
let surgeon: StaffId;
let gas: StaffId;
let patientId: PatientId;
let operationId: OperationId;
let day: string;
let from: number;
const cookies = new Map<string, string>();

function granted<Reply>(
  answer: { ok: true; reply: Reply } | { ok: false; refusal: { code: string } },
) {
  if (!answer.ok) throw new Error(answer.refusal.code);
  return answer.reply;
}

beforeAll(async () => {
  server = await aServer({ log });
  const { hospital } = server;
  // Past what the demo has planned.
  day = addDays(hospital.localDate(systemRuntime.now()), 40);
  from = hospital.instantAt(day, 600);
  for (const user of ["reception", "supervisor", "auditor"]) {
    cookies.set(user, await signIn(server.url, user));
  }
  supervisor = await server.staff("supervisor");
  const staff = hospital.store.transact((tx) =>
    ["one", "gas"].map((user) =>
      hospital.access.addStaff(tx, {
        user,
        name: `${user} of theatre`,
        role: "doctor",
        password: "-",
      }),
    ),
  );
  [surgeon = "s0" as StaffId, gas = "s0" as StaffId] = staff;
  const clinicId = "eye";
  granted(
    await supervisor.ask("putTheatre", {
      theatreId: "test-1",
      names: { ar: "قاعة" },
      isOpen: true,
    }),
  );
  granted(
    await supervisor.ask("putProcedure", {
      ...{ procedureId: "test-repair", names: { ar: "ترميم", en: "Repair" }, clinicId },
      ...{ usualMin: 60, p80Min: 90, setupMin: 10, cleaningMin: 20, things: [], fastingHours: 0 },
      ...{ isSided: true, isOpen: true },
    }),
  );
  patientId = granted(
    await supervisor.ask("registerPatient", { ...marked, isNew: true }),
  ).patientId;
  operationId = granted(
    await supervisor.ask("requestOperation", {
      ...{ patientId, procedureId: "test-repair", surgeonId: surgeon, urgency: "elective" },
      ...{ dueDay: addDays(day, 10), side: "left", supplies: [], note: "a private note" },
    }),
  ).operationId;
});
afterAll(() => server.end());

async function ask(path: string, as: string | null = "supervisor", body?: object) {
  const answer = await fetch(`${server.url}${path}`, {
    headers: {
      "accept-language": "en",
      ...(as === null ? {} : { cookie: cookies.get(as) ?? "" }),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { method: "POST", body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  const said = text.startsWith("{") ? (JSON.parse(text) as Record<string, unknown>) : {};
  const { refusal } = said as { readonly refusal?: { readonly code: string } };
  return { code: refusal?.code ?? "ok", status: answer.status, text, said, answer };
}

const team = () => [
  { role: "surgeon", staffId: surgeon },
  { role: "anaesthetist", staffId: gas },
];

describe("a plan is checked before it is saved", () => {
  const plan = () => ({ operationId, theatreId: "test-1", from, team: team() });
  it("says what it would break, how long it is likely to take, and changes nothing", async () => {
    const head = server.hospital.store.head().seq;
    const { said, code } = await ask("/api/theatres/check", "supervisor", plan());
    expect(code).toBe("ok");
    const check = said["check"] as PlanCheck;
    expect(check).toMatchObject({ minutes: 60, p80Min: 90 });
    expect(check.findings.map(({ kind, hard }) => [kind, hard])).toEqual([["noBlock", false]]);
    expect(server.hospital.store.head().seq).toBe(head);
  });
  it("only by those who plan", async () => {
    expect((await ask("/api/theatres/check", null, plan())).code).toBe("unauthenticated");
    expect((await ask("/api/theatres/check", "reception", plan())).code).toBe("forbidden");
    expect((await ask("/api/theatres/check", "supervisor", { ...plan(), from: "x" })).code).toBe(
      "invalid",
    );
    const unknown = { ...plan(), operationId: "o1" };
    expect((await ask("/api/theatres/check", "supervisor", unknown)).status).toBe(404);
  });
  it("says of a time that is over that it has passed", async () => {
    const passed = { ...plan(), from: systemRuntime.now() - 7_200_000 };
    expect((await ask("/api/theatres/check", "supervisor", passed)).code).toBe("too_soon");
  });
  it("proposes places for an emergency", async () => {
    const asked = { procedureId: "test-repair", urgency: "urgent", team: team() };
    const { said, code } = await ask("/api/theatres/proposals", "supervisor", asked);
    expect(code).toBe("ok");
    const [first] = said["proposals"] as readonly EmergencyProposal[];
    expect(first?.moves).toEqual([]);
    expect(first?.from).toBeGreaterThan(systemRuntime.now());
  });
});

describe("the list of a day", () => {
  const path = (lang = "ar") => `/api/theatres/list?day=${day}&theatre=test-1&lang=${lang}`;
  it("has who, when, what and on which side, for whoever is signed in", async () => {
    granted(
      await supervisor.ask("planOperation", {
        ...{ operationId, theatreId: "test-1", from, reason: "outside of its blocks" },
        team: [
          { role: "surgeon", staffId: surgeon },
          { role: "anaesthetist", staffId: gas },
        ],
      }),
    );
    const list = await ask(path());
    expect(list.answer.headers.get("content-security-policy")).toContain("default-src 'none'");
    for (const part of [
      'dir="rtl"',
      "Zyxwvut",
      "1987",
      "10:00–11:00",
      "ترميم",
      "يسار",
      "one of theatre",
    ]) {
      expect(list.text).toContain(part);
    }
    expect(list.text).not.toContain("a private note");
    expect((await ask(path(), null)).code).toBe("unauthenticated");
    expect((await ask(path("xx"))).code).toBe("invalid");
    expect((await ask(path().replace("test-1", "none"))).status).toBe(404);
  });
  it.each(["ckb", "en", "fa", "ur"])("in %s", async (language) => {
    const { text, status } = await ask(path(language));
    expect(status).toBe(200);
    expect(text).toContain(`lang="${language}"`);
  });
  it("has a version that grows with each change, and no other", async () => {
    const version = async () => /Version \D*(\d+)/.exec((await ask(path("en"))).text)?.[1];
    const before = Number(await version());
    expect(Number(await version())).toBe(before);
    granted(await supervisor.ask("delayOperation", { operationId, minutes: 30, kind: "surgeon" }));
    expect(Number(await version())).toBeGreaterThan(before);
  });
});

describe("the families' board", () => {
  it("is open to everybody, says labels and states, and is told once", async () => {
    const told = await ask("/api/family", null);
    const view = told.said["view"] as FamilyBoardData & { readonly zone: string };
    expect(view.zone).toBe("Asia/Baghdad");
    expect(told.text).not.toContain("Zyxwvut");
    const tag = told.answer.headers.get("etag") ?? "";
    const again = await fetch(`${server.url}/api/family`, { headers: { "if-none-match": tag } });
    expect(again.status).toBe(304);
    for (const line of view.lines) {
      expect(Object.keys(line).sort()).toEqual(["isLater", "label", "since", "state"]);
      expect(line.label).toMatch(/^OP\d+$/);
    }
  });
});
