import { createInstance } from "i18next";
import type { Resource, ResourceKey } from "i18next";
import type { Language } from "../domain/language.ts";
import { withoutSteering } from "../domain/plain-text.ts";
import { locales } from "./locale.ts";
import type { Direction } from "./locale.ts";
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
const rightToLeftIsolate = "\u2067";
const popIsolate = "\u2069";

/** Wraps a label, a time or a code so that it reads left to right inside any sentence. */
export function leftToRight(text: string): string {
  return leftToRightIsolate + withoutSteering(text) + popIsolate;
}

/**
 * A value inside a text can neither end its isolate early nor be taken for an isolated one. A text that
 * was said here already keeps the isolates of its own values, and stands in its language's direction:
 * without them a span of time reads from its end in Arabic.
 */
function isolated(text: string, direction: Direction): string {
  const inner = withoutSteering(text);
  if (text === leftToRight(inner)) return text;
  if (!isSaid(text, inner)) return firstStrongIsolate + inner + popIsolate;
  return (direction === "rtl" ? rightToLeftIsolate : leftToRightIsolate) + text + popIsolate;
}

/** Words with whole isolates among them, and nothing else that steers. */
function isSaid(text: string, inner: string): boolean {
  let depth = 0;
  let outside = "";
  for (const sign of text) {
    if (isolates.test(sign)) depth++;
    else if (sign === popIsolate && --depth < 0) return false;
    else if (depth === 0 && sign !== popIsolate) outside += sign;
  }
  const bare = text.replace(/[\u2066-\u2069]/gu, "");
  return depth === 0 && outside !== "" && outside !== text && bare === inner;
}
const isolates = /[\u2066-\u2068]/u;

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
    // React escapes by itself; paper knows no markup. Isolation is what a value needs: texts come
    // isolated, a number comes as it is, because `count` chooses the plural form.
    escape: (value) =>
      value.endsWith(popIsolate) ? value : firstStrongIsolate + value + popIsolate,
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
  const { direction } = locales[language];
  return (key, values) => {
    if (values === undefined) return fixed(key);
    const said = Object.entries(values).map(([name, value]) => [
      name,
      typeof value === "number" ? value : isolated(value, direction),
    ]);
    return fixed(key, Object.fromEntries(said));
  };
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
