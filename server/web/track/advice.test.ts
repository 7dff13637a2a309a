import { describe, expect, test } from "vitest";
import { entryStatuses } from "../../../shared/domain/entry.ts";
import { languages } from "../../../shared/domain/language.ts";
import type { TrackView } from "../../../shared/protocol/track.ts";
import { adviceFor } from "./advice.ts";
import { aView, mondayMorning } from "./testing/views.ts";

const asOf = mondayMorning + 600_000;
const tenForty = Date.parse("2026-11-23T10:40:00+03:00");
const bare = (text: string) => text.replaceAll(/[\u2066-\u2069]/g, "");
/** Title and texts, as they are read in English. */
const said = (view: Partial<TrackView>) => {
  const { title, texts } = adviceFor(aView(view), asOf, "en");
  return [title ?? "", ...texts].map(bare);
};

const near = "Your turn is close. Please stay near";
const far = "You can wait where you like in the hospital. Please look here from time to time.";

describe("adviceFor", () => {
  test.each<[string, Partial<TrackView>, string[]]>([
    ["many ahead", { ahead: 5 }, ["", far]],
    ["few ahead", { ahead: 3 }, ["", near]],
    [
      "few ahead, but everybody has paused",
      { ahead: 1, pause: { kind: "prayer", until: tenForty } },
      ["", far],
    ],
    [
      "few ahead, but not called yet",
      { ahead: 1, notBefore: tenForty },
      ["Not called before 10:40", far],
    ],
    ["a time that has come is not spoken of", { ahead: 1, notBefore: asOf }, ["", near]],
    [
      "back from the laboratory",
      { ahead: 1, isBack: true },
      ["", "Welcome back. The time you were away counts.", near],
    ],
    [
      "back, the result being there",
      { ahead: 1, isBack: true, tests: "ready" },
      ["Result ready. Go back to the same doctor", "The time you were away counts.", near],
    ],
    [
      "away, the result being made",
      { status: "away", ahead: null, tests: "underWay" },
      [
        "At the laboratory",
        "The result is being made. Your place with the same doctor is kept. This page says when it is ready.",
      ],
    ],
    [
      "longer than was said",
      { isDelayed: true },
      ["", "It takes longer than was said. Your turn stays the same.", far],
    ],
    [
      "held",
      { status: "held", ahead: null, notBefore: tenForty },
      ["Not called before 10:40", "After that you are called in your turn."],
    ],
    [
      "away",
      { status: "away", ahead: null },
      [
        "Your place is kept",
        "You are at the laboratory or another stop. Please come back here afterwards.",
      ],
    ],
    [
      "rebooked",
      { status: "rebooked", ahead: null, rebookedFor: "2026-11-30" },
      [
        "You have a first place on Monday, 30 November 2026",
        "The clinic closed today. On that day please show this number at reception.",
      ],
    ],
    [
      "rebooked, to a day that is not known",
      { status: "rebooked", ahead: null },
      [
        "First place on another day",
        "The clinic closed today. Please ask at reception for the day.",
      ],
    ],
  ])("%s", (_, view, words) => {
    expect(said(view)).toEqual(words);
  });

  test.each(languages)("has in %s something to do for every state", (language) => {
    const texts = entryStatuses.flatMap((status) => {
      const { title, texts: words } = adviceFor(aView({ status, ahead: null }), asOf, language);
      return [title ?? "", ...words];
    });
    expect(texts.filter((text) => /[{}]|state\.|track\./.test(text))).toEqual([]);
  });
});
