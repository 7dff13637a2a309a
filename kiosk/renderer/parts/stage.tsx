import { useEffect, useState } from "react";
import type { ReactNode } from "react";

/** The screen every kiosk screen is drawn for: 27 inch, portrait. */
const designed = { inline: 1080, block: 1920 } as const;

/** The designed screen, made to fit whatever screen there is: a laptop shows it whole and smaller. */
export function Stage(props: { readonly children: ReactNode }) {
  const [zoom, setZoom] = useState(fittingZoom);
  useEffect(() => {
    const fit = () => setZoom(fittingZoom());
    window.addEventListener("resize", fit);
    return () => window.removeEventListener("resize", fit);
  }, []);
  return (
    <div className="stage" style={{ zoom, inlineSize: designed.inline, blockSize: designed.block }}>
      {props.children}
    </div>
  );
}

function fittingZoom(): number {
  return Math.min(window.innerWidth / designed.inline, window.innerHeight / designed.block);
}
