import { mkdirSync, mkdtempSync } from "node:fs";
import { join } from "node:path";
import { addDays } from "../shared/domain/local-day.ts";
import { secondMs } from "../shared/domain/time.ts";
import { createHospital } from "../server/hospital.ts";
import type { Hospital } from "../server/hospital.ts";
import { systemRuntime } from "../server/runtime.ts";
import { openStore } from "../server/store/store.ts";
import { addDoctors, publishMornings } from "../test/harness/mornings.ts";
import { furnish } from "../test/harness/hospital.ts";
import { attemptsInAll, placesInAll, race } from "./booking-race.ts";
import type { Race } from "./booking-race.ts";
import type { Bench } from "./report.ts";
import { median, medianRatio, nowUs, quantile } from "./statistics.ts";

/** Twice as many attempts as places by eight processes: what one of them waits for its answer. */
export const booking: Bench = {
  name: "booking",
  async run({ rounds, scratch }) {
    const races: Race[] = [];
    for (let round = 0; round < rounds; round++) {
      const folder = mkdtempSync(join(scratch, "race-"));
      mkdirSync(folder, { recursive: true });
      races.push(await race(folder));
    }
    const booked = races.map((each) => each.answers["ok"] ?? 0);
    const others = races.map(
      (each) => attemptsInAll - (each.answers["ok"] ?? 0) - (each.answers["session_full"] ?? 0),
    );
    const ms = (share: number) => median(races.map((each) => quantile(each.tookUs, share) / 1_000));
    return {
      tables: [
        {
          title: `${attemptsInAll} attempts on ${placesInAll} places over real sockets, 8 processes`,
          rows: races.map((each) => ({
            booked: each.answers["ok"] ?? 0,
            "attempts a second": (secondMs * attemptsInAll) / each.lastedMs,
            "p50 ms": quantile(each.tookUs, 0.5) / 1_000,
            "p99 ms": quantile(each.tookUs, 0.99) / 1_000,
          })),
        },
      ],
      figures: [
        {
          name: "booked, fewest and most of the rounds alike",
          value: Math.max(...booked.map((count) => Math.abs(count - placesInAll))),
          unit: "off",
          goal: { sign: "<=", than: 0 },
        },
        {
          name: "answers that are neither a place nor `full`",
          value: Math.max(...others),
          unit: "",
          goal: { sign: "<=", than: 0 },
        },
        { name: "booking p50", value: ms(0.5), unit: "ms", goal: null },
        { name: "booking p99", value: ms(0.99), unit: "ms", goal: null },
      ],
    };
  },
};

const doctors = 200;
const month = 30;
const year = 365;
const placesAsked = 10;
const asksPerRound = 300;

/** The next free places of a service, by how much of its roster is published ahead. */
export const freePlaces: Bench = {
  name: "free-places",
  run({ rounds }) {
    const [short, long] = [hospitalAhead(month), hospitalAhead(year)];
    const measured = Array.from({ length: rounds + 1 }, () => ({
      monthUs: askUs(short.hospital),
      yearUs: askUs(long.hospital),
    })).slice(1);
    short.close();
    long.close();
    const row = (days: number, us: number, sessions: number) => ({
      "published days": days,
      sessions,
      "next 10 free places us": us,
    });
    return Promise.resolve({
      tables: [
        {
          title: `${doctors} doctors, the first week full`,
          rows: [
            row(month, median(measured.map((each) => each.monthUs)), short.sessions),
            row(year, median(measured.map((each) => each.yearUs)), long.sessions),
          ],
        },
      ],
      figures: [
        {
          name: "next 10 free places, a year published / a month",
          value: medianRatio(
            measured,
            (each) => each.yearUs,
            (each) => each.monthUs,
          ),
          unit: "x",
          goal: { sign: "<=", than: 1.5 },
        },
      ],
    });
  },
};

const firstFull = 7;

/** Every doctor's mornings for so many days, those of the first week full. */
function hospitalAhead(days: number) {
  const store = openStore({ folder: ":memory:" }, systemRuntime);
  const hospital = createHospital(store, "http://dawr.test");
  store.transact(furnish);
  const from = addDays(hospital.localDate(Date.now()), 1);
  const sessions = publishMornings(hospital, {
    ...{ clinicId: "eye", serviceId: "eye-visit", doctors: addDoctors(hospital, doctors) },
    ...{ from, days, capacity: 20, windowMin: 30 },
  });
  const fullUntil = hospital.instantAt(addDays(from, firstFull), 0);
  // Places counted as taken are all that the search asks of a session that is full.
  store
    .write<[number]>("UPDATE clinic_session SET taken = capacity WHERE from_at < ?")
    .run(fullUntil);
  return { hospital, sessions: sessions.length, close: () => store.close() };
}

function askUs(hospital: Hospital): number {
  const fromDay = hospital.localDate(Date.now());
  const span = { serviceId: "eye-visit", fromDay, toDay: addDays(fromDay, year + 1) };
  const took = Array.from({ length: asksPerRound }, () => {
    const since = nowUs();
    const found = hospital.freePlaces(span, { isStaff: true, max: placesAsked });
    if (found.length !== placesAsked) throw new Error("no free places");
    return nowUs() - since;
  });
  return median(took);
}
