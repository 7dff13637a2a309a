import type { Bench } from "./report.ts";
import { median, medianRatio, nowUs, quantile } from "./statistics.ts";
import { asNurse, aWeekOfTheatres, operationCount, theatreCount } from "./theatre-house.ts";
import type { TheatreWeek } from "./theatre-house.ts";
import { granted } from "../test/harness/hospital.ts";
import { minuteMs } from "../shared/domain/time.ts";

const past = 4_000;
const proposalsAsked = 20;
const weeksRead = 10;

interface Took {
  readonly check: readonly number[];
  readonly plan: readonly number[];
  readonly proposals: readonly number[];
  readonly week: readonly number[];
}

interface Round {
  readonly none: Took;
  readonly many: Took;
}

/** What a plan costs to be judged, by how many operations were done before it was thought of. */
export const planCheck: Bench = {
  name: "plan-check",
  run({ rounds }) {
    const [young, old] = [aWeekOfTheatres(0), aWeekOfTheatres(past)];
    // The first round warms up.
    const measured = Array.from({ length: rounds + 1 }, (_, round): Round => {
      const [none, many] = [measure(young, round), measure(old, round)];
      return { none, many };
    }).slice(1);
    young.hospital.close();
    old.hospital.close();
    const all = (side: keyof Round, what: keyof Took) =>
      measured.flatMap((each) => each[side][what]);
    const row = (title: string, what: keyof Took) => ({
      what: title,
      "p50 ms": median(all("none", what)),
      "p99 ms": quantile(all("none", what), 0.99),
      [`p50 ms, ${past} past`]: median(all("many", what)),
      [`p99 ms, ${past} past`]: quantile(all("many", what), 0.99),
    });
    const ratio = (what: keyof Took) =>
      medianRatio(
        measured,
        (each) => median(each.many[what]),
        (each) => median(each.none[what]),
      );
    return Promise.resolve({
      tables: [
        {
          title: `${theatreCount} theatres, ${operationCount} operations in the week`,
          rows: [
            row("check of a plan", "check"),
            row("planOperation, its whole transaction", "plan"),
            row("where an emergency could go, every theatre full", "proposals"),
            row("picture of the week, built anew", "week"),
          ],
        },
      ],
      figures: [
        figure("check of a plan, p99", quantile(all("many", "check"), 0.99), "ms", 20),
        figure(
          "an emergency's proposals, p99",
          quantile(all("many", "proposals"), 0.99),
          "ms",
          250,
        ),
        figure(`check of a plan, ${past} past / none`, ratio("check"), "x", 1.25),
        figure(`planOperation, ${past} past / none`, ratio("plan"), "x", 1.25),
        figure(`an emergency's proposals, ${past} past / none`, ratio("proposals"), "x", 1.25),
        figure(`picture of the week, ${past} past / none`, ratio("week"), "x", 1.25),
      ],
    });
  },
};

function figure(name: string, value: number, unit: string, than: number) {
  return { name, value, unit, goal: { sign: "<=", than } } as const;
}

function measure(week: TheatreWeek, round: number): Took {
  const { hospital, monday } = week;
  const now = hospital.runtime.now();
  return {
    check: checks(week, round),
    plan: plans(week, round),
    proposals: Array.from({ length: proposalsAsked }, () =>
      tookMs(() => {
        const asked = { procedureId: "eye-0", urgency: "immediate", minutes: 75 } as const;
        const found = hospital.theatreAsks.proposals(
          { ...asked, team: week.emergencyTeam, things: [] } as never,
          now,
        );
        if (!found.ok || found.value.length === 0) throw new Error("no place for an emergency");
      }),
    ),
    week: Array.from({ length: weeksRead }, () =>
      tookMs(() => hospital.feeds.build("theatres", `${monday}:7`, now)),
    ),
  };
}

/** Each operation thought of in the next theatre, some minutes later: as a hand passes over the lanes. */
function checks({ hospital, placed, placeOf }: TheatreWeek, round: number): readonly number[] {
  const now = hospital.runtime.now();
  return placed.map((each, index) => {
    const theatre = (each.theatre + 1 + round) % theatreCount;
    const place = placeOf({ ...each, theatre });
    const from = place.from + (index % 12) * 5 * minuteMs;
    const asked = { ...place, from, operationId: each.operationId };
    return tookMs(() => {
      const found = hospital.theatreAsks.check(asked as never, now);
      if (!found.ok) throw new Error(`refused: ${found.code}`);
    });
  });
}

/** The last of the week's lists have an hour and a half left: each of their last is moved in it. */
function plans({ hospital, placed, placeOf }: TheatreWeek, round: number): readonly number[] {
  const last = placed.slice(-theatreCount);
  return Array.from({ length: 10 }, (_, step) =>
    last.map((each) => {
      const place = placeOf(each);
      const from = place.from + (1 + ((round + step) % 12)) * 5 * minuteMs;
      const asked = { ...place, from, operationId: each.operationId, reason: "as measured" };
      return tookMs(() => granted(hospital.ask("planOperation", asked, asNurse)));
    }),
  ).flat();
}

function tookMs(act: () => unknown): number {
  const since = nowUs();
  act();
  return (nowUs() - since) / 1_000;
}
