import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { openStore } from "../server/store/store.ts";
import { handRuntime } from "./harness/runtime.ts";
import { aServer } from "./harness/server.ts";

const folder = mkdtempSync(join(tmpdir(), "dawr-test-program-"));
afterAll(() => rmSync(folder, { recursive: true }));

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** The server as a program, until it ends by itself. */
function run(env: Readonly<Record<string, string>>): Promise<Ended> {
  const program = spawn(process.execPath, [join(import.meta.dirname, "../server/main.ts")], {
    env: { PATH: process.env["PATH"], DAWR_PORT: "0", DAWR_DATA: join(folder, "data"), ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let out = "";
  let err = "";
  program.stdout.on("data", (bytes) => (out += String(bytes)));
  program.stderr.on("data", (bytes) => (err += String(bytes)));
  return new Promise((resolve) => {
    program.on("close", (code) => resolve({ code, out, err }));
  });
}

/** Not started, said in one line on stderr that names what to mend, nothing on stdout. */
function oneLine(says: RegExp) {
  return { code: 78, out: "", err: expect.stringMatching(new RegExp(`^${says.source}\\n$`)) };
}

describe("the program does not start, and says why in one line, when", () => {
  it("the port is in use", async () => {
    const other = createServer();
    await new Promise<void>((up) => other.listen(0, "127.0.0.1", up));
    const { port } = other.address() as AddressInfo;
    const ended = await run({ DAWR_PORT: String(port) });
    other.close();
    expect(ended).toEqual(oneLine(new RegExp(`Port ${port} is in use\\. [^\\n]*DAWR_PORT\\.`)));
  });

  it("the address is not this machine's", async () => {
    expect(await run({ DAWR_HOST: "192.0.2.1" })).toEqual(
      oneLine(/Can't listen on 192\.0\.2\.1, port 0 \(EADDRNOTAVAIL\)\. [^\n]*DAWR_HOST[^\n]*/),
    );
  });

  it("a file stands where the data folder should be", async () => {
    const file = join(folder, "a-file");
    writeFileSync(file, "");
    const line = /The data folder \S+ can't be written \(\w+\)\. [^\n]*DAWR_DATA[^\n]*/;
    expect(await run({ DAWR_DATA: file })).toEqual(oneLine(line));
    expect(await run({ DAWR_DATA: join(file, "below") })).toEqual(oneLine(line));
  });

  it("the data are of a newer program, which are left as they are", async () => {
    const newer = join(folder, "newer");
    const store = openStore({ folder: newer }, handRuntime());
    store.db.pragma("user_version = 99999");
    store.close();
    expect(await run({ DAWR_DATA: newer })).toEqual(
      oneLine(/The data were written by a newer Dawr \(data version 99999[^\n]*/),
    );
  });

  it("another server has the data", async () => {
    const server = await aServer();
    try {
      expect(await run({ DAWR_DATA: server.folder })).toEqual(
        oneLine(/Another Dawr server is using the data in [^\n]*/),
      );
    } finally {
      await server.end();
    }
  });

  it.each([
    ["DAWR_PORT", "4480x"],
    ["DAWR_LOG", "loud"],
    ["DAWR_PUBLIC_URL", "dawr"],
  ])("%s is %s", async (name, value) => {
    expect(await run({ [name]: value })).toEqual(
      oneLine(new RegExp(`${name}="${value}" can't be used: [^\\n]+`)),
    );
  });
});
