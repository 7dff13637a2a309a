import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";

/**
 * Hands out data folders that do not exist yet, with room beside them, and removes them after the
 * tests of the file.
 */
export function foldersFor(test: string): { fresh(): string; inMemory(): string } {
  const made: string[] = [];
  const make = (parent: string) => {
    const folder = mkdtempSync(join(parent, `dawr-${test}-`));
    made.push(folder);
    return join(folder, "hospital");
  };
  afterAll(() => {
    for (const folder of made) rmSync(folder, { recursive: true, force: true });
  });
  return {
    fresh: () => make(tmpdir()),
    /** For images of a disk, that need no disk themselves: thousands of them cost no sync. */
    inMemory: () => make(existsSync("/dev/shm") ? "/dev/shm" : tmpdir()),
  };
}
