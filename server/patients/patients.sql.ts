const details =
  "v.patient_id, v.given, v.father, v.grandfather, v.family, v.mother, v.sex, v.birth_year," +
  " v.phone, v.national_id, v.language";

/** A word that was begun: every token from it to before its next sibling. */
const begun = "token >= ? AND token < ?";
const has = (as: string) =>
  `EXISTS (SELECT 1 FROM patient_token ${as} WHERE ${as}.patient_id = a.patient_id` +
  ` AND ${as}.token >= ? AND ${as}.token < ?)`;

export const patientsSql = {
  put: "INSERT INTO patient(id, status, merged_into, digest, since) VALUES(?, 'active', NULL, ?, ?)",
  redigest: "UPDATE patient SET digest = ? WHERE id = ?",
  merge: "UPDATE patient SET status = 'merged', merged_into = ? WHERE id = ?",
  /** Those merged into one that is now merged itself follow it, so the way is never long. */
  follow: "UPDATE patient SET merged_into = ? WHERE merged_into = ?",
  erase: "UPDATE patient SET status = 'erased' WHERE id = ?",
  patient: "SELECT id, status, merged_into, digest, since FROM patient WHERE id = ?",
  mergedInto: "SELECT id FROM patient WHERE merged_into = ? ORDER BY id",

  putPrivate:
    "INSERT OR REPLACE INTO patient_private(patient_id, given, father, grandfather, family," +
    " mother, sex, birth_year, phone, national_id, language, salt, folded)" +
    " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
  dropPrivate: "DELETE FROM patient_private WHERE patient_id = ?",
  details: `SELECT ${details}, v.salt FROM patient_private v WHERE v.patient_id = ?`,
  putToken: "INSERT INTO patient_token(token, patient_id, part) VALUES(?, ?, ?)",
  /** What was noted for an operation is of the person. */
  dropOperationNotes:
    "DELETE FROM operation_private WHERE operation_id IN" +
    " (SELECT id FROM operation WHERE patient_id = ?)",
  dropTokens: "DELETE FROM patient_token WHERE patient_id = ?",

  byPhone:
    "SELECT patient_id AS id FROM patient_private WHERE phone = ? ORDER BY patient_id LIMIT ?",
  byPhoneStart:
    "SELECT patient_id AS id FROM patient_private WHERE phone >= ? AND phone < ?" +
    " ORDER BY phone LIMIT ?",
  byCard:
    "SELECT patient_id AS id FROM patient_private WHERE national_id = ? ORDER BY patient_id LIMIT ?",

  /** How many names have a word that begins so; not counted beyond a limit. */
  howMany: `SELECT count(*) AS n FROM (SELECT 1 FROM patient_token WHERE ${begun} LIMIT ?)`,
  /** Whose name has three words, the first the rarest: the others are looked up for its few. */
  withWords:
    "SELECT v.patient_id AS id, v.folded FROM (SELECT DISTINCT a.patient_id FROM patient_token a" +
    ` WHERE a.token >= ? AND a.token < ? AND ${has("b")} AND ${has("c")} LIMIT ?) x` +
    " JOIN patient_private v ON v.patient_id = x.patient_id",

  // Documents.
  putDocument:
    "INSERT INTO document(id, patient_id, kind, bytes, digest, at) VALUES(?, ?, ?, ?, ?, ?)",
  eraseDocument: "UPDATE document SET erased = 1 WHERE id = ?",
  eraseDocumentsOf: "UPDATE document SET erased = 1 WHERE patient_id = ?",
  putBody: "INSERT INTO document_body(document_id, name, type, salt, body) VALUES(?, ?, ?, ?, ?)",
  dropBody: "DELETE FROM document_body WHERE document_id = ?",
  dropBodiesOf:
    "DELETE FROM document_body WHERE document_id IN (SELECT id FROM document WHERE patient_id = ?)",
  document:
    "SELECT d.id, d.patient_id, d.at, d.kind, d.bytes, b.name, b.type FROM document d" +
    " JOIN document_body b ON b.document_id = d.id WHERE d.id = ?",
  documentsOf:
    "SELECT d.id, d.patient_id, d.at, d.kind, d.bytes, b.name, b.type FROM document d" +
    " JOIN document_body b ON b.document_id = d.id WHERE d.patient_id = ? ORDER BY d.id DESC LIMIT ?",
  body: "SELECT body FROM document_body WHERE document_id = ?",
  documentCount: "SELECT count(*) AS n FROM document WHERE patient_id = ? AND erased = 0",

  // The file: what other modules did with this patient.
  ticketsOf:
    "SELECT id, label, service_id, issued_at FROM ticket WHERE patient_id = ?" +
    " ORDER BY id DESC LIMIT ?",
  /**
   * The stops of a ticket, each with its last call: the row that moved an entry last says which
   * call that was, or made it. So no index has to be kept under every call of the house.
   */
  stopsOf:
    "SELECT e.queue_id, e.status, c.service_point_id, c.started_at, c.ended_at, c.result_code" +
    " FROM entry e JOIN journal j ON j.seq = e.last_seq" +
    " LEFT JOIN call c ON c.id = coalesce(json_extract(j.fact, '$.call'), j.seq)" +
    " AND c.entry_id = e.id WHERE e.ticket_id = ? ORDER BY e.id LIMIT ?",
  appointmentsOf:
    "SELECT a.id, a.at, a.status, s.service_id, s.staff_id FROM appointment a" +
    " JOIN clinic_session s ON s.id = a.session_id WHERE a.patient_id = ?" +
    " ORDER BY a.at DESC LIMIT ?",
  guessesOfNumber: "SELECT count(*) AS n FROM guess WHERE digest = ? AND at > ?",
  guessesOfDevice: "SELECT count(*) AS n FROM guess WHERE device_id = ? AND at > ?",
  putGuess: "INSERT INTO guess(digest, device_id, at) VALUES(?, ?, ?)",
  pruneGuesses: "DELETE FROM guess WHERE at <= ?",
} as const;
