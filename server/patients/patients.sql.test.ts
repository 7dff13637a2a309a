import { afterAll, describe, expect, it } from "vitest";
import { aHospital } from "../../test/harness/hospital.ts";
import { byIndex, byRow, planIn } from "../../test/harness/query-plan.ts";
import { patientsSql } from "./patients.sql.ts";

const hospital = aHospital();
afterAll(() => hospital.close());

const plan = planIn(hospital);

const begun = "SEARCH a USING PRIMARY KEY (token>? AND token<?)";
const word = (as: string) =>
  `SEARCH ${as} EXISTS USING COVERING INDEX patient_token_of (patient_id=? AND token>? AND token<?)`;

/** What is asked, the text that asks it in production, and the steps that answer it. */
const hot: readonly (readonly [string, string, readonly string[]])[] = [
  [
    "whose name has these words",
    patientsSql.withWords,
    [
      "CO-ROUTINE x",
      begun,
      word("b"),
      word("c"),
      "USE TEMP B-TREE FOR DISTINCT",
      "SCAN x",
      byRow("v"),
    ],
  ],
  [
    "who has this phone",
    patientsSql.byPhone,
    [byIndex("patient_private", "patient_phone", "phone=?", "COVERING ")],
  ],
  [
    "whose phone begins so",
    patientsSql.byPhoneStart,
    [byIndex("patient_private", "patient_phone", "phone>? AND phone<?", "COVERING ")],
  ],
  [
    "whose card this is",
    patientsSql.byCard,
    [byIndex("patient_private", "patient_card", "national_id=?", "COVERING ")],
  ],
  ["who a patient is", patientsSql.details, [byRow("v")]],
  [
    "who was merged into a patient",
    patientsSql.mergedInto,
    [byIndex("patient", "patient_merged", "merged_into=?", "COVERING ")],
  ],
  [
    "the tickets of a patient, of any day",
    patientsSql.ticketsOf,
    [byIndex("ticket", "ticket_patient", "patient_id=?")],
  ],
  [
    "where a ticket came to, and its calls",
    patientsSql.stopsOf,
    [byIndex("e", "entry_ticket", "ticket_id=?"), byRow("j"), `${byRow("c")} LEFT-JOIN`],
  ],
  [
    "the appointments of a patient",
    patientsSql.appointmentsOf,
    [byIndex("a", "appointment_patient", "patient_id=?"), byRow("s")],
  ],
  [
    "the documents of a patient",
    patientsSql.documentsOf,
    [byIndex("d", "document_patient", "patient_id=?"), byRow("b")],
  ],
  [
    "how often a number was guessed at wrongly",
    patientsSql.guessesOfNumber,
    [byIndex("guess", "guess_digest", "digest=? AND at>?", "COVERING ")],
  ],
  [
    "how often at a kiosk",
    patientsSql.guessesOfDevice,
    [byIndex("guess", "guess_device", "device_id=? AND at>?", "COVERING ")],
  ],
  [
    "which guesses are forgotten",
    patientsSql.pruneGuesses,
    [byIndex("guess", "guess_at", "at<?", "COVERING ")],
  ],
];

describe("no question about patients walks through all of them:", () => {
  it.each(hot)("%s", (_, sql, steps) => {
    expect(plan(sql)).toEqual(steps);
  });

  it("how common a word is", () => {
    expect(plan(patientsSql.howMany)).toContain(
      "SEARCH patient_token USING PRIMARY KEY (token>? AND token<?)",
    );
  });
});
