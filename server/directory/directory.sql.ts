export const directorySql = {
  site: "SELECT epoch, zone, hospital_names, emergency_place FROM site",
  putSite:
    "INSERT INTO site(id, epoch, zone, hospital_names, emergency_place) VALUES(1, ?, ?, ?, ?)",
  waitingRooms: "SELECT id, names FROM waiting_room ORDER BY id",
  clinics:
    "SELECT id, names, board_names, series, pictogram, position FROM clinic ORDER BY position, id",
  queues:
    "SELECT id, clinic_id, waiting_room_id, names, segments, day_start_min, alert_wait_min," +
    " alert_waiting, closed FROM queue ORDER BY id",
  queue: "SELECT id, segments, day_start_min, closed FROM queue WHERE id = ?",
  services:
    "SELECT id, clinic_id, queue_id, names, open, daily_limit, position, steps, outcome" +
    " FROM service" +
    " ORDER BY position, id",
  isClinic: "SELECT 1 AS known FROM clinic WHERE id = ?",
  service:
    "SELECT id, clinic_id, queue_id, names, open, daily_limit, position, steps, outcome" +
    " FROM service WHERE id = ?",
  servicePoints: "SELECT id, waiting_room_id, names, segments FROM service_point ORDER BY id",
  pointQueues:
    "SELECT service_point_id, queue_id, help_after_min FROM service_point_queue" +
    " ORDER BY service_point_id, queue_id",
  /** What issuing a ticket needs to know of its service. */
  offer:
    "SELECT s.id, s.queue_id, s.open, s.daily_limit, c.series, q.day_start_min, q.segments," +
    " q.closed, s.steps FROM service s JOIN clinic c ON c.id = s.clinic_id" +
    " JOIN queue q ON q.id = s.queue_id WHERE s.id = ?",
  queuesOfPoint:
    "SELECT p.queue_id, p.help_after_min, q.day_start_min FROM service_point_queue p" +
    " JOIN queue q ON q.id = p.queue_id WHERE p.service_point_id = ?",
  point: "SELECT id, segments FROM service_point WHERE id = ?",

  putWaitingRoom:
    "INSERT INTO waiting_room(id, names) VALUES(?, ?)" +
    " ON CONFLICT(id) DO UPDATE SET names = excluded.names",
  putClinic:
    "INSERT INTO clinic(id, names, board_names, series, pictogram, position)" +
    " VALUES(?, ?, ?, ?, ?, ?) ON CONFLICT(id) DO UPDATE SET names = excluded.names," +
    " board_names = excluded.board_names, series = excluded.series," +
    " pictogram = excluded.pictogram, position = excluded.position",
  putQueue:
    "INSERT INTO queue(id, clinic_id, waiting_room_id, names, segments, day_start_min," +
    " alert_wait_min, alert_waiting) VALUES(?, ?, ?, ?, ?, ?, ?, ?)" +
    " ON CONFLICT(id) DO UPDATE SET clinic_id = excluded.clinic_id," +
    " waiting_room_id = excluded.waiting_room_id, names = excluded.names," +
    " segments = excluded.segments, day_start_min = excluded.day_start_min," +
    " alert_wait_min = excluded.alert_wait_min, alert_waiting = excluded.alert_waiting",
  setQueueClosed: "UPDATE queue SET closed = ? WHERE id = ?",
  putService:
    "INSERT INTO service(id, clinic_id, queue_id, names, open, daily_limit, position, steps," +
    " outcome) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(id) DO UPDATE SET clinic_id = excluded.clinic_id," +
    " queue_id = excluded.queue_id, names = excluded.names, open = excluded.open," +
    " daily_limit = excluded.daily_limit, position = excluded.position," +
    " steps = excluded.steps, outcome = excluded.outcome",
  putServicePoint:
    "INSERT INTO service_point(id, waiting_room_id, names, segments) VALUES(?, ?, ?, ?)" +
    " ON CONFLICT(id) DO UPDATE SET waiting_room_id = excluded.waiting_room_id," +
    " names = excluded.names, segments = excluded.segments",
  clearPointQueues: "DELETE FROM service_point_queue WHERE service_point_id = ?",
  putPointQueue:
    "INSERT INTO service_point_queue(service_point_id, queue_id, help_after_min) VALUES(?, ?, ?)",
} as const;
