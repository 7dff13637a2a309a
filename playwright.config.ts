import { defineConfig } from "@playwright/test";
import { findChromium } from "./tools/chromium.ts";

const executablePath = findChromium();
if (executablePath === null) {
  throw new Error("no Chromium found: `npm test` says how to get one, or set DAWR_CHROMIUM");
}
const isRoot = process.getuid?.() === 0;

export default defineConfig({
  testDir: "test/journeys",
  testMatch: "**/*.spec.ts",
  outputDir: "test-results/journeys",
  // Two hospitals and two browsers at a time, a file each: their times are far inside the limits
  // even beside eight other jobs, and one at a time takes longer than CI has.
  workers: 2,
  fullyParallel: false,
  retries: 0,
  forbidOnly: true,
  timeout: 120_000,
  reporter: "list",
  // Journeys that promise a time measure it themselves; everywhere else a busy machine may be slow.
  expect: { timeout: 15_000 },
  use: {
    // Without pictures of every moment: on two cores they cost more than the journey itself.
    trace: { mode: "retain-on-failure", screenshots: false },
    // A button that is not there fails here, not at the end of the whole test's time.
    actionTimeout: 15_000,
    launchOptions: {
      executablePath,
      args: [
        // Chromium refuses its sandbox to root, and only to root.
        ...(isRoot ? ["--no-sandbox"] : []),
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
