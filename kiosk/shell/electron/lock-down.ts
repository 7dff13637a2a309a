import type { App, BrowserWindowConstructorOptions, Session, WebContents } from "electron";
import { pageOrigin } from "./page-protocol.ts";

/** One full screen that a patient can touch and not leave. */
export function kioskWindow(preload: string, isPackaged: boolean): BrowserWindowConstructorOptions {
  return {
    kiosk: true,
    fullscreen: true,
    frame: false,
    autoHideMenuBar: true,
    backgroundColor: "#f2f5f4",
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      devTools: !isPackaged,
      spellcheck: false,
      navigateOnDragDrop: false,
      disableDialogs: true,
      // A screen nobody touches must still see a link return.
      backgroundThrottling: false,
    },
  };
}

/** Set before the app is ready: what can't be taken back afterwards. */
export function lockDownApp(app: App): void {
  app.enableSandbox();
  app.commandLine.appendSwitch("disable-pinch");
  app.commandLine.appendSwitch("overscroll-history-navigation", "0");
  app.on("web-contents-created", (_, contents) => lockDownContents(contents));
}

/** No page but ours, no window but this, no menu, no print dialog. */
function lockDownContents(contents: WebContents): void {
  const stayHere = (event: { preventDefault(): void }, url: string) => {
    if (!isOurPage(url)) event.preventDefault();
  };
  contents.on("will-navigate", stayHere);
  contents.on("will-redirect", stayHere);
  contents.on("will-attach-webview", (event) => event.preventDefault());
  contents.on("context-menu", (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: "deny" }));
  contents.on("before-input-event", (event, input) => {
    // A keyboard left in a USB port: nothing with a modifier, no function key leaves the page.
    if (input.control || input.meta || input.alt || /^F\d+$/.test(input.key))
      event.preventDefault();
  });
}

/** Electron grants every permission by default; this page needs none, and downloads nothing. */
export function lockDownSession(session: Session): void {
  session.setPermissionRequestHandler((_, __, decide) => decide(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on("will-download", (event) => event.preventDefault());
}

export function isOurPage(url: string): boolean {
  return url === pageOrigin || url.startsWith(`${pageOrigin}/`);
}
