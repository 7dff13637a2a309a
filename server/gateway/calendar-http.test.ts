import ICAL from "ical.js";
import { afterEach, describe, expect, it } from "vitest";
import { seqOf } from "../../shared/domain/ids.ts";
import { expectWhole, granted } from "../../test/harness/hospital.ts";
import { aRoster, day, week } from "../../test/harness/rosters.ts";
import type { TestRoster } from "../../test/harness/rosters.ts";
import { aServer, signIn } from "../../test/harness/server.ts";
import { calendarText } from "./calendar-http.ts";

const zone = process.env["TZ"];
let h: TestRoster | null = null;
afterEach(() => {
  if (zone === undefined) delete process.env["TZ"];
  else process.env["TZ"] = zone;
  if (h === null) return;
  expectWhole(h);
  h.close();
  h = null;
});

function textOf(hospital: TestRoster, language: "ar" | "en" = "ar"): string {
  const { dutyCalendar, runtime } = hospital;
  const duties = dutyCalendar.read(dutyCalendar.secretOf(seqOf(hospital.one)), runtime.now());
  if (duties === null) throw new Error("no calendar");
  return calendarText(duties, language);
}

/** As a phone reads it: another program's parser. */
function read(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text) as never);
  const events = calendar.getAllSubcomponents("vevent").map((component) => {
    const event = new ICAL.Event(component);
    return {
      uid: event.uid,
      sequence: event.sequence,
      from: event.startDate.toJSDate().toISOString(),
      to: event.endDate.toJSDate().toISOString(),
      summary: event.summary,
      location: event.location,
      status: component.getFirstPropertyValue("status"),
    };
  });
  return { method: calendar.getFirstPropertyValue("method"), events };
}

describe("a doctor's calendar", () => {
  it("holds published shifts in UTC, with their clinic and room, and no draft", () => {
    h = aRoster();
    const planned = h.plan(h.one, day(0), "late", { pointId: "room-1" });
    h.plan(h.two, day(0));
    const { publicationId } = h.publish();
    h.plan(h.one, day(1));
    expect(read(textOf(h, "en"))).toEqual({
      method: "PUBLISH",
      events: [
        {
          uid: `${planned}@${h.epoch}`,
          sequence: seqOf(publicationId),
          from: "2026-11-29T17:00:00.000Z",
          to: "2026-11-29T23:00:00.000Z",
          summary: "late · eye",
          location: "room-1",
          status: "CONFIRMED",
        },
      ],
    });
  });

  it("says what was taken out, with a sequence that grows, also through an undo", () => {
    h = aRoster();
    const assignmentId = h.plan(h.one, day(0));
    h.publish();
    const first = read(textOf(h)).events[0];
    granted(h.ask("unplanShift", { assignmentId }, h.order));
    expect(read(textOf(h)).events).toEqual([first]);
    const { publicationId } = h.publish();
    const gone = read(textOf(h)).events[0];
    expect(gone).toMatchObject({ uid: first?.uid, status: "CANCELLED" });
    granted(h.undo(publicationId));
    const back = read(textOf(h)).events[0];
    expect(back).toMatchObject({ uid: first?.uid, status: "CONFIRMED" });
    const sequences = [first, gone, back].map((event) => event?.sequence ?? 0);
    expect(sequences).toEqual(sequences.toSorted((a, b) => a - b));
    expect(new Set(sequences).size).toBe(3);
  });

  it("names no patient, and folds its Arabic lines", () => {
    h = aRoster();
    const assignment = h.plan(h.one, day(0));
    h.publish();
    h.book(assignment);
    const text = textOf(h);
    expect(text).not.toContain("مريم");
    const lines = text.split("\r\n");
    expect(lines.filter((line) => Buffer.byteLength(line) > 75)).toEqual([]);
    expect(text).toMatch(/DTSTART:\d{8}T\d{6}Z/);
  });

  it("is byte for byte the same whatever zone the server is in", () => {
    h = aRoster();
    h.plan(h.one, day(0), "late");
    h.plan(h.one, day(2), "call");
    h.publish();
    const texts = ["UTC", "Asia/Baghdad", "America/New_York"].map((each) => {
      process.env["TZ"] = each;
      return {
        offset: new Date(h?.runtime.now() ?? 0).getTimezoneOffset(),
        text: textOf(h as TestRoster),
      };
    });
    expect(texts.map(({ offset }) => offset)).toEqual([0, -180, 300]);
    expect(new Set(texts.map(({ text }) => text)).size).toBe(1);
  });

  it("is opened by its secret only, and by the newest", () => {
    h = aRoster();
    const { dutyCalendar, runtime, roster, store } = h;
    const secret = dutyCalendar.secretOf(seqOf(h.one));
    const opens = (text: string) => dutyCalendar.read(text, runtime.now())?.name ?? null;
    expect(opens(secret)).toBe("د. one");
    expect(dutyCalendar.secretOf(seqOf(h.two))).not.toBe(secret);
    for (const wrong of ["", "x", `${secret}A`, secret.slice(1), secret.replace(/.$/, "_")]) {
      expect(opens(wrong), wrong).toBeNull();
    }
    const one = seqOf(h.one);
    store.transact((tx) => roster.renewCalendarKey(tx, one));
    expect(opens(secret)).toBeNull();
    expect(opens(dutyCalendar.secretOf(one))).toBe("د. one");
    expect(week.from).toBe(day(0));
  });
});

describe("over HTTP", () => {
  it("a doctor gets the link, a phone follows it, and a new link ends the old one", async () => {
    const server = await aServer();
    try {
      const cookie = await signIn(server.url, "dr-eye-1");
      const ask = (path: string, method = "GET") =>
        fetch(`${server.url}${path}`, { method, headers: { cookie } });
      const link = (await (await ask("/api/calendar")).json()) as { path: string };
      const phone = await fetch(`${server.url}${link.path}?lang=en`);
      expect(phone.headers.get("content-type")).toBe("text/calendar; charset=utf-8");
      const { events } = read(await phone.text());
      expect(events.length).toBeGreaterThan(6);
      expect(events.map(({ summary }) => summary)).toContain("Morning · Eye");
      const renewed = (await (await ask("/api/calendar/renew", "POST")).json()) as { path: string };
      expect(renewed.path).not.toBe(link.path);
      expect((await fetch(`${server.url}${link.path}`)).status).toBe(404);
      expect((await fetch(`${server.url}${renewed.path}`)).status).toBe(200);
      expect((await fetch(`${server.url}/calendar/x`)).status).toBe(404);
      expect((await fetch(`${server.url}/api/calendar`)).status).toBe(401);
    } finally {
      await server.end();
    }
  });
});
