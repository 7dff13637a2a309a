// Checks the database's pages, the journal's chain, and that the tables are what the journal says.
import { readConfig } from "../server/config.ts";
import { createModules } from "../server/hospital.ts";
import { systemRuntime } from "../server/runtime.ts";
import { openStore, verifyStore } from "../server/store/store.ts";
import type { Verdict } from "../server/store/store.ts";
import { findLocalServer } from "./local-server.ts";

await main();

async function main(): Promise<void> {
  const { dataFolder } = readConfig(process.env);
  const running = await findLocalServer(dataFolder);
  const verdict =
    running === null ? verifyFolder(dataFolder) : ((await running.ask("verify", {})) as Verdict);
  const { rows, brokenAt, differing, damage } = verdict;
  if (brokenAt !== null) {
    console.error(`The journal was changed or damaged: row ${brokenAt} does not follow.`);
  } else if (damage.length > 0) {
    console.error(`The database file is damaged. ${damage.join("\n")}`);
  } else if (differing.length > 0) {
    console.error(`These tables are not what the journal says: ${differing.join(", ")}.`);
  } else {
    console.log(`The journal is whole: ${rows} rows, and the tables are what they say.`);
    return;
  }
  process.exitCode = 1;
}

function verifyFolder(folder: string): Verdict {
  const store = openStore({ folder }, systemRuntime);
  try {
    return verifyStore(store.db, systemRuntime, createModules);
  } finally {
    store.close();
  }
}
