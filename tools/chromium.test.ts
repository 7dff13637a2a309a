import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { findChromium } from "./chromium.ts";

const machine = mkdtempSync(join(tmpdir(), "dawr-chromium-"));
afterAll(() => rmSync(machine, { recursive: true }));

function aProgram(folder: string, name: string, mode = 0o755): string {
  mkdirSync(join(machine, folder), { recursive: true });
  const path = join(machine, folder, name);
  writeFileSync(path, "");
  chmodSync(path, mode);
  return path;
}

describe("finding a Chromium", () => {
  const chrome = aProgram("chrome-only", "google-chrome");
  const chromium = aProgram("both", "chromium");
  aProgram("both", "google-chrome");
  aProgram("not-runnable", "chromium", 0o644);
  const path = (...folders: string[]) => folders.map((f) => join(machine, f)).join(delimiter);

  test.each([
    ["the first on the PATH", { PATH: path("chrome-only", "both") }, chrome],
    ["Chromium before Chrome in one folder", { PATH: path("both") }, chromium],
    ["a file that cannot be run is passed over", { PATH: path("not-runnable", "both") }, chromium],
    ["the one that DAWR_CHROMIUM names", { PATH: path("both"), DAWR_CHROMIUM: chrome }, chrome],
    ["no other when DAWR_CHROMIUM is wrong", { PATH: path("both"), DAWR_CHROMIUM: "/no" }, null],
    ["an empty DAWR_CHROMIUM names none", { PATH: path("both"), DAWR_CHROMIUM: "" }, chromium],
  ])("%s", (_fact, environment, found) => {
    expect(findChromium(environment)).toBe(found);
  });
});
