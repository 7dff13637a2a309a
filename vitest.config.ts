import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const isLong = process.env["DAWR_LONG"] === "1";

export default defineConfig({
  test: {
    environment: "node",
    include: ["{shared,server,kiosk,display,tools,test}/**/*.test.ts"],
    exclude: isLong ? [] : ["test/long/**"],
    // The Electron binary is not part of an install; its shell is tested against this stand-in.
    alias: { electron: fileURLToPath(new URL("test/electron-stub.ts", import.meta.url)) },
    // Two cores are what every machine that runs this has; more workers only slow the timing tests.
    maxWorkers: 2,
    // Real servers, sockets and files: long enough for a busy machine, short enough to notice.
    testTimeout: isLong ? 3_600_000 : 120_000,
    hookTimeout: 120_000,
  },
});
