import { isOnList } from "../../shared/domain/appointment.ts";
import type { Preparation } from "../../shared/domain/laboratory.ts";
import { nameIn } from "../../shared/domain/language.ts";
import type { Language, Names } from "../../shared/domain/language.ts";
import { dayMs } from "../../shared/domain/time.ts";
import type { Instant } from "../../shared/domain/time.ts";
import { hijriDate, longDate } from "../../shared/i18n/calendar.ts";
import { preparationLines } from "../../shared/i18n/preparation-lines.ts";
import { locales } from "../../shared/i18n/locale.ts";
import { translator } from "../../shared/i18n/translate.ts";
import { escaped, qrPicture } from "../../shared/printing/qr-picture.ts";
import type { BookingsData } from "../../shared/protocol/scheduling-feeds.ts";
import { sha256 } from "../runtime.ts";
import { number, words } from "./page-words.ts";

const style = `@page{size:A4;margin:14mm}@page slip{size:80mm 160mm;margin:4mm}
body{margin:2em auto;max-inline-size:52em;padding-inline:1em;color:#000;background:#fff;
font:15px/1.6 Vazirmatn,"Noto Sans Arabic","Noto Sans",sans-serif}
body.slip{page:slip;max-inline-size:72mm;text-align:center;font-size:16px}
h1{font-size:1.5em;margin:0}h2{font-size:1.1em;margin:0;font-weight:600}p{margin-block:.4em}
table{inline-size:100%;border-collapse:collapse;margin-block-start:1em}
thead{display:table-header-group}tr{break-inside:avoid}
th,td{text-align:start;vertical-align:top;padding:.3em .5em;border-block-end:1px solid #888}
.code{font-size:1.1em;font-weight:600;letter-spacing:.08em}.slip .code{font-size:1.8em}
.time{font-size:1.5em;font-weight:600}.qr{inline-size:44mm;block-size:44mm}
small{color:#333}@media print{body{margin:0;padding:0}}`;

/** Nothing but its own style: no script, no picture, nothing from elsewhere. */
export const placePagePolicy = [
  "default-src 'none'",
  `style-src 'sha256-${sha256(style).toString("base64")}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** How a page is to be said: in which language, for which site. */
export interface Saying {
  readonly language: Language;
  readonly zone: string;
  readonly hospitalNames: Names;
  /** Days that the site's own sighting is away from the computed Hijri date. */
  readonly hijriOffset: number;
}

/** The list of a session on A4, for when the power is gone: staff only, it has names on it. */
export function sessionPage(shown: BookingsData, saying: Saying, now: Instant): string {
  const { language, zone } = saying;
  const t = translator(language);
  const { session } = shown;
  const listed = shown.bookings.filter(({ status }) => isOnList(status));
  const columns = ["time", "name", "phone", "code", "ticket", "status"] as const;
  const rows = listed.map((line) => {
    const cells = [
      number(clock(line.at, zone)),
      words(line.patientName),
      number(line.phone ?? ""),
      `<span class="code">${number(line.code)}</span>`,
      number(line.label ?? ""),
      words(t(`place.status.${line.status}`)),
    ];
    return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`;
  });
  const head = columns.map((column) => `<th>${words(t(`place.column.${column}`))}</th>`).join("");
  const counts = { booked: session.booked, capacity: session.capacity };
  const body = `<h1>${words(nameIn(session.serviceNames, language))} · ${words(session.staffName)}</h1>
<h2>${words(t("place.session.title"))} · ${words(longDate(session.from, zone, language))} · ${span(session.from, session.to, zone)}</h2>
<p>${words(hijri(session.from, saying))} · ${words(t("place.session.booked", counts))}${session.pointNames === null ? "" : ` · ${words(nameIn(session.pointNames, language))}`}</p>
${session.status === "cancelled" ? `<p>${words(t("place.session.cancelled"))}</p>` : ""}
${listed.length === 0 ? `<p>${words(t("place.session.nobody"))}</p>` : `<table><thead><tr>${head}</tr></thead><tbody>${rows.join("\n")}</tbody></table>`}
<p><small>${words(t("place.session.printed", { time: `${longDate(now, zone, language)} ${clock(now, zone)}` }))}</small></p>`;
  return page("list", body, saying);
}

/** The paper that a patient takes home: when, where, the code and its QR; no name. */
export interface Slip {
  readonly code: string;
  readonly url: string;
  readonly at: Instant;
  readonly to: Instant;
  readonly session: BookingsData["session"];
  /** What to do before; nothing when nothing is asked. */
  readonly preparation: Preparation | null;
}

export function slipPage(slip: Slip, saying: Saying): string {
  const { language, zone } = saying;
  const t = translator(language);
  const { session } = slip;
  const between = { from: clock(slip.at, zone), to: clock(slip.to, zone) };
  const body = `<p>${words(nameIn(saying.hospitalNames, language))}</p>
<h1>${words(t("place.slip.title"))}</h1>
<p>${words(nameIn(session.clinicNames, language))} · ${words(nameIn(session.serviceNames, language))}</p>
<p>${words(t("place.slip.doctor"))}: ${words(session.staffName)}</p>
<p class="time">${words(longDate(slip.at, zone, language))}<br>${number(clock(slip.at, zone))}</p>
<p><small>${words(hijri(slip.at, saying))}</small></p>
<p>${words(t("place.slip.come", between))}</p>
${prepared(slip.preparation, language)}${qrPicture(slip.url, t("place.slip.image"))}
<p>${words(t("place.slip.code"))}<br><span class="code">${number(slip.code)}</span></p>
<p>${words(t("place.slip.checkIn"))}</p>
<p><b>${words(t("place.slip.bring"))}</b><br>${words(t("place.slip.bringList"))}</p>
<p>${words(t("place.slip.prepare"))}</p>
<p><small>${words(t("place.slip.change"))}</small></p>`;
  return page("slip", body, saying);
}

/** What to do before, in its own lines; nothing when nothing is asked. */
function prepared(preparation: Preparation | null, language: Language): string {
  const lines = preparationLines(preparation, language);
  return lines.length === 0 ? "" : `<p><b>${lines.map(words).join("<br>")}</b></p>\n`;
}

function page(kind: "list" | "slip", body: string, { language }: Saying): string {
  return `<!doctype html>
<html lang="${language}" dir="${locales[language].direction}"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>${escaped(translator(language)(kind === "slip" ? "place.slip.title" : "place.session.title"))}</title>
<style>${style}</style>
<body class="${kind}">
${body}
</body>
</html>
`;
}

function hijri(at: Instant, { language, zone, hijriOffset }: Saying): string {
  const date = hijriDate(at + hijriOffset * dayMs, zone, language);
  return translator(language)("place.hijri", { date });
}

/** `08:30`, in the digits that codes and labels have too. */
export function clock(at: Instant, zone: string): string {
  return new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).format(at);
}

function span(from: Instant, to: Instant, zone: string): string {
  return number(`${clock(from, zone)}–${clock(to, zone)}`);
}
