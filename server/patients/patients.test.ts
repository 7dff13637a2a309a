import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { seqOf } from "../../shared/domain/ids.ts";
import type { PatientId, TicketId } from "../../shared/domain/ids.ts";
import type { PayloadInput } from "../../shared/protocol/client.ts";
import { aHospital, codeOf, expectWhole, granted, staff } from "../../test/harness/hospital.ts";
import type { TestHospital } from "../../test/harness/hospital.ts";

let h: TestHospital = aHospital();
afterEach(() => {
  expectWhole(h);
  h.close();
  h = aHospital();
});

type Person = PayloadInput<"registerPatient">;

const ali: Person = {
  given: "علي",
  father: "حسين",
  grandfather: "عبد الكريم",
  family: "الموسوي",
  mother: "زهراء كاظم",
  sex: "male",
  birthYear: 1984,
  phone: "0770 123 4567",
  nationalId: "١٩٨٤١٢٣٤٥٦٧٨",
};

const register = (person: Person): PatientId => granted(h.ask("registerPatient", person)).patientId;
const found = (q: string) => h.patients.read.search(q).hits.map((hit) => hit.patientId);
const supervisor = { as: staff("supervisor") };

describe("registering", () => {
  it("keeps the name as it was written, the phone as E.164, the card as twelve digits", () => {
    const patientId = register(ali);
    expect(h.patients.read.details(seqOf(patientId))).toEqual({
      ...ali,
      phone: "+9647701234567",
      nationalId: "198412345678",
      language: "ar",
    });
  });

  it("asks before the same person stands there twice, unless told that it is another", () => {
    const first = register(ali);
    expect({
      written: codeOf(
        h.ask("registerPatient", {
          given: "عَلي",
          father: "حسين",
          grandfather: "عبدالكريم",
          family: "موسوي",
          mother: "زهرا كاظم",
        }),
      ),
      fewerParts: codeOf(
        h.ask("registerPatient", { given: "علي", father: "حسين", birthYear: 1984 }),
      ),
      card: codeOf(h.ask("registerPatient", { given: "حسن", nationalId: "1984 1234 5678" })),
      who: h.patients.read
        .namesakes({ given: "علي", father: "حسين", birthYear: 1984 }, 2026)
        ?.map((hit) => hit.patientId),
      another: codeOf(h.ask("registerPatient", { ...ali, isNew: true })),
    }).toEqual({
      written: "same_person",
      fewerParts: "same_person",
      card: "same_person",
      who: [first],
      another: "ok",
    });
  });

  it.each<[string, Person]>([
    ["another mother and another year", { ...ali, mother: "فاطمة", birthYear: 1990 }],
    ["another father", { ...ali, father: "حسن" }],
    ["nothing to tell by", { given: "علي", father: "حسين", grandfather: "عبد الكريم" }],
  ])("does not ask about somebody with %s", (_, person) => {
    register(ali);
    expect(codeOf(h.ask("registerPatient", { ...person, nationalId: "200000000000" }))).toBe("ok");
  });

  it.each<[string, Person]>([
    ["a card number with letters", { given: "علي", nationalId: "A1234567890B" }],
    ["a card number of eleven digits", { given: "علي", nationalId: "19841234567" }],
    ["a phone that is none", { given: "علي", phone: "0770" }],
    ["a name without a letter", { given: "--" }],
    ["a birth in a year to come", { given: "علي", birthYear: 2027 }],
  ])("refuses %s", (_, person) => {
    expect(codeOf(h.ask("registerPatient", person))).toBe("invalid");
  });

  it("is the same once when the command comes twice", () => {
    const id = h.runtime.uuid();
    const twice = [h.ask("registerPatient", ali, { id }), h.ask("registerPatient", ali, { id })];
    expect([twice[1], h.rows("SELECT id FROM patient")]).toEqual([
      twice[0],
      [{ id: expect.any(Number) as number }],
    ]);
  });

  it("lets a family share one phone", () => {
    const mother = register({ given: "زهراء", father: "كاظم", phone: "07701234567" });
    const son = register({ given: "علي", father: "حسين", phone: "+964 770 123 4567" });
    expect(found("٠٧٧٠١٢٣٤٥٦٧")).toEqual([mother, son]);
    expect(h.patients.read.byPhone("0770-123-4567")).toEqual([mother, son].map(seqOf));
  });
});

describe("searching", () => {
  it.each([
    "علي حسين",
    "علي عبد الكريم الموسوي",
    "علي موسوي",
    "على الموسوى",
    "عَلِيّ",
    "حسين عبدالكريم",
    "علي حس مو",
    "علي زهرا",
    "علي موسوي زهراء كاظم",
    "علي 1984",
    "علي ١٩٨٤",
    "۰۷۷۰۱۲۳۴۵۶۷",
    "+964 770 123 4567",
    "0770123",
    "198412345678",
    "١٩٨٤ ١٢٣٤ ٥٦٧٨",
  ])("finds him by %j", (q) => {
    register({ given: "محمد", father: "علي", grandfather: "جاسم", phone: "07801112223" });
    const patientId = register(ali);
    expect(found(q)[0]).toBe(patientId);
  });

  it.each(["موسوي علي", "علي جاسم", "عليي", "", "   ", "؟", "0770999", "19841234567"])(
    "does not find him by %j",
    (q) => {
      register(ali);
      expect(found(q)).toEqual([]);
    },
  );

  it("puts whole words in a row from the beginning of the name first", () => {
    const begun = register({ given: "عليان", father: "حسين" });
    const gap = register({ given: "علي", father: "جواد", grandfather: "حسين" });
    const father = register({ given: "كرار", father: "علي", grandfather: "حسين" });
    const exact = register({ given: "علي", father: "حسين" });
    expect(found("علي حسين")).toEqual([exact, begun, gap, father]);
  });

  it("shows at most twenty, and says when there are others", () => {
    for (let n = 0; n < 21; n++)
      register({ given: "محمد", father: `كاظم ${n}`, phone: "07701234567" });
    const { hits, more } = h.patients.read.search("محمد");
    const byPhone = h.patients.read.search("07701234567");
    expect([hits.length, more, byPhone.hits.length, byPhone.more]).toEqual([20, true, 20, true]);
  });

  it("hides all but the last digits of a phone and a card", () => {
    register(ali);
    expect(h.patients.read.search("علي").hits).toEqual([
      {
        patientId: expect.stringMatching(/^m\d+$/) as string,
        name: "علي حسين عبد الكريم الموسوي",
        mother: "زهراء كاظم",
        birthYear: 1984,
        phone: "•••••••••••567",
        nationalId: "•••••••••678",
      },
    ]);
  });
});

describe("changing", () => {
  it("finds them by the new words and not by the old, under a new digest", () => {
    const patientId = register(ali);
    const before = h.rows("SELECT digest FROM patient");
    granted(h.ask("changePatient", { patientId, given: "عباس", father: "حسين" }));
    expect({
      old: found("علي"),
      new: found("عباس حسين"),
      phone: h.patients.read.details(seqOf(patientId))?.phone,
      digestIsNew: JSON.stringify(h.rows("SELECT digest FROM patient")) !== JSON.stringify(before),
      altered: h.patients.read.altered([seqOf(patientId)]),
    }).toEqual({ old: [], new: [patientId], phone: null, digestIsNew: true, altered: [] });
  });

  it("to the same is no change, and of nobody is refused", () => {
    const patientId = register(ali);
    const { seq } = h.store.head();
    granted(h.ask("changePatient", { patientId, ...ali }));
    expect([
      h.store.head().seq,
      codeOf(h.ask("changePatient", { patientId: "m9999", given: "علي" })),
    ]).toEqual([seq, "unknown_patient"]);
  });

  it("behind the journal's back shows", () => {
    const patientId = register(ali);
    h.store.db.exec("UPDATE patient_private SET birth_year = 1985");
    expect(h.patients.read.altered([seqOf(patientId)])).toEqual([seqOf(patientId)]);
  });
});

describe("merging", () => {
  it("lets the history go on in one, and each of them answers as that one", () => {
    const [one, two, three] = ["علي", "عَلي حسن", "علاء"].map((given) => register({ given })) as [
      PatientId,
      PatientId,
      PatientId,
    ];
    const ticket = granted(h.ask("issueTicket", { serviceId: "eye-visit", patientId: one }));
    granted(
      h.ask("mergePatients", { patientId: one, intoPatientId: two, reason: "نفسه" }, supervisor),
    );
    granted(
      h.ask("mergePatients", { patientId: two, intoPatientId: three, reason: "نفسه" }, supervisor),
    );
    const file = h.patientFiles.read(one, "en");
    expect({
      answers: file?.patientId,
      merged: file?.merged,
      timeline: file?.timeline.map(({ id }) => id),
      byOldName: found("علي حسن"),
      changed: granted(h.ask("changePatient", { patientId: one, given: "علاء", father: "كريم" })),
      again: codeOf(
        h.ask("mergePatients", { patientId: one, intoPatientId: three, reason: "x" }, supervisor),
      ),
      itself: codeOf(
        h.ask("mergePatients", { patientId: three, intoPatientId: one, reason: "x" }, supervisor),
      ),
      nobody: codeOf(
        h.ask("mergePatients", { patientId: "m9", intoPatientId: one, reason: "x" }, supervisor),
      ),
    }).toEqual({
      answers: three,
      merged: [one, two],
      timeline: [ticket.ticketId],
      byOldName: [three],
      changed: { patientId: three },
      again: "wrong_state",
      itself: "wrong_state",
      nobody: "unknown_patient",
    });
  });

  it("a ticket for the merged one is the other's, who is not twice in a queue", () => {
    const [one, two] = [register({ given: "علي" }), register({ given: "عباس" })];
    granted(
      h.ask("mergePatients", { patientId: one, intoPatientId: two, reason: "x" }, supervisor),
    );
    granted(h.ask("issueTicket", { serviceId: "eye-visit", patientId: one }));
    expect([
      codeOf(h.ask("issueTicket", { serviceId: "eye-visit", patientId: two })),
      h.rows("SELECT patient_id FROM ticket"),
    ]).toEqual(["already_waiting", [{ patient_id: two }]]);
  });
});

describe("erasing", () => {
  it("takes the person and the documents, and leaves ids, history and a whole journal", () => {
    const [one, two] = [register({ ...ali }), register({ given: "عليان" })];
    granted(
      h.ask("mergePatients", { patientId: two, intoPatientId: one, reason: "x" }, supervisor),
    );
    h.run((tx) =>
      h.patients.documents.add(tx, seqOf(two), {
        kind: "report",
        name: "تقرير",
        body: Buffer.from("نص"),
      }),
    );
    const { ticketId } = granted(h.ask("issueTicket", { serviceId: "eye-visit", patientId: one }));
    granted(h.ask("erasePatient", { patientId: two, reason: "طلبه" }, supervisor));
    const count = (table: string) =>
      h.rows<{ n: number }>(`SELECT count(*) AS n FROM ${table}`)[0]?.n;
    expect({
      kept: ["patient_private", "patient_token", "document_body"].map(count),
      details: h.patientFiles.read(one, "en")?.details,
      timeline: h.patientFiles.read(one, "en")?.timeline.map(({ id }): string => id),
      found: found("علي"),
      again: codeOf(h.ask("erasePatient", { patientId: one, reason: "x" }, supervisor)),
      changed: codeOf(h.ask("changePatient", { patientId: one, given: "علي" })),
    }).toEqual({
      kept: [0, 0, 0],
      details: null,
      timeline: [ticketId] satisfies TicketId[],
      found: [],
      again: "wrong_state",
      changed: "unknown_patient",
    });
  });

  it("leaves nothing of them in the data file", () => {
    const folder = mkdtempSync(join(tmpdir(), "dawr-erase-"));
    const own = aHospital({ folder });
    try {
      const marks = {
        given: "Zyxwvut",
        family: "Qponmlk",
        phone: "07901234567",
        mother: "Kjihgfe",
      };
      const { patientId } = granted(own.ask("registerPatient", marks));
      own.run((tx) =>
        own.patients.documents.add(tx, seqOf(patientId), {
          kind: "other",
          name: "Hgfedcb",
          body: Buffer.from("Tsrqpon ".repeat(2_000)),
        }),
      );
      const marked = ["zyxwvut", "qponmlk", "9647901234567", "kjihgfe", "hgfedcb", "tsrqpon"];
      const inFile = () => {
        own.store.db.pragma("wal_checkpoint(TRUNCATE)");
        const bytes = readFileSync(own.store.db.name, "latin1").toLowerCase();
        return marked.filter((word) => bytes.includes(word));
      };
      const before = inFile();
      granted(own.ask("erasePatient", { patientId, reason: "asked" }, supervisor));
      expect([before, inFile()]).toEqual([marked, []]);
      expectWhole(own);
    } finally {
      own.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
