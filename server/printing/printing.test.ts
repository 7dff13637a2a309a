import { afterEach, describe, expect, it } from "vitest";
import type { PrintJobId } from "../../shared/domain/ids.ts";
import { printOutcomes } from "../../shared/domain/print-job.ts";
import { aHospital, codeOf, expectWhole, granted, staff } from "../../test/harness/hospital.ts";
import type { TestHospital } from "../../test/harness/hospital.ts";

const open: TestHospital[] = [];
function hospital(): TestHospital {
  const made = aHospital();
  open.push(made);
  return made;
}
afterEach(() => {
  for (const made of open.splice(0)) {
    expectWhole(made);
    made.close();
  }
});

function aPaper(h: TestHospital): PrintJobId {
  const { printJobId } = granted(h.ask("issueTicket", { serviceId: "eye-visit" }, { as: h.kiosk }));
  if (printJobId === null) throw new Error("a kiosk's ticket has its paper");
  return printJobId;
}
const start = (h: TestHospital, printJobId: PrintJobId, as = h.kiosk) =>
  codeOf(h.ask("startPrint", { printJobId }, { as }));
const report = (
  h: TestHospital,
  printJobId: PrintJobId,
  outcome: (typeof printOutcomes)[number],
  as = h.kiosk,
) => codeOf(h.ask("reportPrint", { printJobId, outcome, detail: "cover open" }, { as }));
const jobs = (h: TestHospital, as = h.kiosk) =>
  h.printing.jobsOf(as.id).map(({ id, status, detail }) => [`p${id}`, status, detail]);

describe("a ticket", () => {
  it("of a kiosk has one original there; of a desk none, or one where the desk says", () => {
    const h = hospital();
    const ask = (as: typeof h.kiosk | ReturnType<typeof staff>, printerDeviceId?: string) =>
      granted(
        h.ask(
          "issueTicket",
          { serviceId: "eye-visit", ...(printerDeviceId === undefined ? {} : { printerDeviceId }) },
          { as },
        ),
      ).printJobId;
    const papers = [ask(h.kiosk), ask(staff()), ask(h.console), ask(staff(), h.otherKiosk.id)];
    expect(papers.map((paper) => paper !== null)).toEqual([true, false, false, true]);
    expect([jobs(h).length, jobs(h, h.otherKiosk).length]).toEqual([1, 1]);
  });

  it("is not issued at all when its printer is a display or nobody's", () => {
    const h = hospital();
    const display = h.store.transact((tx) =>
      h.access.pair(
        tx,
        { kind: "display", name: "TV", waitingRoomId: null, servicePointId: null },
        "tv",
      ),
    );
    const before = h.store.head().seq;
    const codes = [display, "d999999"].map((printerDeviceId) =>
      codeOf(h.ask("issueTicket", { serviceId: "eye-visit", printerDeviceId })),
    );
    expect([codes, h.store.head().seq]).toEqual([["invalid", "invalid"], before]);
  });

  it("is not touched by what becomes of its paper", () => {
    const h = hospital();
    const paper = aPaper(h);
    const tickets = () => [h.rows("SELECT * FROM ticket"), h.rows("SELECT * FROM entry")];
    const before = tickets();
    start(h, paper);
    report(h, paper, "not_printed");
    expect(tickets()).toEqual(before);
  });
});

describe("a print job", () => {
  it("is claimed before its first byte, and claiming it again writes nothing", () => {
    const h = hospital();
    const paper = aPaper(h);
    const head = h.store.head().seq;
    expect([start(h, paper), start(h, paper), h.store.head().seq - head]).toEqual(["ok", "ok", 1]);
    expect(jobs(h)).toEqual([[paper, "sent", null]]);
  });

  it.each(printOutcomes)(
    "ends as %s once and for all; the same report again writes nothing",
    (end) => {
      const h = hospital();
      const paper = aPaper(h);
      start(h, paper);
      const head = h.store.head().seq;
      const others = printOutcomes.filter((outcome) => outcome !== end);
      expect({
        first: report(h, paper, end),
        again: report(h, paper, end),
        others: others.map((outcome) => report(h, paper, outcome)),
        claimed: start(h, paper),
        rows: h.store.head().seq - head,
        jobs: jobs(h),
      }).toEqual({
        first: "ok",
        again: "ok",
        others: ["wrong_state", "wrong_state"],
        claimed: "wrong_state",
        rows: 1,
        jobs: [[paper, end, "cover open"]],
      });
    },
  );

  it("that was never claimed may fail, but cannot have been printed", () => {
    const h = hospital();
    const paper = aPaper(h);
    expect([
      report(h, paper, "printed"),
      report(h, paper, "unknown"),
      report(h, paper, "not_printed"),
      start(h, paper),
    ]).toEqual(["wrong_state", "wrong_state", "ok", "wrong_state"]);
  });

  it("of another device, and one that never was, do not exist for a device", () => {
    const h = hospital();
    const paper = aPaper(h);
    const never = "p999999" as PrintJobId;
    const before = h.store.head().seq;
    expect([
      start(h, paper, h.otherKiosk),
      report(h, paper, "printed", h.otherKiosk),
      start(h, never),
      report(h, never, "printed"),
    ]).toEqual(Array(4).fill("unknown_job"));
    expect([h.store.head().seq, jobs(h, h.otherKiosk)]).toEqual([before, []]);
  });

  it("is listed while it is owed, oldest first, and then among the last ten settled", () => {
    const h = hospital();
    const papers = Array.from({ length: 63 }, () => aPaper(h));
    for (const paper of papers.slice(0, 12)) report(h, paper, "not_printed");
    const listed = jobs(h).map(([id]) => id);
    const settled = papers.slice(2, 12).reverse();
    expect(listed).toEqual([...papers.slice(12, 62), ...settled]);
  });
});
