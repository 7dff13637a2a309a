import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { aHospital, codeOf, expectWhole, granted, staff } from "../test/harness/hospital.ts";
import type { TestHospital } from "../test/harness/hospital.ts";
import { aClinic } from "../test/harness/places.ts";
import type { TestClinic } from "../test/harness/places.ts";
import { aRoster, day } from "../test/harness/rosters.ts";
import { seqOf } from "../shared/domain/ids.ts";
import type { AppointmentId, ClinicId, SessionId } from "../shared/domain/ids.ts";
import { paperWithinMs, printOutcomes } from "../shared/domain/print-job.ts";
import { minuteMs } from "../shared/domain/time.ts";
import type { PrintsData } from "../shared/protocol/feeds.ts";
import type { BookingsData, InboxData } from "../shared/protocol/scheduling-feeds.ts";

const sunday = "2026-11-29";
const nine = 540;
const eye = "eye" as ClinicId;

const open: TestHospital[] = [];
afterEach(() => {
  for (const made of open.splice(0)) {
    expectWhole(made);
    made.close();
  }
});
function clinic(): TestClinic {
  const made = aClinic();
  open.push(made);
  return made;
}
function roster() {
  const made = aRoster();
  open.push(made);
  return made;
}

function papers(h: TestHospital, as = h.kiosk) {
  const data = h.feeds.build("prints", as.id, h.runtime.now()) as PrintsData;
  return data.papers ?? [];
}
const inbox = (h: TestHospital) =>
  (h.feeds.build("inbox", "site", h.runtime.now()) as InboxData).lists;
const bookings = (h: TestHospital, session: SessionId) =>
  h.feeds.build("bookings", session, h.runtime.now()) as BookingsData;
const tick = (h: TestHospital) => h.run(h.tick);
const admin = { as: staff("admin") };
const setPrinter = (h: TestHospital, more: object = {}) =>
  granted(
    h.ask("setClinicPrinter", { clinicId: eye, printerDeviceId: h.kiosk.id, ...more }, admin),
  );

function booked(
  h: TestClinic,
  session = h.aSession({ day: sunday, fromMin: 480, toMin: 840, capacity: 60 }),
) {
  const patientId = h.aPatient({ phone: "+9647701234567" });
  const sessionId = h.sessionId(session);
  const at = h.at(sunday, nine);
  return { ...granted(h.ask("bookPlace", { patientId, sessionId, at })), session };
}

describe("the slip of a booking", () => {
  const slip = (h: TestClinic, appointmentId: AppointmentId, more: object = {}, asking = {}) =>
    h.ask("printSlip", { appointmentId, ...more }, asking);

  test("ordered at the desk comes out where the desk says, and says no name", () => {
    const h = clinic();
    const { appointmentId, sessionId, code } = booked(h);
    const { printJobId } = granted(slip(h, appointmentId, { printerDeviceId: h.otherKiosk.id }));
    const [job, ...more] = papers(h, h.otherKiosk);
    expect([more, papers(h)]).toEqual([[], []]);
    expect(job).toMatchObject({
      ...{ kind: "slip", printJobId, status: "queued", language: "ar", copy: 0, code },
      ...{ clinicNames: { en: "eye" }, serviceNames: { en: "eye-visit" }, staffName: "one" },
      ...{ waitingRoomNames: { en: "hall-1" }, hijriOffset: 0 },
      ...{ at: h.at(sunday, nine), to: h.at(sunday, nine + 60) },
      ...{ url: h.bookingUrlOf(seqOf(appointmentId)), preparation: null },
    });
    expect(JSON.stringify(job)).not.toMatch(/مريض|7701234567/u);
    expect(bookings(h, sessionId).papers.slips).toMatchObject([
      { appointmentId, printJobId, status: "queued" },
    ]);
  });

  test.each(printOutcomes)("that ends as %s is shown as that, once and for all", (outcome) => {
    const h = clinic();
    const { appointmentId, sessionId } = booked(h);
    const where = { printerDeviceId: h.kiosk.id };
    const { printJobId } = granted(slip(h, appointmentId, where));
    const as = { as: h.kiosk };
    expect(codeOf(h.ask("startPrint", { printJobId }, { as: h.otherKiosk }))).toBe("unknown_job");
    granted(h.ask("startPrint", { printJobId }, as));
    granted(h.ask("reportPrint", { printJobId, outcome, detail: "cover open" }, as));
    expect(papers(h)).toEqual([]);
    expect(bookings(h, sessionId).papers.slips).toMatchObject([
      { status: outcome, detail: "cover open", copy: 0 },
    ]);
    expect(codeOf(h.ask("startPrint", { printJobId }, as))).toBe("wrong_state");
  });

  test("again is a marked copy, in the language that is asked for, nine times at most", () => {
    const h = clinic();
    const { appointmentId } = booked(h);
    const where = { printerDeviceId: h.kiosk.id, language: "ckb" };
    const copies = Array.from({ length: 10 }, () => granted(slip(h, appointmentId, where)).copy);
    expect(copies).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(codeOf(slip(h, appointmentId, where))).toBe("daily_limit");
    expect(papers(h).map(({ copy, language }) => [copy, language])).toEqual(
      [0, 1, 2, 3, 4].map((copy) => [copy, "ckb"]),
    );
  });

  test("needs a booking that stands and a printer; a kiosk prints on itself alone", () => {
    const h = clinic();
    const { appointmentId } = booked(h);
    const never = "a999999" as AppointmentId;
    const at = { printerDeviceId: h.kiosk.id };
    expect([
      codeOf(slip(h, appointmentId)),
      codeOf(slip(h, appointmentId, { printerDeviceId: "d999999" })),
      codeOf(slip(h, never, at)),
    ]).toEqual(["no_printer", "no_printer", "unknown_appointment"]);
    granted(slip(h, appointmentId, at, { as: h.otherKiosk }));
    expect([papers(h).length, papers(h, h.otherKiosk).length]).toEqual([0, 1]);
    granted(h.ask("cancelAppointment", { appointmentId, reason: "-" }));
    expect(codeOf(slip(h, appointmentId, at))).toBe("wrong_state");
  });

  test("that no kiosk came for is not printed any more, and says so", () => {
    const h = clinic();
    const { appointmentId, sessionId } = booked(h);
    granted(slip(h, appointmentId, { printerDeviceId: h.kiosk.id }));
    h.runtime.pass(paperWithinMs + minuteMs);
    tick(h);
    expect(papers(h)).toEqual([]);
    expect(bookings(h, sessionId).papers.slips).toMatchObject([
      { status: "not_printed", detail: "too_old" },
    ]);
  });
});

describe("the lists of a service day", () => {
  test("are ordered when it opens, each once, on the clinic's printer, as the page has them", () => {
    const h = clinic();
    setPrinter(h, { language: "en" });
    const { sessionId, code } = booked(h);
    const heart = h.aSession({ day: sunday, clinic: "heart", fromMin: 480, toMin: 600 });
    h.aSession({ day: "2026-11-30" });
    h.runtime.set(h.at(sunday, 1));
    for (let n = 0; n < 3; n++) tick(h);
    const [list, ...more] = papers(h);
    expect(more).toEqual([]);
    expect(list).toMatchObject({
      ...{ kind: "list", language: "en", copy: 0, until: h.at(sunday, 840), asOf: h.runtime.now() },
      lines: [{ at: h.at(sunday, nine), name: "مريض 1", phone: "+9647701234567", code }],
    });
    // Of a clinic without a printer too it is a job with its outcome, and the administrator hears.
    expect(inbox(h).missing).toMatchObject([
      {
        ...{ sessionId: h.sessionId(heart), clinicId: "heart" },
        paper: { status: "not_printed", detail: "no_printer" },
      },
    ]);
    expect(bookings(h, sessionId).papers.list).toMatchObject({ status: "queued", copy: 0 });
  });

  test("say what is so when the printer takes them, not when they were ordered", () => {
    const h = clinic();
    setPrinter(h);
    const { session } = booked(h);
    h.runtime.set(h.at(sunday, 1));
    tick(h);
    h.runtime.set(h.at(sunday, 420));
    booked(h, session);
    expect(papers(h)).toMatchObject([{ asOf: h.at(sunday, 420), lines: [{}, {}] }]);
  });

  test("are owed through a restart, and not ordered anew by it", () => {
    const folder = mkdtempSync(join(tmpdir(), "dawr-lists-"));
    const before = aClinic({ folder });
    setPrinter(before);
    before.aSession({ day: sunday });
    before.runtime.set(before.at(sunday, 1));
    tick(before);
    const owed = papers(before);
    before.close();
    const after = aHospital({ folder, runtime: before.runtime });
    open.push(after);
    tick(after);
    expect([owed.length, papers(after, before.kiosk)]).toEqual([1, owed]);
    rmSync(folder, { recursive: true });
  });

  test("of an hour in which the server was down come out when it is back", () => {
    const h = clinic();
    setPrinter(h);
    h.aSession({ day: sunday, fromMin: 480, toMin: 720 });
    h.aSession({ day: sunday, fromMin: 480, toMin: 600 });
    h.runtime.set(h.at(sunday, 660));
    tick(h);
    // The one that is over is of no use.
    expect(papers(h)).toHaveLength(1);
  });

  test("that jam are told to the administrator until one came out, or the session is over", () => {
    const h = clinic();
    setPrinter(h);
    const session = h.aSession({ day: sunday, fromMin: 480, toMin: 720 });
    h.runtime.set(h.at(sunday, 1));
    tick(h);
    const settle = (outcome: (typeof printOutcomes)[number]) => {
      const printJobId = papers(h)[0]?.printJobId;
      if (printJobId === undefined) throw new Error("no list is owed");
      granted(h.ask("startPrint", { printJobId }, { as: h.kiosk }));
      granted(h.ask("reportPrint", { printJobId, outcome, detail: "paper_out" }, { as: h.kiosk }));
    };
    const missing = () => inbox(h).missing.map(({ paper }) => [paper.status, paper.copy]);
    settle("not_printed");
    expect(missing()).toEqual([["not_printed", 0]]);
    const sessionId = h.sessionId(session);
    granted(h.ask("printList", { sessionId }, admin));
    expect(missing()).toEqual([]);
    settle("unknown");
    expect(missing()).toEqual([["unknown", 1]]);
    granted(h.ask("printList", { sessionId }, admin));
    settle("printed");
    expect(missing()).toEqual([]);
    granted(h.ask("printList", { sessionId }, admin));
    settle("not_printed");
    h.runtime.set(h.at(sunday, 721));
    expect(missing()).toEqual([]);
  });
});

describe("publishing", () => {
  test("puts the lists of its near sessions on paper in the same act, each once", () => {
    const h = roster();
    setPrinter(h);
    h.plan(h.one, day(0));
    h.plan(h.two, day(1), "evening");
    h.publish();
    expect(papers(h).map(({ kind, copy }) => [kind, copy])).toEqual([
      ["list", 0],
      ["list", 0],
    ]);
    h.plan(h.two, day(2));
    h.publish();
    expect(papers(h).map(({ copy }) => copy)).toEqual([0, 0, 0]);
  });

  test("that moves patients prints the lists that they were moved into again", () => {
    const h = roster();
    setPrinter(h);
    const taken = h.plan(h.one, day(0));
    h.plan(h.two, day(1));
    h.publish();
    h.book(taken);
    granted(h.ask("unplanShift", { assignmentId: taken }, admin));
    h.publish();
    expect(papers(h).map(({ copy }) => copy)).toEqual([0, 0, 1]);
  });

  test("far ahead prints nothing now: those lists come with their days", () => {
    const h = roster();
    setPrinter(h);
    const payload = { clinicId: eye, staffId: h.one, shiftId: "morning", pointId: null };
    const far = day(30);
    granted(h.ask("planShift", { ...payload, day: far } as never, admin));
    const span = { clinicId: eye, from: day(28), to: day(35), version: h.version() };
    granted(h.ask("publishRoster", { ...span, movePatients: true }, admin));
    expect(papers(h)).toEqual([]);
    h.runtime.set(h.instantAt(far, 5));
    tick(h);
    expect(papers(h)).toHaveLength(1);
  });

  test("without a printer that takes them is the administrator's to know", () => {
    const h = roster();
    h.plan(h.one, day(0));
    h.publish();
    expect(papers(h)).toEqual([]);
    expect(inbox(h)).toMatchObject({
      set: [],
      printers: [{ deviceId: h.otherKiosk.id }],
      missing: [{ clinicId: "eye", staffName: "د. one", paper: { detail: "no_printer" } }],
    });
    setPrinter(h);
    const [missing] = inbox(h).missing;
    if (missing === undefined) throw new Error("one is missing");
    granted(h.ask("printList", { sessionId: missing.sessionId }, admin));
    expect([inbox(h).missing, papers(h).length]).toEqual([[], 1]);
    // A printer that does not take it is off, or not there any more.
    h.runtime.pass(11 * minuteMs);
    expect(inbox(h).missing).toMatchObject([{ paper: { status: "queued", copy: 1 } }]);
  });
});

test("a clinic's printer is a device that prints, and can be taken away again", () => {
  const h = clinic();
  const set = (printerDeviceId: string | null, clinicId = "eye") =>
    codeOf(h.ask("setClinicPrinter", { clinicId, printerDeviceId } as never, admin));
  expect([set("d999999"), set(h.kiosk.id, "nowhere"), set(h.kiosk.id)]).toEqual([
    ...["no_printer", "invalid", "ok"],
  ]);
  expect(inbox(h).set).toEqual([{ clinicId: "eye", printerDeviceId: h.kiosk.id, language: "ar" }]);
  expect(set(null)).toBe("ok");
  expect(inbox(h).set).toEqual([]);
});
