import { createHospital } from "../server/hospital.ts";
import type { Hospital } from "../server/hospital.ts";
import { systemRuntime } from "../server/runtime.ts";
import { openStore } from "../server/store/store.ts";
import type { Payload } from "../shared/protocol/commands.ts";
import type { Bench } from "./report.ts";
import { nowUs, quantile } from "./statistics.ts";

/** Everybody whom a big hospital has ever seen. */
const patients = 100_000;
const timesAsked = 40;
const year = 2026;

const men =
  "محمد علي حسين حسن أحمد عباس كاظم جاسم كريم حيدر مصطفى عبد الله عبد الحسين سجاد جعفر مهدي صادق رضا كرار قاسم سلام ماجد فاضل جواد ناصر صالح هادي عماد".split(
    /(?<!عبد) /,
  );
const women =
  "فاطمة زهراء زينب مريم نور هدى سارة رقية خديجة آلاء إسراء شيماء دعاء بتول حوراء أسماء سعاد كوثر ليلى ابتسام".split(
    " ",
  );
const families =
  "الموسوي الحسيني الجبوري الخفاجي الزيدي الكعبي الأسدي الساعدي المالكي الخزرجي الشمري العبودي البياتي التميمي الحلي".split(
    " ",
  );

/** What a desk asks: from one common word to a name that is meant. */
const questions: readonly (readonly [string, string])[] = [
  ["one common word", "محمد"],
  ["two common words", "محمد علي"],
  ["three common words", "علي حسين محمد"],
  ["a whole name", "حيدر كاظم عبد الحسين الخفاجي"],
  ["begun words", "مص كر جب"],
  ["a name and the mother's", "سجاد مهدي رقية"],
  ["words that do not go together", "محمد فاطمة زينب مريم"],
  ["a phone", "0770 005 0000"],
  ["a phone begun", "077000"],
];

/** How long a question takes among a hundred thousand patients, and a registration's own check. */
export const patientSearch: Bench = {
  name: "patient-search",
  run() {
    const hospital = createHospital(
      openStore({ folder: ":memory:" }, systemRuntime),
      "http://dawr.test",
    );
    const filledUs = timed(() => fill(hospital));
    const { read } = hospital.patients;
    const asked = questions.map(([words, q]) => ({
      words,
      hits: read.search(q).hits.length,
      ms: sampled(() => read.search(q)),
    }));
    const namesakes = sampled(() =>
      read.namesakes({ given: "محمد", father: "علي", mother: "فاطمة", birthYear: 1980 }, year),
    );
    hospital.store.close();
    return Promise.resolve({
      tables: [
        {
          title: `A question among ${patients} patients, p50 and p99 of ${timesAsked}`,
          rows: asked.map(({ words, hits, ms }) => ({
            question: words,
            hits,
            p50: `${quantile(ms, 0.5).toFixed(2)} ms`,
            p99: `${quantile(ms, 0.99).toFixed(2)} ms`,
          })),
        },
      ],
      figures: [
        {
          name: "the slowest kind of question, p50",
          value: Math.max(...asked.map(({ ms }) => quantile(ms, 0.5))),
          unit: "ms",
          goal: { sign: "<=", than: 50 },
        },
        {
          name: "namesakes of the commonest name, p50",
          value: quantile(namesakes, 0.5),
          unit: "ms",
          goal: { sign: "<=", than: 50 },
        },
        {
          name: "a registration, mean of all",
          value: filledUs / patients / 1_000,
          unit: "ms",
          goal: { sign: "<=", than: 1 },
        },
      ],
    });
  },
};

function fill({ store, patients: module }: Hospital): void {
  store.transact((tx) => {
    for (let n = 0; n < patients; n++) {
      const done = module.register(tx, person(n), { isNew: true, year });
      if (!done.ok) throw new Error(done.code);
    }
  });
}

/** The n-th patient: common names are common, by the same arithmetic every time. */
function person(n: number): Payload<"registerPatient"> {
  const skewed = (among: readonly string[], salt: number) => {
    const share = ((n * 2_654_435_761 + salt * 40_503) % 10_007) / 10_007;
    return among[Math.floor(share * share * among.length)] ?? "";
  };
  const isMan = n % 2 === 0;
  return {
    given: skewed(isMan ? men : women, n % 89),
    father: skewed(men, 3 + (n % 97)),
    grandfather: skewed(men, 5 + (n % 83)),
    family: skewed(families, 7 + (n % 79)),
    mother: `${skewed(women, 11 + (n % 73))} ${skewed(men, 13 + (n % 71))}`,
    sex: isMan ? "male" : "female",
    birthYear: 1940 + (n % 86),
    phone: `0770${String(n).padStart(7, "0")}`,
    nationalId: String(190_000_000_000 + n),
  };
}

function sampled(ask: () => unknown): readonly number[] {
  return Array.from({ length: timesAsked }, () => timed(ask) / 1_000);
}

function timed(work: () => unknown): number {
  const from = nowUs();
  work();
  return nowUs() - from;
}
