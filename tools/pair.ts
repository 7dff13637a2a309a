// Pairs a kiosk, a display or a console with the hospital's server and prints its token, once.
import { parseArgs } from "node:util";
import { readConfig } from "../server/config.ts";
import { createLog, systemRuntime } from "../server/runtime.ts";
import { serve } from "../server/serve.ts";
import { findLocalServer } from "./local-server.ts";

const usage =
  'npm run pair -- --kind kiosk|display|console --name "Lobby 1"' +
  " [--waiting-room ID] [--service-point ID]";

await main();

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      kind: { type: "string" },
      name: { type: "string" },
      "waiting-room": { type: "string" },
      "service-point": { type: "string" },
    },
  });
  if (values.kind === undefined || values.name === undefined) {
    console.error(usage);
    process.exitCode = 2;
    return;
  }
  const request = {
    kind: values.kind,
    name: values.name,
    ...(values["waiting-room"] === undefined ? {} : { waitingRoomId: values["waiting-room"] }),
    ...(values["service-point"] === undefined ? {} : { servicePointId: values["service-point"] }),
  };
  try {
    console.log(JSON.stringify(await pair(request)));
  } catch (error) {
    console.error(
      `Not paired: ${error instanceof Error ? error.message : String(error)}\n${usage}`,
    );
    process.exitCode = 1;
  }
}

/** Asks the running server; when none runs, starts one on these data for the moment it takes. */
async function pair(request: object): Promise<unknown> {
  const config = readConfig(process.env);
  const running = await findLocalServer(config.dataFolder);
  if (running !== null) return running.ask("pair", request);
  const ports = { runtime: systemRuntime, log: createLog("error"), die: () => process.exit(1) };
  const served = await serve({ ...config, host: "127.0.0.1", port: 0 }, ports);
  try {
    return await (await findLocalServer(config.dataFolder))?.ask("pair", request);
  } finally {
    await served.close();
  }
}
