import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PatientId } from "../../shared/domain/ids.ts";
import { documentBytesMax } from "../../shared/domain/patient.ts";
import type { PatientFile, SearchAnswer } from "../../shared/protocol/patients.ts";
import { createModules } from "../hospital.ts";
import { verifyStore } from "../store/store.ts";
import { systemRuntime } from "../runtime.ts";
import { aServer, signIn } from "../../test/harness/server.ts";
import type { Person, TestServer } from "../../test/harness/server.ts";
import { silentLog } from "../../test/harness/runtime.ts";
import { hasPython, readZip } from "../../test/harness/zip.ts";

let server: TestServer;
let desk: Person;
let patientId: PatientId;
const log = silentLog();
const cookies = new Map<string, string>();

/** Words that stand nowhere but in this patient's own rows. */
const marked = {
  given: "Zyxwvut",
  father: "Qponmlk",
  family: "Wvutsrq",
  mother: "Kjihgfe",
  phone: "07901234567",
  nationalId: "198765432109",
  birthYear: 1987,
} as const;

beforeAll(async () => {
  server = await aServer({ log });
  for (const user of ["reception", "supervisor", "auditor"]) {
    cookies.set(user, await signIn(server.url, user));
  }
  desk = await server.staff("reception");
  const answer = await desk.ask("registerPatient", marked);
  if (!answer.ok) throw new Error(answer.refusal.code);
  patientId = answer.reply.patientId;
});
afterAll(() => server.end());

interface Asked {
  readonly as?: string | null;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

function ask(
  path: string,
  { as = "reception", body, headers = {} }: Asked = {},
): Promise<Response> {
  const isBytes = body instanceof Uint8Array || typeof body === "string";
  return fetch(`${server.url}/api/patients${path}`, {
    headers: {
      "accept-language": "en",
      ...(as === null ? {} : { cookie: cookies.get(as) ?? "" }),
      ...(body === undefined || isBytes ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(body === undefined
      ? {}
      : { method: "POST", body: isBytes ? (body as BodyInit) : JSON.stringify(body) }),
  });
}

const codeOf = async (answer: Response) => {
  const said = (await answer.json()) as { readonly refusal?: { readonly code: string } };
  return [answer.status, said.refusal?.code ?? "ok"];
};

const upload = (
  body: Uint8Array,
  headers: Readonly<Record<string, string>> = {},
  kind = "report",
) =>
  ask(`/${patientId}/documents?kind=${kind}`, {
    body,
    headers: {
      "x-document-name": "Tsrqpon.pdf",
      "content-type": "application/octet-stream",
      ...headers,
    },
  });

const facts = () =>
  server.hospital.store.query<[], { name: string; principal: string; fact: string }>(
    "SELECT name, principal, fact FROM journal ORDER BY seq",
  );

describe("looking for patients", () => {
  it("finds by a name, and says so little of them that nothing can be taken", async () => {
    const answer = (await (
      await ask("/search", { body: { q: "zyx qpo" } })
    ).json()) as SearchAnswer;
    expect(answer).toEqual({
      ok: true,
      more: false,
      hits: [
        {
          patientId,
          name: "Zyxwvut Qponmlk Wvutsrq",
          mother: "Kjihgfe",
          birthYear: 1987,
          phone: "•••••••••••567",
          nationalId: "•••••••••109",
        },
      ],
    });
  });

  it("names those about whom registering would ask", async () => {
    const { given, father, birthYear } = marked;
    const namesakes = async (body: object) => {
      const answer = await ask("/namesakes", { body });
      return ((await answer.json()) as { hits?: SearchAnswer["hits"] }).hits?.map(
        (hit) => hit.patientId,
      );
    };
    expect([
      await namesakes({ given, father, birthYear }),
      await namesakes({ given, father, birthYear: 1990 }),
      await namesakes({ given, phone: "1" }),
    ]).toEqual([[patientId], [], undefined]);
  });

  it("is for those who serve, from our own pages, in the body of a request", async () => {
    const body = { q: "zyx" };
    expect({
      nobody: await codeOf(await ask("/search", { as: null, body })),
      auditor: await codeOf(await ask("/search", { as: "auditor", body })),
      elsewhere: await codeOf(
        await ask("/search", { body, headers: { origin: "http://evil.example" } }),
      ),
      inTheAddress: (await ask("/search?q=zyx")).status,
      tooLong: await codeOf(await ask("/search", { body: { q: "x".repeat(121) } })),
      odd: await codeOf(await ask("/search", { body: { q: { $ne: 1 } } })),
    }).toEqual({
      nobody: [401, "unauthenticated"],
      auditor: [403, "forbidden"],
      elsewhere: [400, "invalid"],
      inTheAddress: 404,
      tooLong: [400, "invalid"],
      odd: [400, "invalid"],
    });
  });
});

describe("a document", () => {
  it.each<[string, Uint8Array, string, string]>([
    ["a PDF", Buffer.from("%PDF-1.7 hello"), "application/pdf", "attachment"],
    ["a JPEG", Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1]), "image/jpeg", "inline"],
    ["a PNG", Buffer.from("\x89PNG\r\n\x1a\nrest", "latin1"), "image/png", "inline"],
    ["a WebP", Buffer.from("RIFF....WEBPVP8 ", "latin1"), "image/webp", "inline"],
    ["words", Buffer.from("نص\n\tline"), "text/plain; charset=utf-8", "attachment"],
    [
      "a page that calls itself text",
      Buffer.from("<script>1</script>"),
      "text/plain; charset=utf-8",
      "attachment",
    ],
  ])("of %s comes back as it was, and can do nothing", async (_, body, type, how) => {
    const added = (await (await upload(body)).json()) as { readonly documentId: string };
    const read = await ask(`/${patientId}/documents/${added.documentId}`);
    const { headers } = read;
    expect({
      body: Buffer.from(await read.arrayBuffer()),
      type: headers.get("content-type"),
      how: headers.get("content-disposition"),
      policy: headers.get("content-security-policy"),
      sniffing: headers.get("x-content-type-options"),
      kept: headers.get("cache-control"),
    }).toEqual({
      body: Buffer.from(body),
      type,
      how: `${how}; filename="${added.documentId}"; filename*=UTF-8''Tsrqpon.pdf`,
      policy: "sandbox; default-src 'none'",
      sniffing: "nosniff",
      kept: "no-store",
    });
  });

  it.each<[string, Promise<Response> | (() => Promise<Response>), readonly unknown[]]>([
    ["of a program", () => upload(Buffer.from("MZ\x90\x00")), [400, "invalid"]],
    ["of nothing", () => upload(Buffer.from("")), [400, "invalid"]],
    ["of broken letters", () => upload(Buffer.from([0xc3, 0x28])), [400, "invalid"]],
    [
      "of more than five megabytes",
      () => upload(Buffer.alloc(documentBytesMax + 1, 32)),
      [413, "invalid"],
    ],
    ["of an unknown kind", () => upload(Buffer.from("x"), {}, "selfie"), [400, "invalid"]],
    ["without a name", () => upload(Buffer.from("x"), { "x-document-name": "" }), [400, "invalid"]],
    [
      "with a broken name",
      () => upload(Buffer.from("x"), { "x-document-name": "%E0%A4%A" }),
      [400, "invalid"],
    ],
    ["from another site", () => upload(Buffer.from("x"), { origin: "null" }), [400, "invalid"]],
    [
      "of nobody",
      () =>
        ask("/m999999/documents?kind=other", {
          body: Buffer.from("x"),
          headers: { "x-document-name": "x" },
        }),
      [404, "unknown_patient"],
    ],
  ])("%s is refused", async (_, send, refusal) => {
    expect(await codeOf(await (typeof send === "function" ? send() : send))).toEqual(refusal);
  });

  it("is in one file only, and is taken out by those who decide", async () => {
    const other = await desk.ask("registerPatient", { given: "Other" });
    const otherId = other.ok ? other.reply.patientId : "";
    const { documentId } = (await (await upload(Buffer.from("text"))).json()) as {
      documentId: string;
    };
    const erase = (as: string) =>
      ask(`/${patientId}/documents/${documentId}/erase`, { as, body: { reason: "wrong file" } });
    expect({
      elsewhere: await codeOf(await ask(`/${otherId}/documents/${documentId}`)),
      auditor: await codeOf(await ask(`/${patientId}/documents/${documentId}`, { as: "auditor" })),
      byReception: await codeOf(await erase("reception")),
      bySupervisor: await codeOf(await erase("supervisor")),
      after: await codeOf(await ask(`/${patientId}/documents/${documentId}`)),
    }).toEqual({
      elsewhere: [404, "not_found"],
      auditor: [403, "forbidden"],
      byReception: [403, "forbidden"],
      bySupervisor: [200, "ok"],
      after: [404, "not_found"],
    });
  });
});

describe("a patient's file", () => {
  it("tells what happened in one order of time, each thing once", async () => {
    const kiosk = await server.device("kiosk");
    const ticket = await desk.ask("issueTicket", { serviceId: "heart-ecg", patientId });
    const called = await desk.ask("callNext", { servicePointId: "room-6" });
    const answer = (await (await ask(`/${patientId}`)).json()) as { readonly file: PatientFile };
    kiosk.close();
    const { timeline, details, documents } = answer.file;
    const line = timeline.find((each) => each.kind === "ticket");
    expect({
      called: called.ok,
      phone: details?.phone,
      newestFirst: timeline.every((each, n) => n === 0 || (timeline[n - 1]?.at ?? 0) >= each.at),
      documents: documents.length,
      linesOfDocuments: timeline.filter((each) => each.kind === "document").length,
      line: [line?.id, line?.by, line?.status, line?.steps?.map((step) => step.place)],
    }).toEqual({
      called: true,
      phone: "+9647901234567",
      newestFirst: true,
      documents: 6,
      linesOfDocuments: 6,
      line: [
        ticket.ok ? ticket.reply.ticketId : "",
        ticket.ok ? ticket.reply.label : "",
        "called",
        [expect.stringMatching(/6/) as string],
      ],
    });
  });

  it("is a page to print, without a script, that escapes what people wrote", async () => {
    await upload(Buffer.from([0xff, 0xd8, 0xff]), {
      "x-document-name": encodeURIComponent('<b>"x"'),
    });
    const page = await ask(`/${patientId}/page?lang=ar`);
    const html = await page.text();
    const policy = page.headers.get("content-security-policy") ?? "";
    expect({
      arabic: html.includes('<html lang="ar" dir="rtl">'),
      name: html.includes("Zyxwvut Qponmlk Wvutsrq"),
      escaped: html.includes("&#60;b&#62;&#34;x&#34;") && !html.includes("<b>"),
      scripts: /<script|javascript:|\son\w+=/.test(html),
      policy: /default-src 'none'/.test(policy) && !/unsafe|script-src/.test(policy),
    }).toEqual({ arabic: true, name: true, escaped: true, scripts: false, policy: true });
  });

  it("is a table to keep, in which nothing is a formula", async () => {
    await upload(Buffer.from("text"), { "x-document-name": encodeURIComponent('=1+1,"a"') });
    const csv = Buffer.from(
      await (await ask(`/${patientId}/timeline.csv`)).arrayBuffer(),
    ).toString();
    const [head, ...rows] = csv.split("\r\n");
    expect(head).toBe("\ufeffat,kind,id,title,by,status,place,from,to,result");
    expect(rows[0]).toMatch(
      /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z,document,f\d+,"'=1\+1,""a""",report,kept,,,,$/,
    );
  });

  it.skipIf(!hasPython)(
    "is one file to take away, which other programs read (needs python3)",
    async () => {
      await upload(Buffer.from([0xff, 0xd8, 0xff, 7]), {
        "x-document-name": encodeURIComponent("../أشعة الصدر"),
      });
      await upload(Buffer.from("MZ, says this text"), { "x-document-name": "run.exe" });
      const answer = await ask(`/${patientId}/file.zip?lang=ar`);
      const { broken, entries } = readZip(Buffer.from(await answer.arrayBuffer()));
      const bodyOf = (name: string) => entries.find((each) => each.name === name)?.body;
      const utf8 = (name: string) => bodyOf(name)?.toString() ?? "";
      const names = entries.map(({ name }) => name);
      const data = JSON.parse(utf8("file.json")) as PatientFile;
      const documents = names.filter((name) => name.startsWith("documents/"));
      const picture = documents.find((name) => name.endsWith(".._أشعة الصدر.jpg")) ?? "";
      expect({
        broken,
        type: answer.headers.get("content-type"),
        how: answer.headers.get("content-disposition"),
        kept: answer.headers.get("cache-control"),
        name: data.details?.given,
        table: utf8("timeline.csv").startsWith("\ufeffat,kind,id"),
        each: documents.length === data.documents.length,
        body: bodyOf(picture),
        pictureOnPage: utf8("file.html").includes(`src="${encodeURI(picture)}"`),
        asText: documents.some((name) => name.endsWith(" run.exe.txt")),
        outside: names.filter((name) => /(^|\/)\.\.?(\/|$)|^\/|\\/.test(name)),
      }).toEqual({
        broken: null,
        type: "application/zip",
        how: `attachment; filename="${patientId}.zip"`,
        kept: "no-store",
        name: "Zyxwvut",
        table: true,
        each: true,
        body: Buffer.from([0xff, 0xd8, 0xff, 7]),
        pictureOnPage: true,
        asText: true,
        outside: [],
      });
    },
  );

  it("of nobody, or asked for by whoever serves nobody, is refused", async () => {
    expect([
      await codeOf(await ask("/m999999")),
      await codeOf(await ask("/t1")),
      await codeOf(await ask(`/${patientId}`, { as: "auditor" })),
      await codeOf(await ask(`/${patientId}/page`, { as: null })),
      await codeOf(await ask(`/${patientId}/file.zip`, { as: null })),
      await codeOf(await ask(`/${patientId}/file.zip`, { as: "auditor" })),
    ]).toEqual([
      [404, "unknown_patient"],
      [404, "unknown_patient"],
      [403, "forbidden"],
      [401, "unauthenticated"],
      [401, "unauthenticated"],
      [403, "forbidden"],
    ]);
  });

  it("leaves a row in the journal each time that somebody reads it", async () => {
    const opened = () =>
      facts()
        .all()
        .filter(({ name }) => name === "fileOpened" || name === "documentOpened").length;
    const before = opened();
    const { documentId } = (await (await upload(Buffer.from("text"))).json()) as {
      documentId: string;
    };
    const paths = ["", "/page", "/timeline.csv", "/file.zip", `/documents/${documentId}`];
    for (const path of paths) await (await ask(`/${patientId}${path}`)).arrayBuffer();
    expect(opened() - before).toBe(paths.length);
  });
});

it("nothing personal is in the journal, in a stored answer, in a log or on a board", async () => {
  const board = JSON.stringify([
    server.hospital.feeds.build("board", "hall-1", systemRuntime.now()),
    server.hospital.feeds.build("directory", "site", systemRuntime.now()),
    server.hospital.feeds.build("point", "room-6", systemRuntime.now()),
  ]);
  const stored = server.hospital.store
    .query<[], { answer: string }>("SELECT answer FROM once")
    .all()
    .map(({ answer }) => answer);
  const said = [
    board,
    ...stored,
    ...log.lines,
    ...facts()
      .all()
      .map((row) => JSON.stringify(row)),
  ];
  const words = ["zyxwvut", "qponmlk", "wvutsrq", "kjihgfe", "9012345", "198765432109", "tsrqpon"];
  expect(words.filter((word) => said.some((each) => each.toLowerCase().includes(word)))).toEqual(
    [],
  );
  expect(
    facts()
      .all()
      .some(({ name }) => name === "patientRegistered"),
  ).toBe(true);
  const { brokenAt, differing } = verifyStore(
    server.hospital.store.db,
    systemRuntime,
    createModules,
  );
  expect({ brokenAt, differing }).toEqual({ brokenAt: null, differing: [] });
});
