import { languages } from "../../shared/domain/language.ts";
import type { Language } from "../../shared/domain/language.ts";
import { locales } from "../../shared/i18n/locale.ts";
import { clockTime, leftToRight, translator } from "../../shared/i18n/translate.ts";
import { trialFaults, type TrialState } from "./trial-faults.ts";

export interface PageState {
  readonly language: Language;
  readonly zone: string;
  readonly printerAddress: string;
  readonly states: readonly TrialState[];
  readonly unknownCommands: number;
  /** Newest first. */
  readonly papers: readonly {
    readonly fileName: string;
    readonly sequence: number;
    readonly cutAt: number;
  }[];
  /** Changes whenever the page would look different. */
  readonly revision: number;
}

/** States that stop printing now, or will in the next ticket: amber; the rest only tells. */
const calm: readonly TrialState[] = ["ready", "no_process_id", "slow", "keeps_buffer"];

/** The printer's page: its state, the faults to try, and the latest papers as they came out. */
export function pageHtml(state: PageState): string {
  const t = translator(state.language);
  const { direction } = locales[state.language];
  const ways = languages
    .map((language) => {
      const now = language === state.language ? ' aria-current="true"' : "";
      return `<a href="/?lang=${language}" lang="${language}"${now}>${locales[language].ownName}</a>`;
    })
    .join("");
  const chips = state.states
    .map((word) => {
      const tone = calm.includes(word) ? "ok" : "warn";
      return `<li class="chip ${tone}">${escapeHtml(t(`virtualPrinter.state.${word}`))}</li>`;
    })
    .join("");
  const buttons = trialFaults
    .map((fault) => {
      const kind = fault === "works" ? ' class="main"' : "";
      const text = escapeHtml(t(`virtualPrinter.fault.${fault}`));
      return `<button name="fault" value="${fault}"${kind}>${text}</button>`;
    })
    .join("");
  const defects =
    state.unknownCommands === 0
      ? ""
      : `<p class="defect">${escapeHtml(t("virtualPrinter.unknownCommands", { n: state.unknownCommands }))}</p>`;
  return `<!doctype html>
<html lang="${state.language}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(t("virtualPrinter.title"))}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/tokens.css">
<link rel="stylesheet" href="/page.css">
<noscript><meta http-equiv="refresh" content="5"></noscript>
<script src="/page.js" defer></script>
</head>
<body data-revision="${state.revision}">
<header>
<span class="mark" aria-hidden="true"><i></i><i></i><i></i></span>
<h1>${escapeHtml(t("virtualPrinter.title"))}</h1>
<p class="address">${escapeHtml(t("virtualPrinter.listens"))} <bdi dir="ltr">${escapeHtml(state.printerAddress)}</bdi></p>
<nav aria-label="${escapeHtml(t("word.language"))}">${ways}</nav>
</header>
<main>
<section class="desk" aria-labelledby="faults">
<ul class="chips" aria-live="polite">${chips}</ul>
${defects}
<h2 id="faults">${escapeHtml(t("virtualPrinter.tryFaults"))}</h2>
<p class="help">${escapeHtml(t("virtualPrinter.tryFaultsHelp"))}</p>
<form method="post" action="/fault?lang=${state.language}">${buttons}</form>
<p class="help">${escapeHtml(t("virtualPrinter.purpose"))}</p>
</section>
<section aria-labelledby="papers">
<h2 id="papers">${escapeHtml(t("virtualPrinter.papers"))}</h2>
${papersHtml(state)}
</section>
</main>
</body>
</html>
`;
}

function papersHtml({ papers, language, zone }: PageState): string {
  const t = translator(language);
  if (papers.length === 0) {
    return `<p class="empty">${escapeHtml(t("virtualPrinter.noPapers"))}</p>`;
  }
  const items = papers.map(({ fileName, sequence, cutAt }) => {
    const name = escapeHtml(t("virtualPrinter.paper", { n: sequence }));
    const time = leftToRight(clockTime(cutAt, zone));
    return `<li><a href="/papers/${fileName}" title="${escapeHtml(t("virtualPrinter.openPicture"))}">
<span class="slot" aria-hidden="true"></span><img src="/papers/${fileName}" alt="${name}" width="288"></a>
<p><strong>${name}</strong> ${escapeHtml(t("virtualPrinter.cutAt", { time }))}</p></li>`;
  });
  return `<ol class="papers">${items.join("\n")}</ol>`;
}

function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/** Asks once a second whether anything is new, and then changes only what is shown. */
export const pageScript = `"use strict";
const askEveryMs = 1000;
async function look() {
  try {
    const { revision } = await (await fetch("/state")).json();
    if (String(revision) !== document.body.dataset.revision) {
      const text = await (await fetch(location.href)).text();
      const fresh = new DOMParser().parseFromString(text, "text/html");
      const focused = document.activeElement?.value;
      document.querySelector("main").replaceWith(fresh.querySelector("main"));
      document.body.dataset.revision = fresh.body.dataset.revision;
      if (focused) document.querySelector('button[value="' + focused + '"]')?.focus();
    }
    document.body.classList.remove("gone");
  } catch {
    document.body.classList.add("gone");
  }
  setTimeout(look, askEveryMs);
}
setTimeout(look, askEveryMs);
document.addEventListener("submit", async (event) => {
  event.preventDefault();
  const fault = event.submitter?.value;
  await fetch(event.target.action, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ fault }),
  }).catch(() => undefined);
});
`;
