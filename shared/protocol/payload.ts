import { z } from "zod";
import { directoryIdPattern, idPattern } from "../domain/ids.ts";

/** An id in a payload: text of the right shape, typed as that id once parsed. */
export const sequenced = <Id extends string>(kind: Parameters<typeof idPattern>[0]) =>
  z.string().regex(idPattern(kind)) as unknown as z.ZodType<Id, string>;

export const directory = <Id extends string>() =>
  z.string().regex(directoryIdPattern) as unknown as z.ZodType<Id, string>;

/**
 * Free text from a person: well-formed Unicode, no control characters (they would reach paper and
 * logs), not only spaces. Stored trimmed and in NFC, so equal text is equal bytes.
 */
export const words = (longest: number) =>
  z
    .string()
    .max(longest)
    .refine((text) => text.isWellFormed() && !/[\p{Cc}\u2028\u2029]/u.test(text))
    .transform((text) => text.normalize("NFC").trim())
    .refine((text) => text.length > 0);
