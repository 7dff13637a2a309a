import { useLayoutEffect, useRef } from "react";
import type { ReactNode } from "react";

/** Tried from the full size down. */
const steps = [1, 0.92, 0.85, 0.8, 0.78, 0.72, 0.66, 0.6, 0.55, 0.5, 0.46, 0.42] as const;

/**
 * One line of text that gets smaller rather than clipped: its style multiplies its size by
 * `--fit`. Below `least` of its size it goes on two lines instead, as large as they allow, but
 * never below `leastOfTwo`: what is smaller than that cannot be read at its distance.
 */
export function Fit(props: {
  readonly className: string;
  readonly text: string;
  readonly least?: number;
  readonly leastOfTwo?: number;
  /** What is drawn, when it is more than the text. */
  readonly children?: ReactNode;
}) {
  const { className, text, least = 0.5, leastOfTwo = least, children = text } = props;
  const line = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    const element = line.current;
    if (element === null) return;
    let fitted = "";
    const fitNow = () => {
      if (sizeOf(element) === fitted) return;
      fit(element, least, leastOfTwo);
      fitted = sizeOf(element);
    };
    fitNow();
    const fitAnew = () => {
      fitted = "";
      fitNow();
    };
    // Another screen size or layout changes the box; a font that has just loaded need not.
    const watch = new ResizeObserver(fitNow);
    watch.observe(element);
    document.fonts.addEventListener("loadingdone", fitAnew);
    return () => {
      watch.disconnect();
      document.fonts.removeEventListener("loadingdone", fitAnew);
    };
  }, [text, least, leastOfTwo]);
  return (
    <span ref={line} className={`fit ${className}`}>
      {children}
    </span>
  );
}

/** What decides whether a text fits: its box, its font size and how long it is in that font. */
function sizeOf(line: HTMLElement): string {
  return [line.clientWidth, line.clientHeight, line.scrollWidth].join(" ");
}

function fit(line: HTMLElement, least: number, leastOfTwo: number): void {
  line.removeAttribute("data-lines");
  for (const step of steps.filter((one) => one >= least)) {
    line.style.setProperty("--fit", String(step));
    if (line.scrollWidth <= line.clientWidth) return;
  }
  line.dataset["lines"] = "2";
  for (const step of steps.filter((one) => one >= leastOfTwo)) {
    line.style.setProperty("--fit", String(step));
    // A font's own ascent and descent reach half a line beyond the two; a third line a whole one.
    if (line.scrollHeight <= 2.8 * Number.parseFloat(getComputedStyle(line).lineHeight)) return;
  }
}
