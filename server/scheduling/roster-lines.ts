import { localDayPattern } from "../../shared/domain/local-day.ts";

/** UTF-8 says so at its beginning, or a spreadsheet reads Arabic as something else. */
const byteOrderMark = "\uFEFF";
const columns = ["day", "clinic", "shift", "staff", "name", "point", "things", "state"] as const;
type Column = (typeof columns)[number];

/** What a line must say; the name and the state are for people to read. */
const needed: readonly Column[] = ["day", "clinic", "shift", "staff"];

/** A year of a large clinic; a longer file is none of a roster. */
export const rosterLinesMax = 20_000;

export type RosterLine = Readonly<Record<Column, string>>;

export type ReadLine =
  | { readonly line: number; readonly ok: true; readonly read: RosterLine }
  | { readonly line: number; readonly ok: false };

/** A roster as a table of text: one shift a line, ISO dates, RFC 4180. */
export function rosterCsv(lines: readonly RosterLine[]): string {
  const rows = [columns, ...lines.map((line) => columns.map((column) => line[column]))];
  return byteOrderMark + rows.map((row) => row.map(quoted).join(",") + "\r\n").join("");
}

/**
 * The lines of such a table, with the number that an editor shows. Columns are found by the header,
 * in any order. Nothing when there is no header that names what is needed, or too many lines.
 */
export function readRosterCsv(text: string): readonly ReadLine[] | null {
  const [head, ...rows] = rowsOf(text.startsWith(byteOrderMark) ? text.slice(1) : text);
  const places = new Map(head?.fields.map((name, place) => [name.trim().toLowerCase(), place]));
  if (needed.some((column) => !places.has(column)) || rows.length > rosterLinesMax) return null;
  return rows
    .filter(({ fields }) => fields.some((field) => field.trim() !== ""))
    .map(({ line, fields }) => {
      const cell = (column: Column) => fields[places.get(column) ?? fields.length]?.trim() ?? "";
      const read: RosterLine = {
        ...{ day: cell("day"), clinic: cell("clinic"), shift: cell("shift") },
        ...{ staff: cell("staff"), name: cell("name"), point: cell("point") },
        ...{ things: cell("things"), state: cell("state") },
      };
      const isFull = needed.every((column) => read[column] !== "");
      return isFull && localDayPattern.test(read.day)
        ? { line, ok: true, read }
        : { line, ok: false };
    });
}

/**
 * Quoted when it must be. What begins like a formula is text: a spreadsheet would reckon with it.
 */
function quoted(field: string): string {
  const safe = /^[=+\-@\t]/.test(field) ? `'${field}` : field;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

interface Row {
  readonly line: number;
  readonly fields: readonly string[];
}

function rowsOf(text: string): readonly Row[] {
  const rows: Row[] = [];
  let fields: string[] = [];
  let field = "";
  let isQuoted = false;
  let line = 1;
  let startedAt = 1;
  const endRow = () => {
    rows.push({ line: startedAt, fields: [...fields, field] });
    fields = [];
    field = "";
  };
  for (let at = 0; at < text.length; at++) {
    const sign = text.charAt(at);
    if (sign === "\n") line++;
    if (isQuoted) {
      if (sign !== '"') field += sign;
      else if (text.charAt(at + 1) === '"') field += text.charAt(at++);
      else isQuoted = false;
    } else if (sign === '"' && field === "") isQuoted = true;
    else if (sign === ",") {
      fields.push(field);
      field = "";
    } else if (sign === "\n") {
      endRow();
      startedAt = line;
    } else if (sign !== "\r") field += sign;
  }
  if (field !== "" || fields.length > 0) endRow();
  return rows;
}
