// Type-checks every room with its own tsconfig: what a room may use is what its file names.
import { spawnSync } from "node:child_process";
import { globSync } from "node:fs";

const rooms = globSync("{shared,server,kiosk,display,tools,test,bench}/**/tsconfig.json", {
  exclude: ["**/node_modules/**"],
}).sort();
let failed = false;
for (const room of rooms) {
  const run = spawnSync(
    process.execPath,
    ["node_modules/typescript-native/bin/tsc", "--noEmit", "-p", room],
    { stdio: "inherit" },
  );
  if (run.status !== 0) {
    failed = true;
    console.error(`types: ${room} does not pass`);
  }
}
if (failed) process.exit(1);
console.log(`types: ${rooms.length} rooms pass`);
