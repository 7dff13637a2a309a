import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, expect, test } from "vitest";
import { z } from "zod";

// An inner path of electron-builder, whose version is pinned: its own check of the file, offline.
const require = createRequire(import.meta.url);
const builder = createRequire(require.resolve("electron-builder"));
const { validateConfiguration } = builder("app-builder-lib/out/util/config/config") as {
  validateConfiguration(config: object, log: object): Promise<void>;
};
const yaml = createRequire(builder.resolve("app-builder-lib"))("js-yaml") as {
  load(text: string): object;
};
const log = { isEnabled: false, add: () => undefined };
const read = () => yaml.load(readFileSync("electron-builder.yml", "utf8"));

describe("electron-builder.yml", () => {
  test("is understood by electron-builder", async () => {
    await expect(validateConfiguration(read(), log)).resolves.toBeUndefined();
  });

  test("with a misspelt key is not", async () => {
    const misspelt = { ...read(), npmRebuildd: false };
    await expect(validateConfiguration(misspelt, log)).rejects.toThrow(/npmRebuildd/);
  });

  test("blows the fuses that let a packed program be turned into another", () => {
    const { electronFuses } = z
      .object({ electronFuses: z.record(z.string(), z.boolean()) })
      .parse(read());
    expect(electronFuses).toEqual({
      runAsNode: false,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableCookieEncryption: true,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      grantFileProtocolExtraPrivileges: false,
    });
  });

  test("packs no database module and nothing of the server", () => {
    const { files } = z.object({ files: z.array(z.string()) }).parse(read());
    expect(files.filter((glob) => /^(server|shared|\*\*)/.test(glob))).toEqual([]);
    expect(files).toContain("!node_modules/better-sqlite3/**");
  });
});
