import { spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import { isInstalled } from "./bootstrap.mjs";

describe("knowing whether the packages are installed", () => {
  const a = { version: "1.0.0", integrity: "sha512-a" };
  const b = { version: "2.0.0", integrity: "sha512-b" };
  const optional = { ...b, optional: true };

  test.each([
    ["all that is locked is there", { "": {}, a }, { a }, true],
    ["another platform's optional package may be missing", { a, b: optional }, { a }, true],
    ["a package is missing", { a, b }, { a }, false],
    ["a package has another version", { a }, { a: { ...a, version: "1.0.1" } }, false],
    ["a package has another content", { a }, { a: { ...a, integrity: "sha512-x" } }, false],
    ["a package is there that the lock does not know", { a }, { a, b }, false],
  ])("%s", (_fact, lock, installed, expected) => {
    expect(isInstalled({ packages: lock }, { packages: installed })).toBe(expected);
  });
});

describe("running a command", () => {
  const tree = mkdtempSync(join(tmpdir(), "dawr-bootstrap-"));
  afterAll(() => rmSync(tree, { recursive: true }));
  for (const folder of ["tools", "node_modules"]) mkdirSync(join(tree, folder));
  for (const file of ["bootstrap.mjs", "parent-watch.ts"]) {
    copyFileSync(join("tools", file), join(tree, "tools", file));
  }
  writeFileSync(join(tree, "package.json"), `{ "type": "module" }`);
  writeFileSync(join(tree, "package-lock.json"), `{ "packages": {} }`);
  writeFileSync(join(tree, "node_modules", ".package-lock.json"), `{ "packages": {} }`);

  /** Runs `types` with this text as its tool; what it prints is gathered. */
  function run(toolText: string, ...args: string[]) {
    writeFileSync(join(tree, "tools", "types.ts"), toolText);
    const bootstrap = join(tree, "tools", "bootstrap.mjs");
    const child = spawn(process.execPath, [bootstrap, "types", ...args], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    let printed = "";
    child.stdout.on("data", (chunk: Buffer) => (printed += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (printed += chunk.toString()));
    return { child, printed: () => printed };
  }

  const stays = `console.log(process.pid); setInterval(() => {}, 1000);`;

  test("the tool gets the arguments and its exit code is passed on", async () => {
    const { child, printed } = run(`console.log(process.argv.slice(2)); process.exit(7);`, "--a=1");
    expect([(await once(child, "close"))[0], printed()]).toEqual([7, "[ '--a=1' ]\n"]);
  });

  test("a command that there is not is named, and nothing is run", async () => {
    const child = spawn(process.execPath, [join(tree, "tools", "bootstrap.mjs"), "launch"]);
    let printed = "";
    child.stderr.on("data", (chunk: Buffer) => (printed += chunk.toString()));
    expect((await once(child, "close"))[0]).toBe(2);
    expect(printed).toMatch(/unknown command "launch"; there are: start, /);
  });

  test("a finished install is remembered by the digest of its lock", async () => {
    await once(run("").child, "close");
    expect(readFileSync(join(tree, "node_modules", ".dawr-installed"), "utf8")).toMatch(/^\w{64}$/);
  });

  test("SIGTERM reaches the tool, which stops in its own time", async () => {
    const tool = `process.on("SIGTERM", () => { console.log("stopped"); process.exit(3); });`;
    const { child, printed } = run(tool + stays);
    await once(child.stdout, "data");
    child.kill("SIGTERM");
    expect([(await once(child, "close"))[0], printed().split("\n")[1]]).toEqual([3, "stopped"]);
  });

  test.each([
    ["with its own SIGTERM handler", `process.on("SIGTERM", () => process.exit(0));`],
    ["without one", ""],
  ])("a tool %s ends with a bootstrap that was killed outright", async (_which, handler) => {
    const { child, printed } = run(handler + stays);
    await once(child.stdout, "data");
    const toolPid = Number(printed());
    let ended = false;
    onTestFinished(() => void (ended || process.kill(toolPid, "SIGKILL")));
    child.kill("SIGKILL");
    // The tool holds the other ends of these pipes, so they close when it, too, is gone.
    await once(child, "close");
    ended = true;
  });
});
