import { expect, it } from "vitest";
import { languageOf } from "./refusal-reply.ts";

it.each([
  [undefined, "ar"],
  ["", "ar"],
  ["en-US,en;q=0.9", "en"],
  ["fa", "fa"],
  ["fa-IR,fa;q=0.9,en-US;q=0.8,en;q=0.7", "fa"],
  ["ur-PK,en;q=0.5", "ur"],
  ["ckb-IQ, ar;q=0.8", "ckb"],
  ["ku-Arab-IQ, ar;q=0.8", "ckb"],
  // The weight decides, not the place.
  ["en;q=0.4, ur;q=0.9, fa;q=0.6", "ur"],
  ["de, fr;q=0.9, fa;q=0.1", "fa"],
  // What is not wanted at all is not spoken; nor is a language that only begins alike.
  ["en;q=0, ckb;q=0.2", "ckb"],
  ["enm, fat", "ar"],
  ["*", "ar"],
  ["de;q=abc, ;;;, =, en", "en"],
])("a caller of %j is answered in %s", (header, language) => {
  expect(languageOf({ headers: { "accept-language": header } })).toBe(language);
});
