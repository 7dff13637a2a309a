import { expect, it } from "vitest";
import { z } from "zod";
import { readForeign } from "./foreign.ts";

const schema = z.strictObject({ key: z.string().min(1).max(64) });

it.each<[string, { readonly key: string } | null]>([
  ['{"key":"hall-1"}', { key: "hall-1" }],
  ['{"key":""}', null],
  ['{"key":{"length":7}}', null],
  ['{"key":{"length":{"toString":1,"valueOf":1}}}', null],
  ['{"key":{"length":{"toString":{},"valueOf":null}}}', null],
  ["[]", null],
])("%s is read as %j, and never throws", (text, wanted) => {
  expect(readForeign(schema, JSON.parse(text))?.read ?? null).toEqual(wanted);
});
