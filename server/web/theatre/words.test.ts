import { describe, expect, it, test } from "vitest";
import { idOf } from "../../../shared/domain/ids.ts";
import { languages } from "../../../shared/domain/language.ts";
import type { PlanFinding } from "../../../shared/domain/theatre.ts";
import { translator } from "../../../shared/i18n/translate.ts";
import { anOperation, at, sampleZone } from "./testing/sample-operations.ts";
import { traceWords } from "./trace-verbs.ts";
import { findingWords } from "./words.ts";

/** Without the marks that keep every value in its own direction. */
const plain = (text: string) => text.replace(/[\u2066-\u2069]/gu, "");
const doctor = { staffId: idOf("staff", 1), name: "Dr Sara" };
const known = {
  people: [{ ...doctor, clinicId: null, grade: "specialist", skills: [] }],
  ...{ theatres: [], things: [], operations: [anOperation(112)] },
};
const taken: PlanFinding = {
  ...{ kind: "clash", hard: true, holder: "person", holderId: doctor.staffId, minutes: 30 },
  ...{ operationId: null, busy: "session", from: at("10:00"), to: at("11:30") },
};
const said = (finding: Partial<PlanFinding>, language: (typeof languages)[number] = "en") =>
  plain(
    findingWords(
      { t: translator(language), language, zone: sampleZone },
      { ...taken, ...finding },
      known,
    ),
  );

describe("a clash in words", () => {
  test.each([
    [{}, "Dr Sara: in clinic 10:00–11:30."],
    [{ busy: "shift" }, "Dr Sara: on a shift 10:00–11:30."],
    [{ busy: "shift", hard: false }, "Dr Sara: on call 10:00–11:30."],
    [
      { busy: "operation", operationId: idOf("operation", 112) },
      "Dr Sara: in operation OP112 until 11:30.",
    ],
    [
      { busy: "operation", operationId: idOf("operation", 5) },
      "Dr Sara: in another operation until 11:30.",
    ],
    [{ kind: "onLeave", busy: "leave" }, "Dr Sara: is on leave."],
    [{ holder: "thing", holderId: "laser" }, "Somebody: in use 10:00–11:30."],
    [{ busy: null, from: null, to: null }, "Dr Sara: has other work at this time."],
  ] as const)("%j: %s", (finding, words) => {
    expect(said(finding)).toBe(words);
  });

  it("names the hours in every language", () => {
    for (const language of languages) expect(said({}, language)).toContain("10:00–11:30");
  });
});

describe("who gave way to whom", () => {
  const words = (verb: string, other: string | null, language: (typeof languages)[number] = "en") =>
    plain(traceWords(translator(language), { verb, other }));

  it("reads right on the trace of either", () => {
    expect(words("madeRoom", "OP105")).toBe("OP105 gave way to this emergency");
    expect(words("move", "OP119")).toBe("Moved to make room for OP119");
    expect(words("unplan", "OP119")).toBe("Back to waiting to make room for OP119");
    expect(words("move", null)).toBe("Moved");
  });

  it("is another sentence from either side in every language", () => {
    for (const language of languages) {
      const [gaveWay, moved] = [words("madeRoom", "OP1", language), words("move", "OP1", language)];
      expect(gaveWay).toContain("OP1");
      expect(moved).toContain("OP1");
      expect(gaveWay).not.toBe(moved);
    }
  });
});
