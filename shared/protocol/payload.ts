import { z } from "zod";
import { directoryIdPattern, idPattern } from "../domain/ids.ts";

/** An id in a payload: text of the right shape, typed as that id once parsed. */
export function sequenced<Id extends string>(kind: Parameters<typeof idPattern>[0]) {
  return z.string().regex(idPattern(kind)) as unknown as z.ZodType<Id, string>;
}

/** An id of the directory in a payload. */
export function directory<Id extends string>() {
  return z.string().regex(directoryIdPattern) as unknown as z.ZodType<Id, string>;
}
