// The whole, as its named `raw` is another thing: a kind of barcode of that name.
import bars from "bwip-js/generic";

/** A text as Code 128: widths in modules of its bars and the spaces between them, a bar first. */
export function code128(text: string): readonly number[] {
  const [symbol] = bars.raw({ bcid: "code128", text });
  if (symbol === undefined || !("sbs" in symbol)) throw new Error("bwip-js drew no bars");
  return symbol.sbs;
}

/** White on each side of the bars, as the standard (ISO/IEC 15417) asks. */
export const barsQuietModules = 10;
