import { describe, expect, it } from "vitest";
import { layOutPrintable } from "./printable-ticket.ts";
import {
  TicketTextError,
  type Ink,
  type Paper,
  type TicketBox,
  type TicketRole,
} from "./paper-page.ts";
import { layOutTicket } from "./ticket-layout.ts";
import type { TicketTexts } from "./ticket-texts.ts";

/** Type as on an old typewriter: every sign half as wide as it is high, so widths are countable. */
const typewriter: Ink = {
  widthOf: (text) => Array.from(text).length / 2,
  // The circumflex stands for a vowel above: half a line higher than any letter.
  reachOf: (text) => ({ above: text.includes("^") ? 1.6 : 1, below: 0.4 }),
  missingFrom: (text) => [...new Set(Array.from(text).filter((sign) => sign === "眼"))],
  capHeight: 0.7,
  qr: (content) => {
    if (content.length > 1_000) return null;
    const across = content.length > 500 ? 101 : 29;
    return Array.from({ length: across }, () => Array.from({ length: across }, () => true));
  },
};
const paper: Paper = { paperWidthDots: 576, marginDots: 16, whenTooLong: "throw" };
const texts: TicketTexts = {
  direction: "rtl",
  copy: null,
  hospital: "hospital",
  clinic: "clinic",
  clinicInArabic: null,
  waitingRoom: "room",
  yourNumber: "your number",
  label: "A047",
  facts: [{ name: "ahead", value: "12", valueDirection: "ltr" }],
  trackUrl: "http://h/track/#x",
  follow: "follow",
};
const words = (count: number) => Array.from({ length: count }, () => "word").join(" ");

const layOut = (changes: Partial<TicketTexts>, on: Partial<Paper> = {}) =>
  layOutTicket({ ...texts, ...changes }, { ...paper, ...on }, typewriter);
type TextBox = Extract<TicketBox, { kind: "text" }>;
const linesOf = (role: TicketRole, boxes: readonly TicketBox[]) =>
  boxes.filter((box): box is TextBox => box.kind === "text" && box.role === role);

describe("layOutTicket", () => {
  it("puts the parts below each other in this order, none over the edge", () => {
    const { boxes, heightDots } = layOut({ copy: "copy 1", clinicInArabic: "clinic in Arabic" });
    const order = boxes.map((box) => (box.kind === "text" ? box.role : box.kind));
    expect(order).toEqual([
      ...["block", "copy", "hospital", "block", "clinic", "clinicInArabic", "waitingRoom", "block"],
      ...["yourNumber", "label", "block", "fact", "fact", "qr", "follow"],
    ]);
    for (const box of boxes) {
      const width = box.kind === "qr" ? box.modules.length * box.moduleDots : box.widthDots;
      expect(box.leftDots).toBeGreaterThanOrEqual(16);
      expect(box.leftDots + width).toBeLessThanOrEqual(576 - 16);
    }
    expect(heightDots).toBeGreaterThan(500);
  });

  it("starts facts at the right in Arabic and at the left in English", () => {
    const [name, value] = linesOf("fact", layOut({}).boxes);
    expect([value?.leftDots, (name?.leftDots ?? 0) + (name?.widthDots ?? 0)]).toEqual([16, 560]);
    const [nameLtr, valueLtr] = linesOf("fact", layOut({ direction: "ltr" }).boxes);
    expect([nameLtr?.leftDots, (valueLtr?.leftDots ?? 0) + (valueLtr?.widthDots ?? 0)]).toEqual([
      16, 560,
    ]);
  });

  it("gives a vowelled line the room that its vowels reach into, the first on paper too", () => {
    const [plain, vowelled] = [layOut({}), layOut({ hospital: "hospital^" })];
    const baseline = (of: typeof plain) => linesOf("hospital", of.boxes)[0]?.baselineDots ?? 0;
    expect(baseline(vowelled) - baseline(plain)).toBe(Math.ceil(34 * 0.5));
    expect(baseline(vowelled)).toBeGreaterThanOrEqual(34 * 1.6);
    expect(vowelled.heightDots - plain.heightDots).toBe(Math.ceil(34 * 0.5));
  });

  it.each([
    // clinic: 46 dots down to 28 on 544 dots of paper, at most two lines
    ["a short name stands in one line", 4, 1, 46],
    ["a longer one wraps, evenly", 7, 2, 46],
    ["a long one wraps and shrinks", 12, 2, 36],
  ])("%s", (_, count, lines, size) => {
    const boxes = linesOf("clinic", layOut({ clinic: words(count) }).boxes);
    expect(boxes).toHaveLength(lines);
    expect(boxes[0]?.sizeDots).toBe(size);
    const lengths = boxes.map((box) => box.text.length);
    expect(Math.max(...lengths) - Math.min(...lengths)).toBeLessThanOrEqual("word ".length);
  });

  it.each<[Partial<TicketTexts>, string, string]>([
    [{ clinic: words(40) }, "too_long", "clinic"],
    [{ hospital: "w".repeat(60) }, "too_long", "hospital"],
    [{ waitingRoom: "眼 room" }, "unknown_character", "waitingRoom"],
    [{ trackUrl: "x".repeat(2_000) }, "too_long", "qr"],
  ])("refuses %o by name", (changes, code, role) => {
    expect(() => layOut(changes)).toThrow(TicketTextError);
    expect(() => layOut(changes)).toThrow(`${role}: ${code}`);
  });

  it.each([
    ["A047", 204],
    ["B1000", 204],
    ["AB1000", 180],
    ["AB10000", 154],
  ])("writes %s in one line, %i dots high, within the paper", (label, atLeast) => {
    const [box, ...more] = linesOf("label", layOut({ label }).boxes);
    expect(more).toEqual([]);
    expect(box?.direction).toBe("ltr");
    expect(box?.sizeDots).toBeGreaterThanOrEqual(atLeast);
    expect(box?.widthDots).toBeLessThanOrEqual(544);
  });

  it.each([
    [576, 6],
    [384, 6],
  ])("draws the QR on %i dots at %i dots a module, quiet all round", (paperWidthDots, dots) => {
    const { boxes } = layOut({}, { paperWidthDots });
    const qr = boxes.find((box) => box.kind === "qr");
    if (qr?.kind !== "qr") throw new Error("no QR");
    expect(qr.moduleDots).toBe(dots);
    const right = qr.leftDots + qr.modules.length * qr.moduleDots;
    expect(Math.min(qr.leftDots, paperWidthDots - right)).toBeGreaterThanOrEqual(4 * dots);
    const above = Math.max(...linesOf("fact", boxes).map((box) => box.baselineDots));
    const below = linesOf("follow", boxes)[0];
    expect(qr.topDots - above).toBeGreaterThanOrEqual(4 * dots);
    const top = (below?.baselineDots ?? 0) - (below?.sizeDots ?? 0);
    expect(top - (qr.topDots + qr.modules.length * dots)).toBeGreaterThanOrEqual(4 * dots);
  });

  it("refuses a QR whose modules would be too small to read", () => {
    expect(() => layOut({ trackUrl: "x".repeat(600) }, { paperWidthDots: 384 })).toThrow(
      "qr: too_long",
    );
  });
});

describe("layOutPrintable", () => {
  const printable = (changes: Partial<TicketTexts>) => {
    const { layout, compromises } = layOutPrintable({ ...texts, ...changes }, paper, typewriter);
    const say = (role: TicketRole) => linesOf(role, layout.boxes).map((box) => box.text);
    return { say, compromises, boxes: layout.boxes };
  };

  it("changes nothing of a ticket that fits", () => {
    const { compromises, boxes } = printable({});
    expect(compromises).toEqual([]);
    expect(boxes).toEqual(layOut({}).boxes);
  });

  it("shows by an ellipsis where no font has the characters, and only there", () => {
    const { say, compromises } = printable({ clinic: "eye 眼 眼眼 clinic", hospital: "眼" });
    expect(say("clinic")).toEqual(["eye … clinic"]);
    expect(say("hospital")).toEqual([]);
    expect(compromises).toEqual(["characters_left_out"]);
  });

  it("shows the Arabic name when nothing is left of the other one", () => {
    const { say } = printable({ clinic: "眼", clinicInArabic: "عيادة" });
    expect([say("clinic"), say("clinicInArabic")]).toEqual([["عيادة"], []]);
  });

  it("cuts a name that is far too long at a word, with an ellipsis", () => {
    const { say, compromises } = printable({ clinic: words(40) });
    expect(say("clinic")).toHaveLength(2);
    expect(say("clinic").at(-1)).toMatch(/word…$/);
    expect(compromises).toEqual(["text_cut"]);
  });

  it("cuts a single endless word too", () => {
    expect(
      printable({ hospital: "w".repeat(80) })
        .say("hospital")
        .join(""),
    ).toMatch(/^w+…$/);
  });

  it("prints without the QR and its line when the address is too long for one", () => {
    const { say, compromises, boxes } = printable({ trackUrl: "x".repeat(2_000) });
    expect(boxes.some((box) => box.kind === "qr")).toBe(false);
    expect(say("follow")).toEqual([]);
    expect(compromises).toEqual(["qr_left_out"]);
  });

  it("prints a ticket with everything wrong at once", () => {
    const { say, compromises } = printable({
      hospital: words(90),
      clinic: "眼 clinic",
      trackUrl: "x".repeat(2_000),
    });
    expect(say("label")).toEqual(["A047"]);
    expect([...compromises].sort()).toEqual(["characters_left_out", "qr_left_out", "text_cut"]);
  });
});
