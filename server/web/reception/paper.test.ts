import { describe, expect, it } from "vitest";
import { idOf } from "../../../shared/domain/ids.ts";
import { printerOf, ticketsAtHand, whyNoCopy } from "./paper.ts";
import { aLine as aPlainLine } from "./testing/sample-feeds.ts";

const lobby = { deviceId: idOf("device", 3), name: "Lobby" };
const garden = { deviceId: idOf("device", 4), name: "Garden" };

const aLine = (seq: number) =>
  aPlainLine({ entryId: idOf("entry", seq), ticketId: idOf("ticket", seq), label: `A00${seq}` });

describe("the printer of a desk", () => {
  it.each([
    ["the remembered one while it is paired", [lobby, garden], "d4", garden],
    ["the first when the remembered one is gone", [lobby, garden], "d9", lobby],
    ["the first when nothing is remembered", [lobby, garden], null, lobby],
    ["none when no kiosk is paired", [], "d4", null],
  ])("is %s", (_, printers, rememberedId, printer) => {
    expect(printerOf(printers, rememberedId)).toEqual(printer);
  });
});

describe("a copy", () => {
  const here = aLine(1);
  const picked = aLine(2);

  it.each([
    ["the patient at the point", null, here, [here]],
    ["the selected line", picked, null, [picked]],
    ["both, the selected line first", picked, here, [picked, here]],
    ["a ticket that is both, once", { ...here, entryId: idOf("entry", 9) }, here, ["A001"]],
    ["nobody", null, null, []],
  ])("is offered of %s", (_, chosen, current, expected) => {
    const labels = expected.map((line) => (typeof line === "string" ? line : line.label));
    expect(ticketsAtHand(chosen, current).map(({ label }) => label)).toEqual(labels);
  });

  it.each([
    ["on a stale screen", { stale: true }, "reception.whyNot.stale"],
    ["without a printer", { printers: [] }, "reception.copy.noPrinter"],
    ["of no ticket", { tickets: [] }, "reception.copy.noTicket"],
    ["of a ticket, at a printer", {}, null],
  ])("%s says what stands in its way, if anything", (_, some, reason) => {
    expect(whyNoCopy({ stale: false, printers: [lobby], tickets: [here], ...some })).toBe(reason);
  });
});
