import type { JournalFacts } from "../../shared/domain/journal.ts";
import type { FactName } from "../../shared/domain/journal.ts";
import { idOf, seqOf } from "../../shared/domain/ids.ts";
import { accept } from "../../shared/domain/result.ts";
import type { Founding, Hospital } from "../../server/hospital.ts";
import { unfounded } from "../../server/hospital.ts";
import type { Flows } from "../../server/flow-modules.ts";
import { printingSql } from "../../server/printing/printing.sql.ts";
import { placesSql } from "../../server/scheduling/places.sql.ts";
import { queueSql } from "../../server/queue/queue.sql.ts";
import type { GroupCommit } from "../../server/store/group-commit.ts";
import { durablePragmas } from "../../server/store/open.ts";
import type { Connection, StorePragmas } from "../../server/store/open.ts";
import { storeSql } from "../../server/store/store.sql.ts";
import type { Store } from "../../server/store/store.ts";

/** A bug put in through the ports, to see that the simulator finds it. Never in the program itself. */
export interface Bug {
  readonly name: string;
  /** A statement's text, changed on its way to the driver. */
  readonly sql?: (text: string) => string;
  readonly store?: (store: Store) => Store;
  readonly flows?: (hospital: Hospital) => Flows;
  readonly hospital?: (hospital: Hospital) => Partial<Hospital>;
  readonly groupCommit?: (groupCommit: GroupCommit, store: Store) => GroupCommit;
  readonly founding?: Founding;
  readonly pragmas?: StorePragmas;
  readonly prepare?: (db: Connection) => void;
  /** Every touched feed is told inside the transaction. */
  readonly earlyTelling?: true;
  /** The disk says that it has what it has not. */
  readonly lyingDisk?: true;
}

/** Ways to get it wrong that somebody has got wrong somewhere. Each must be found. */
export const bugs: readonly Bug[] = [
  {
    name: "the next number is the highest of those who still wait, and one",
    sql: instead(
      queueSql.lastNumber,
      "WITH asked(day, series) AS (VALUES(?, ?))" +
        " SELECT coalesce(max(CAST(substr(t.label, length(series) + 1) AS INTEGER)), 0) AS last" +
        " FROM asked JOIN ticket t ON t.day = asked.day AND t.label LIKE series || '%'" +
        " JOIN entry e ON e.ticket_id = t.id AND e.status = 'waiting'",
    ),
  },
  { name: "screens are told before the commit", earlyTelling: true },
  { name: "the log is synced at NORMAL", pragmas: { ...durablePragmas, synchronous: 1 } },
  { name: "a disk that lies about its last commit", lyingDisk: true },
  { name: "an answer before the commit", groupCommit: answeringEarly },
  { name: "the day turns at midnight UTC", founding: { ...unfounded, zone: "UTC" } },
  {
    name: "a command id is not remembered",
    sql: instead(storeSql.answer, never(storeSql.answer)),
  },
  {
    name: "a class is ordered by its labels' text",
    sql: instead(
      queueSql.firstOfClass,
      queueSql.firstOfClass.replace(
        "ORDER BY eligible_at, arrival",
        "ORDER BY (SELECT label FROM ticket WHERE id = ticket_id), id",
      ),
    ),
  },
  {
    name: "a requeue is acknowledged and lost",
    flows: ({ flows }) => ({
      ...flows,
      requeue:
        (_, { entryId }) =>
        () =>
          accept({ entryId, status: "waiting" as const }),
    }),
  },
  {
    name: "the protected always go first, and the rest starve",
    sql: instead(
      queueSql.day,
      'SELECT day, opened_at, \'{"urgent":4000,"protected":2000,"returning":1,' +
        '"appointment":1,"normal":1}\' AS rates FROM service_day WHERE start_min = ?' +
        " ORDER BY day DESC LIMIT 1",
    ),
  },
  {
    name: "emergencies wait like everybody",
    sql: instead(queueSql.firstEmergency, never(queueSql.firstEmergency)),
  },
  {
    name: "a service point calls a second patient",
    sql: instead(queueSql.openCallOfPoint, never(queueSql.openCallOfPoint)),
    prepare: (db) => db.exec("DROP INDEX IF EXISTS call_open_point"),
  },
  {
    name: "numbers go on from day to day",
    sql: instead(
      queueSql.lastNumber,
      "SELECT coalesce(max(last), 0) AS last FROM series_counter WHERE ? <> '' AND series = ?",
    ),
  },
  { name: "who missed a call is put back without its penalty", store: forgetting("eligibleAt") },
  { name: "a detour comes back to anybody", store: forgetting("boundPoint") },
  {
    name: "who asked for more time is called too early",
    sql: instead(
      queueSql.dueHeld,
      queueSql.dueHeld.replace("not_before <= ?", "not_before - 60000 <= ?"),
    ),
  },
  {
    name: "new rates count in the middle of the day",
    sql: instead(
      queueSql.day,
      "SELECT day, opened_at, coalesce((SELECT rates FROM pending_rates), rates) AS rates" +
        " FROM service_day WHERE start_min = ? ORDER BY day DESC LIMIT 1",
    ),
  },
  {
    name: "a call does not reach the boards",
    hospital: ({ feeds }) => ({
      feeds: {
        ...feeds,
        affected: (touched) =>
          feeds
            .affected(touched)
            .filter((address) => !(touched.startsWith("point:") && address.startsWith("board:"))),
      },
    }),
  },
  {
    name: "the count of the waiting is not lowered",
    sql: instead(queueSql.dropWaiting, queueSql.dropWaiting.replace("n - 1", "n")),
  },
  { name: "a class is changed beside the journal", flows: changingInSecret },
  {
    name: "an unknown paper is printed again",
    sql: instead(
      printingSql.unsettled,
      printingSql.unsettled
        .replace("j.status, j.detail", "'queued' AS status, j.detail")
        .replace("('queued', 'sent')", "('queued', 'sent', 'unknown')"),
    ),
    flows: startingAnything,
  },
  {
    name: "a call out of turn is not counted",
    sql: instead(
      queueSql.addToPointDay,
      queueSql.addToPointDay.replace("exceptions + excluded.exceptions", "exceptions"),
    ),
  },
  {
    name: "a paused point calls on",
    sql: instead(
      queueSql.pointState,
      "SELECT service_point_id, status, by, since, NULL AS pause_kind, NULL AS pause_since," +
        " NULL AS pause_until FROM point_state WHERE service_point_id = ?",
    ),
  },
  {
    name: "a queue that closes forgets all but its first",
    sql: instead(queueSql.placed, queueSql.placed.replace("LIMIT ?", "LIMIT min(1, ?)")),
  },
  {
    name: "a console acts on another room's call",
    flows: ({ flows }) => ({
      ...flows,
      recall: (by, payload) =>
        flows.recall({ kind: "staff", id: by.id as never, role: "nurse" }, payload),
    }),
  },
  { name: "free places are counted before the transaction", flows: countingEarly },
  {
    name: "a place that is kept for somebody counts as free",
    sql: instead(placesSql.takenIn, placesSql.takenIn.replace("'held', ", "")),
  },
  {
    name: "a booking that is given back frees no place",
    sql: instead(placesSql.takenIn, placesSql.takenIn.replace("'held'", "'cancelled', 'held'")),
  },
  {
    name: "a session's own count is never lowered",
    sql: instead(placesSql.addTaken, placesSql.addTaken.replace("+ ?", "+ max(0, ?)")),
  },
  { name: "who checks in gets a second ticket", flows: givingTwice },
  {
    name: "a patient's number stands on the board",
    hospital: ({ feeds }) => ({
      feeds: {
        ...feeds,
        build: (feed, key, now) => {
          const data = feeds.build(feed, key, now);
          return feed === "board" && data !== null ? { ...data, who: "patient-of-sim-1" } : data;
        },
      },
    }),
  },
];

/** The statement of this text is another one. */
function instead(text: string, other: string): (asked: string) => string {
  if (text === other) throw new Error(`nothing is changed in ${text}`);
  // The store writes each parameter as `+?`, for its plans.
  const prepared = text.replaceAll("?", "+?");
  return (asked) => (asked === prepared ? other : asked);
}

/** The same question, never answered. */
function never(text: string): string {
  return text.replace(" WHERE ", " WHERE 0 AND ");
}

/** Whoever is asked has answered before the commit. */
function answeringEarly(groupCommit: GroupCommit, store: Store): GroupCommit {
  return {
    ...groupCommit,
    enqueue(job) {
      groupCommit.enqueue({
        ...job,
        flow(tx) {
          const result = job.flow(tx);
          const version = store.head().seq;
          if (result.ok) job.settle({ ok: true, reply: result.value, version });
          return result;
        },
      });
    },
  };
}

/** A field of what moves is left out of the fact. */
function forgetting(field: keyof JournalFacts["entryMoved"]["to"]): (store: Store) => Store {
  return (store) => ({
    ...store,
    begin(principal, commandId, touched) {
      const tx = store.begin(principal, commandId, touched);
      return {
        ...tx,
        record<Name extends FactName>(name: Name, fact: JournalFacts[Name]) {
          const moved = fact as JournalFacts["entryMoved"];
          const isHit = name === "entryMoved" && ["requeue", "leave"].includes(moved.verb);
          if (!isHit) return tx.record(name, fact);
          const { [field]: _forgotten, ...to } = moved.to;
          return tx.record(name, { ...moved, to } as JournalFacts[Name]);
        },
      };
    },
  });
}

function changingInSecret({ flows, store }: Hospital): Flows {
  const better = store.write<[number]>(
    "UPDATE entry SET eligible_at = eligible_at - 1 WHERE id = ?",
  );
  return {
    ...flows,
    setPriority: (by, payload) => {
      const flow = flows.setPriority(by, payload);
      return (tx) => {
        const result = flow(tx);
        if (result.ok) better.run(Number(payload.entryId.slice(1)));
        return result;
      };
    },
  };
}

/** Two desks look, see one place, and both give it away. */
function countingEarly({ flows, places }: Hospital): Flows {
  return {
    ...flows,
    bookPlace: (by, payload) => {
      const { patientId, sessionId, at } = payload;
      const flow = flows.bookPlace(by, payload);
      const session = seqOf(sessionId);
      const isFree = (places.availability.placeAt(session, at)?.window?.left ?? 0) > 0;
      return (tx) => {
        const result = flow(tx);
        if (result.ok || result.code !== "session_full" || !isFree) return result;
        const others = places.read.takingOf(session);
        if (others.some((other) => other.patient_id === seqOf(patientId))) return result;
        const code = `early-${tx.now}-${payload.patientId}`;
        const seq = tx.record("placeTaken", {
          ...{ patient: seqOf(patientId), session, at, status: "booked", code },
          ...{ overbookReason: null, series: null },
        });
        return accept({ appointmentId: idOf("appointment", seq), sessionId, at, code });
      };
    },
  };
}

function givingTwice({ flows }: Hospital): Flows {
  return {
    ...flows,
    checkIn: (by, payload) => {
      const flow = flows.checkIn(by, payload);
      return (tx) => {
        const result = flow(tx);
        if (result.ok) flows.issueTicket(by, { serviceId: result.value.serviceId })(tx);
        return result;
      };
    },
  };
}

function startingAnything({ flows }: Hospital): Flows {
  return {
    ...flows,
    startPrint: (by, payload) => {
      const flow = flows.startPrint(by, payload);
      return (tx) => {
        const result = flow(tx);
        return result.ok
          ? result
          : accept({ printJobId: payload.printJobId, status: "sent" as const });
      };
    },
  };
}
