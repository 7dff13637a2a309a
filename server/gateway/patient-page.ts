import { fullName } from "../../shared/domain/patient.ts";
import type {
  FileLine,
  FileStep,
  PatientDetails,
  PatientDocument,
} from "../../shared/domain/patient.ts";
import type { Language } from "../../shared/domain/language.ts";
import type { Instant } from "../../shared/domain/time.ts";
import { locales } from "../../shared/i18n/locale.ts";
import { longDate } from "../../shared/i18n/calendar.ts";
import { clockTime, leftToRight, translator } from "../../shared/i18n/translate.ts";
import type { Translate } from "../../shared/i18n/translate.ts";
import type { PatientFile } from "../../shared/protocol/patients.ts";
import { escaped } from "../../shared/printing/qr-picture.ts";
import { sha256 } from "../runtime.ts";
import { number, words } from "./page-words.ts";

const style = `body{margin:2em auto;max-inline-size:48em;padding-inline:1em;color:#000;background:#fff;
font:15px/1.6 Vazirmatn,"Noto Sans Arabic","Noto Sans",sans-serif}
h1{font-size:1.6em;margin:0}h2{font-size:1.2em;margin-block:1.5em .4em}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.2em 1.2em}dt{color:#333}dd{margin:0}
table{inline-size:100%;border-collapse:collapse}
th,td{text-align:start;vertical-align:top;padding:.3em .6em .3em 0;border-block-end:1px solid #888}
figure{margin:1em 0;break-inside:avoid}img{max-inline-size:100%;max-block-size:24cm}
small{color:#333}@media print{body{margin:0}}`;

/** Nothing but its own style and the pictures of this file; no script at all. */
export const filePagePolicy = [
  "default-src 'none'",
  "img-src 'self'",
  `style-src 'sha256-${sha256(style).toString("base64")}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** How a page is to be said, and where the browser finds a picture of it. */
export interface FileSaying {
  readonly language: Language;
  readonly zone: string;
  readonly srcOf: (document: PatientDocument) => string;
}

/** The whole file as one page to print or to keep: who, what happened, and the pictures. */
export function filePage(file: PatientFile, { language, zone, srcOf }: FileSaying): string {
  const t = translator(language);
  const time = timeIn(language, zone);
  const { details } = file;
  const name = details === null ? t("patients.file.erased") : fullName(details);
  const pictures = file.documents.filter((each) => each.type.startsWith("image/"));
  return `<!doctype html>
<html lang="${language}" dir="${locales[language].direction}"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>${words(file.patientId)}</title>
<style>${style}</style>
<h1>${words(name)}</h1>
<p><small>${words(t("patients.file.since", { date: time(file.since) }))} ${number(file.patientId)}</small></p>
${details === null ? "" : facts(details, t)}
<h2>${words(t("patients.file.timeline"))}</h2>
${file.timeline.length === 0 ? `<p>${words(t("patients.file.empty"))}</p>` : table(file.timeline, t, time)}
${pictures
  .map(
    (picture) =>
      `<figure><figcaption>${words(picture.name)}</figcaption><img alt="${escaped(picture.name)}" src="${escaped(srcOf(picture))}"></figure>`,
  )
  .join("\n")}
</html>
`;
}

function facts(details: PatientDetails, t: Translate): string {
  const { mother, birthYear, sex, phone, nationalId } = details;
  const said: readonly (readonly [string, string])[] = [
    [t("patients.field.mother"), words(mother)],
    [t("patients.field.birthYear"), birthYear === null ? "" : number(String(birthYear))],
    [t("patients.field.sex"), sex === null ? "" : words(t(`patients.sex.${sex}`))],
    [t("patients.field.phone"), phone === null ? "" : number(phone)],
    [t("patients.field.nationalId"), nationalId === null ? "" : number(nationalId)],
  ];
  const known = said.filter(([, value]) => value !== "");
  return `<dl>${known.map(([word, value]) => `<dt>${words(word)}</dt><dd>${value}</dd>`).join("")}</dl>`;
}

function table(lines: readonly FileLine[], t: Translate, time: (at: Instant) => string): string {
  const rows = lines.map((line) => {
    const steps = (line.steps ?? []).map((step) => `<br><small>${stepSaid(step, t)}</small>`);
    const by = line.by === undefined ? "" : ` ${number(line.by)}`;
    return `<tr><td>${words(time(line.at))}</td><td>${words(t(`patients.kind.${line.kind}`))}${by}</td><td>${words(line.title)}${steps.join("")}</td><td>${words(statusSaid(line, t))}</td></tr>`;
  });
  return `<table><tbody>${rows.join("\n")}</tbody></table>`;
}

function stepSaid(step: FileStep, t: Translate): string {
  const parts = [
    step.title,
    step.place,
    t(`patients.status.${step.status}`),
    step.resultCode,
  ].filter((part) => part !== null && part !== "");
  return parts.map((part) => words(part ?? "")).join(" · ");
}

function statusSaid({ status, documentKind }: FileLine, t: Translate): string {
  if (documentKind !== undefined) return t(`patients.documentKind.${documentKind}`);
  return t(`patients.status.${status}`);
}

function timeIn(language: Language, zone: string): (at: Instant) => string {
  return (at) => `${longDate(at, zone, language)} ${leftToRight(clockTime(at, zone))}`;
}

const columns = ["at", "kind", "id", "title", "by", "status", "place", "from", "to", "result"];

/** The timeline as a table (RFC 4180, with a byte-order mark): a row for each queue of a ticket. */
export function timelineCsv(lines: readonly FileLine[]): string {
  const rows = lines.flatMap((line) => {
    const moment = [iso(line.at), line.kind, line.id];
    const steps = line.steps ?? [];
    if (steps.length === 0) {
      return [
        [...moment, line.title, line.by ?? line.documentKind ?? "", line.status, "", "", "", ""],
      ];
    }
    return steps.map((step) => [
      ...moment,
      step.title,
      line.by ?? "",
      step.status,
      step.place ?? "",
      ...[step.startedAt, step.endedAt].map((at) => (at === null ? "" : iso(at))),
      step.resultCode ?? "",
    ]);
  });
  return `\ufeff${[columns, ...rows].map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}

function iso(at: Instant): string {
  return new Date(at).toISOString();
}

/** A cell that a spreadsheet would take for a formula is made words by an apostrophe. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
