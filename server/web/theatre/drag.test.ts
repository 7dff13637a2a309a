import { describe, expect, it } from "vitest";
import { idOf } from "../../../shared/domain/ids.ts";
import type { PlanFinding } from "../../../shared/domain/theatre.ts";
import { afterDrag, atRest, stepped, wantsReason } from "./drag.ts";
import type { Drag, DragEvent, Judged, Lifted } from "./drag.ts";
import { at, midnight, theatreIdOf } from "./testing/sample-operations.ts";
import { scaleOf } from "./time-scale.ts";

const origin = { theatreId: theatreIdOf(1), from: at("11:00") };
const target = { theatreId: theatreIdOf(2), from: at("12:00") };
const lifted: Omit<Lifted, "judged"> = {
  ...{ operationId: idOf("operation", 9), label: "OP9", minutes: 40 },
  ...{ origin, spot: origin, by: "keys" },
};
const finding = (given: Partial<PlanFinding> = {}): PlanFinding => ({
  ...{ kind: "clash", hard: true, holder: "person", holderId: "s1" },
  ...{ operationId: null, busy: null, from: null, to: null, minutes: 0 },
  ...given,
});
const said = (...findings: readonly PlanFinding[]): Judged => ({
  kind: "said",
  check: { findings, minutes: 40, p80Min: 48 },
});
const after = (...events: readonly DragEvent[]): Drag =>
  [{ kind: "lift", lifted } as const, ...events].reduce(afterDrag, atRest);
const over: DragEvent = { kind: "over", spot: target };
const judged = (judgement: Judged, spot = target): DragEvent => ({
  ...{ kind: "judged", spot, judged: judgement },
});

describe("afterDrag", () => {
  it("asks anew for each spot, and keeps what was said of the spot it is on", () => {
    expect(after(over)).toMatchObject({ lifted: { spot: target, judged: { kind: "asking" } } });
    expect(after(over, judged(said()), over)).toMatchObject({ lifted: { judged: said() } });
  });

  it("hears no answer about a spot that it has left", () => {
    const left = after(over, judged(said(finding()), origin));
    expect(left).toMatchObject({ kind: "lifted", lifted: { judged: { kind: "asking" } } });
  });

  it("is placed where nothing is in the way", () => {
    expect(after(over, judged(said()), { kind: "drop" }).kind).toBe("placed");
  });

  it("is refused where something binding is broken, and says what", () => {
    const drag = after(over, judged(said(finding())), { kind: "drop" });
    expect(drag).toMatchObject({ kind: "rest", refused: { spot: target } });
  });

  it("waits for the judgement when it is let go before that came, which then decides", () => {
    expect(after(over, { kind: "drop" }).kind).toBe("dropping");
    expect(after(over, { kind: "drop" }, judged(said())).kind).toBe("placed");
    const drag = after(over, { kind: "drop" }, judged(said(finding())));
    expect(drag).toMatchObject({ kind: "rest", refused: { label: "OP9" } });
  });

  it("goes back where no plan can be made at all", () => {
    const refused = judged({ kind: "refused", code: "too_soon" });
    const drag = after(over, refused, { kind: "drop" });
    expect(drag).toMatchObject({ kind: "rest", refused: { judged: { code: "too_soon" } } });
  });

  it("is placed without a judgement when the server does not answer: the command is judged", () => {
    expect(after(over, { kind: "drop" }, judged({ kind: "noAnswer" })).kind).toBe("placed");
  });

  it("is placed with an incomplete team: that is asked next", () => {
    const open = said(finding({ kind: "teamIncomplete" }));
    expect(after(over, judged(open), { kind: "drop" }).kind).toBe("placed");
  });

  it("means nothing when it is put back, or taken back", () => {
    expect(after({ kind: "drop" })).toEqual(atRest);
    expect(after(over, { kind: "cancel" })).toEqual(atRest);
  });

  it("moves nothing that is not in the hand", () => {
    expect(afterDrag(atRest, over)).toBe(atRest);
    expect(afterDrag(atRest, { kind: "drop" })).toBe(atRest);
  });
});

describe("wantsReason", () => {
  const first: Lifted = { ...lifted, origin: null, judged: said() };
  it("is asked of every move", () => {
    expect(wantsReason({ ...lifted, judged: said() })).toBe(true);
  });
  it("is asked of a first plan only where it breaks something", () => {
    expect(wantsReason(first)).toBe(false);
    const outside = said(finding({ kind: "noBlock", hard: false }));
    expect(wantsReason({ ...first, judged: outside })).toBe(true);
  });
});

describe("stepped", () => {
  const scale = scaleOf(midnight, []);
  const held: Lifted = { ...lifted, judged: said() };
  it("moves by five minutes and stays on the scale", () => {
    expect(stepped(held, 1, scale)).toBe(at("11:05"));
    expect(stepped(held, -6, scale)).toBe(at("10:30"));
    expect([stepped(held, -999, scale), stepped(held, 999, scale)]).toEqual([
      at("08:00"),
      at("16:55"),
    ]);
  });
});
