import Database from "better-sqlite3";
import { expect, it } from "vitest";
import { migrate, migrations } from "./migrate.ts";

/** A ticket of women, called once and not again, and a night patient's visit of the same date. */
const rows = `
  INSERT INTO ticket(id, day, label, language, service_id, issued_at)
    VALUES(7, '2026-11-23', 'D001', 'ar', 'doctor-visit', 1), (8, '2026-11-23', 'N001', 'ar', 'night', 1);
  INSERT INTO entry(id, ticket_id, queue_id, day, status, class, eligible_at, requeues, last_seq,
      start_min, segment)
    VALUES(7, 7, 'doctor', '2026-11-23', 'transferred', 'normal', 1, 0, 12, 0, 'women'),
      (8, 8, 'night', '2026-11-23', 'done', 'normal', 1, 0, 11, 360, ''),
      (12, 7, 'lab', '2026-11-23', 'waiting', 'normal', 1, 0, 12, 0, '');
  INSERT INTO call(id, entry_id, ticket_id, service_point_id, day, status, called_at, last_at,
      recalls, ended_at, out_of_turn)
    VALUES(9, 7, 7, 'both', '2026-11-23', 'undone', 2, 2, 0, 3, 0),
      (10, 8, 8, 'both', '2026-11-23', 'ended', 3, 3, 0, 4, 1),
      (11, 7, 7, 'both', '2026-11-23', 'no_show', 5, 5, 0, 6, 0);
  INSERT INTO point_day(day, service_point_id, called, ended, no_shows, exceptions)
    VALUES('2026-11-23', 'both', 2, 1, 1, 1);
  INSERT INTO queue_pace(queue_id, day, recent) VALUES('night', '2026-11-23', '[1]');
`;

it("data of version 30 keep arrivals and segments, and the figures of each day by itself", () => {
  const db = new Database(":memory:");
  migrate(
    db,
    migrations.filter(({ version }) => version <= 30),
  );
  db.pragma("foreign_keys = OFF");
  db.exec(rows);
  migrate(db);
  const all = (sql: string) => db.prepare(sql).all();
  expect(all("SELECT id, segment FROM ticket")).toEqual([
    { id: 7, segment: "women" },
    { id: 8, segment: "" },
  ]);
  expect(all("SELECT id, arrival, raised_hold FROM entry")).toEqual(
    [7, 8, 12].map((id) => ({ id, arrival: id, raised_hold: null })),
  );
  const both = { day: "2026-11-23", service_point_id: "both" };
  expect(all("SELECT * FROM point_day ORDER BY start_min")).toEqual([
    { ...both, start_min: 0, called: 1, ended: 0, no_shows: 1, exceptions: 0 },
    { ...both, start_min: 360, called: 1, ended: 1, no_shows: 0, exceptions: 1 },
  ]);
  expect(all("SELECT * FROM queue_pace")).toEqual([]);
  db.close();
});
