/**
 * The key by which a name is found: what people write differently and mean the same is made the
 * same. Only for comparing; what is shown is always what was written.
 */
export function nameKey(text: string): string {
  return nameWords(text).join(" ");
}

/** The words of a name's key, in order. A name without a letter or a digit has none. */
export function nameWords(text: string): readonly string[] {
  const words = plainLetters(text)
    .split(/[^\p{L}\p{N}]+/u)
    .map(withoutArticle)
    .filter((word) => word !== "");
  return joinServant(words);
}

/**
 * Letters without what is written above, below or between them. NFKD parts a letter from its hamza,
 * madda and harakat and undoes presentation forms; marks, tatweel, and the signs that only steer
 * (joiners, bidi marks) go.
 */
function plainLetters(text: string): string {
  const bare = text.normalize("NFKD").replace(/[\p{M}\p{Cf}\u0640]/gu, "");
  return Array.from(bare.toLowerCase(), (letter) => sameLetter.get(letter) ?? letter).join("");
}

/** `written` and what it is taken for, letter by letter. */
function taken(written: string, as: string): readonly (readonly [string, string])[] {
  const letters = Array.from(as);
  return Array.from(written, (letter, index) => [letter, letters[index] ?? ""]);
}

const sameLetter = new Map([
  // Alef wasla, alef maksura, ta marbuta; the hamza alone is left out as often as it is written.
  ...taken("ٱىةء", "ايه"),
  // Persian, Urdu and Kurdish forms of the same letters.
  ...taken("کیےھہە", "كييههه"),
  // Letters that Arabic keyboards do not have, as they are written on them.
  ...taken("ڕڵۆێڤگچپژںٹڈڑ", "رلويفكجبزنتدر"),
  ...taken("٠١٢٣٤٥٦٧٨٩", "0123456789"),
  ...taken("۰۱۲۳۴۵۶۷۸۹", "0123456789"),
]);

/** `الحسيني` and `حسيني` are one family; the article by itself is no word. */
function withoutArticle(word: string): string {
  return word.startsWith(article) ? word.slice(article.length) : word;
}

const article = "ال";
const servant = "عبد";

/** `عبد الله`, `عبدالله`: one name, with or without its space (and its article, as above). */
function joinServant(words: readonly string[]): readonly string[] {
  const joined: string[] = [];
  for (const word of words) {
    const isOpen = joined.at(-1) === servant;
    const rest = word.startsWith(servant + article)
      ? servant + word.slice(servant.length + article.length)
      : word;
    if (isOpen) joined[joined.length - 1] = servant + rest;
    else joined.push(rest);
  }
  return joined;
}

/** The digits of a text in ASCII, whichever of the three sets they were typed in; the rest as is. */
export function asciiDigits(text: string): string {
  return text.replace(/[٠-٩۰-۹]/g, (digit) => sameLetter.get(digit) ?? digit);
}
