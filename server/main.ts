import { refuseOldNode } from "./node-version.ts";

// Before anything that loads the store's native part: an old Node would crash on it, wordless.
refuseOldNode();
const { runServer } = await import("./run-server.ts");
await runServer();
