import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ESLint } from "eslint";
import tseslint from "typescript-eslint";
import { afterAll, describe, expect, test } from "vitest";
import { arrowProblem } from "./arrows.ts";
import { cruiseTree } from "./cruise.ts";

/** An import that must not be, and one beside it that may: who imports what. */
const planted: readonly (readonly [from: string, forbidden: string, allowed: string])[] = [
  ["shared/domain/a.ts", "../protocol/b.ts", "./c.ts"],
  ["shared/domain/a.ts", "zod", "./c.ts"],
  ["shared/protocol/a.ts", "node:fs", "zod"],
  ["shared/protocol/a.ts", "../../kiosk/agent/b.ts", "../domain/c.ts"],
  ["shared/ui/a.ts", "../../display/b.ts", "react"],
  ["server/queue/a.rules.ts", "./b.sql.ts", "../../shared/domain/c.ts"],
  ["server/queue/a.rules.ts", "../store/b.ts", "../../shared/domain/c.ts"],
  ["server/queue/a.ts", "../printing/b.ts", "../store/c.ts"],
  ["server/queue/a.ts", "../flows.ts", "./c.rules.ts"],
  ["server/queue/a.ts", "socket.io", "../store/c.ts"],
  ["server/printing/a.ts", "../directory/b.ts", "../store/c.ts"],
  ["server/printing/a.ts", "better-sqlite3", "../store/c.ts"],
  ["server/directory/a.ts", "../access/b.ts", "../store/c.ts"],
  ["server/access/a.ts", "fastify", "node:crypto"],
  ["server/store/a.ts", "../queue/b.ts", "better-sqlite3"],
  ["server/store/a.ts", "../../shared/ui/b.ts", "../../shared/domain/c.ts"],
  ["server/gateway/a.ts", "../queue/b.ts", "../flows.ts"],
  ["server/gateway/a.ts", "better-sqlite3", "socket.io"],
  ["server/gateway/a.ts", "../web/reception/b.ts", "../access/c.ts"],
  ["server/demo/a.ts", "../directory/b.ts", "../config.ts"],
  ["server/main.ts", "./web/reception/b.ts", "./queue/c.ts"],
  ["server/web/reception/a.ts", "../../queue/b.ts", "../../../shared/ui/c.ts"],
  ["server/web/reception/screen.tsx", "socket.io-client", "react"],
  ["server/web/open-desk.tsx", "node:path", "socket.io-client"],
  ["kiosk/agent/a.ts", "electron", "node:net"],
  ["kiosk/agent/a.ts", "../renderer/b.ts", "../device-api.ts"],
  ["kiosk/shell/browser/a.ts", "electron", "../../agent/c.ts"],
  ["kiosk/shell/electron/a.ts", "../../renderer/b.ts", "electron"],
  ["kiosk/renderer/a.ts", "socket.io-client", "react"],
  ["kiosk/renderer/a.ts", "../agent/b.ts", "../device-api.ts"],
  ["display/a.ts", "../server/web/reception/b.ts", "../shared/domain/c.ts"],
  ["display/a.ts", "./b.test.ts", "./c.ts"],
  ["display/a.ts", "left-pad", "react"],
];

describe("arrows between rooms", () => {
  test.each(planted)("%s must not import %s, and may import %s", (from, forbidden, allowed) => {
    expect(arrowProblem(from, forbidden)).toEqual(expect.any(String));
    expect(arrowProblem(from, allowed)).toBeNull();
  });

  test("a file in a folder that is no room is told to get one", () => {
    expect(arrowProblem("elsewhere/a.ts", "zod")).toMatch(/is in no room/);
  });
});

describe("ESLint with a planted import", () => {
  // The planted files are in no program, so rules that ask for types have nothing to ask.
  const eslint = new ESLint({ overrideConfig: tseslint.configs.disableTypeChecked });

  test.each(planted.filter(([from]) => !from.endsWith("x")))(
    "%s that imports %s is an error, with %s in its place it is not",
    async (from, forbidden, allowed) => {
      const ruleIds = async (text: string) => {
        const [file] = await eslint.lintText(text, { filePath: from });
        return file?.messages.map(({ ruleId }) => ruleId);
      };
      expect({
        forbidden: await ruleIds(`import "${forbidden}";\n`),
        reExported: await ruleIds(`export { it } from "${forbidden}";\n`),
        asked: await ruleIds(`export function it() {\n  return import("${forbidden}");\n}\n`),
        allowed: await ruleIds(`import "${allowed}";\n`),
      }).toEqual({
        forbidden: ["dawr/arrows"],
        reExported: ["dawr/arrows"],
        asked: ["dawr/arrows"],
        allowed: [],
      });
    },
  );
});

describe("cruising a tree with planted imports", () => {
  const tree = mkdtempSync(join(tmpdir(), "dawr-arrows-"));
  afterAll(() => rmSync(tree, { recursive: true }));

  const files: Readonly<Record<string, string>> = {
    "shared/domain/label.ts": `import "../protocol/wire.ts"; export const label = 1;`,
    "shared/protocol/wire.ts": `import "node:fs"; export const wire = 1;`,
    "server/queue/queue.ts": `import type { Job } from "../printing/printing.ts"; export type A = Job;`,
    "server/queue/calling.rules.ts": `import { store } from "../store/store.ts"; export const a = store;`,
    "server/printing/printing.ts": `import "better-sqlite3"; export type Job = 1;`,
    "server/store/store.ts": `import "better-sqlite3"; export const store = 1;`,
    "server/flows.ts": `import "./queue/queue.ts"; import "./queue/calling.rules.ts";`,
    "kiosk/agent/agent.ts": `import "./session.ts"; import "electron";`,
    "kiosk/agent/session.ts": `import "./agent.ts"; import "./gone.ts";`,
    "display/board.ts": `import "../shared/domain/label.ts"; import "../server/flows.ts";`,
    "display/alone.ts": `export const alone = 1;`,
    "node_modules/better-sqlite3/index.js": "",
    "node_modules/electron/index.js": "",
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(tree, path)), { recursive: true });
    writeFileSync(join(tree, path), text);
  }

  test("finds each of them and nothing else", async () => {
    expect((await cruiseTree(tree)).broken).toEqual([
      "arrows of display: display/board.ts → server/flows.ts",
      "arrows of rules: server/queue/calling.rules.ts → server/store/store.ts",
      "arrows of server/queue: server/queue/queue.ts → server/printing/printing.ts",
      "arrows of shared/domain: shared/domain/label.ts → shared/protocol/wire.ts",
      "no circle: kiosk/agent/agent.ts → kiosk/agent/session.ts",
      "no orphan: display/alone.ts",
      "nothing unresolved: kiosk/agent/session.ts → ./gone.ts",
      "one room for better-sqlite3: server/printing/printing.ts → node_modules/better-sqlite3/index.js",
      "one room for electron: kiosk/agent/agent.ts → node_modules/electron/index.js",
      "shared/protocol is not on Node: shared/protocol/wire.ts → fs",
    ]);
  });
});
