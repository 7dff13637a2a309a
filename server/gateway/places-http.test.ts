import { v7 } from "uuid";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addDays } from "../../shared/domain/local-day.ts";
import type { FreePlace } from "../../shared/domain/appointment.ts";
import { idOf, seqOf } from "../../shared/domain/ids.ts";
import type { AppointmentId, PatientId, SessionId, StaffId } from "../../shared/domain/ids.ts";
import type {
  BookingsData,
  BookingView,
  MyDayData,
  SessionsData,
} from "../../shared/protocol/scheduling-feeds.ts";
import { bookingToken } from "../access/booking-token.ts";
import { createModules } from "../hospital.ts";
import { systemRuntime } from "../runtime.ts";
import { verifyStore } from "../store/store.ts";
import { aServer, signIn } from "../../test/harness/server.ts";
import type { Person, TestServer } from "../../test/harness/server.ts";
import { silentLog } from "../../test/harness/runtime.ts";
import { addDoctors, publishMornings } from "../../test/harness/mornings.ts";

const serviceId = "laboratory-blood";
const marked = { given: "Zyxwvut", phone: "07901234567", birthYear: 1987 } as const;

let server: TestServer;
let desk: Person;
let doctor: StaffId;
let sessions: readonly SessionId[];
let patientId: PatientId;
let day: string;
const log = silentLog();
const cookies = new Map<string, string>();

beforeAll(async () => {
  server = await aServer({ log });
  const { hospital } = server;
  // Past the weeks that the demo has published.
  day = addDays(hospital.localDate(systemRuntime.now()), 40);
  const doctors = addDoctors(hospital, 1);
  doctor = doctors[0] ?? ("s0" as StaffId);
  sessions = publishMornings(hospital, {
    ...{ clinicId: "laboratory", serviceId, doctors, from: day, days: 3 },
    ...{ capacity: 8, windowMin: 60 },
  });
  for (const user of ["reception", "supervisor", "auditor"]) {
    cookies.set(user, await signIn(server.url, user));
  }
  desk = await server.staff("reception");
  const answer = await desk.ask("registerPatient", marked);
  if (!answer.ok) throw new Error(answer.refusal.code);
  patientId = answer.reply.patientId;
});
afterAll(() => server.end());

async function ask<Body>(path: string, as: string | null = "reception", body?: object) {
  const answer = await fetch(`${server.url}${path}`, {
    headers: {
      "accept-language": "en",
      ...(as === null ? {} : { cookie: cookies.get(as) ?? "" }),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { method: "POST", body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  const said = text.startsWith("{") ? (JSON.parse(text) as object) : {};
  const { refusal } = said as { readonly refusal?: { readonly code: string } };
  return { code: refusal?.code ?? "ok", status: answer.status, text, said: said as Body };
}

const free = async (as: string | null = null, more = "") =>
  (await ask<{ places: readonly FreePlace[] }>(`/api/places?serviceId=${serviceId}${more}`, as))
    .said.places;

async function book(patient: PatientId = patientId, index = 0) {
  const [place] = await free("reception", `&from=${addDays(day, index)}&days=1&max=1`);
  const payload = { sessionId: place?.sessionId ?? sessions[0] ?? "", at: place?.at ?? 0 };
  const answer = await desk.ask("bookPlace", { patientId: patient, ...payload } as never);
  if (!answer.ok) throw new Error(answer.refusal.code);
  return answer.reply;
}

async function giveUp(appointmentId: AppointmentId): Promise<void> {
  await desk.ask("cancelAppointment", { appointmentId, reason: "test" });
}

describe("free places", () => {
  it("are told to anybody, in the order of their times, with the doctor", async () => {
    const places = await free(null, "&max=5");
    expect(places).toHaveLength(5);
    expect(places[0]).toMatchObject({
      ...{ sessionId: sessions[0], staffId: doctor, staffName: "د. 0", left: 2 },
      at: server.hospital.instantAt(day, 480),
      to: server.hospital.instantAt(day, 540),
    });
    expect(places.map(({ at }) => at)).toEqual(
      places.map(({ at }) => at).toSorted((a, b) => a - b),
    );
    expect(await free(null, `&from=${addDays(day, 2)}&days=1`)).toHaveLength(4);
  });

  it.each(["", "serviceId=no", "serviceId=laboratory-blood&from=2026-02-30", "serviceId=a&days=0"])(
    "%j is no question",
    async (query) => {
      expect(["invalid", "unknown_service"]).toContain((await ask(`/api/places?${query}`)).code);
    },
  );
});

describe("a phone", () => {
  const wish = (over: object = {}) => ({
    ...{ commandId: v7(), by: "phone", value: "٠٧٩٠١٢٣٤٥٦٧", birthYear: 1987 },
    ...{ sessionId: sessions[1], at: server.hospital.instantAt(addDays(day, 1), 480) },
    ...over,
  });
  type Reply = { readonly reply: { readonly appointmentId: AppointmentId; readonly code: string } };

  it("takes a place by two facts, once for one intent, and gives it back by its code", async () => {
    const asked = wish();
    const first = await ask<Reply>("/api/bookings", null, asked);
    expect(first.code).toBe("ok");
    const again = await ask<Reply>("/api/bookings", null, asked);
    expect(again.said.reply).toEqual(first.said.reply);
    expect((await ask("/api/bookings", null, wish())).code).toBe("already_booked");

    const { code } = first.said.reply;
    const seen = await ask<{ booking: BookingView }>(`/api/bookings/${code.toLowerCase()}`, null);
    expect(seen.said.booking).toMatchObject({ code, status: "booked", isCancelled: false });
    expect(seen.text).not.toContain(marked.given);
    expect((await ask("/api/bookings/ABCDEFGH", null)).code).toBe("not_found");

    const answer = { commandId: v7(), code, as: "cancel" };
    expect((await ask("/api/bookings/answer", null, answer)).code).toBe("ok");
    expect((await ask("/api/bookings/answer", null, { ...answer, commandId: v7() })).code).toBe(
      "wrong_state",
    );
  });

  it("that does not know the second fact soon asks no more", async () => {
    const value = "07801112223";
    const codes: string[] = [];
    for (let birthYear = 1980; birthYear < 1987; birthYear++) {
      codes.push((await ask("/api/bookings", null, wish({ value, birthYear }))).code);
    }
    expect(codes.slice(0, 5)).toEqual(Array.from({ length: 5 }, () => "not_found"));
    expect(codes.slice(5)).toEqual(["ask_reception", "ask_reception"]);
  });
});

describe("feeds", () => {
  it("sessions, bookings and a doctor's day say the same, and tell what changes", async () => {
    const key = `laboratory:${day}:3`;
    const before = await desk.look<SessionsData>("sessions", key);
    expect(before.data.sessions).toHaveLength(3);
    expect(before.data.days).toHaveLength(3);
    const told = new Promise<SessionsData>((resolve) => {
      desk.socket.on("snapshot", (snapshot: { feed: string; data: SessionsData }) => {
        const isBooked = snapshot.feed === "sessions" && snapshot.data.sessions[0]?.booked === 1;
        if (isBooked) resolve(snapshot.data);
      });
    });
    const { appointmentId, code } = await book();
    expect((await told).sessions[0]).toMatchObject({ booked: 1, checkedIn: 0 });
    const bookings = await desk.look<BookingsData>("bookings", sessions[0] ?? "");
    const line = bookings.data.bookings.find((each) => each.appointmentId === appointmentId);
    expect(line).toMatchObject({ code, patientName: marked.given, phone: "+9647901234567" });
    const boss = await server.staff("supervisor");
    const mine = await boss.look<MyDayData>("myDay", `${doctor}:${day}`);
    expect(mine.data.sessions[0]).toEqual(bookings.data);
    for (const odd of ["laboratory", `laboratory:${day}:15`, `no:${day}:1`, "laboratory:x:1"]) {
      await expect(desk.look("sessions", odd)).rejects.toThrow("unknown_feed");
    }
    await giveUp(appointmentId);
  });

  it("a refused check-in says when the booking is", async () => {
    const { appointmentId, code, at } = await book();
    const kiosk = await server.device("kiosk");
    const answer = await kiosk.ask("checkIn", { by: "code", value: code });
    expect(answer).toMatchObject({
      ok: false,
      refusal: { code: "wrong_day", bookings: [{ appointmentId, at }] },
    });
    const unknown = await kiosk.ask("checkIn", { by: "code", value: "ABCDEFGH" });
    expect(unknown.ok ? {} : Object.keys(unknown.refusal)).toEqual(["code", "text"]);
    await giveUp(appointmentId);
  });
});

describe("papers", () => {
  it("the list of a session has names and codes, for staff only", async () => {
    const { appointmentId, code } = await book();
    const path = `/print/session/${sessions[0]}`;
    const list = await ask(path);
    expect(list.status).toBe(200);
    for (const said of [
      marked.given,
      code,
      "+9647901234567",
      "@page",
      'dir="ltr"',
      "(AH|approx)",
    ]) {
      expect(list.text).toMatch(new RegExp(said.replace("+", "\\+")));
    }
    expect((await ask(path, null)).code).toBe("unauthenticated");
    expect((await ask("/print/session/n99999")).code).toBe("not_found");
    expect((await ask("/print/session/nonsense")).code).toBe("not_found");

    const slip = await ask(`/print/booking/${appointmentId}`);
    expect(slip.text).toContain(code);
    expect(slip.text).toContain("<svg");
    expect(slip.text).not.toContain(marked.given);
    expect((await ask(`/print/booking/${appointmentId}`, null)).code).toBe("unauthenticated");
    expect((await ask("/print/booking/a99999")).code).toBe("not_found");
    await giveUp(appointmentId);
  });

  it("is in Arabic when nothing else is asked", async () => {
    const answer = await fetch(`${server.url}/print/session/${sessions[0]}`, {
      headers: { cookie: cookies.get("reception") ?? "" },
    });
    const text = await answer.text();
    expect(text).toContain('<html lang="ar" dir="rtl">');
    expect(answer.headers.get("content-security-policy")).toContain("default-src 'none'");
  });
});

describe("when all is done", () => {
  it("the journal and the log know no patient, and the tables are the journal", () => {
    const { hospital } = server;
    const rows = hospital.store.query<[], { fact: string }>("SELECT fact FROM journal").all();
    const all = rows.map(({ fact }) => fact).join("\n") + log.lines.join("\n");
    for (const said of [marked.given, "7901234567"]) expect(all).not.toContain(said);
    const { differing, brokenAt } = verifyStore(hospital.store.db, systemRuntime, createModules);
    expect({ differing, brokenAt }).toEqual({ differing: [], brokenAt: null });
    const token = bookingToken(hospital.key, seqOf("a7" as AppointmentId));
    expect(hospital.bookingUrlOf(seqOf(idOf("appointment", 7)))).toBe(
      `http://dawr.test/book/#${token}`,
    );
  });
});
