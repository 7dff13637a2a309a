import encodeQR from "qr";

/** Light modules round the code, as the standard asks. */
const quietZone = 4;

/** A QR code holding exactly this text, as an SVG in whole modules so that every camera reads it. */
export function qrPicture(text: string, name: string): string {
  const rows = encodeQR(text, "raw", { ecc: "medium", border: quietZone });
  const dark = rows.flatMap((row, y) =>
    row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])),
  );
  const side = rows.length;
  return `<svg class="qr" viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges" role="img" aria-label="${escaped(name)}"><path d="${dark.join("")}"/></svg>`;
}

/** Words as text of a page: nothing in them is markup. */
export function escaped(words: string): string {
  return words.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
