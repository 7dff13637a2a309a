import { useLayoutEffect, useRef } from "react";
import type { ReactNode } from "react";

/** Tried from the full size down. */
const steps = [1, 0.92, 0.85, 0.78, 0.72, 0.66, 0.6, 0.55, 0.5, 0.46, 0.42] as const;

/**
 * One line of text that gets smaller rather than clipped: its style multiplies its size by
 * `--fit`. `least` is the smallest share of its size that can still be read at its distance. A
 * text too long for that is set on two lines, as large as they allow.
 */
export function Fit(props: {
  readonly className: string;
  readonly text: string;
  readonly least?: number;
  /** What is drawn, when it is more than the text. */
  readonly children?: ReactNode;
}) {
  const { className, text, least = 0.5, children = text } = props;
  const line = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    const element = line.current;
    if (element === null) return;
    let fitted = "";
    const fitNow = () => {
      if (sizeOf(element) === fitted) return;
      fit(element, least);
      fitted = sizeOf(element);
    };
    fitNow();
    // Another screen size, another layout or a font that has just loaded: all change the box.
    const watch = new ResizeObserver(fitNow);
    watch.observe(element);
    return () => watch.disconnect();
  }, [text, least]);
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

function fit(line: HTMLElement, least: number): void {
  line.removeAttribute("data-lines");
  for (const step of steps) {
    if (step < least) break;
    line.style.setProperty("--fit", String(step));
    if (line.scrollWidth <= line.clientWidth) return;
  }
  line.dataset["lines"] = "2";
  for (const step of steps) {
    line.style.setProperty("--fit", String(Math.max(step, least * twoLinesShare)));
    // Two lines and a little: the height of a line is a fraction of a pixel off.
    if (line.scrollHeight <= 2.2 * Number.parseFloat(getComputedStyle(line).lineHeight)) return;
    if (step < least * twoLinesShare) return;
  }
}

/** Two lines are read as one picture, and may be a little smaller than one. */
const twoLinesShare = 0.85;
