import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { runNode } from "./run-node.ts";

it("what a watched tool forks lives until it is told, by its own channel", async () => {
  const folder = mkdtempSync(join(tmpdir(), "dawr-watch-"));
  const tool = join(folder, "tool.mjs");
  const worker = join(folder, "worker.mjs");
  writeFileSync(worker, `process.once("message", (code) => process.exit(code));`);
  writeFileSync(
    tool,
    `import { fork } from "node:child_process";
     const worker = fork(${JSON.stringify(worker)});
     worker.once("exit", (code) => process.exit(code));
     setTimeout(() => worker.connected && worker.send(7), 500);`,
  );
  try {
    const end = await runNode({ args: [tool], endAfterMs: 20_000 });
    expect(end).toEqual({ kind: "exited", code: 7 });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
