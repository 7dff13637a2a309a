import { aLaboratory, aPatient } from "../test/harness/laboratory.ts";
import { seqOf } from "../shared/domain/ids.ts";
import type { PatientId } from "../shared/domain/ids.ts";
import { dayMs, minuteMs } from "../shared/domain/time.ts";
import type { Bench } from "./report.ts";
import { median, medianRatio, nowUs, quantile } from "./statistics.ts";

const past = 4_000;
const pastDays = 40;
const inWork = 60;
const patients = 200;
const pictures = 60;
const tests = ["cbc", "hba1c"] as const;

/** The laboratory's worklist, by how many orders were done on the days before. */
export const labWorklist: Bench = {
  name: "lab-worklist",
  run({ rounds }) {
    const [young, old] = [laboratoryWithPast(0), laboratoryWithPast(past)];
    // The first round warms up.
    const measured = Array.from({ length: rounds + 1 }, () => ({
      none: picturesMs(young),
      many: picturesMs(old),
    })).slice(1);
    young.close();
    old.close();
    const row = (orders: number, ms: readonly number[]) => ({
      "orders done before": orders,
      "p50 ms": median(ms),
      "p99 ms": quantile(ms, 0.99),
    });
    return Promise.resolve({
      tables: [
        {
          title: `The worklist with ${inWork} orders in work, built anew`,
          rows: [
            row(
              0,
              measured.flatMap(({ none }) => none),
            ),
            row(
              past,
              measured.flatMap(({ many }) => many),
            ),
          ],
        },
      ],
      figures: [
        {
          name: `worklist, ${past} orders before / none`,
          value: medianRatio(
            measured,
            ({ many }) => median(many),
            ({ none }) => median(none),
          ),
          unit: "x",
          goal: { sign: "<=", than: 1.25 },
        },
      ],
    });
  },
};

type Laboratory = ReturnType<typeof aLaboratory>;

/** Orders as their facts: what came before them, the visit and its ticket, no worklist reads. */
function laboratoryWithPast(orders: number): Laboratory {
  const laboratory = aLaboratory();
  const known = Array.from({ length: patients }, () => aPatient(laboratory));
  for (let day = 0; day < pastDays; day++) {
    const ofDay = orders / pastDays;
    for (let index = 0; index < ofDay; index++) {
      work(laboratory, known[index % patients], { isDone: true, number: day * ofDay + index });
    }
    laboratory.runtime.pass(dayMs);
  }
  for (let index = 0; index < inWork; index++) {
    work(laboratory, known[index % patients], { isDone: false, number: orders + index });
    laboratory.runtime.pass(minuteMs);
  }
  return laboratory;
}

/** Ordered, taken, received; and has its results, if it is one of the past. */
function work(
  { store }: Laboratory,
  patientId: PatientId | undefined,
  { isDone, number }: { readonly isDone: boolean; readonly number: number },
): void {
  store.transact((tx) => {
    const order = tx.record("testsOrdered", {
      ...{ number: number + 1, kind: "laboratory", service: "lab-test", tests, asked: tests },
      ...{ patient: patientId === undefined ? null : seqOf(patientId), ticket: null, entry: null },
      ...{ urgency: "routine", returnWhen: "results" },
    });
    const specimen = tx.record("specimenCollected", {
      ...{ order, number: number + 1, kind: "blood", tube: "lavender", tests },
    });
    tx.record("specimenReceived", { specimen });
    if (isDone) tx.record("resultsReady", { order, tests, document: null });
  });
}

function picturesMs({ feeds, runtime }: Laboratory): readonly number[] {
  return Array.from({ length: pictures }, () => {
    const since = nowUs();
    const picture = feeds.build("labWork", "laboratory", runtime.now());
    const took = (nowUs() - since) / 1_000;
    if (picture === null) throw new Error("there is no worklist");
    return took;
  });
}
