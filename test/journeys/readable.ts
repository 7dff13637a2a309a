import type { Page } from "@playwright/test";

/** What a face must keep to, in pixels of its real screen. */
export interface Measures {
  readonly textMin: number;
  readonly targetMin: number;
  /** Whole lines that find no room may stay out of sight; half a line never. */
  readonly mayLeaveOut: boolean;
  /** A list may scroll inside the screen. Nobody scrolls a kiosk or a television. */
  readonly mayScroll: boolean;
  /** A text longer than any honest one may end in an ellipsis, where its box says so. */
  readonly mayEnd?: boolean;
}

/** The kiosk is read at 55 cm and touched standing: 32 px are 10 mm, 72 px are 22 mm. */
export const kioskMeasures: Measures = {
  textMin: 32,
  targetMin: 72,
  mayLeaveOut: false,
  mayScroll: false,
};
/** Desks are used sitting, with a mouse: 14 px text, and targets of WCAG 2.5.8. */
export const deskMeasures: Measures = {
  textMin: 14,
  targetMin: 24,
  mayLeaveOut: false,
  mayScroll: true,
};
/** Read from across the room; a board has nothing to touch. */
export const boardMeasures: Measures = {
  textMin: 32,
  targetMin: 0,
  mayLeaveOut: true,
  mayScroll: false,
};

/** A phone at arm's length: 16 px text, and targets of 48 px for a thumb. */
export const phoneMeasures: Measures = {
  textMin: 16,
  targetMin: 48,
  mayLeaveOut: false,
  mayScroll: false,
};

/**
 * What on this page is too small, clipped, outside the screen, or under something else; in words
 * for the person who has to mend it. Nothing when all can be read and touched.
 */
export function unreadable(page: Page, measures: Measures): Promise<readonly string[]> {
  return page.evaluate(({ textMin, targetMin, mayLeaveOut, mayScroll, mayEnd = false }) => {
    const problems: string[] = [];
    /** Edges fall between pixels. */
    const slack = 1.5;
    const width = document.documentElement.clientWidth;
    const height = document.documentElement.clientHeight;

    const nameOf = (element: Element) => {
      const text = (element.textContent ?? "").trim().slice(0, 30);
      const act = element.getAttribute("data-act");
      return `<${element.tagName.toLowerCase()} ${act ?? element.getAttribute("class") ?? ""}> "${text}"`;
    };
    /** Only for ears: drawn on one pixel. */
    const isSeen = (element: Element) => {
      const box = element.getBoundingClientRect();
      return (
        element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
        box.width > 2 &&
        box.height > 2
      );
    };
    const isInList = (element: Element) => {
      if (!mayScroll) return false;
      for (let up = element.parentElement; up !== null; up = up.parentElement) {
        if (
          /auto|scroll/.test(getComputedStyle(up).overflowY) &&
          up.scrollHeight > up.clientHeight + slack
        )
          return true;
        // A day of many hours is turned along its line as well, and says so.
        if (up.hasAttribute("data-scrolls-along") && up.scrollWidth > up.clientWidth) return true;
      }
      return false;
    };
    const isOutside = (box: DOMRect) =>
      box.left < -slack ||
      box.top < -slack ||
      box.right > width + slack ||
      box.bottom > height + slack;
    /** The first box around an element that hides some of it or all of it. */
    const hiderOf = (element: Element, box: DOMRect) => {
      // The element itself as well: its own text may be more than it shows.
      for (let up: Element | null = element; up !== null; up = up.parentElement) {
        const { overflowX, overflowY } = getComputedStyle(up);
        const edge = up.getBoundingClientRect();
        const hidesAcross = overflowX !== "visible";
        const hidesAlong = overflowY !== "visible";
        const across = box.left < edge.left - slack || box.right > edge.right + slack;
        const along = box.top < edge.top - slack || box.bottom > edge.bottom + slack;
        if ((hidesAcross && across) || (hidesAlong && along)) {
          const wholly =
            (hidesAcross && (box.right <= edge.left + slack || box.left >= edge.right - slack)) ||
            (hidesAlong && (box.bottom <= edge.top + slack || box.top >= edge.bottom - slack));
          return { hider: up, wholly };
        }
        // It lies above the page: what is round it in the tree hides nothing of it.
        if (up.matches("dialog:modal")) return null;
      }
      return null;
    };

    /** The nearest box around a text that is drawn: words that leave it lie on something else. */
    const paperOf = (element: Element) => {
      for (let up: Element | null = element; up !== null; up = up.parentElement) {
        const { display, borderTopWidth, backgroundColor } = getComputedStyle(up);
        const isDrawn = borderTopWidth !== "0px" || !/, 0\)$|transparent/.test(backgroundColor);
        if (isDrawn && display !== "inline") return up;
      }
      return document.body;
    };
    const hangsOut = (line: DOMRect, paper: Element) => {
      const { left, right, top, bottom } = paper.getBoundingClientRect();
      const isAlong = line.top < top - slack || line.bottom > bottom + slack;
      return isAlong || line.left < left - slack || line.right > right + slack;
    };

    /** The words in an empty field, which no box of text can be asked about. */
    const cutsItsHint = (field: Element) => {
      if (!(field instanceof HTMLInputElement) || field.value !== "") return false;
      const { font, paddingInlineStart: start, paddingInlineEnd: end } = getComputedStyle(field);
      const pen = document.createElement("canvas").getContext("2d");
      if (pen === null) return false;
      pen.font = font;
      const room = field.clientWidth - Number.parseFloat(start) - Number.parseFloat(end);
      return pen.measureText(field.placeholder).width > room + slack;
    };

    /** What has a key of its own is in sight without turning anything: the key is printed on it. */
    const isKeyCutOff = (target: Element) =>
      target.querySelector("kbd") !== null &&
      target.closest("dialog") === null &&
      hiderOf(target, target.getBoundingClientRect()) !== null;

    /** These come over the screen for a while, and go at a touch or by themselves. */
    const passing = ".idle-bar, .slow";
    /** What takes a touch in the middle of a target; nothing when it is the target's own. */
    const coverOf = (target: Element, box: DOMRect) => {
      const hit = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
      if (hit === null) return "nothing";
      const isOwn = target.contains(hit) || target.closest("label")?.contains(hit) === true;
      return isOwn || hit.closest(passing) !== null ? null : nameOf(hit);
    };

    /** A radio's own input lies over its whole face. */
    const faces = "[type=radio], [type=checkbox], :has(button, a[href])";
    /** Two targets that share a place: a touch there is anybody's guess. */
    const overlaps = (shown: readonly Element[]) =>
      shown.flatMap((one, n) => {
        const a = one.getBoundingClientRect();
        return shown.slice(n + 1).flatMap((other) => {
          const b = other.getBoundingClientRect();
          const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
          const along = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
          const isApart = across <= slack || along <= slack;
          // A list slides under its head and under what stays at its foot.
          const isFace = one.matches(faces) || other.matches(faces);
          const isPassing = (one.closest(passing) ?? other.closest(passing)) !== null;
          if (isApart || isFace || isPassing || isInList(one) || isInList(other)) return [];
          return [`${nameOf(one)} and ${nameOf(other)} share a place`];
        });
      });

    const targetProblems = (target: Element) => {
      const wrong: string[] = [];
      // What a radio's or a checkbox's label takes is theirs.
      const label = target instanceof HTMLInputElement ? target.closest("label") : null;
      const box = (label ?? target).getBoundingClientRect();
      const size = `${Math.round(box.width)} × ${Math.round(box.height)} px`;
      if (Math.min(box.width, box.height) < targetMin) wrong.push(`is ${size} to touch`);
      if (cutsItsHint(target)) wrong.push("cuts off its hint");
      if (isKeyCutOff(target)) wrong.push("has a key and is cut off");
      if (!isInList(target)) {
        if (isOutside(box)) wrong.push("is outside the screen");
        const cover = coverOf(target, box);
        if (cover !== null) wrong.push(`lies under ${cover}`);
      }
      return wrong.map((what) => `${nameOf(target)} ${what}`);
    };

    const page = document.scrollingElement ?? document.documentElement;
    if (page.scrollWidth > page.clientWidth) problems.push("the page scrolls sideways");

    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
      const element = node.parentElement;
      if (element === null || (node.textContent ?? "").trim() === "" || !isSeen(element)) continue;
      const style = getComputedStyle(element);
      const size = Number.parseFloat(style.fontSize);
      if (size < textMin) problems.push(`${nameOf(element)} is ${size} px small`);
      const range = document.createRange();
      range.selectNodeContents(node);
      if (isInList(element)) continue;
      if (mayEnd && style.webkitLineClamp !== "none") continue;
      const paper = paperOf(element);
      for (const line of range.getClientRects()) {
        // A line's box reaches far above and below its letters.
        const box = new DOMRect(
          line.left,
          line.top + line.height * 0.3,
          line.width,
          line.height * 0.4,
        );
        const hidden = hiderOf(element, box);
        if (hidden?.wholly === true && mayLeaveOut) continue;
        if (hidden !== null)
          problems.push(`${nameOf(element)} is cut off by ${nameOf(hidden.hider)}`);
        if (isOutside(box)) problems.push(`${nameOf(element)} is outside the screen`);
        if (hangsOut(box, paper)) problems.push(`${nameOf(element)} leaves ${nameOf(paper)}`);
      }
      if (style.display !== "inline" && element.scrollWidth > element.clientWidth + slack) {
        problems.push(`${nameOf(element)} is wider than its box`);
      }
    }

    const targets = [
      ...document.querySelectorAll("button, a[href], input, select, textarea, [role=tab]"),
    ].filter(isSeen);
    const topmost = document.querySelector("dialog[open], [data-over-page]") ?? document.body;
    const reachable = targets.filter((one) => topmost.contains(one));
    problems.push(...overlaps(reachable), ...reachable.flatMap(targetProblems));
    return problems;
  }, measures);
}
