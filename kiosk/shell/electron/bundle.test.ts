import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "vite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

let folder = "";
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "dawr-electron-"));
  for (const mode of ["main", "preload"]) {
    const configFile = "vite-electron.config.ts";
    await build({ configFile, mode, logLevel: "error", build: { outDir: folder } });
  }
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const bundle = (name: string) => readFileSync(join(folder, name), "utf8");

describe("the bundled shell", () => {
  it("has a preload that a sandboxed window can load: one file, nothing required but electron", () => {
    const text = bundle("preload.cjs");
    const required = [...text.matchAll(/require\("([^"]+)"\)/g)].map(([, name]) => name);
    expect({ required: [...new Set(required)], imports: /^\s*import\s/m.test(text) }).toEqual({
      required: ["electron"],
      imports: false,
    });
  });

  it("has a main process that takes its packages from node_modules", () => {
    const text = bundle("main.js");
    expect(text).toMatch(/from "electron"/);
    expect(text).not.toMatch(/from "\.\.?\//);
  });
});
