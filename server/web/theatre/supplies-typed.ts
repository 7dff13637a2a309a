/** As many as one operation may have. */
const suppliesMax = 12;

/** Typed in one line, parted by commas of any script. */
export function suppliesOf(typed: string): readonly string[] {
  return typed
    .split(/[,،;؛]/)
    .map((each) => each.trim())
    .filter((each) => each !== "")
    .slice(0, suppliesMax);
}
