import { describe, expect, it } from "vitest";
import { askConsequences, countOf, previewOf } from "./consequences.ts";
import { idOf } from "../../../shared/domain/ids.ts";
import type { RosterFinding } from "../../../shared/domain/roster.ts";
import type { Consequence } from "../../../shared/protocol/scheduling-feeds.ts";

const place = { sessionId: idOf("session", 3), at: 1_764_000_000_000, staffName: "د. سارة" };
const moved: Consequence = {
  appointmentId: idOf("appointment", 4),
  patientName: "زهراء علي",
  from: place,
  to: { ...place, staffName: "د. ليلى" },
};

const short: RosterFinding = {
  kind: "coverage",
  hard: false,
  staffId: null,
  days: ["2026-11-24"],
  shiftId: null,
  thingId: null,
  found: 1,
  limit: 2,
};

describe("a preview of consequences", () => {
  it.each([
    [
      "who is touched, and where they go",
      { ok: true, consequences: [moved, { ...moved, to: null }] },
      { kind: "told", consequences: [moved, { ...moved, to: null }], findings: [] },
    ],
    ["nobody", { ok: true, consequences: [] }, { kind: "told", consequences: [], findings: [] }],
    [
      "what the roster would break",
      { ok: true, consequences: [], findings: [short, { kind: "clash", days: ["soon"] }, 7] },
      { kind: "told", consequences: [], findings: [short] },
    ],
    [
      "that the act is not possible",
      { ok: false, refusal: { code: "roster_changed", text: "x" } },
      { kind: "refused", code: "roster_changed" },
    ],
    [
      "nothing it can trust: a place without a time",
      { ok: true, consequences: [{ ...moved, from: {} }] },
      { kind: "noServer" },
    ],
    [
      "nothing it can trust: another refusal",
      { ok: false, refusal: { code: "x" } },
      { kind: "noServer" },
    ],
    ["nothing it can trust: no answer", null, { kind: "noServer" }],
  ])("tells %s", (_, answer, preview) => {
    expect(previewOf(answer)).toEqual(preview);
  });

  it("is asked with what was looked at", async () => {
    const asked: string[] = [];
    const fetcher: typeof fetch = (input) => {
      asked.push(String(input));
      return Promise.resolve(new Response(JSON.stringify({ ok: true, consequences: [] })));
    };
    await askConsequences(fetcher, { clinicId: "eye", version: "7" }, "ar");
    expect(asked).toEqual(["/api/consequences?clinicId=eye&version=7"]);
  });

  it("says when nobody answers", async () => {
    const none = () => Promise.reject(new TypeError("offline"));
    expect(await askConsequences(none, {}, "ar")).toEqual({ kind: "noServer" });
  });

  it("counts who has a place and who has none", () => {
    expect(countOf([moved, { ...moved, to: null }, moved])).toEqual({ moved: 2, unplaced: 1 });
  });
});
