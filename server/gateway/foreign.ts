import type { z } from "zod";

/**
 * What a stranger sent, in the shape that is wanted; `null` when it is not. A schema may throw where
 * it should refuse: zod looks at the `length` of what is no text too, and comparing one that is an
 * object with a `toString` that is no function throws. One such frame ended the server.
 */
export function readForeign<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
): { readonly read: z.output<Schema> } | null {
  try {
    const parsed = schema.safeParse(value);
    return parsed.success ? { read: parsed.data } : null;
  } catch {
    return null;
  }
}
