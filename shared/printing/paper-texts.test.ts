import { expect, test } from "vitest";
import { idOf } from "../domain/ids.ts";
import { languages } from "../domain/language.ts";
import { noPreparation } from "../domain/laboratory.ts";
import type { SlipJob } from "../protocol/papers.ts";
import { paperTexts } from "./paper-texts.ts";

const names = { ar: "المختبر", en: "Laboratory" };
const slip: SlipJob = {
  ...{ kind: "slip", printJobId: idOf("printJob", 1), status: "queued", language: "en" },
  ...{ queuedAt: 0, until: 60_000, copy: 0, hijriOffset: 0, staffName: "Dr A" },
  ...{ hospitalNames: names, clinicNames: names, serviceNames: names, waitingRoomNames: names },
  ...{ at: 0, to: 3_600_000, code: "KX4P9HTD", url: "http://dawr.test/book/#x", preparation: null },
};
const fasting = { ...noPreparation, fastingHours: 12, notAfterMin: 630 };

function linesOf(job: SlipJob): readonly string[] {
  return paperTexts(job, "Asia/Baghdad").parts.flatMap((part) =>
    part.kind === "line" ? [part.text] : [],
  );
}

test("a slip for fasting tests says the hours and the latest time, as the page does", () => {
  const more = linesOf({ ...slip, preparation: fasting }).filter(
    (text) => !linesOf(slip).includes(text),
  );
  expect(more).toHaveLength(2);
  expect(more[0]).toContain("12");
  expect(more[1]).toContain("10:30");
});

test.each(languages)("%s: what the catalogue says in words stands on the slip", (language) => {
  const words = {
    ar: "بالعربية",
    ckb: "بە کوردی",
    en: "in English",
    fa: "به فارسی",
    ur: "اردو میں",
  };
  const preparation = { ...noPreparation, words };
  expect(linesOf({ ...slip, language, preparation })).toContain(words[language]);
});
