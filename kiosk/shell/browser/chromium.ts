import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { accessSync, constants, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

const names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

/** The Chromium of this machine: `DAWR_CHROMIUM`, else the first on the path. */
export function findChromium(env: Readonly<Record<string, string | undefined>>): string | null {
  const named = env["DAWR_CHROMIUM"];
  if (named !== undefined && named !== "") return isRunnable(named) ? named : null;
  const folders = (env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  const paths = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return paths.find(isRunnable) ?? null;
}

/** Can a window be shown here? Elsewhere than on Linux there is always a desktop. */
export function hasDisplay(env: Readonly<Record<string, string | undefined>>): boolean {
  if (process.platform !== "linux") return true;
  return Boolean(env["DISPLAY"]) || Boolean(env["WAYLAND_DISPLAY"]);
}

/**
 * How Chromium becomes a kiosk: one full screen, no dialogs, no gestures that leave the page, no
 * traffic of its own, an empty profile. Its own sandbox is given up only where it can't run.
 */
export function kioskFlags(options: {
  readonly url: string;
  readonly profileFolder: string;
  readonly isRoot: boolean;
}): readonly string[] {
  return [
    "--kiosk",
    ...(options.isRoot ? ["--no-sandbox"] : []),
    "--no-first-run",
    "--no-default-browser-check",
    "--noerrdialogs",
    "--disable-session-crashed-bubble",
    "--disable-pinch",
    "--overscroll-history-navigation=0",
    // Offers to translate the page would lie over it and lead out of it.
    "--disable-features=Translate,TranslateUI",
    // Where no window manager makes it full: the size of the screen all is drawn for.
    "--window-position=0,0",
    "--window-size=1080,1920",
    "--disable-extensions",
    "--disable-dev-tools",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--password-store=basic",
    `--user-data-dir=${options.profileFolder}`,
    options.url,
  ];
}

/** Opens the patient's page full screen, in a profile of its own that nobody has used before. */
export function startChromium(executable: string, url: string): ChildProcess {
  const profileFolder = mkdtempSync(join(tmpdir(), "dawr-kiosk-"));
  const flags = kioskFlags({ url, profileFolder, isRoot: process.getuid?.() === 0 });
  return spawn(executable, flags, { stdio: "ignore" });
}

function isRunnable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
