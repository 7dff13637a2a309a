import type { Language } from "../../shared/domain/language.ts";

/**
 * Letters that look like a language's own but are another's: nobody sees them while typing, and
 * they break fonts, sorting and reading aloud. Digits are Latin everywhere.
 */
export const strayLetters: Readonly<Record<Language, RegExp>> = {
  ar: /[پچژگڕڵێۆەیکہھےںٹڈڑ\u200c]/,
  ckb: /[يكةىٔٹڈڑںےہھثذصضطظ\u200c]/,
  en: /\p{Script=Arabic}/u,
  fa: /[يكةىەێۆڕڵٹڈڑںےہھ]/,
  ur: /[يكةىهەێۆڕڵ]/,
};
