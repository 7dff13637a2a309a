import { describe, expect, test } from "vitest";
import { profileNamed, type PrinterProfile } from "../../../shared/printing/printer-profiles.ts";
import { handWoundTime } from "../testing/hand-wound-time.ts";
import type { Link, LinkListener } from "./link.ts";
import { printLimits, printOnLink, type Leftover, type SessionEnd } from "./print-session.ts";

/** One band of eight white dots: enough of a ticket to be sent. */
const band = Uint8Array.of(0x1d, 0x76, 0x30, 0x00, 0x01, 0x00, 0x01, 0x00, 0xff);
const fenceId = "ABCD";
const completed = (id: string) => [0x37, 0x22, ...Array.from(id, (c) => c.charCodeAt(0)), 0x00];
const isStatusQuery = (bytes: Uint8Array) => bytes[0] === 0x10 && bytes[1] === 0x04;
const isSensorFence = (bytes: Uint8Array) => bytes[0] === 0x1d && bytes[1] === 0x72;
const isBand = (bytes: Uint8Array) => bytes[0] === 0x1d && bytes[1] === 0x76;
const isClearing = (bytes: Uint8Array) => bytes[0] === 0x10 && bytes[1] === 0x14;

/** What a printer does with what it gets: answers, keeps silent (null), or takes it no more. */
type Manner = (bytes: Uint8Array) => readonly number[] | "stuck" | null;
const sound: Manner = (bytes) => (isStatusQuery(bytes) ? [0x12] : null);

function anAttempt(
  manner: Manner,
  options: { readonly profile?: string; readonly leftover?: Leftover } = {},
) {
  const time = handWoundTime();
  const written: Uint8Array[] = [];
  let listener: LinkListener | null = null;
  const answer = (bytes: readonly number[]) => listener?.onBytes(Uint8Array.from(bytes));
  const link: Link = {
    async write(bytes) {
      written.push(bytes);
      const told = manner(bytes);
      if (told === "stuck") return new Promise(() => undefined);
      if (told !== null) await Promise.resolve().then(() => answer(told));
    },
    listen: (heard) => void (listener = heard),
    close: () => undefined,
    drop: () => undefined,
  };
  let end: SessionEnd | null = null;
  let endedAtMs = -1;
  const profile: PrinterProfile | null = profileNamed(options.profile ?? "80mm");
  if (profile === null) throw new Error("no such profile");
  const ticket = { bands: [band], fenceId, leftover: options.leftover ?? "nothing" };
  void printOnLink(link, ticket, { profile, limits: printLimits, time }).then((reached) => {
    end = reached;
    endedAtMs = time.monotonicMs();
  });
  return {
    answer,
    written,
    advance: time.advance,
    end: () => end,
    endedAtMs: () => endedAtMs,
    lose: () => listener?.onLost(),
  };
}

describe("the fence", () => {
  test("that is answered late is still the word that counts", async () => {
    const attempt = anAttempt(sound);
    await attempt.advance(printLimits.busyMs - 1_000);
    expect(attempt.end()).toBe(null);
    attempt.answer(completed(fenceId));
    await attempt.advance(1);
    expect(attempt.end()).toEqual({ outcome: "printed", paperLow: false });
  });

  test("that is lost leaves it unknown, while the printer answers all else", async () => {
    const attempt = anAttempt(sound);
    await attempt.advance(printLimits.busyMs * 2);
    expect(attempt.end()).toEqual({ outcome: "unknown", detail: "no_confirmation" });
    const atMost = printLimits.busyMs + printLimits.statusMs + 2 * printLimits.askAgainMs;
    expect(attempt.endedAtMs()).toBeLessThanOrEqual(atMost);
  });

  test("that is lost with every other word leaves it unknown sooner", async () => {
    let isSilent = false;
    const attempt = anAttempt((bytes) => {
      isSilent ||= isBand(bytes);
      return isSilent ? null : sound(bytes);
    });
    await attempt.advance(printLimits.busyMs);
    expect(attempt.end()).toEqual({ outcome: "unknown", detail: "no_confirmation" });
    const atMost = printLimits.quietMs + printLimits.statusMs + printLimits.askAgainMs;
    expect(attempt.endedAtMs()).toBeLessThanOrEqual(atMost);
  });

  test("answered with another ticket's id is no word about this one", async () => {
    const attempt = anAttempt((bytes) => {
      if (isSensorFence(bytes)) return [...completed("DCBA"), 0x00];
      return sound(bytes);
    });
    await attempt.advance(printLimits.busyMs * 2);
    expect(attempt.end()).toEqual({ outcome: "unknown", detail: "no_confirmation" });
  });

  test("answered with another ticket's id first and then its own is printed", async () => {
    const attempt = anAttempt(sound);
    await attempt.advance(1_000);
    attempt.answer(completed("DCBA"));
    await attempt.advance(5_000);
    expect(attempt.end()).toBe(null);
    attempt.answer(completed(fenceId));
    await attempt.advance(1);
    expect(attempt.end()?.outcome).toBe("printed");
  });

  test("of the weaker kind counts when the stronger one has had its time", async () => {
    const attempt = anAttempt((bytes) => (isSensorFence(bytes) ? [0x00] : sound(bytes)));
    await attempt.advance(printLimits.processIdLagMs - 1);
    expect(attempt.end()).toBe(null);
    await attempt.advance(printLimits.askAgainMs);
    expect(attempt.end()?.outcome).toBe("printed");
  });

  test("of the weaker kind that tells of no paper is no word of a printed ticket", async () => {
    const attempt = anAttempt(
      (bytes) => {
        if (isSensorFence(bytes)) return [0x0f];
        return isStatusQuery(bytes) ? [bytes[2] === 4 ? 0x72 : 0x12] : null;
      },
      { profile: "80mm-plain" },
    );
    // Paper is out from the fence on; before the ticket it was in.
    expect(attempt.end()).toBe(null);
    await attempt.advance(printLimits.attemptMs);
    expect(attempt.end()).toMatchObject({ detail: "paper_out" });
    expect(attempt.end()?.outcome).not.toBe("printed");
  });
});

describe("no attempt waits without end", () => {
  test("for a socket that takes a band no more: unknown", async () => {
    const attempt = anAttempt((bytes) => (isBand(bytes) ? "stuck" : sound(bytes)));
    await attempt.advance(printLimits.busyMs);
    expect(attempt.end()).toEqual({ outcome: "unknown", detail: "stalled" });
    const atMost = printLimits.quietMs + printLimits.statusMs + printLimits.askAgainMs;
    expect(attempt.endedAtMs()).toBeLessThanOrEqual(atMost);
  });

  test("for a socket that is stuck before the ticket: not printed", async () => {
    const attempt = anAttempt((bytes) => (bytes[0] === 0x1b ? "stuck" : sound(bytes)));
    await attempt.advance(printLimits.busyMs);
    expect(attempt.end()).toEqual({ outcome: "not_printed", detail: "stalled" });
    expect(attempt.written.some(isBand)).toBe(false);
  });

  test("for troubles that come and go: unknown", async () => {
    let count = 0;
    let isUnderWay = false;
    const attempt = anAttempt((bytes) => {
      isUnderWay ||= isBand(bytes);
      if (!isStatusQuery(bytes)) return null;
      if (bytes[2] === 1) count++;
      return [isUnderWay && bytes[2] === 1 && count % 2 === 0 ? 0x1a : 0x12];
    });
    await attempt.advance(printLimits.attemptMs + 5_000);
    expect(attempt.end()?.outcome).toBe("unknown");
    expect(attempt.endedAtMs()).toBeLessThan(printLimits.attemptMs + 2_000);
  });

  test.each(["80mm", "80mm-plain", "58mm-basic"])("for a mute %s: not printed", async (profile) => {
    const attempt = anAttempt(() => null, { profile, leftover: "perhaps_a_ticket" });
    await attempt.advance(printLimits.statusMs * 2);
    expect(attempt.end()).toEqual({ outcome: "not_printed", detail: "no_status" });
  });
});

describe("a question without an answer", () => {
  test("is put again, so that a refilled printer is noticed", async () => {
    let asked = 0;
    let isUnderWay = false;
    let isOut = false;
    const attempt = anAttempt(
      (bytes) => {
        if (isBand(bytes)) [isUnderWay, isOut] = [true, true];
        if (isSensorFence(bytes)) return null;
        if (!isStatusQuery(bytes)) return null;
        // Every second question under way is lost.
        if (isUnderWay && asked++ % 2 === 1) return null;
        return [isOut && bytes[2] === 4 ? 0x72 : 0x12];
      },
      { profile: "80mm-plain" },
    );
    await attempt.advance(10_000);
    expect(attempt.end()).toBe(null);
    isOut = false;
    await attempt.advance(8_000);
    attempt.answer([0x00]);
    await attempt.advance(printLimits.askAgainMs);
    expect(attempt.end()).toEqual({ outcome: "printed", paperLow: false });
  });
});

describe("what an earlier ticket left in the printer", () => {
  test("is forgotten before anything else is said", async () => {
    const attempt = anAttempt(
      (bytes) => {
        if (isClearing(bytes)) return [0x37, 0x25, 0x00];
        return sound(bytes);
      },
      { leftover: "perhaps_a_ticket" },
    );
    await attempt.advance(1);
    const kinds = attempt.written.map((bytes) =>
      isClearing(bytes) ? "clear" : isStatusQuery(bytes) ? "ask" : isBand(bytes) ? "band" : "other",
    );
    expect(kinds.indexOf("clear")).toBe(0);
    expect(kinds.indexOf("ask")).toBeGreaterThan(0);
    expect(kinds.indexOf("band")).toBeGreaterThan(kinds.lastIndexOf("clear"));
  });

  test.each([
    ["80mm", [0x10, 0x14, 0x08, 0x01, 0x03, 0x14, 0x01, 0x06, 0x02, 0x08]],
    ["80mm-plain", [0x10, 0x05, 0x02]],
    ["80mm-basic", null],
  ])("a %s is told to forget, when its ticket is given up, by %o", async (profile, expected) => {
    const attempt = anAttempt((bytes) => (isBand(bytes) ? "stuck" : sound(bytes)), { profile });
    await attempt.advance(printLimits.busyMs);
    expect(attempt.end()?.outcome).toBe("unknown");
    const last = attempt.written.at(-1) ?? Uint8Array.of();
    if (expected === null) expect(isBand(last)).toBe(true);
    else expect([...last]).toEqual(expected);
  });

  test("is not waited for when the link is lost", async () => {
    const attempt = anAttempt(sound);
    await attempt.advance(1_000);
    attempt.lose();
    await attempt.advance(1);
    expect(attempt.end()).toEqual({ outcome: "unknown", detail: "link_lost" });
  });
});
