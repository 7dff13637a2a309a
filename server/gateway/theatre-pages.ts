import { nameIn } from "../../shared/domain/language.ts";
import type { Language, Names } from "../../shared/domain/language.ts";
import type { LocalDay } from "../../shared/domain/local-day.ts";
import { shownName } from "../../shared/domain/plain-text.ts";
import type { Instant } from "../../shared/domain/time.ts";
import { longDate, weekdayAndDate } from "../../shared/i18n/calendar.ts";
import { locales } from "../../shared/i18n/locale.ts";
import { translator } from "../../shared/i18n/translate.ts";
import { sha256 } from "../runtime.ts";
import type { DayList, DayListLine, GoneLine } from "../theatre-asks.ts";
import { number, words } from "./page-words.ts";
import { clock } from "./place-pages.ts";

const style = `@page{size:A4 landscape;margin:12mm}
body{margin:2em auto;max-inline-size:70em;padding-inline:1em;color:#000;background:#fff;
font:14px/1.5 Vazirmatn,"Noto Sans Arabic","Noto Sans",sans-serif}
section{break-after:page}section:last-of-type{break-after:auto}
h1{font-size:1.5em;margin:0}h2{font-size:1.1em;margin:0;font-weight:600}p{margin-block:.4em}
table{inline-size:100%;border-collapse:collapse;margin-block-start:.8em}
thead{display:table-header-group}tr{break-inside:avoid}
th,td{text-align:start;vertical-align:top;padding:.3em .5em;border-block-end:1px solid #888}
.time{white-space:nowrap;font-weight:600}.side{font-weight:700}small{color:#333}
tr.changed td{border-block-end-width:2px;border-block-end-color:#000}
tr.changed td:first-child{border-inline-start:4px solid #000}
.change{font-weight:700}.gone td{text-decoration:line-through}.gone .why{text-decoration:none}
@media print{body{margin:0;padding:0}}`;

/** Nothing but its own style: no script, no picture, nothing from elsewhere. */
export const dayListPolicy = [
  "default-src 'none'",
  `style-src 'sha256-${sha256(style).toString("base64")}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** In which language, and for which site. */
export interface ListSaying {
  readonly language: Language;
  readonly zone: string;
  readonly hospitalNames: Names;
}

/**
 * The lists of a day on A4, one theatre to a page, for the ward's door and for when the power is
 * gone: who, when, by whom, what and on which side; and what has changed since the day began.
 */
export function dayListPage(
  lists: readonly DayList[],
  day: LocalDay,
  saying: ListSaying,
  now: Instant,
): string {
  const { language } = saying;
  const t = translator(language);
  const pages = lists.map((list) => section(list, saying, now));
  const date = words(weekdayAndDate(day, language));
  const empty = `<section><h1>${words(t("theatrePaper.title"))}</h1><h2>${date}</h2><p>${words(t("theatrePaper.empty"))}</p></section>`;
  return `<!doctype html>
<html lang="${language}" dir="${locales[language].direction}"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>${words(t("theatrePaper.title")).replace(/<[^>]*>/g, "")}</title>
<style>${style}</style>
<body>
${pages.length === 0 ? empty : pages.join("\n")}
</body>
</html>
`;
}

const columns = ["order", "time", "patient", "procedure", "side", "team", "change"] as const;

function section(list: DayList, saying: ListSaying, now: Instant): string {
  const { language, zone, hospitalNames } = saying;
  const t = translator(language);
  const head = columns
    .map((column) => `<th>${words(t(`theatrePaper.column.${column}`))}</th>`)
    .join("");
  const rows = list.lines.map((line, index) => row(line, index + 1, saying));
  const gone = list.gone.map((line) => goneRow(line, saying));
  const goneTable = `<h2>${words(t("theatrePaper.gone"))}</h2><table><tbody>${gone.join("\n")}</tbody></table>`;
  const time = `${longDate(now, zone, language)} ${clock(now, zone)}`;
  return `<section>
<h1>${words(nameIn(list.names, language))} · ${words(weekdayAndDate(list.day, language))}</h1>
<h2>${words(t("theatrePaper.title"))} · ${words(nameIn(hospitalNames, language))}</h2>
${list.lines.length === 0 ? `<p>${words(t("theatrePaper.empty"))}</p>` : `<table><thead><tr>${head}</tr></thead><tbody>${rows.join("\n")}</tbody></table>`}
${gone.length === 0 ? "" : goneTable}
<p><small>${words(t("theatrePaper.printed", { time, version: list.version }))}</small></p>
</section>`;
}

function row(line: DayListLine, order: number, { language, zone }: ListSaying): string {
  const t = translator(language);
  const team = line.team.map(
    ({ role, name }) => `${words(t(`theatrePaper.role.${role}`))}: ${words(shownName(name))}`,
  );
  const cells = [
    number(`${order}`),
    `<span class="time">${number(`${clock(line.from, zone)}–${clock(line.to, zone)}`)}</span>`,
    patientOf(line, language),
    words(nameIn(line.procedureNames, language)),
    line.side === "none"
      ? ""
      : `<span class="side">${words(t(`theatrePaper.side.${line.side}`))}</span>`,
    team.join("<br>"),
    `<span class="change">${changeOf(line, { language, zone })}</span>`,
  ];
  const isChanged = line.change === null ? "" : ' class="changed"';
  return `<tr${isChanged}>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`;
}

function patientOf(
  { patientName, birthYear, label }: DayListLine | GoneLine,
  language: Language,
): string {
  const born =
    birthYear === null
      ? ""
      : ` · ${words(translator(language)("theatrePaper.born", { year: `${birthYear}` }))}`;
  return `${words(shownName(patientName))}<br><small>${number(label)}${born}</small>`;
}

function changeOf(
  { change, isEmergency }: DayListLine,
  { language, zone }: Pick<ListSaying, "language" | "zone">,
): string {
  const t = translator(language);
  const said = [
    ...(isEmergency ? [t("theatrePaper.emergency")] : []),
    ...(change?.kind === "new" ? [t("theatrePaper.new")] : []),
    ...(change?.kind === "moved"
      ? [t("theatrePaper.movedFrom", { time: clock(change.from, zone) })]
      : []),
  ];
  return said.map(words).join("<br>");
}

function goneRow(line: GoneLine, { language, zone }: ListSaying): string {
  const t = translator(language);
  const to =
    line.to === null
      ? t("theatrePaper.noPlace")
      : t("theatrePaper.to", {
          theatre: nameIn(line.to.names, language),
          time: clock(line.to.from, zone),
        });
  const why = [to, line.reason ?? ""].filter((part) => part !== "").map(words);
  return `<tr class="gone"><td>${number(clock(line.from, zone))}</td><td>${patientOf(line, language)}</td><td class="why">${why.join("<br>")}</td></tr>`;
}
