import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const hasPython = spawnSync("python3", ["--version"]).status === 0;

export interface ReadZip {
  /** The first entry that is not whole. */
  readonly broken: string | null;
  readonly entries: readonly {
    readonly name: string;
    readonly body: Buffer;
    readonly time: readonly number[];
    readonly isStored: boolean;
  }[];
}

const python = `
import json, sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as z:
  print(json.dumps({"broken": z.testzip(), "entries": [{"name": i.filename, "body": z.read(i).hex(),
    "time": list(i.date_time), "isStored": i.compress_type == 0} for i in z.infolist()]}))
`;

/** What Python's own library, which shares nothing with ours, reads in a ZIP file. */
export function readZip(bytes: Uint8Array): ReadZip {
  const folder = mkdtempSync(join(tmpdir(), "dawr-zip-"));
  try {
    const path = join(folder, "read.zip");
    writeFileSync(path, bytes);
    const options = { encoding: "utf8", maxBuffer: 64 * 1024 * 1024 } as const;
    const read = JSON.parse(execFileSync("python3", ["-c", python, path], options)) as Omit<
      ReadZip,
      "entries"
    > & {
      readonly entries: readonly (Omit<ReadZip["entries"][number], "body"> & {
        readonly body: string;
      })[];
    };
    const entries = read.entries.map((each) => ({ ...each, body: Buffer.from(each.body, "hex") }));
    return { broken: read.broken, entries };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
