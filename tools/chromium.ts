// Finds the Chromium that journeys and the kiosk use; Playwright's own download is never used.
// Run by itself it prints the path, and on Debian, as root, installs one when there is none.
import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const usualPlaces = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/**
 * The Chromium of this machine, or nothing. `DAWR_CHROMIUM` names one and then no other is taken:
 * a wrong path must not silently become another browser.
 */
export function findChromium(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): string | null {
  const named = environment["DAWR_CHROMIUM"];
  if (named !== undefined && named !== "") return isProgram(named) ? named : null;
  const folders = (environment["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  const candidates = folders.flatMap((folder) => names.map((name) => join(folder, name)));
  return [...candidates, ...usualPlaces].find(isProgram) ?? null;
}

/** Finds a Chromium, installing it where that can be done unasked. Throws with what to do. */
export function ensureChromium(): string {
  const found = findChromium();
  if (found !== null) return found;
  if (process.env["DAWR_CHROMIUM"]) {
    throw new Error(`DAWR_CHROMIUM is "${process.env["DAWR_CHROMIUM"]}", which cannot be run`);
  }
  const isDebianRoot = existsSync("/etc/debian_version") && process.getuid?.() === 0;
  if (!isDebianRoot) {
    throw new Error(
      "no Chromium found: install Chromium or Google Chrome, or set DAWR_CHROMIUM to its path " +
        "(Debian: `sudo apt-get install --no-install-recommends chromium`)",
    );
  }
  console.error("dawr: installing Chromium with apt-get (once; about a minute)");
  aptGet(["update"]);
  aptGet(["install", "-y", "--no-install-recommends", "chromium"]);
  const installed = findChromium();
  if (installed === null) throw new Error("apt-get installed Chromium, yet it is not on the PATH");
  return installed;
}

/** Long enough for another apt on the same machine to finish; without it the second one fails. */
const aptLockWaitS = 400;

function aptGet(args: readonly string[]): void {
  const options = ["-q", "-o", `DPkg::Lock::Timeout=${aptLockWaitS}`];
  const run = spawnSync("apt-get", [...options, ...args], {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  });
  if (run.status !== 0) throw new Error(`apt-get ${args[0] ?? ""} failed with ${run.status}`);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

if (process.argv[1]?.endsWith("chromium.ts")) {
  try {
    console.log(ensureChromium());
  } catch (error) {
    console.error(`dawr: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}
