import { describe, expect, it } from "vitest";
import type { Busy } from "../../shared/domain/busy.ts";
import { minuteMs } from "../../shared/domain/time.ts";
import type { Planned } from "./operation.rules.ts";
import { findingsOf } from "./plan.rules.ts";

const eight = Date.parse("2026-11-23T08:00:00+03:00");
const at = (minute: number) => eight + minute * minuteMs;
const day = "2026-11-23";
const operation: Planned = {
  ...{ id: 7, number: 107, patient: 50, procedure: "repair", clinic: "eye", side: "none" },
  ...{ requestedAt: 0, statusAt: 0, placedAt: 0, moved: null, lastSeq: 0, status: "planned" },
  ...{ surgeon: 1, urgency: "elective", dueDay: day, theatre: "th-1", from: at(120) },
  ...{ minutes: 60, p80Min: 80, setupMin: 10, cleaningMin: 20, things: [], supplies: [] },
  times: {},
  team: [{ role: "surgeon", staff: 1 }],
};
const surgeon = { holder: "person", id: "1", from: at(60), to: at(180) } as const;

describe("a clash says what the other commitment is, and from when until when", () => {
  const found = (other: Pick<Busy, "kind" | "commitment" | "duty">) =>
    findingsOf({
      ...{ operation, day, taken: [{ ...surgeon, ...other }], blocks: [], missing: [] },
      isTheatreOpen: true,
    }).find(({ holderId }) => holderId === "s1");
  const times = { from: at(60), to: at(180) };

  it("another operation, by its id", () => {
    expect(found({ kind: "operation", commitment: "o9" })).toMatchObject({
      ...{ kind: "clash", hard: true, busy: "operation", operationId: "o9", minutes: 60, ...times },
    });
  });

  it("the clinic, whether as a shift or as the session that it became", () => {
    const shift = found({ kind: "shift", duty: "clinic", commitment: "as4" });
    const session = found({ kind: "session", commitment: "as4" });
    expect([shift, session]).toMatchObject([
      { kind: "clash", busy: "session", operationId: null, ...times },
      { kind: "clash", busy: "session", operationId: null, ...times },
    ]);
  });

  it("a shift on a ward, leave, and being on call, which may stand", () => {
    expect(found({ kind: "shift", duty: "ward", commitment: "as4" })).toMatchObject({
      ...{ hard: true, busy: "shift", ...times },
    });
    expect(found({ kind: "leave", commitment: "l4" })).toMatchObject({
      ...{ kind: "onLeave", hard: true, busy: "leave", ...times },
    });
    expect(found({ kind: "shift", duty: "onCall", commitment: "as4" })).toMatchObject({
      ...{ kind: "clash", hard: false, busy: "shift", ...times },
    });
  });
});
