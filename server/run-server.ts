import { BadConfig, readConfig } from "./config.ts";
import { createLog, systemRuntime } from "./runtime.ts";
import { CannotListen, serve } from "./serve.ts";
import type { Served } from "./serve.ts";
import { NewerDatabase } from "./store/migrate.ts";
import { CannotOpenData } from "./store/open.ts";

/** Exit codes after sysexits.h: bad configuration, and a failed disk that needs a restart. */
const exitBadConfig = 78;
const exitDiskFailed = 74;

/**
 * Runs the server as a program until it is told to stop. What a person can mend is said in one
 * line on stderr; the address is printed on stdout as one line of JSON once it can be used.
 */
export async function runServer(): Promise<void> {
  let served: Served;
  try {
    const config = readConfig(process.env);
    const log = createLog(config.logLevel);
    served = await serve(config, {
      runtime: systemRuntime,
      log,
      die(error) {
        // Nothing more may be acknowledged. Whoever watches over us starts us again, and SQLite
        // recovers what was committed.
        log.fatal({ err: error }, "the disk failed under a commit; stopping");
        process.exit(exitDiskFailed);
      },
    });
  } catch (error) {
    if (!isForPeople(error)) throw error;
    console.error(error.message);
    process.exit(exitBadConfig);
  }
  const { url, demoPassword } = served;
  console.log(JSON.stringify({ listening: url, demoPassword, pid: process.pid }));
  const stop = () => void served.close().then(() => process.exit(0));
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
}

function isForPeople(error: unknown): error is Error {
  return (
    error instanceof BadConfig ||
    error instanceof CannotOpenData ||
    error instanceof NewerDatabase ||
    error instanceof CannotListen
  );
}
