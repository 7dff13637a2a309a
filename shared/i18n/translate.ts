import { createInstance } from "i18next";
import type { Resource, ResourceKey } from "i18next";
import type { Language } from "../domain/language.ts";
import { withoutSteering } from "../domain/plain-text.ts";
import ar from "./messages/ar.json" with { type: "json" };
import ckb from "./messages/ckb.json" with { type: "json" };
import en from "./messages/en.json" with { type: "json" };
import fa from "./messages/fa.json" with { type: "json" };
import ur from "./messages/ur.json" with { type: "json" };

type PluralSuffix = "zero" | "one" | "two" | "few" | "many" | "other";
type Unplural<Key extends string> = Key extends `${infer Base}_${PluralSuffix}` ? Base : Key;
type Leaves<Node, Path extends string = ""> = {
  [Key in keyof Node & string]: Node[Key] extends string
    ? `${Path}${Unplural<Key>}`
    : Leaves<Node[Key], `${Path}${Key}.`>;
}[keyof Node & string];

/** Every message there is; a key that is not in the English file does not compile. */
export type MessageKey = Leaves<typeof en>;
/** `count` chooses the plural form. Everything put into a text is isolated from its direction. */
export type MessageValues = Readonly<Record<string, string | number>>;
export type Translate = (key: MessageKey, values?: MessageValues) => string;

const firstStrongIsolate = "\u2068";
const leftToRightIsolate = "\u2066";
const popIsolate = "\u2069";

/** Wraps a label, a time or a code so that it reads left to right inside any sentence. */
export function leftToRight(text: string): string {
  return leftToRightIsolate + withoutSteering(text) + popIsolate;
}

/** A value inside a text can neither end its isolate early nor be taken for an isolated one. */
function isolated(value: unknown): string {
  const text = String(value);
  const inner = withoutSteering(text);
  if (text === leftToRight(inner)) return text;
  return firstStrongIsolate + (isSaid(text) ? text : inner) + popIsolate;
}

/**
 * Is it a text that was said here, with values of its own? Its times and labels stay isolated inside
 * another text: a span of time that lost its isolate would read from its end in Arabic. Every isolate
 * in it is one that is opened here and closed, and nothing else steers.
 */
function isSaid(text: string): boolean {
  let open = 0;
  for (const sign of text) {
    if (sign === firstStrongIsolate || sign === leftToRightIsolate) open++;
    else if (sign === popIsolate && --open < 0) return false;
  }
  const isolates = /[\u2066\u2068\u2069]/gu;
  return open === 0 && text.replace(isolates, "") === withoutSteering(text);
}

/** The shape i18next asks for; a language without its file does not compile. */
function textsOf(messages: Readonly<Record<Language, ResourceKey>>): Resource {
  return Object.fromEntries(
    Object.entries(messages).map(([language, translation]) => [language, { translation }]),
  );
}

const i18n = createInstance({
  resources: textsOf({ ar, ckb, en, fa, ur }),
  lng: "ar",
  fallbackLng: "ar",
  interpolation: {
    prefix: "{",
    suffix: "}",
    // React escapes by itself; paper knows no markup. Isolation is what a value needs.
    escape: isolated,
  },
});
// Resources are bundled, so initialising is synchronous: texts are there from the first line.
void i18n.init();

/** The texts of one language. A missing text falls back to Arabic; the tidy test allows none. */
export function translator(language: Language): Translate {
  const fixed = i18n.getFixedT(language) as unknown as (
    key: string,
    values?: MessageValues,
  ) => string;
  return (key, values) => fixed(key, values);
}

/** `08:05`: 24 hours, in the hospital's zone, whatever zone the machine is in. */
export function clockTime(instant: number, zone: string): string {
  return new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).format(instant);
}
