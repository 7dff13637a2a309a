/** Patients, rosters, sessions and the places in them. */
export const migration0030 = {
  version: 30,
  sql: `
-- Patients. What is personal stands apart and can be erased; digest is salted with that row's salt.
CREATE TABLE patient(
  id INTEGER PRIMARY KEY,
  status TEXT NOT NULL,
  merged_into INTEGER REFERENCES patient(id),
  digest TEXT NOT NULL,
  since INTEGER NOT NULL
) STRICT;
CREATE INDEX patient_merged ON patient(merged_into) WHERE merged_into IS NOT NULL;
-- The file of a patient: their tickets, of any day. Before it tickets were found by day only.
CREATE INDEX ticket_patient ON ticket(patient_id, id) WHERE patient_id IS NOT NULL;
CREATE TABLE patient_private(
  patient_id INTEGER PRIMARY KEY REFERENCES patient(id),
  given TEXT NOT NULL,
  father TEXT NOT NULL,
  grandfather TEXT NOT NULL,
  family TEXT NOT NULL,
  mother TEXT NOT NULL,
  sex TEXT,
  birth_year INTEGER,
  phone TEXT,
  national_id TEXT,
  language TEXT NOT NULL,
  salt BLOB NOT NULL,
  -- Names, mother and year as the search sees them.
  folded TEXT NOT NULL
) STRICT;
CREATE INDEX patient_phone ON patient_private(phone) WHERE phone IS NOT NULL;
CREATE INDEX patient_card ON patient_private(national_id) WHERE national_id IS NOT NULL;
-- The forgiving search: every word of a name as it is folded, one row each; part 0 is the given
-- name, 4 the mother's, 5 the year of birth.
CREATE TABLE patient_token(
  token TEXT NOT NULL,
  patient_id INTEGER NOT NULL REFERENCES patient(id),
  part INTEGER NOT NULL,
  PRIMARY KEY (token, patient_id, part)
) STRICT, WITHOUT ROWID;
CREATE INDEX patient_token_of ON patient_token(patient_id, token);
CREATE TABLE document(
  id INTEGER PRIMARY KEY,
  patient_id INTEGER NOT NULL REFERENCES patient(id),
  kind TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  digest TEXT NOT NULL,
  at INTEGER NOT NULL,
  erased INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX document_patient ON document(patient_id, id);
CREATE TABLE document_body(
  document_id INTEGER PRIMARY KEY REFERENCES document(id),
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  salt BLOB NOT NULL,
  body BLOB NOT NULL
) STRICT;

-- Rosters. Shifts are the site's; days are local dates; minutes may pass midnight.
CREATE TABLE staff_detail(
  staff_id INTEGER PRIMARY KEY REFERENCES staff(id),
  clinic_id TEXT REFERENCES clinic(id),
  grade TEXT NOT NULL,
  skills TEXT NOT NULL
) STRICT;
CREATE TABLE shift(
  id TEXT PRIMARY KEY,
  names TEXT NOT NULL,
  kind TEXT NOT NULL,
  start_min INTEGER NOT NULL,
  end_min INTEGER NOT NULL,
  tier INTEGER
) STRICT, WITHOUT ROWID;
CREATE TABLE session_plan(
  clinic_id TEXT NOT NULL REFERENCES clinic(id),
  shift_id TEXT NOT NULL REFERENCES shift(id),
  service_id TEXT NOT NULL REFERENCES service(id),
  capacity INTEGER NOT NULL,
  window_min INTEGER NOT NULL,
  overbook_max INTEGER NOT NULL,
  PRIMARY KEY (clinic_id, shift_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE roster_rules(id INTEGER PRIMARY KEY CHECK (id = 1), rules TEXT NOT NULL) STRICT;
CREATE TABLE pattern(
  staff_id INTEGER NOT NULL REFERENCES staff(id),
  clinic_id TEXT NOT NULL REFERENCES clinic(id),
  weeks INTEGER NOT NULL,
  starts_on TEXT NOT NULL,
  cells TEXT NOT NULL,
  PRIMARY KEY (staff_id, clinic_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE assignment(
  id INTEGER PRIMARY KEY,
  clinic_id TEXT NOT NULL REFERENCES clinic(id),
  staff_id INTEGER NOT NULL REFERENCES staff(id),
  day TEXT NOT NULL,
  shift_id TEXT NOT NULL REFERENCES shift(id),
  point_id TEXT REFERENCES service_point(id),
  state TEXT NOT NULL,
  -- The publications that brought it into force and took it out of it.
  published_in INTEGER,
  removed_in INTEGER,
  -- The row that last changed what its person's calendar says; nothing: it never stood there.
  told_in INTEGER
) STRICT;
CREATE INDEX assignment_clinic ON assignment(clinic_id, day) WHERE state <> 'removed';
CREATE INDEX assignment_staff ON assignment(staff_id, day) WHERE state <> 'removed';
CREATE INDEX assignment_point ON assignment(point_id, day)
  WHERE state <> 'removed' AND point_id IS NOT NULL;
-- Taken out of a published day by hand: what a pattern says does not bring it back.
CREATE INDEX assignment_taken_out ON assignment(clinic_id, day)
  WHERE state = 'removed' AND removed_in IS NOT NULL;
CREATE INDEX assignment_told ON assignment(staff_id, day) WHERE told_in IS NOT NULL;
-- The same shift is planned once; one that is to go makes room for the same in another room.
CREATE UNIQUE INDEX assignment_once ON assignment(staff_id, day, shift_id, clinic_id)
  WHERE state IN ('adding', 'published');
-- Counts every change of a clinic's roster: a draft, a publishing, an undo.
CREATE TABLE roster_version(
  clinic_id TEXT PRIMARY KEY REFERENCES clinic(id),
  version INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
-- How often a person's calendar link was made anew; the links before are dead.
CREATE TABLE calendar_key(
  staff_id INTEGER PRIMARY KEY REFERENCES staff(id),
  revision INTEGER NOT NULL
) STRICT;
CREATE TABLE publication(
  id INTEGER PRIMARY KEY,
  clinic_id TEXT NOT NULL REFERENCES clinic(id),
  from_day TEXT NOT NULL,
  to_day TEXT NOT NULL,
  version INTEGER NOT NULL,
  at INTEGER NOT NULL,
  undone INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX publication_version ON publication(clinic_id, version);
CREATE TABLE leave(
  id INTEGER PRIMARY KEY,
  staff_id INTEGER NOT NULL REFERENCES staff(id),
  from_day TEXT NOT NULL,
  to_day TEXT NOT NULL,
  kind TEXT NOT NULL,
  status TEXT NOT NULL,
  requested_at INTEGER NOT NULL,
  decided_at INTEGER,
  reason TEXT
) STRICT;
CREATE INDEX leave_staff ON leave(staff_id, from_day);
CREATE INDEX leave_open ON leave(id) WHERE status = 'requested';
CREATE INDEX leave_decided ON leave(decided_at) WHERE decided_at IS NOT NULL;
CREATE TABLE swap(
  id INTEGER PRIMARY KEY,
  assignment_id INTEGER NOT NULL REFERENCES assignment(id),
  to_staff_id INTEGER NOT NULL REFERENCES staff(id),
  for_assignment_id INTEGER REFERENCES assignment(id),
  status TEXT NOT NULL,
  offered_at INTEGER NOT NULL,
  decided_at INTEGER,
  reason TEXT
) STRICT;
CREATE INDEX swap_open ON swap(id) WHERE status IN ('offered', 'accepted');
CREATE INDEX swap_decided ON swap(decided_at) WHERE decided_at IS NOT NULL;

-- Sessions: one dated run of a clinic by a doctor.
CREATE TABLE clinic_session(
  id INTEGER PRIMARY KEY,
  assignment_id INTEGER NOT NULL REFERENCES assignment(id),
  clinic_id TEXT NOT NULL REFERENCES clinic(id),
  service_id TEXT NOT NULL REFERENCES service(id),
  staff_id INTEGER NOT NULL REFERENCES staff(id),
  point_id TEXT REFERENCES service_point(id),
  day TEXT NOT NULL,
  from_at INTEGER NOT NULL,
  to_at INTEGER NOT NULL,
  capacity INTEGER NOT NULL,
  window_min INTEGER NOT NULL,
  overbook_max INTEGER NOT NULL,
  status TEXT NOT NULL,
  late_min INTEGER NOT NULL DEFAULT 0,
  -- The holiday or closure that cancelled it.
  closed_by INTEGER,
  -- Places taken, kept by the facts: the next free place is found without counting bookings.
  taken INTEGER NOT NULL DEFAULT 0 CHECK (taken >= 0)
) STRICT;
CREATE INDEX session_assignment ON clinic_session(assignment_id);
CREATE INDEX session_clinic ON clinic_session(clinic_id, day);
CREATE INDEX session_day ON clinic_session(day);
CREATE INDEX session_staff ON clinic_session(staff_id, day);
-- The next places of a service: sessions that are open and not full, in order of time.
CREATE INDEX session_free ON clinic_session(service_id, from_at, id)
  WHERE status = 'open' AND taken < capacity;
CREATE TABLE appointment(
  id INTEGER PRIMARY KEY,
  patient_id INTEGER NOT NULL REFERENCES patient(id),
  session_id INTEGER NOT NULL REFERENCES clinic_session(id),
  at INTEGER NOT NULL,
  status TEXT NOT NULL,
  code TEXT NOT NULL UNIQUE,
  overbook_reason TEXT,
  series TEXT,
  ticket_id INTEGER REFERENCES ticket(id),
  made_at INTEGER NOT NULL
) STRICT;
CREATE INDEX appointment_window ON appointment(session_id, at)
  WHERE status IN ('held', 'booked', 'checked_in', 'fulfilled');
CREATE UNIQUE INDEX appointment_once ON appointment(session_id, patient_id)
  WHERE status IN ('held', 'booked', 'checked_in', 'fulfilled');
CREATE INDEX appointment_patient ON appointment(patient_id, at);
CREATE INDEX appointment_held ON appointment(made_at) WHERE status = 'held';
CREATE INDEX appointment_booked ON appointment(at) WHERE status = 'booked';
CREATE INDEX appointment_here ON appointment(id) WHERE status = 'checked_in';
CREATE INDEX appointment_ticket ON appointment(ticket_id) WHERE ticket_id IS NOT NULL;
CREATE TABLE wish(
  id INTEGER PRIMARY KEY,
  patient_id INTEGER NOT NULL REFERENCES patient(id),
  service_id TEXT NOT NULL REFERENCES service(id),
  from_day TEXT NOT NULL,
  to_day TEXT NOT NULL,
  status TEXT NOT NULL,
  appointment_id INTEGER REFERENCES appointment(id),
  made_at INTEGER NOT NULL,
  offered_at INTEGER
) STRICT;
CREATE INDEX wish_open ON wish(service_id, id) WHERE status = 'waiting';
CREATE INDEX wish_offered ON wish(offered_at) WHERE status = 'offered';
CREATE INDEX wish_hold ON wish(appointment_id) WHERE status = 'offered';
CREATE TABLE holiday(
  id INTEGER PRIMARY KEY,
  names TEXT NOT NULL,
  day TEXT NOT NULL,
  days INTEGER NOT NULL,
  status TEXT NOT NULL,
  hijri_month INTEGER,
  hijri_day INTEGER
) STRICT;
CREATE INDEX holiday_day ON holiday(day) WHERE status IN ('tentative', 'confirmed');
CREATE TABLE clinic_closure(
  id INTEGER PRIMARY KEY,
  clinic_id TEXT NOT NULL REFERENCES clinic(id),
  from_day TEXT NOT NULL,
  to_day TEXT NOT NULL,
  reason TEXT NOT NULL
) STRICT;
CREATE INDEX clinic_closure_clinic ON clinic_closure(clinic_id, from_day);
CREATE TABLE work_week(
  id INTEGER PRIMARY KEY CHECK (id = 1),
  workdays TEXT NOT NULL,
  hijri_offset INTEGER NOT NULL
) STRICT;
-- Messages to patients wait here until something can send them; a power cut loses none.
CREATE TABLE message(
  id INTEGER PRIMARY KEY,
  patient_id INTEGER NOT NULL REFERENCES patient(id),
  kind TEXT NOT NULL,
  about INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  status TEXT NOT NULL,
  detail TEXT
) STRICT;
CREATE INDEX message_due ON message(due_at, id) WHERE status = 'queued';
CREATE INDEX message_about ON message(about, id) WHERE status = 'queued';
`,
} as const;
