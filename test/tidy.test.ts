// House rules that no compiler or linter sees: names, texts, styles, documents, packages.
import { globSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { priorityClasses } from "../shared/domain/priority.ts";
import { refusalCodes } from "../shared/domain/refusal.ts";
import { appointmentStatuses } from "../shared/domain/appointment.ts";
import { entryStatuses } from "../shared/domain/entry.ts";
import {
  orderItemStatuses,
  orderUrgencies,
  rejectReasons,
  returnWhens,
  specimenKinds,
  specimenStatuses,
  testKinds,
  tubes,
} from "../shared/domain/laboratory.ts";
import { documentKinds, sexes } from "../shared/domain/patient.ts";
import { staffRoles } from "../shared/domain/role.ts";
import {
  cancelReasons as operationCancelReasons,
  checklistItems,
  checklistParts,
  delayReasons,
  operationStatuses,
  operationSteps,
  sides,
  teamRoles,
  urgencies,
} from "../shared/domain/theatre.ts";
import { pauseKinds, placements } from "../shared/domain/service.ts";
import { languages } from "../shared/domain/language.ts";
import type { Language } from "../shared/domain/language.ts";
import {
  breakKinds,
  findingKinds,
  grades,
  leaveKinds,
  shiftKinds,
} from "../shared/domain/roster.ts";
import { messageKinds } from "../shared/domain/journal.ts";
import { thingKinds } from "../shared/domain/thing.ts";
import { views as theatreViews } from "../server/web/theatre/route.ts";
import { barLooks } from "../server/web/theatre/bar.ts";
import { traceVerbs } from "../server/web/theatre/trace-verbs.ts";
import { movings } from "../server/web/admin/moving.ts";
import { sections, spans } from "../server/web/admin/route.ts";
import { labelStates } from "../server/web/desk-laboratory/label-state.ts";
import { stages } from "../server/web/desk-laboratory/order-stage.ts";
import { knownRefusals } from "../server/web/laboratory/scans.ts";
import { filters } from "../server/web/laboratory/worklist.ts";
import { queueTabs } from "../server/web/reception/listed-lines.ts";
import { acts } from "../server/web/reception/situation.ts";
import { rooms, roomOf, technologies } from "../tools/arrows.ts";
import { checkInWays } from "../kiosk/device-api.ts";
import { cancelReasons } from "../shared/protocol/book.ts";
import { familyStates } from "../shared/protocol/theatre-feeds.ts";
import { strayLetters } from "./harness/stray-letters.ts";

const notOurs = [
  "node_modules/**",
  "dist/**",
  "data/**",
  "papers/**",
  "test-results/**",
  ".git/**",
];
const files = ["**/*", ".*", ".ci/*"]
  .flatMap((pattern) => globSync(pattern, { exclude: notOurs, withFileTypes: true }))
  .filter((entry) => entry.isFile())
  .map((entry) => `${entry.parentPath}/${entry.name}`.replace(`${process.cwd()}/`, ""))
  .map((path) => path.replace(/^\.\//, ""));
const textFiles = files.filter((path) => /\.(ts|tsx|mjs|mts|css|html|json|md|yml)$/.test(path));
const codeFiles = files.filter((path) => /\.(ts|tsx|mjs)$/.test(path));
const programFiles = codeFiles.filter(
  (path) => /^(shared|server|kiosk|display)\//.test(path) && roomOf(path)?.name !== "test",
);

const textOf = new Map<string, string>();
function read(path: string): string {
  const text = textOf.get(path) ?? readFileSync(path, "utf8");
  textOf.set(path, text);
  return text;
}

/** `path:line: what is there`, for every match in these files. */
function found(paths: readonly string[], pattern: RegExp): string[] {
  return paths.flatMap((path) =>
    read(path)
      .split("\n")
      .flatMap((line, index) => {
        const match = new RegExp(pattern, pattern.flags.replace("g", "")).exec(line);
        return match === null ? [] : [`${path}:${index + 1}: ${match[0].trim()}`];
      }),
  );
}

test("the tree is looked at, not an empty folder", () => {
  expect({ code: codeFiles.length > 100, texts: textFiles.length > 120 }).toEqual({
    code: true,
    texts: true,
  });
});

describe("names", () => {
  /** A word that says nothing, and what to write in its place. */
  const emptyWords: Readonly<Record<string, string>> = {
    util: "name the one thing it does (clock-time.ts)",
    utils: "name the one thing it does (clock-time.ts)",
    helper: "name what it decides or makes",
    helpers: "one file for each thing it helps with",
    common: "say what is shared: a word of the domain",
    misc: "one file for each thing",
    manager: "a verb: what does it do to what? (issueTicket)",
    data: "say what it holds (ticket, snapshot)",
    info: "say what it tells (link state, print status)",
  };
  /** In the middle of a longer name these two are words of the wire (`BoardData`). */
  const fineInsideNames = new Set(["data", "info"]);

  const wordsOf = (name: string) =>
    name
      .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
      .toLowerCase()
      .split(/[^a-z0-9]+/);
  const advice = (name: string, among: readonly string[]) =>
    wordsOf(name)
      .filter((word) => among.includes(word))
      .map((word) => `${name}: not "${word}" but ${emptyWords[word] ?? ""}`);

  test("no file or folder has a name that says nothing", () => {
    const named = [...new Set(files.flatMap((path) => path.split("/")))];
    expect(named.flatMap((name) => advice(name, Object.keys(emptyWords)))).toEqual([]);
  });

  test("no declaration has a name that says nothing", () => {
    const declared = /\b(?:function|const|let|class|interface|type)\s+([A-Za-z]\w*)/g;
    const among = Object.keys(emptyWords).filter((word) => !fineInsideNames.has(word));
    const empty = codeFiles.flatMap((path) =>
      [...read(path).matchAll(declared)]
        .flatMap(([, name = ""]) => advice(name, among))
        .map((each) => `${path}: ${each}`),
    );
    expect(empty).toEqual([]);
  });

  test("files are in kebab-case, with no suffix but the agreed ones", () => {
    const shape =
      /^[a-z0-9]+(-[a-z0-9]+)*(\.(rules|sql))?(\.(test|spec|config|d|long\.test))?\.\w+$/;
    const odd = codeFiles.map((path) => basename(path)).filter((name) => !shape.test(name));
    expect(odd).toEqual([]);
  });
});

describe("rooms", () => {
  test("every code file is in a room", () => {
    expect(codeFiles.filter((path) => roomOf(path) === null)).toEqual([]);
  });

  /** Spoken by every room that draws, or that checks what it is handed. Anything else has one. */
  const spokenInManyRooms = new Set([
    "react",
    "react-dom",
    "@tabler/icons-react",
    "zod",
    "socket.io",
    "socket.io-client",
    "uuid",
    "qr",
  ]);

  test("each technology is imported by one room only", () => {
    const importers = new Map<string, Set<string>>();
    for (const path of programFiles) {
      for (const [, name = ""] of read(path).matchAll(/(?:from|import)\s*\(?\s*"([^".][^"]*)"/g)) {
        const technology = name
          .split("/")
          .slice(0, name.startsWith("@") ? 2 : 1)
          .join("/");
        if (!Object.hasOwn(technologies, technology) || spokenInManyRooms.has(technology)) continue;
        const room = roomOf(path)?.name ?? path;
        importers.set(technology, (importers.get(technology) ?? new Set()).add(room));
      }
    }
    const shared = [...importers].filter(([, importing]) => importing.size > 1);
    expect(shared.map(([name, importing]) => [name, ...importing])).toEqual([]);
    expect([...importers.keys()]).toEqual(expect.arrayContaining(["better-sqlite3", "i18next"]));
  });

  test("the machine's clock and chance are read in three files only", () => {
    const ambient = /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b/;
    const withoutComments = programFiles.filter((path) =>
      ambient.test(read(path).replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "")),
    );
    const clocks = ["kiosk/agent/runtime.ts", "server/runtime.ts", "shared/ui/clock.ts"];
    expect(withoutComments.filter((path) => !clocks.includes(path))).toEqual([]);
  });

  test("every room of the table stands for files that are there", () => {
    const empty = rooms.filter((room) => !codeFiles.some((path) => roomOf(path) === room));
    expect(empty.map(({ name }) => name)).toEqual([]);
  });
});

/**
 * Keys put together from a prefix and a word of the program, declared here and nowhere else. The
 * compiler knows that each of them has a text; this list lets a text that is not used be found.
 */
const builtKeys: Readonly<Record<string, readonly string[]>> = {
  // A type of keys; each of them is written out where it is asked for.
  "checkIn.slip": ["printing", "printed", "not_printed", "unknown"],
  "admin.lists.status": ["queued", "sent", "printed", "not_printed", "unknown"],
  "admin.act": [],
  "admin.section": sections,
  "admin.spanOf": spans,
  "admin.finding": findingKinds,
  "admin.thingKind": thingKinds,
  "admin.break.kind": breakKinds,
  "admin.plan.toSessions": ["later", "now"],
  "admin.happens.tell": messageKinds,
  "admin.grade": grades,
  "admin.shiftKind": shiftKinds,
  "admin.leaveKind": leaveKinds,
  "admin.moving": movings,
  "admin.movingHelp": movings,
  "admin.change": ["added", "removed"],
  "admin.decide": ["approved", "declined"],
  "admin.status": ["requested", "offered", "accepted", "approved", "declined", "withdrawn"],
  "admin.holiday": ["tentative", "confirmed", "dropped"],
  "admin.roster.said": ["held", "cut", "placed", "isThere", "readOnly"],
  "admin.rules": ["minRestHours", "maxHoursPerWeek", "maxNightsInRow", "maxOnCallPerMonth"],
  "admin.service": ["open", "closed"],
  "admin.service.limitIs": ["keep", "none", "limit"],
  "admin.queue.then": ["finish", "transfer", "rebook"],
  refusal: refusalCodes,
  "checkIn.way": checkInWays,
  "checkIn.ask": [...checkInWays, "birthYear"],
  "checkIn.help": [...checkInWays, "birthYear"],
  "book.done": ["moved", "booked"],
  "book.reason": cancelReasons,
  "book.status": appointmentStatuses.filter((status) => status !== "booked"),
  "place.column": ["time", "name", "phone", "code", "ticket", "status"],
  "place.status": appointmentStatuses,
  "theatrePaper.column": ["order", "time", "patient", "procedure", "side", "team", "change"],
  "theatrePaper.side": sides.filter((side) => side !== "none"),
  "theatrePaper.role": teamRoles,
  "desk.class": priorityClasses,
  "desk.role": staffRoles,
  "desk.language": languages,
  "desk.link": ["connecting", "fresh", "stale"],
  "reception.act": acts,
  "reception.done": acts,
  "reception.list": queueTabs,
  "reception.pause.is": pauseKinds,
  "reception.pause.kind": pauseKinds,
  "reception.placement": placements,
  "reception.placementHelp": placements,
  "reception.closing": ["finish", "transfer", "rebook"],
  "reception.closingHelp": ["finish", "transfer", "rebook"],
  "reception.alert": ["wait", "count"],
  "reception.alertSaid": ["wait", "count"],
  "reception.whyNot": [
    ...["role", "stale", "loading", "pending", "nobodyWaiting", "nobodyElse", "nobodyHere"],
    ...["visitStarted", "nothingToUndo", "undoOver", "patientHere", "paused", "stateForbids"],
    "deskForbids",
  ],
  "patients.sex": sexes,
  "patients.kind": [
    ...["appointment", "ticket", "document", "operation", "labOrder", "imagingOrder"],
  ],
  "patients.status": [
    ...new Set([
      ...[...appointmentStatuses, ...entryStatuses, ...operationStatuses, ...orderItemStatuses],
    ]),
    ...["kept", "gaveWay", "tookPlace", "takenBack"],
  ],
  "patients.documentKind": documentKinds,
  "patients.field": ["given", "father", "grandfather", "family", "mother"],
  "booking.tab": ["book", "arrive", "day", "wait", "mine"],
  "booking.step": ["patient", "service", "place", "confirm"],
  "booking.way": ["next", "over", "series", "wait"],
  "booking.wayHelp": ["next", "over", "series", "wait"],
  "booking.arrive.by": ["name", "qr", "code", "phone", "nationalId"],
  "myDay.leave.kinds": leaveKinds,
  "myDay.leave.status": ["requested", "approved", "declined", "withdrawn"],
  "myDay.swap.mine": ["offered", "accepted"],
  "myDay.swap.theirs": ["offered", "accepted"],
  "theatre.section": theatreViews,
  "theatre.spanOf": ["day", "week"],
  "theatre.side": sides,
  "theatre.look": barLooks,
  "theatre.finding": ["theatreClosed", "teamIncomplete", "noBlock", "pastDue"],
  "theatre.role": teamRoles,
  "theatre.sideTab": ["operation", "waiting"],
  "theatre.urgency": urgencies,
  "theatre.act": [...operationSteps, "delay", "reorder", "unplan", "undoStep", "cancel"],
  "theatre.status": operationStatuses,
  "theatre.verb": traceVerbs,
  "theatre.delayKind": delayReasons,
  "theatre.cancelKind": operationCancelReasons,
  "theatre.part": checklistParts,
  "theatre.item": Object.values(checklistItems).flat(),
  "theatre.live": ["theatre", "now", "since", "next", "delay"],
  "theatre.family.state": familyStates,
  // Types of keys; each of them is written out where it is asked for.
  "lab.act": [],
  "lab.kind": testKinds,
  // With the word of the button where there is none yet, which is written out.
  "lab.label": [...labelStates],
  "lab.urgency": orderUrgencies,
  "lab.stage": stages,
  "lab.imagingStage": stages,
  "lab.count": [...filters],
  "lab.specimenKind": specimenKinds,
  "lab.specimenStatus": specimenStatuses,
  "lab.itemStatus": orderItemStatuses,
  "lab.tube": tubes,
  "lab.reject.kind": rejectReasons,
  "lab.scan.no": [...knownRefusals, "other"],
  "lab.scan.next": knownRefusals,
  "lab.ordering.return": returnWhens,
  "lab.ordering.sentBack": returnWhens,
  "lab.catalogue.missing": ["name", "code", "members", "words"],
  "lab.why": [
    ...["chooseOrder", "notReceived", "notCollected", "over", "noSpecimen", "noResult"],
    ...["readOnly", "stale", "pending"],
  ],
  "virtualPrinter.state": [
    ...["ready", "paper_low", "paper_out", "paper_out_soon", "cover_open", "cutter_error"],
    ...["mute", "drop", "drop_at_cut", "no_process_id", "cover_open_soon", "hung", "hang_soon"],
    ...["held_elsewhere", "partial_status", "slow", "keeps_buffer"],
  ],
  "virtualPrinter.fault": [
    ...["works", "paper_low", "paper_out", "paper_out_midway", "cover_open", "cutter_error"],
    ...["drop_midway", "drop_at_cut", "mute", "no_process_id", "cover_open_midway"],
    ...["hang_midway", "held_elsewhere", "partial_status", "slow", "keeps_buffer"],
  ],
};

describe("messages", () => {
  type Messages = ReadonlyMap<string, string>;
  const pluralSuffix = /_(zero|one|two|few|many|other)$/;
  const messages = new Map(languages.map((language) => [language, flatten(language)]));
  const english = messages.get("en") ?? new Map<string, string>();
  const base = (key: string) => key.replace(pluralSuffix, "");
  const bases = (texts: Messages) => [...new Set([...texts.keys()].map(base))].sort();

  /** Whatever speaks to people; that is the program, and the virtual printer's page. */
  const speakingFiles = codeFiles.filter((path) => roomOf(path)?.name !== "test");

  function flatten(language: string): Messages {
    const leaves: [string, string][] = [];
    const walk = (node: unknown, path: string) => {
      if (typeof node === "string") leaves.push([path, node]);
      else for (const [key, value] of Object.entries(Object(node))) walk(value, join(path, key));
    };
    const join = (path: string, key: string) => (path === "" ? key : `${path}.${key}`);
    walk(JSON.parse(read(`shared/i18n/messages/${language}.json`)), "");
    return new Map(leaves);
  }

  test("there are texts, in every language of the program", () => {
    expect([...messages].map(([language, texts]) => [language, texts.size > 50])).toEqual(
      languages.map((language) => [language, true]),
    );
  });

  test.each(languages)("%s has every message and no other", (language) => {
    expect(bases(messages.get(language) ?? new Map())).toEqual(bases(english));
  });

  test.each(languages)("%s has exactly the plural forms that its grammar needs", (language) => {
    const texts = messages.get(language) ?? new Map<string, string>();
    const needed = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const counted = [...texts.keys()].filter((key) => key.endsWith("_other")).map(base);
    const wrong = counted.flatMap((key) => {
      const has = [...texts.keys()].filter((each) => base(each) === key && each !== key);
      const wanted = needed.map((category) => `${key}_${category}`);
      return has.sort().join() === wanted.sort().join() ? [] : [{ key, has, wanted }];
    });
    expect(wrong).toEqual([]);
  });

  test.each(languages)("%s fills in the same values as English", (language) => {
    const texts = messages.get(language) ?? new Map<string, string>();
    const valuesOf = (from: Messages, key: string) =>
      new Set(
        [...from]
          .filter(([each]) => base(each) === key)
          .flatMap(([, text]) => text.match(/\{\w+\}/g) ?? []),
      );
    const different = bases(english).filter(
      (key) =>
        [...valuesOf(texts, key)].sort().join() !== [...valuesOf(english, key)].sort().join(),
    );
    expect(different).toEqual([]);
  });

  test("no text is empty or padded", () => {
    const odd = [...messages].flatMap(([language, texts]) =>
      [...texts]
        .filter(([, text]) => text.trim() !== text || text === "")
        .map(([key]) => [language, key]),
    );
    expect(odd).toEqual([]);
  });

  const textsOf = (language: Language) =>
    [...(messages.get(language) ?? [])].map(
      ([key, text]) => [key, text.replace(/\{\w+\}/g, "")] as const,
    );

  test.each(languages.filter((language) => language !== "en"))(
    "%s says it in its own words",
    (language) => {
      // A shorter one is what is printed on a key (F2), or QR.
      const latin = textsOf(language).flatMap(([key, text]) =>
        (text.match(/[A-Za-z]{3,}/g) ?? []).map((word) => `${key}: ${word}`),
      );
      expect(latin).toEqual([]);
    },
  );

  /** The mark of the house is a name: it is written alike in Arabic script. */
  const isBrand = (key: string) => key === "word.dawr";

  test.each(languages)("%s is written with its own letters and Latin digits", (language) => {
    const stray = textsOf(language)
      .filter(([key]) => !isBrand(key))
      .filter(([, text]) => strayLetters[language].test(text) || /[٠-٩۰-۹]/.test(text));
    expect(stray).toEqual([]);
  });

  test("Persian keeps the half-space of its verbs and plurals", () => {
    const parted = textsOf("fa").filter(([, text]) =>
      /(?:^|[\s«])ن?می\s|\sها(?:ی)?(?=[\s،.؛]|$)/.test(text),
    );
    expect(parted).toEqual([]);
    expect(textsOf("fa").filter(([, text]) => text.includes("\u200c")).length).toBeGreaterThan(20);
  });

  test("every key that the program asks for exists", () => {
    const asked = speakingFiles.flatMap((path) =>
      [...read(path).matchAll(/\bt\(\s*"([^"]+)"/g)].map(([, key = ""]) => [path, key] as const),
    );
    const known = new Set(bases(english));
    expect(asked.filter(([, key]) => !known.has(key))).toEqual([]);
    expect(asked.length).toBeGreaterThan(10);
  });

  test("every key put together in the program is declared above", () => {
    const spaces = new Set([...english.keys()].map((key) => key.split(".")[0]));
    const built = speakingFiles.flatMap((path) =>
      [...read(path).matchAll(/`([A-Za-z]\w*(?:\.\w+)*)\.\$\{[^`]*`/g)]
        .filter(([, prefix = ""]) => spaces.has(prefix.split(".")[0] ?? ""))
        .map(([, prefix = ""]) => `${path}: ${prefix}`),
    );
    const undeclared = built.filter((each) => !Object.hasOwn(builtKeys, each.split(": ")[1] ?? ""));
    expect(undeclared).toEqual([]);
  });

  test.each(Object.entries(builtKeys))(
    "%s is followed by words of the program",
    (prefix, words) => {
      const known = new Set(bases(english));
      const isWord = (word: string) =>
        speakingFiles.some((path) => new RegExp(`"${word}"|\\b${word}: `).test(read(path)));
      const odd = words.filter((word) => !known.has(`${prefix}.${word}`) || !isWord(word));
      expect(odd).toEqual([]);
    },
  );

  test("every message is used", () => {
    const literals = new Set(
      speakingFiles.flatMap((path) =>
        [...read(path).matchAll(/"([A-Za-z]\w*(?:\.\w+)+)"/g)].map(([, key = ""]) => key),
      ),
    );
    const built = Object.entries(builtKeys).flatMap(([prefix, words]) =>
      words.map((word) => `${prefix}.${word}`),
    );
    const used = new Set([...literals, ...built]);
    expect(bases(english).filter((key) => !used.has(key))).toEqual([]);
  });
});

describe("styles", () => {
  const styleSheets = files.filter((path) => path.endsWith(".css"));
  const screens = files.filter((path) => path.endsWith(".tsx"));

  /** A side that has a left and a right, or a size that turns with the writing direction. */
  const physical =
    /^\s*(?:left|right|top|bottom|width|height|(?:min|max)-(?:width|height)|(?:margin|padding|border)-(?:left|right|top|bottom)[\w-]*|border-(?:top|bottom)-(?:left|right)-radius)\s*:|\b(?:text-align|float|clear)\s*:\s*(?:left|right)\b/;

  test("no style sheet names a physical side without saying on the line why", () => {
    const named = styleSheets.flatMap((path) =>
      read(path)
        .split("\n")
        .flatMap((line, index) =>
          line.split(/[{;]/).some((each) => physical.test(each)) && !line.includes("/*")
            ? [`${path}:${index + 1}: ${line.trim()}`]
            : [],
        ),
    );
    expect(named).toEqual([]);
    expect(styleSheets.length).toBeGreaterThan(2);
  });

  test("no screen sets a physical side in its own style", () => {
    const sides = /\b(?:margin|padding|border)(?:Left|Right)\b|textAlign: "(?:left|right)"/;
    expect(found(screens, sides)).toEqual([]);
  });
});

describe("documents", () => {
  const documents = files.filter((path) => path.endsWith(".md"));

  test("each document has one title", () => {
    const titles = documents.map((path) => {
      const prose = read(path).replace(/^```[\s\S]*?^```/gm, "");
      return [path, (prose.match(/^# /gm) ?? []).length];
    });
    expect(titles.filter(([, count]) => count !== 1)).toEqual([]);
  });

  test("nothing is left for later in a comment", () => {
    expect(
      found(
        textFiles,
        new RegExp(["\\bFIX" + "ME\\b", "\\bTO" + "DO\\b", "\\bXX" + "X\\b"].join("|")),
      ),
    ).toEqual([]);
  });

  test("nothing leans on a place outside this repository", () => {
    const elsewhere = new RegExp(
      ["/wo" + "rk/", "hand" + "book", "registry\\.(?!npmjs\\.org)\\w+\\."].join("|"),
      "i",
    );
    expect(found([...textFiles, ".ci/run"], elsewhere)).toEqual([]);
  });

  test("links between documents lead somewhere", () => {
    const dead = documents.flatMap((path) =>
      [...read(path).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)]
        .map(([, target = ""]) => new URL(target, `file:///${path}`).pathname.slice(1))
        .filter((target) => !files.includes(target) && globSync(target).length === 0)
        .map((target) => `${path}: ${target}`),
    );
    expect(dead).toEqual([]);
  });
});

describe("packages", () => {
  const versions = z.record(z.string(), z.string());
  const manifest = z
    .object({ dependencies: versions, devDependencies: versions, optionalDependencies: versions })
    .parse(JSON.parse(read("package.json")));
  const lock = z
    .object({ packages: z.record(z.string(), z.object({ version: z.string().optional() })) })
    .parse(JSON.parse(read("package-lock.json")));

  test("every version is exact", () => {
    const wanted = Object.values(manifest).flatMap((each) => Object.entries(each));
    const loose = wanted.filter(([, version]) => !/^(npm:.+@)?\d+\.\d+\.\d+$/.test(version));
    expect(loose).toEqual([]);
  });

  /** Below these versions a known hole is open; every copy in the lock counts. */
  const floors: readonly (readonly [name: string, floor: string])[] = [
    ["socket.io", "4.8.4"],
    ["socket.io-parser", "4.2.7"],
    ["engine.io", "6.6.9"],
    ["ws", "8.17.1"],
    ["better-sqlite3", "13.0.0"],
  ];

  test.each(floors)("%s is nowhere older than %s", (name, floor) => {
    const held = Object.entries(lock.packages)
      .filter(([path]) => path.endsWith(`node_modules/${name}`))
      .map(([, { version = "0.0.0" }]) => version);
    const isOlder = (version: string) => version.localeCompare(floor, "en", { numeric: true }) < 0;
    expect({ found: held.length > 0, older: held.filter(isOlder) }).toEqual({
      found: true,
      older: [],
    });
  });
});
