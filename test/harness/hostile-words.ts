/** What reaches a name, a title, a note or a reason when somebody, or some file, means no good. */
export interface HostileWords {
  /** What it is, for the name of a test. */
  readonly is: string;
  readonly text: string;
  /** What the gate makes of it as a display name. */
  readonly asName: "kept" | "refused";
  /** What the gate makes of it as free text of a person. */
  readonly asWords: "kept" | "cleaned" | "refused";
}

const both = (outcome: "kept" | "refused") => ({ asName: outcome, asWords: outcome }) as const;
const cleaned = { asName: "refused", asWords: "cleaned" } as const;
/** Fine in a note; a sign over a door is not written so. */
const onlyInNotes = { asName: "refused", asWords: "kept" } as const;

export const hostileWords: readonly HostileWords[] = [
  { is: "a right-to-left override", text: "Eye \u202e clinic 7", ...cleaned },
  { is: "an isolate that is closed too often", text: "\u2066A\u2069\u2069\u202eB 12", ...cleaned },
  { is: "an embedding that is never closed", text: "\u202a\u202b\u2067غرفة 12", ...cleaned },
  {
    is: "every direction control",
    text: "A\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069B",
    ...cleaned,
  },
  { is: "a printer's cut", text: "Room \u001dV\u0000 7", ...both("refused") },
  { is: "a printer's reset and its drawer", text: "\u001b@\u001bp\u0000 7", ...both("refused") },
  {
    is: "a printer's real-time orders",
    text: "7 \u0010\u0004\u0001\u0010\u0014",
    ...both("refused"),
  },
  { is: "line ends", text: "Room\r\n7\u2028two", ...both("refused") },
  { is: "C1 controls", text: "Room\u0085\u009b31m 7", ...both("refused") },
  { is: "200 marks on an Arabic letter", text: `ع${"\u0651\u064b".repeat(100)}ين`, ...cleaned },
  { is: "200 marks on a Latin letter", text: `Z${"\u0301\u0317".repeat(100)}one`, ...cleaned },
  {
    is: "emoji, joined and tagged, and flags",
    text: "\u{1f469}\u200d\u2695\ufe0f \u{1f1ee}\u{1f1f6} \u{1f3f4}\u{e0067}\u{e007f} Eye",
    ...cleaned,
  },
  { is: "emoji alone", text: "\u{1f468}\u200d\u{1f469}\u200d\u{1f467}", ...onlyInNotes },
  { is: "only spaces", text: " \u00a0\u2003\u3000 ", ...both("refused") },
  { is: "nothing", text: "", ...both("refused") },
  { is: "only what has no width", text: "\u200b\u200c\u200d\u2060\ufeff", ...both("refused") },
  { is: "a lone surrogate", text: "Room \ud83d 7", ...both("refused") },
  { is: "half a pair the other way", text: "\udc00\udc01 7", ...both("refused") },
  { is: "no characters", text: "\ufffe\uffff Room 7", ...cleaned },
  { is: "500 Latin letters in one word", text: "W".repeat(500), ...onlyInNotes },
  { is: "500 Arabic letters in one word", text: "ع".repeat(500), ...onlyInNotes },
  { is: "a hundred words", text: "العيادة ".repeat(62).trim(), ...onlyInNotes },
  { is: "letters of no hospital here", text: "眼科 Ж", ...onlyInNotes },
  { is: "markup", text: '<img src=x onerror="document.title=1">', ...onlyInNotes },
  { is: "quotes and ampersands", text: `"It's" «7» &amp; “8”`, ...onlyInNotes },
  { is: "marks of a text's own places", text: "{n} {{count}} $t(word.dawr) $&", ...onlyInNotes },
  { is: "Sorani letters", text: "ڕێنمایی ڵێکۆڵینەوەی نەخۆش", ...both("kept") },
  { is: "Persian letters", text: "چشم‌پزشکی و گفتاردرمانی", ...both("kept") },
  { is: "Urdu letters", text: "ڈاکٹر کے کمرے ں ھ ۓ", ...both("kept") },
  { is: "a vowelled name", text: "عِيَادَةُ الأُمَّهَاتِ", ...both("kept") },
  { is: "three kinds of digits", text: "غرفة 7 ٧ ۷ (A-12:30)", ...both("kept") },
];
