import { enableCompileCache, flushCompileCache } from "node:module";
import { join } from "node:path";
import { refuseOldNode } from "./node-version.ts";

// Before anything that loads the store's native part: an old Node would crash on it, wordless.
refuseOldNode();
// A third of a start is compiling what was compiled before. Kept where the code itself is kept, never
// in a folder that another user of the machine can write; where even we can't, nothing is kept.
enableCompileCache(join(import.meta.dirname, "..", "node_modules", ".cache", "dawr"));
const { runServer } = await import("./run-server.ts");
await runServer();
// Now, since a server that is well has no orderly end for months.
flushCompileCache();
