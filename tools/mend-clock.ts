// The server's clock had been ahead once, and is right now: lets time go on from it.
//   npm run mend-clock -- --reason "the clock's battery was changed"
import { parseArgs } from "node:util";
import { readConfig } from "../server/config.ts";
import { findLocalServer } from "./local-server.ts";

await main();

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { reason: { type: "string" } } });
  if (values.reason === undefined || values.reason.trim() === "") {
    return fail('Say why: npm run mend-clock -- --reason "…". It stays in the journal.');
  }
  const running = await findLocalServer(readConfig(process.env).dataFolder);
  if (running === null) return fail("The server must be running, with its clock put right first.");
  try {
    await running.ask("mend-clock", { reason: values.reason });
    console.log("Time goes on from the machine's clock. Who waits keeps label and place.");
  } catch (error) {
    fail(`Nothing was done: the clock is not behind the journal. (${String(error)})`);
  }
}

function fail(text: string): void {
  console.error(text);
  process.exitCode = 1;
}
