import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { languages } from "../domain/language.ts";
import type { Language } from "../domain/language.ts";
import { compareTurns, defaultRates, priorityClasses } from "../domain/priority.ts";
import type { Rates } from "../domain/priority.ts";
import { minutesWord, promised, ruleText } from "./rule-text.ts";
import { translator } from "./translate.ts";

/** What is read, without the signs that only keep directions apart. */
const bare = (text: string) => text.replaceAll(/[\u2066-\u2069]/g, "");
/** Of each isolated part what lies in no deeper one: its letters decide the part's direction. */
function isolatedParts(text: string): readonly string[] {
  const open: string[] = [""];
  const closed: string[] = [];
  for (const sign of text) {
    if (sign === "\u2066" || sign === "\u2068") open.push("");
    else if (sign === "\u2069") closed.push(open.pop() ?? "");
    else open.push(`${open.pop() ?? ""}${sign}`);
  }
  return closed;
}
const said = (language: Language, but: Partial<Rates> = {}) => {
  const { order, promise } = ruleText({ ...defaultRates, ...but }, language);
  return [...order, ...promise].map(bare);
};

describe("ruleText", () => {
  test.each<[Language, string[]]>([
    [
      "en",
      [
        "Emergencies first.",
        "Then the longest wait: minutes of elderly, disabled and pregnant patients count double; minutes of urgent cases count fourfold.",
        "A booked patient’s minutes count from the booked time.",
        "Nobody whose time begins in the second half of your wait passes you while you wait here, except emergencies, urgent cases and calls with a recorded reason.",
      ],
    ],
    [
      "ar",
      [
        "الحالات الطارئة أولاً.",
        "ثم الأطول انتظاراً: دقيقة كبار السن وذوي الإعاقة والحوامل بدقيقتين، دقيقة الحالات المستعجلة بأربع دقائق.",
        "صاحب الموعد تُحسب دقائقه من وقت موعده.",
        "لا يتقدّم عليك وأنت بالانتظار هنا من يبدأ وقته في النصف الثاني من انتظارك، عدا الحالات الطارئة والمستعجلة وما له سبب مسجَّل.",
      ],
    ],
  ])("says the default rates in %s", (language, sentences) => {
    expect(said(language)).toEqual(sentences);
  });

  const rates: readonly [string, Partial<Rates>, string[]][] = [
    [
      "a class of rate one is not mentioned",
      { protected: 1 },
      [
        "Then the longest wait: minutes of urgent cases count fourfold.",
        "Nobody whose time begins after yours passes you while you wait here, except emergencies, urgent cases and calls with a recorded reason.",
      ],
    ],
    [
      "all equal: the longest wait, and nobody who begins later",
      { protected: 1, urgent: 1 },
      [
        "Then the longest wait.",
        "Nobody whose time begins after yours passes you while you wait here, except emergencies and calls with a recorded reason.",
      ],
    ],
    [
      "threefold leaves the last third",
      { protected: 3 },
      [
        "Then the longest wait: minutes of elderly, disabled and pregnant patients count threefold; minutes of urgent cases count fourfold.",
        "Nobody whose time begins in the last third of your wait passes you while you wait here, except emergencies, urgent cases and calls with a recorded reason.",
      ],
    ],
    [
      "urgent minutes that count no more than the others’ are no exception",
      { protected: 8, urgent: 2 },
      [
        "Then the longest wait: minutes of elderly, disabled and pregnant patients count eightfold; minutes of urgent cases count double.",
        "Nobody whose time begins in the last eighth of your wait passes you while you wait here, except emergencies and calls with a recorded reason.",
      ],
    ],
    [
      "a fraction without a name of its own is written in figures",
      { protected: 3, returning: 2, appointment: 2, normal: 2, urgent: 2 },
      [
        "Then the longest wait: minutes of elderly, disabled and pregnant patients count threefold; minutes of urgent cases count double; minutes of patients who come back count double; minutes of booked patients count double; minutes of patients without a booking count double.",
        "Nobody whose time begins in the last 2/3 of your wait passes you while you wait here, except emergencies and calls with a recorded reason.",
      ],
    ],
  ];
  test.each(rates)("%s", (_, but, [longest, promise]) => {
    const sentences = said("en", but);
    expect([sentences[1], sentences[3]]).toEqual([longest, promise]);
  });

  test.each(languages)("reads in %s in its own direction, whatever is put into it", (language) => {
    const { order, promise } = ruleText({ ...defaultRates, returning: 3 }, language);
    const parts = [...order, ...promise].flatMap(isolatedParts);
    expect(parts.length).toBeGreaterThan(2);
    expect(parts.filter((part) => !/\p{L}/u.test(part))).toEqual([]);
  });

  it("says on a surge day that the urgent go first, and not what their minutes count", () => {
    expect(said("en", { urgentFirst: true }).slice(0, 2)).toEqual([
      "Today emergencies first, then urgent cases.",
      "Then the longest wait: minutes of elderly, disabled and pregnant patients count double.",
    ]);
  });

  test.each(languages)("has in %s a word of its own for each rate and each part", (language) => {
    const t = translator(language);
    const rest = [2, 3, 4, 5, 6, 7, 8];
    const words = [minutesWord(1, t), ...rest.map((rate) => minutesWord(rate, t))];
    expect(new Set(words).size).toBe(8);
    const sentences = rest.map((rate) => said(language, { protected: rate, urgent: rate }));
    expect(new Set(sentences.map(([, longest]) => longest)).size).toBe(7);
    expect(new Set(sentences.map(([, , , promise]) => promise)).size).toBe(7);
    expect(sentences.flat().filter((text) => /[{}]|undefined|rule\./.test(text))).toEqual([]);
  });
});

const anyRate = fc.integer({ min: 1, max: 8 });
const anyRates: fc.Arbitrary<Rates> = fc.record({
  urgent: anyRate,
  protected: anyRate,
  returning: anyRate,
  appointment: anyRate,
  normal: anyRate,
  urgentFirst: fc.boolean(),
});

describe("the promise of the text", () => {
  it("is kept by the rule: nobody whose time begins in that part of a wait goes first", () => {
    const anyClass = fc.constantFrom(...priorityClasses);
    const now = 10_000_000;
    const property = fc.property(
      anyRates,
      anyClass,
      anyClass,
      fc.nat(now),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (rates, mine, theirs, waited, place) => {
        const { least, most, urgentApart } = promised(rates);
        if (theirs === "emergency" || (theirs === "urgent" && urgentApart)) return;
        const from = now - Math.floor((waited * least) / most);
        const eligibleAt = from + Math.floor((now - from) * place);
        const me = { priorityClass: mine, eligibleAt: now - waited, seq: 1 };
        const other = { priorityClass: theirs, eligibleAt, seq: 2 };
        expect(compareTurns(me, other, now, rates)).toBeLessThanOrEqual(0);
      },
    );
    fc.assert(property);
  });
});
