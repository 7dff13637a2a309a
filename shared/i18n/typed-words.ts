/** Letters that one keyboard or writer has for another's, and digits of three kinds. */
const alike: Readonly<Record<string, string>> = {
  ...{ أ: "ا", إ: "ا", آ: "ا", ٱ: "ا", ى: "ي", ی: "ي", ئ: "ي", ې: "ي", ێ: "ي" },
  ...{ ؤ: "و", ۆ: "و", ة: "ه", ە: "ه", ہ: "ه", ھ: "ه", ک: "ك", ڵ: "ل", ڕ: "ر" },
};
const arabicZero = 0x0660;
const persianZero = 0x06f0;

/** The words of a text as people type them, however each writes them. */
export function wordsOf(text: string): readonly string[] {
  return (
    text
      .normalize("NFKD")
      // Vowel marks, the lengthening stroke and the half-space are written or not.
      .replace(/[\p{M}\u0640\u200c]/gu, "")
      .toLowerCase()
      .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - arabicZero))
      .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - persianZero))
      .replace(/\p{L}/gu, (letter) => alike[letter] ?? letter)
      .split(/[^\p{L}\p{N}]+/u)
      .map((word) => word.replace(/^ال(?=..)/, ""))
      .filter((word) => word !== "")
  );
}
