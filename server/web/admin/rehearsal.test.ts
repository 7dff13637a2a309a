import { describe, expect, it } from "vitest";
import { foreseenOf, touchedBy } from "./rehearsal.ts";

const place = { sessionId: "n1", at: 1, staffName: "د. سارة" };
const one = { appointmentId: "a1", patientName: "مريم", from: place, to: null };

describe("what an act would do", () => {
  it("is read as it was said", () => {
    const told = [{ kind: "cancelled", count: 1 }];
    const uses = [{ clinicId: "eye", staffName: "د.", shiftNames: { ar: "ص" }, at: 1, until: 2 }];
    expect(foreseenOf({ ok: true, consequences: [one], told, uses, findings: [] })).toEqual({
      preview: { kind: "told", consequences: [one], findings: [] },
      told,
      uses,
    });
  });

  it.each([
    ["no answer", null, { kind: "noServer" }],
    ["a refusal", { ok: false, refusal: { code: "clash" } }, { kind: "refused", code: "clash" }],
    ["no list", { ok: true, consequences: 5 }, { kind: "noServer" }],
  ])("is nothing to go by when it is %s", (_, answer, preview) => {
    expect(foreseenOf(answer)).toEqual({ preview, told: [], uses: [] });
    expect(touchedBy(foreseenOf(answer))).toBeNull();
  });

  it("leaves out what is not of its kind", () => {
    const told = [{ kind: "sung", count: 1 }, { kind: "moved" }, 7];
    expect(foreseenOf({ ok: true, consequences: [], told, uses: [{}] })).toMatchObject({
      told: [],
      uses: [],
    });
  });

  it("touches whoever is moved or only told: late doctors move nobody", () => {
    const late = [{ kind: "doctorLate", count: 12 }];
    expect(touchedBy(foreseenOf({ ok: true, consequences: [], told: late }))).toBe(12);
    expect(touchedBy(foreseenOf({ ok: true, consequences: [one], told: [] }))).toBe(1);
    expect(touchedBy(null)).toBeNull();
  });
});
