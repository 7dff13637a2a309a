import { existsSync } from "node:fs";
import { join } from "node:path";
import { createHospital } from "../server/hospital.ts";
import type { Hospital } from "../server/hospital.ts";
import { demoSite, foundDemo } from "../server/demo/found-demo.ts";
import { readConfig } from "../server/config.ts";
import { systemRuntime } from "../server/runtime.ts";
import { durablePragmas } from "../server/store/open.ts";
import { openStore } from "../server/store/store.ts";

/** A day of a busy hospital. */
const ticketsPerDay = 1_000;
const daysKept = 7;

/**
 * A demo hospital that has had so many tickets on earlier days, each issued, printed, called and
 * ended; made once for a run. The rows are laid in by SQL, in the shape and the numbering that our
 * own commands give them, but for the hashes: nothing that is measured reads an old one.
 */
export async function hospitalWithPast(scratch: string, tickets: number): Promise<string> {
  const folder = join(scratch, `past-${tickets}`);
  if (existsSync(folder)) return folder;
  const hospital = openHospital(folder);
  await foundDemo(hospital, demoConfig(folder));
  const { db } = hospital.store;
  db.pragma("foreign_keys = OFF");
  db.pragma("cache_size = -262144");
  db.exec("BEGIN");
  for (const sql of pastSql(hospital.store.head().seq, tickets)) db.exec(sql);
  db.exec("COMMIT");
  db.pragma("wal_checkpoint(TRUNCATE)");
  hospital.store.close();
  return folder;
}

/** Without syncs: what is compared is the work, and the disk would drown the difference. */
export function openHospital(folder: string): Hospital {
  const pragmas = { ...durablePragmas, synchronous: 0 };
  return createHospital(
    openStore({ folder, pragmas }, systemRuntime),
    "http://dawr.test",
    demoSite,
  );
}

function demoConfig(folder: string) {
  return readConfig({ DAWR_DATA: folder, DAWR_DEMO: "1", DAWR_DEMO_PASSWORD: "a demo password" });
}

/** Journal rows of one ticket: issued, queued for print, called, ended. */
const rowsPerTicket = 4;

const clinics = [
  ["internal", "internal-visit", "A", "room-1"],
  ["children", "children-visit", "B", "room-3"],
  ["heart", "heart-visit", "C", "room-5"],
  ["women", "women-visit", "D", "room-7"],
  ["eye", "eye-visit", "E", "room-11"],
  ["dental", "dental-visit", "F", "room-13"],
  ["bones", "bones-visit", "G", "room-14"],
  ["ent", "ent-visit", "H", "room-15"],
] as const;

/**
 * Each ticket is worked out once, in a table for the time of the filling; the rest is written from
 * there in the order of its keys, as living commands write it.
 */
function pastSql(head: number, tickets: number): readonly string[] {
  const days = Math.ceil(tickets / ticketsPerDay);
  const numbers = (name: string, below: number) =>
    `${name}(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM ${name} WHERE i < ${below - 1})`;
  const values = clinics.map((row, index) => `(${index}, '${row.join("', '")}')`).join(", ");
  // The last of them ended the day before yesterday, whatever the day of the run is.
  return [
    `CREATE TEMP TABLE clinic_of(i INTEGER PRIMARY KEY, queue, service, series, point)`,
    `INSERT INTO clinic_of VALUES ${values}`,
    `CREATE TEMP TABLE day_of(i INTEGER PRIMARY KEY, day, at)`,
    `WITH RECURSIVE ${numbers("d", days)} INSERT INTO day_of
      SELECT i, date('now', '-' || (${days} + 1 - i) || ' days'),
        1000 * unixepoch('now', '-' || (${days} + 1 - i) || ' days') FROM d`,
    `CREATE TEMP TABLE past(seq INTEGER PRIMARY KEY, i, day, at, label, number, queue, service, series, point)`,
    `WITH RECURSIVE ${numbers("n", tickets)} INSERT INTO past
      SELECT ${head + 1} + n.i * ${rowsPerTicket}, n.i, d.day, d.at + n.i % ${ticketsPerDay} * 20000,
        c.series || substr('00' || (1 + n.i % ${ticketsPerDay} / ${clinics.length}), -3),
        1 + n.i % ${ticketsPerDay} / ${clinics.length}, c.queue, c.service, c.series, c.point
      FROM n CROSS JOIN day_of d ON d.i = n.i / ${ticketsPerDay}
      CROSS JOIN clinic_of c ON c.i = n.i % ${clinics.length}`,
    journalSql,
    `INSERT INTO ticket(id, day, label, language, service_id, issued_at)
      SELECT seq, day, label, 'ar', service, at FROM past`,
    `INSERT INTO entry(id, ticket_id, queue_id, day, status, class, eligible_at, requeues, last_seq)
      SELECT seq, seq, queue, day, 'done', 'normal', at, 0, seq + 3 FROM past`,
    `INSERT INTO call(id, entry_id, ticket_id, service_point_id, day, status, called_at, last_at,
      recalls, started_at, ended_at)
      SELECT seq + 2, seq, seq, point, day, 'ended', at, at, 0, at, at FROM past`,
    `INSERT INTO print_job(id, ticket_id, copy, device_id, status, ahead, queued_at)
      SELECT seq + 1, seq, 0, 1, 'printed', 3, at FROM past`,
    `INSERT INTO once(command_id, principal, digest, at, version, answer)
      SELECT j.command_id, j.principal, randomblob(16), j.at, j.seq, '{"reply":' || j.fact || '}'
      FROM past p JOIN journal j ON j.seq = p.seq
      WHERE p.i >= ${tickets - daysKept * ticketsPerDay} ORDER BY p.seq`,
    "INSERT INTO service_day(start_min, day, opened_at, rates) SELECT 0, day, at, '' FROM day_of",
    `INSERT INTO series_counter SELECT d.day, c.series, ${ticketsPerDay} FROM day_of d, clinic_of c`,
    "INSERT INTO service_counter SELECT d.day, c.service, 125 FROM day_of d, clinic_of c",
    `INSERT INTO point_day(day, start_min, service_point_id, called, ended, no_shows, exceptions)
      SELECT d.day, 0, c.point, 125, 120, 5, 0 FROM day_of d, clinic_of c`,
  ];
}

const moved = (verb: string, from: string, to: string) =>
  `'{"verb":"${verb}","entry":' || p.seq || ',"from":{"status":"${from}"},"to":{"status":"${to}"},` +
  `"point":"' || p.point || '","call":null,"callFrom":{},"callTo":{}}'`;

/** The ticket and its paper are one command of a kiosk, the call and its end one of a clerk. */
const journalSql = `
  WITH part(k) AS (VALUES (0), (1), (2), (3))
  INSERT INTO journal
    SELECT p.seq + k, p.at, CASE WHEN k < 2 THEN 'd1' ELSE 's1' END,
      unhex(printf('%012x70008000%012x', p.at, p.i * 2 + k / 2)), k % 2,
      CASE k WHEN 0 THEN 'ticketIssued' WHEN 1 THEN 'printQueued' ELSE 'entryMoved' END,
      CASE k
        WHEN 0 THEN '{"day":"' || p.day || '","label":"' || p.label || '","series":"' || p.series ||
          '","number":' || p.number || ',"language":"ar","service":"' || p.service ||
          '","queue":"' || p.queue || '","class":"normal","eligibleAt":' || p.at || '}'
        WHEN 1 THEN '{"ticket":' || p.seq || ',"copy":0,"device":1,"ahead":3}'
        WHEN 2 THEN ${moved("call", "waiting", "called")}
        ELSE ${moved("end", "called", "done")}
      END,
      randomblob(32)
    FROM past p CROSS JOIN part`;
