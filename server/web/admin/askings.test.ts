import { describe, expect, it } from "vitest";
import { commandIdOf } from "../../../shared/domain/ids.ts";
import { afterAsking, isPending, noAskings } from "./askings.ts";
import type { AskingEvent } from "./askings.ts";

const id = (name: string) => commandIdOf(name);
const asked = (name: string): AskingEvent => ({
  kind: "asked",
  asking: { commandId: id(name), act: "admin.act.planShift", spot: "s1 2026-11-22" },
});
const failed = (name: string, why: "clash" | "noAnswer"): AskingEvent => ({
  kind: "failed",
  commandId: id(name),
  why,
});
const done = (name: string): AskingEvent => ({ kind: "done", commandId: id(name) });
const after = (...events: readonly AskingEvent[]) => events.reduce(afterAsking, noAskings);
const said = (...events: readonly AskingEvent[]) =>
  after(...events).notices.map(({ commandId, kind }) => [commandId, kind]);

describe("what was asked of the server", () => {
  it("shows at its place until it is answered", () => {
    const spot = "s1 2026-11-22";
    expect([
      isPending(after(asked("a")), spot),
      isPending(after(asked("a")), "s2 2026-11-22"),
      isPending(after(asked("a"), done("a")), spot),
      isPending(after(asked("a"), failed("a", "clash")), spot),
    ]).toEqual([true, false, false, false]);
  });

  it.each([
    ["a refusal stays until it is read", [asked("a"), failed("a", "clash")], [["a", "clash"]]],
    [
      "a read one is gone",
      [asked("a"), failed("a", "clash"), { kind: "read", commandId: id("a") }],
      [],
    ],
    ["silence is said", [asked("a"), failed("a", "noAnswer")], [["a", "noAnswer"]]],
    ["a late yes takes silence back", [asked("a"), failed("a", "noAnswer"), done("a")], []],
    [
      "a late no takes its place",
      [asked("a"), failed("a", "noAnswer"), failed("a", "clash")],
      [["a", "clash"]],
    ],
    ["asking again takes it back", [asked("a"), failed("a", "noAnswer"), asked("a")], []],
    [
      "the newest stands first",
      [asked("a"), asked("b"), failed("a", "clash"), failed("b", "clash")],
      [
        ["b", "clash"],
        ["a", "clash"],
      ],
    ],
    ["an answer nobody waits for says nothing", [failed("x", "clash")], []],
  ] as const)("%s", (_, events, notices) => {
    expect(said(...events)).toEqual(notices);
  });

  it("never fills the page with notices", () => {
    const names = ["a", "b", "c", "d", "e", "f"];
    expect(said(...names.flatMap((name) => [asked(name), failed(name, "clash")]))).toHaveLength(4);
  });
});
