import { addDays } from "../shared/domain/local-day.ts";
import { createModules } from "../server/hospital.ts";
import { systemRuntime } from "../server/runtime.ts";
import { verifyStore } from "../server/store/store.ts";
import { aServer, signIn } from "../test/harness/server.ts";
import { addDoctors, addPatients, publishMornings } from "../test/harness/mornings.ts";
import { startProgram } from "./programs/acts.ts";
import type { BookerActs } from "./programs/bookers.ts";

export const processes = 8;
const sessionsEach = 20;
const doctors = 8;
const days = 5;
/** 40 sessions of 20 places. */
export const placesInAll = doctors * days * sessionsEach;
/** Twice as many come as there are places. */
export const attemptsInAll = 2 * placesInAll;
const underWay = 4;

export interface Race {
  readonly answers: Readonly<Record<string, number>>;
  readonly codes: readonly string[];
  readonly tookUs: readonly number[];
  readonly lastedMs: number;
  /** What the sessions say themselves, and the bookings counted. */
  readonly taken: number;
  readonly rows: number;
  readonly most: number;
  readonly isWhole: boolean;
}

/** Receptions of eight processes for the same places, over real sockets, to a synced disk. */
export async function race(folder?: string): Promise<Race> {
  const server = await aServer(folder === undefined ? {} : { folder });
  const bookers = Array.from({ length: processes }, () =>
    startProgram<BookerActs>("bookers.ts", {}),
  );
  try {
    const { hospital } = server;
    const from = addDays(hospital.localDate(Date.now()), 7);
    const sessions = publishMornings(hospital, {
      ...{ clinicId: "laboratory", serviceId: "laboratory-blood" },
      ...{ doctors: addDoctors(hospital, doctors), from, days },
      ...{ capacity: sessionsEach, windowMin: 240 },
    });
    const patients = addPatients(hospital, attemptsInAll);
    // Two attempts on each place; a patient asks for one session only.
    const attempts = patients.map((patientId, index) => {
      const sessionId = sessions[index % sessions.length] ?? ("n0" as never);
      const at = hospital.places.read.session(Number(sessionId.slice(1)))?.from_at ?? 0;
      return { patientId, sessionId, at };
    });
    const cookie = await signIn(server.url, "reception");
    await Promise.all(bookers.map((booker) => booker.ask("connect", { url: server.url, cookie })));
    const since = performance.now();
    const shares = await Promise.all(
      bookers.map((booker, at) =>
        booker.ask("book", {
          attempts: attempts.filter((_, index) => index % processes === at),
          atOnce: underWay,
        }),
      ),
    );
    const lastedMs = performance.now() - since;
    const answers: Record<string, number> = {};
    for (const share of shares) {
      for (const [said, count] of Object.entries(share.answers)) {
        answers[said] = (answers[said] ?? 0) + count;
      }
    }
    const one = (sql: string) => hospital.store.query<[], { n: number }>(sql).get()?.n ?? 0;
    const verdict = verifyStore(hospital.store.db, systemRuntime, createModules);
    return {
      answers,
      codes: shares.flatMap((share) => share.codes),
      tookUs: shares.flatMap((share) => share.tookUs),
      lastedMs,
      taken: one("SELECT sum(taken) AS n FROM clinic_session"),
      rows: one("SELECT count(*) AS n FROM appointment WHERE status = 'booked'"),
      most: one("SELECT max(taken - capacity) AS n FROM clinic_session"),
      isWhole: verdict.brokenAt === null && verdict.differing.length === 0,
    };
  } finally {
    for (const booker of bookers) await booker.end();
    await server.end();
  }
}
