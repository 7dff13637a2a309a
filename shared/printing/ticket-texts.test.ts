import { describe, expect, it } from "vitest";
import { aPrintJob } from "../../kiosk/agent/testing/samples.ts";
import { ticketTexts } from "./ticket-texts.ts";

const zone = "Asia/Baghdad";
/** Monday 23 November 2026, 10:42 in Baghdad. */
const issuedAt = Date.UTC(2026, 10, 23, 7, 42);
const job = aPrintJob(47, { issuedAt, ahead: 12, wait: { fromMin: 35, toMin: 40 } });
/** Direction marks are for the raster; people compare words. */
const bare = (text: string) => text.replace(/[\u2066-\u2069]/g, "");
const factsOf = (changes: Parameters<typeof aPrintJob>[1]) =>
  ticketTexts({ ...job, ...changes }, zone).facts.map(
    (fact) => `${fact.name} = ${bare(fact.value)}`,
  );

describe("ticketTexts", () => {
  it("says an Arabic ticket in Arabic, right to left", () => {
    const texts = ticketTexts(job, zone);
    expect({ ...texts, facts: factsOf({}) }).toEqual({
      direction: "rtl",
      copy: null,
      hospital: "المستشفى التعليمي",
      clinic: "عيادة العيون",
      clinicInArabic: null,
      waitingRoom: "صالة الانتظار 1",
      yourNumber: "رقم دورك",
      label: "A047",
      facts: [
        "أمامك الآن = 12",
        "الانتظار المتوقع = من 35 إلى 40 دقيقة",
        "التاريخ = 23 تشرين الثاني 2026",
        "الساعة = 10:42",
      ],
      trackUrl: job.trackUrl,
      follow: "متابعة الدور من الهاتف",
    });
  });

  it("says an English ticket in English, with the clinic in Arabic below", () => {
    const texts = ticketTexts({ ...job, language: "en" }, zone);
    expect(texts).toMatchObject({
      direction: "ltr",
      hospital: "Teaching Hospital",
      clinic: "Eye clinic",
      clinicInArabic: "عيادة العيون",
      yourNumber: "Your number",
    });
    expect(factsOf({ language: "en" })).toEqual([
      "Ahead of you now = 12",
      "Expected wait = 35 to 40 minutes",
      "Date = 23 November 2026",
      "Time = 10:42",
    ]);
  });

  it("names a clinic once when it has only an Arabic name", () => {
    const texts = ticketTexts({ ...job, language: "en", clinicNames: { ar: "عيادة" } }, zone);
    expect([texts.clinic, texts.clinicInArabic]).toEqual(["عيادة", null]);
  });

  it.each([
    ["ar", null, "غير معروف بعد"],
    ["en", null, "not known yet"],
    ["ar", 1, "نحو دقيقة واحدة"],
    ["ar", 2, "نحو دقيقتين"],
    ["ar", 5, "نحو 5 دقائق"],
    ["ar", 11, "نحو 11 دقيقة"],
    ["ar", 100, "نحو 100 دقيقة"],
    ["en", 5, "about 5 minutes"],
    ["ckb", null, "هێشتا نازانرێت"],
    ["ckb", 1, "نزیکەی 1 خولەک"],
    ["ckb", 25, "نزیکەی 25 خولەک"],
    ["fa", 25, "حدود 25 دقیقه"],
    ["ur", 25, "تقریباً 25 منٹ"],
  ] as const)("in %s, a wait of exactly %s is: %s", (language, minutes, said) => {
    const wait = minutes === null ? null : { fromMin: minutes, toMin: minutes };
    expect(factsOf({ language, wait })[1]).toContain(`= ${said}`);
  });

  it("shows the hospital's day and hour, also when midnight has passed there and not in UTC", () => {
    expect(factsOf({ issuedAt: Date.UTC(2026, 10, 23, 21, 5), language: "en" }).slice(2)).toEqual([
      "Date = 24 November 2026",
      "Time = 00:05",
    ]);
  });

  it("marks a copy, and only a copy", () => {
    expect(bare(ticketTexts({ ...job, copy: 2 }, zone).copy ?? "")).toBe("نسخة 2");
    expect(bare(ticketTexts({ ...job, copy: 1, language: "en" }, zone).copy ?? "")).toBe("Copy 1");
  });

  it("takes a name's line breaks and direction marks out of it", () => {
    const clinicNames = { ar: " عيادة\n\tالعيون\u202e\u200f " };
    expect(ticketTexts({ ...job, clinicNames }, zone).clinic).toBe("عيادة العيون");
  });
});
