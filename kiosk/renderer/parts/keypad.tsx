import IconBackspace from "@tabler/icons-react/dist/esm/icons/IconBackspace.mjs";
import IconX from "@tabler/icons-react/dist/esm/icons/IconX.mjs";
import { codeSigns } from "../../../shared/domain/booking-code.ts";
import type { Language } from "../../../shared/domain/language.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import type { CheckInAct } from "../check-in.ts";
import type { Question } from "../typing.ts";

const digits = "123456789";

/** Zero of the digits that people of a language learn at school, beside those on cards and phones. */
const ownZero: Readonly<Record<Language, number>> = {
  ar: 0x660,
  ckb: 0x660,
  en: 0x660,
  fa: 0x6f0,
  ur: 0x6f0,
};

/** Keys for a number; for a code exactly its signs, in their order. */
export function Keypad(props: {
  readonly question: Question;
  /** An answer is awaited: keys do nothing. */
  readonly isDimmed: boolean;
  readonly does: (done: CheckInAct) => void;
}) {
  const { question, isDimmed, does } = props;
  const { language, t } = useLocale();
  const key = (sign: string) => (
    <button
      key={sign}
      type="button"
      data-key={sign}
      aria-disabled={isDimmed}
      onClick={() => does({ kind: "type", text: sign })}
    >
      {sign}
      {question !== "code" && (
        <span className="own" aria-hidden="true">
          {String.fromCodePoint(ownZero[language] + Number(sign))}
        </span>
      )}
    </button>
  );
  const erase = (
    <button
      key="erase"
      type="button"
      className="quiet"
      data-key="erase"
      onClick={() => does({ kind: "erase" })}
    >
      <IconBackspace className="icon" aria-hidden="true" />
      {t("checkIn.erase")}
    </button>
  );
  const clear = (
    <button
      key="clear"
      type="button"
      className="quiet"
      data-key="clear"
      onClick={() => does({ kind: "clear" })}
    >
      <IconX className="icon" aria-hidden="true" />
      {t("checkIn.clear")}
    </button>
  );
  // Digits and signs stand from left to right in every language, as on every phone.
  return (
    <div className="keypad" role="group" aria-label={t("checkIn.keys")} dir="ltr">
      <div className={question === "code" ? "keys signs" : "keys"}>
        {question === "code"
          ? [...codeSigns].map(key)
          : [...[...digits].map(key), clear, key("0"), erase]}
      </div>
      {question === "code" && <div className="keys two">{[clear, erase]}</div>}
    </div>
  );
}
