import encodeQR from "qr";
import { useMemo } from "react";

/** Light modules round the code, as the standard asks. */
const quietZone = 4;

/** A QR code holding exactly this text, in whole modules so that every camera reads it. */
export function QrCode(props: { readonly text: string; readonly name: string }) {
  const { side, path } = useMemo(() => {
    const rows = encodeQR(props.text, "raw", { ecc: "medium", border: quietZone });
    const dark = rows.flatMap((row, y) =>
      row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])),
    );
    return { side: rows.length, path: dark.join("") };
  }, [props.text]);
  return (
    <svg
      className="qr"
      viewBox={`0 0 ${side} ${side}`}
      shapeRendering="crispEdges"
      role="img"
      aria-label={props.name}
      data-track-url={props.text}
    >
      <rect width={side} height={side} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
