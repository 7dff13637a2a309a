import { readFileSync } from "node:fs";
import { join } from "node:path";
import { app, BrowserWindow, ipcMain, Menu, protocol, session } from "electron";
import { readConfig } from "../../agent/config.ts";
import { startAgent } from "../../agent/start-agent.ts";
import { serveDevice } from "./device-ipc.ts";
import { kioskWindow, lockDownApp, lockDownSession } from "./lock-down.ts";
import { pageScheme, pageUrl, servePageProtocol } from "./page-protocol.ts";

// Bundled to dist/electron/main.js, beside preload.cjs; the pages are in dist/web.
const preload = join(import.meta.dirname, "preload.cjs");
const webFolder = join(import.meta.dirname, "..", "web");
/** A page that died is drawn anew at once, and this much later each time it dies at once again. */
const reloadAfterMs = 1_000;

protocol.registerSchemesAsPrivileged([pageScheme]);
lockDownApp(app);
if (app.requestSingleInstanceLock()) void start();
else app.exit(0);

async function start(): Promise<void> {
  const read = readConfig(process.env, (path) => readFileSync(path, "utf8"));
  if (!read.ok) {
    for (const problem of read.problems) console.error(`kiosk: ${problem}`);
    return app.exit(1);
  }
  await app.whenReady();
  Menu.setApplicationMenu(null);
  lockDownSession(session.defaultSession);
  servePageProtocol(protocol, webFolder);
  const agent = startAgent(read.config, (text) => console.error(`kiosk: ${text}`));
  const window = new BrowserWindow(kioskWindow(preload, app.isPackaged));
  serveDevice(ipcMain, window, agent);
  window.webContents.on("render-process-gone", () => {
    setTimeout(() => window.isDestroyed() || window.webContents.reload(), reloadAfterMs);
  });
  window.on("unresponsive", () => window.webContents.reload());
  app.on("window-all-closed", () => {
    agent.close();
    app.quit();
  });
  await window.loadURL(pageUrl);
}
