import { afterAll, expect, it } from "vitest";
import { aHospital } from "../../test/harness/hospital.ts";
import { byIndex, byRow, planIn } from "../../test/harness/query-plan.ts";
import { papersSql } from "./papers.sql.ts";

const hospital = aHospital();
afterAll(() => hospital.close());
const plan = planIn(hospital);

const once = (terms: string) => byIndex("paper_job", "sqlite_autoindex_paper_job_1", terms);

it.each<[string, keyof typeof papersSql, readonly string[]]>([
  ["a paper", "job", [byRow("paper_job")]],
  ["the latest paper of a booking or session", "lastOf", [once("kind=? AND of_id=?")]],
  [
    "what a device owes",
    "unsettled",
    [byIndex("paper_job", "paper_job_unsettled", "device_id=?"), "USE TEMP B-TREE FOR ORDER BY"],
  ],
  [
    "what nobody came for",
    "overdue",
    [byIndex("paper_job", "paper_job_queued", "until_at<?", "COVERING ")],
  ],
])("%s is found by a seek", (_, name, steps) => {
  expect(plan(papersSql[name])).toEqual(steps);
});

it("lists that are not on paper are looked for among those alone", () => {
  expect(plan(papersSql.missing)[0]).toBe(byIndex("p", "paper_job_missing", "until_at>?"));
});
