import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { seqOf } from "../../shared/domain/ids.ts";
import type { PatientId, StaffId } from "../../shared/domain/ids.ts";
import { addDays } from "../../shared/domain/local-day.ts";
import type { PayloadInput } from "../../shared/protocol/client.ts";
import type { CommandReplies } from "../../shared/protocol/commands.ts";
import type { BookView } from "../../shared/protocol/book.ts";
import { bookingToken } from "../access/booking-token.ts";
import { addDoctors, publishMornings } from "../../test/harness/mornings.ts";
import { handRuntime } from "../../test/harness/runtime.ts";
import type { HandRuntime } from "../../test/harness/runtime.ts";
import { aServer } from "../../test/harness/server.ts";
import type { Person, TestServer } from "../../test/harness/server.ts";

const phone = "0770 123 4567";
const birthYear = 1984;
const serviceId = "eye-visit";

let runtime: HandRuntime;
let server: TestServer;
let desk: Person;
let patientId: PatientId;
let doctors: readonly StaffId[];
beforeEach(async () => {
  runtime = handRuntime();
  server = await aServer({ runtime });
  desk = await server.staff("reception");
  const person = { given: "زهراء", father: "عبدالواحد", birthYear, phone } as const;
  patientId = (await accepted("registerPatient", person)).patientId;
  const { hospital } = server;
  doctors = addDoctors(hospital, 2);
  publishMornings(hospital, {
    ...{ clinicId: "eye", serviceId, capacity: 2, windowMin: 60, days: 3 },
    doctors: doctors.slice(0, 1),
    from: addDays(hospital.localDate(runtime.now()), 2),
  });
});
afterEach(() => server.end());

async function accepted<Name extends "registerPatient" | "bookPlace">(
  name: Name,
  payload: PayloadInput<Name>,
): Promise<CommandReplies[Name]> {
  const answer = await desk.ask(name, payload);
  if (!answer.ok) throw new Error(answer.refusal.code);
  return answer.reply;
}

interface Said {
  readonly ok: boolean;
  readonly booking: BookView;
  readonly reply: { readonly code: string };
  readonly refusal: { readonly code: string };
}

async function ask(path: string, body: unknown, headers: Readonly<Record<string, string>> = {}) {
  const answer = await fetch(`${server.url}/api/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  return { status: answer.status, text, said: JSON.parse(text) as Said };
}
const codeOf = async (path: string, body: unknown) => (await ask(path, body)).said.refusal?.code;
const id = (n: number) => `0192f3a1-7000-7000-8000-${String(n).padStart(12, "0")}`;
const free = (max = 10) =>
  server.hospital.freePlaces(
    { serviceId, fromDay: "2026-01-01", toDay: "2027-12-31" },
    { isStaff: false, max },
  );

async function booked(at = 0) {
  const place = free()[at];
  if (place === undefined) throw new Error("no place");
  const { sessionId } = place;
  const reply = await accepted("bookPlace", { patientId, sessionId, at: place.at });
  const token = bookingToken(server.hospital.key, seqOf(reply.appointmentId));
  return { ...reply, token };
}

describe("a booking's page", () => {
  test("is opened by its token or its code, and says when, where and no name", async () => {
    const { token, code, at } = await booked();
    const opened = await ask("book", { token });
    expect(opened.said.booking).toMatchObject({
      ...{ code, at, token, serviceId, status: "booked", isOpen: true },
      url: `http://dawr.test/book/#${token}`,
    });
    expect(opened.said.booking.clinicNames.ar).not.toBe("");
    expect((await ask("book", { code: code.toLowerCase() })).text).toBe(opened.text);
    for (const secret of ["زهراء", "عبدالواحد", "4567", String(birthYear)]) {
      expect(opened.text).not.toContain(secret);
    }
  });

  test("a forged token, a wrong code and nonsense get one and the same answer", async () => {
    const { token, code } = await booked();
    const other = `${token.slice(0, -2)}${token.endsWith("AA") ? "BB" : "AA"}`;
    const asked = [{ token: other }, { token: "x" }, { code: "ABCDEFGH" }, { code: `${code}A` }];
    const answers = await Promise.all(asked.map((body) => ask("book", body)));
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers[0]?.said.refusal.code).toBe("not_found");
    const act = { commandId: id(1), token: other, reason: "mistake" };
    expect(await codeOf("book/cancel", act)).toBe("not_found");
  });

  test("guessers are held up, and right tokens beside them are not", async () => {
    const { token } = await booked();
    for (let n = 0; n < 60; n++) await ask("book", { token: "x" });
    expect(await codeOf("book", { token: "x" })).toBe("rate_limited");
    expect((await ask("book", { token })).status).toBe(200);
  });

  test.each([{}, { token: 1 }, { token: "x", code: "y" }, { token: "x".repeat(200) }, null])(
    "%j is not understood",
    async (body) => {
      expect((await ask("book", body)).status).toBe(400);
    },
  );

  test("another site's page can't ask", async () => {
    const { token } = await booked();
    const answer = await ask("book", { token }, { origin: "http://evil.example" });
    expect(answer.status).toBe(400);
  });
});

describe("the holder", () => {
  test("moves it to another free place, once, however often it is sent", async () => {
    const { token, code } = await booked();
    const place = free().at(-1);
    const move = { commandId: id(1), token, sessionId: place?.sessionId, at: place?.at };
    const moved = await ask("book/move", move);
    expect(moved.said.booking).toMatchObject({ at: place?.at, code, status: "booked" });
    expect((await ask("book/move", move)).text).toBe(moved.text);
    const other = { ...move, at: free()[0]?.at, sessionId: free()[0]?.sessionId };
    expect(await codeOf("book/move", other)).toBe("command_id_reused");
  });

  test("takes no full place, and none of another service", async () => {
    const { token } = await booked();
    const { hospital } = server;
    const [heart] = publishMornings(hospital, {
      ...{ clinicId: "heart", serviceId: "heart-visit", capacity: 2, windowMin: 60, days: 1 },
      doctors: doctors.slice(1),
      from: addDays(hospital.localDate(runtime.now()), 2),
    });
    const at = heart && hospital.places.read.session(seqOf(heart))?.from_at;
    const move = { commandId: id(1), token, sessionId: heart, at };
    expect(await codeOf("book/move", move)).toBe("unknown_session");
  });

  test("gives it back with a reason of the list; then nothing can be done with it", async () => {
    const { token } = await booked();
    const before = free().length;
    const cancel = { commandId: id(1), token, reason: "cannot_come" };
    expect((await ask("book/cancel", { ...cancel, reason: "my own words" })).status).toBe(400);
    const cancelled = await ask("book/cancel", cancel);
    expect(cancelled.said.booking).toMatchObject({ status: "cancelled", isOpen: false });
    expect(free().length).toBeGreaterThanOrEqual(before);
    expect(await codeOf("book/cancel", { ...cancel, commandId: id(2) })).toBe("wrong_state");
  });

  test("can't wear the waiting list out", async () => {
    const { token } = await booked();
    const places = free();
    const codes: (string | undefined)[] = [];
    for (let n = 0; n < 7; n++) {
      const place = places[1 + (n % 2)];
      const to = { sessionId: place?.sessionId, at: place?.at };
      codes.push(await codeOf("book/move", { commandId: id(n), token, ...to }));
    }
    expect(codes.slice(0, 6)).toEqual(Array.from({ length: 6 }, () => undefined));
    expect(codes[6]).toBe("rate_limited");
  });
});

describe("a patient known by phone and birth year", () => {
  test("books from the phone, and its code opens the page", async () => {
    const place = free()[0];
    const wish = { commandId: id(1), by: "phone", value: phone, birthYear };
    const at = { sessionId: place?.sessionId, at: place?.at };
    const { said } = await ask("bookings", { ...wish, ...at });
    const { booking } = (await ask("book", { code: said.reply.code })).said;
    expect(booking).toMatchObject({ at: place?.at, status: "booked" });
  });

  test("a wrong year and an unknown phone are one answer", async () => {
    const place = free()[0];
    const at = { sessionId: place?.sessionId, at: place?.at };
    const wish = { commandId: id(1), by: "phone", value: phone, birthYear: 1985, ...at };
    const wrong = await ask("bookings", wish);
    const unknown = await ask("bookings", { ...wish, commandId: id(2), value: "07719999999" });
    expect(wrong.text).toBe(unknown.text);
    expect(wrong.said.refusal.code).toBe("not_found");
  });
});
