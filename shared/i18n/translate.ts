import { createInstance } from "i18next";
import type { Language } from "../domain/language.ts";
import { locales } from "./locale.ts";
import ar from "./messages/ar.json" with { type: "json" };
import en from "./messages/en.json" with { type: "json" };

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
  return leftToRightIsolate + text + popIsolate;
}

const i18n = createInstance({
  resources: { ar: { translation: ar }, en: { translation: en } },
  lng: "ar",
  fallbackLng: "ar",
  interpolation: {
    prefix: "{",
    suffix: "}",
    // React escapes by itself; paper knows no markup. Isolation is what a value needs.
    escape: (value: unknown) => {
      const text = String(value);
      return text.startsWith(leftToRightIsolate) ? text : firstStrongIsolate + text + popIsolate;
    },
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

/** `الاثنين 23 تشرين الثاني 2026`, with the month names of Iraq. */
export function longDate(instant: number, zone: string, language: Language): string {
  return new Intl.DateTimeFormat(locales[language].tag, {
    timeZone: zone,
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
  }).format(instant);
}
