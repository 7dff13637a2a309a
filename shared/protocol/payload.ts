import { z } from "zod";
import { directoryIdPattern, idPattern } from "../domain/ids.ts";

/** An id in a payload: text of the right shape, typed as that id once parsed. */
export const sequenced = <Id extends string>(kind: Parameters<typeof idPattern>[0]) =>
  z.string().regex(idPattern(kind)) as unknown as z.ZodType<Id, string>;

export const directory = <Id extends string>() =>
  z.string().regex(directoryIdPattern) as unknown as z.ZodType<Id, string>;
