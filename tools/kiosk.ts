// `npm run kiosk`: the kiosk's agent with the patient's screen, in Electron or in Chromium.
import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { readConfig } from "../kiosk/agent/config.ts";
import type { KioskConfig } from "../kiosk/agent/config.ts";
import { newPageToken } from "../kiosk/agent/runtime.ts";
import { startAgent } from "../kiosk/agent/start-agent.ts";
import { findChromium, hasDisplay, startChromium } from "../kiosk/shell/browser/chromium.ts";
import { servePage } from "../kiosk/shell/browser/page-server.ts";

const usage = "npm run kiosk -- [--shell=electron|browser] [--agent-only] [--json]";
const root = join(import.meta.dirname, "..");
const webFolder = join(root, "dist", "web");

if (import.meta.main) await main();

/**
 * Starts the agent and serves the patient's page on the loopback address. Rejects with a sentence
 * for people when the port is taken or the pages are not built.
 */
export async function startKioskAgent(
  config: KioskConfig,
  log: (text: string) => void,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  if (!existsSync(join(webFolder, "kiosk/renderer/index.html"))) {
    throw new Error("the pages are not built yet: npm run build");
  }
  const agent = startAgent(config, log);
  try {
    const token = newPageToken();
    const page = await servePage({ device: agent, webFolder, port: config.agentPort, token });
    return {
      url: page.url,
      async close() {
        agent.close();
        await page.close();
      },
    };
  } catch (error) {
    agent.close();
    const isTaken = error instanceof Error && error.message.includes("EADDRINUSE");
    if (!isTaken) throw error;
    throw new Error(`port ${config.agentPort} is taken; set DAWR_AGENT_PORT to another one`);
  }
}

async function main(): Promise<void> {
  const wanted = readArguments();
  if (wanted === null) return fail([usage], 2);
  const read = readConfig(process.env, (path) => readFileSync(path, "utf8"));
  if (!read.ok) return fail(read.problems, 1);
  const electron = electronBinary();
  if (wanted.shell === "electron" && electron === null) {
    return fail(["Electron's binary is not here; try --shell=browser"], 1);
  }
  if (electron !== null && wanted.shell !== "browser" && !wanted.agentOnly) {
    return end(spawn(electron, [root], { stdio: "inherit" }));
  }
  try {
    const kiosk = await startKioskAgent(read.config, (text) => console.error(`kiosk: ${text}`));
    const stop = () => void kiosk.close().then(() => process.exit(0));
    process.once("SIGINT", stop).once("SIGTERM", stop);
    if (wanted.json) console.log(JSON.stringify({ kiosk: kiosk.url }));
    else console.log(`The kiosk's page on this machine: ${kiosk.url}`);
    if (!wanted.agentOnly) openBrowser(kiosk.url);
  } catch (error) {
    fail([error instanceof Error ? error.message : String(error)], 1);
  }
}

/** A screen that ends is a kiosk that ends: whoever supervises it starts both anew. */
function openBrowser(url: string): void {
  const chromium = findChromium(process.env);
  if (chromium === null || !hasDisplay(process.env)) {
    const missing = chromium === null ? "No Chromium was found" : "There is no display here";
    console.error(`${missing}: open the page above yourself, or use --agent-only.`);
    return;
  }
  end(startChromium(chromium, url));
}

function end(child: ChildProcess): void {
  const stop = () => child.kill("SIGTERM");
  process.once("SIGINT", stop).once("SIGTERM", stop).once("exit", stop);
  child.once("error", (error) => fail([`${child.spawnfile}: ${error.message}`], 1));
  child.once("exit", (code) => process.exit(code ?? 1));
}

function fail(lines: readonly string[], code: number): void {
  for (const line of lines) console.error(`kiosk: ${line}`);
  process.exitCode = code;
}

function readArguments() {
  try {
    const { values } = parseArgs({
      options: {
        shell: { type: "string" },
        "agent-only": { type: "boolean", default: false },
        json: { type: "boolean", default: false },
      },
    });
    const { shell, json, "agent-only": agentOnly } = values;
    if (shell !== undefined && shell !== "electron" && shell !== "browser") return null;
    return { shell, json, agentOnly };
  } catch {
    return null;
  }
}

/**
 * Electron's binary where the package put it, and its shell built; nothing otherwise. The package
 * itself is not imported: that would begin a download.
 */
function electronBinary(): string | null {
  const folder = join(root, "node_modules", "electron");
  try {
    const binary = join(folder, "dist", readFileSync(join(folder, "path.txt"), "utf8").trim());
    const isBuilt = existsSync(join(root, "dist", "electron", "main.js"));
    return isBuilt && existsSync(binary) ? binary : null;
  } catch {
    return null;
  }
}
