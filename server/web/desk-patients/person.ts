import type { PatientDetails, Sex } from "../../../shared/domain/patient.ts";
import type { Language } from "../../../shared/domain/language.ts";
import type { Person } from "./patients-desk.ts";

/** A person as the form has one: what is not known is an empty field. */
export interface Written {
  readonly given: string;
  readonly father: string;
  readonly grandfather: string;
  readonly family: string;
  readonly mother: string;
  readonly birthYear: string;
  readonly phone: string;
  readonly nationalId: string;
  readonly sex: Sex | "unknown";
  readonly language: Language;
}

export function emptyForm(language: Language): Written {
  return {
    given: "",
    father: "",
    grandfather: "",
    family: "",
    mother: "",
    birthYear: "",
    phone: "",
    nationalId: "",
    sex: "unknown",
    language,
  };
}

export function formOf(details: PatientDetails): Written {
  return {
    ...details,
    birthYear: details.birthYear === null ? "" : String(details.birthYear),
    phone: details.phone ?? "",
    nationalId: details.nationalId ?? "",
    sex: details.sex ?? "unknown",
  };
}

/** Digits of three sets, as keyboards of Iraq have them. */
const digitSets = ["٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹"] as const;

/**
 * What the form says, without its empty fields; nothing when a field can't be what it is for. The
 * server judges phones and cards: it knows their forms.
 */
export function personOf(written: Written): Person | null {
  const filled = (["father", "grandfather", "family", "mother", "phone", "nationalId"] as const)
    .map((field) => [field, written[field].trim()] as const)
    .filter(([, text]) => text !== "");
  const year = yearOf(written.birthYear.trim());
  const given = written.given.trim();
  if (given === "" || year === null) return null;
  return {
    given,
    ...Object.fromEntries(filled),
    ...(year === undefined ? {} : { birthYear: year }),
    ...(written.sex === "unknown" ? {} : { sex: written.sex }),
    language: written.language,
  };
}

/** A year; `undefined` when none is written, nothing when it is no year. */
function yearOf(text: string): number | undefined | null {
  if (text === "") return undefined;
  const ascii = text.replace(/[٠-٩۰-۹]/g, (digit) =>
    String(Math.max(...digitSets.map((set) => set.indexOf(digit)))),
  );
  return /^(19|20)\d\d$/.test(ascii) ? Number(ascii) : null;
}
