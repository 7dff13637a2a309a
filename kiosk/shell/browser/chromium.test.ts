import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findChromium, kioskFlags } from "./chromium.ts";

const flags = (isRoot: boolean) =>
  kioskFlags({ url: "http://127.0.0.1:4481/#t", profileFolder: "/tmp/profile", isRoot });

test("Chromium's own sandbox is given up for root only", () => {
  expect(flags(true)).toContain("--no-sandbox");
  expect(flags(false)).not.toContain("--no-sandbox");
});

test("a kiosk is full, has a profile of its own and ends with the address", () => {
  expect(flags(false)).toEqual(
    expect.arrayContaining(["--kiosk", "--noerrdialogs", "--user-data-dir=/tmp/profile"]),
  );
  expect(flags(false).at(-1)).toBe("http://127.0.0.1:4481/#t");
  expect(flags(false).join(" ")).not.toMatch(/remote-debugging|disable-web-security/);
});

test("the first Chromium on the path is found, a named one is used, a missing one is not made up", () => {
  const folder = mkdtempSync(join(tmpdir(), "dawr-chromium-"));
  const path = join(folder, "chromium");
  writeFileSync(path, "");
  expect(findChromium({ PATH: folder })).toBeNull();
  chmodSync(path, 0o755);
  expect(findChromium({ PATH: `/nowhere:${folder}` })).toBe(path);
  expect(findChromium({ PATH: folder, DAWR_CHROMIUM: "/nowhere/chromium" })).toBeNull();
  expect(findChromium({ PATH: "", DAWR_CHROMIUM: path })).toBe(path);
  rmSync(folder, { recursive: true });
});
