import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { app, protocol, recorded, sender, session } from "../../../test/electron-stub.ts";
import type { StubWindow } from "../../../test/electron-stub.ts";
import type { DeviceApi, DeviceState } from "../../device-api.ts";
import { anIntent } from "../../agent/testing/samples.ts";

const environment = {
  DAWR_DEVICE_TOKEN: "a-device-token-of-enough-letters",
  // Nobody listens there: the shell must stand without a server and without a printer.
  DAWR_SERVER: "http://127.0.0.1:1",
  DAWR_PRINTER: "tcp://127.0.0.1:1",
};
const before = { ...process.env };
let window: StubWindow;
let device: DeviceApi;

/** An event that somebody may prevent, and whether somebody did. */
function anEvent() {
  const event = { isPrevented: false, preventDefault: () => void (event.isPrevented = true) };
  return event;
}

beforeAll(async () => {
  Object.assign(process.env, environment);
  await import("./main.ts");
  await vi.waitUntil(() => recorded.windows.length === 1);
  const [opened] = recorded.windows;
  if (opened === undefined) throw new Error("no window was opened");
  window = opened;
  await vi.waitUntil(() => window.webContents.mainFrame.url === "app://kiosk/");
  await import("./preload.ts");
  device = recorded.exposed.get("device") as DeviceApi;
});

afterAll(() => {
  app.emit("window-all-closed");
  process.env = before;
});

describe("the window", () => {
  test("is a kiosk: full screen, sandboxed, isolated, without Node", () => {
    expect(window.options).toMatchObject({
      kiosk: true,
      fullscreen: true,
      frame: false,
      webPreferences: {
        contextIsolation: true,
        sandbox: true,
        nodeIntegration: false,
        nodeIntegrationInWorker: false,
        nodeIntegrationInSubFrames: false,
        webSecurity: true,
        webviewTag: false,
        devTools: false,
        navigateOnDragDrop: false,
        disableDialogs: true,
        preload: expect.stringMatching(/preload\.cjs$/),
      },
    });
    expect(recorded.isSandboxed).toBe(true);
    expect(recorded.menu).toBeNull();
    expect(recorded.switches).toContain("disable-pinch");
  });

  test.each(["will-navigate", "will-redirect"])("%s leads nowhere else", (name) => {
    for (const url of ["https://example.org/", "file:///etc/passwd", "app://kiosk.evil/"]) {
      const event = anEvent();
      window.webContents.emit(name, event, url);
      expect([url, event.isPrevented]).toEqual([url, true]);
    }
    const home = anEvent();
    window.webContents.emit(name, home, "app://kiosk/");
    expect(home.isPrevented).toBe(false);
  });

  test("opens no window, no webview, no context menu, no download", () => {
    expect(window.webContents.openHandler?.({ url: "https://example.org" })).toEqual({
      action: "deny",
    });
    for (const name of ["will-attach-webview", "context-menu"]) {
      const event = anEvent();
      window.webContents.emit(name, event);
      expect([name, event.isPrevented]).toEqual([name, true]);
    }
    const download = anEvent();
    session.defaultSession.emit("will-download", download);
    expect(download.isPrevented).toBe(true);
  });

  test.each([
    [{ key: "p", control: true }, true],
    [{ key: "F11" }, true],
    [{ key: "Tab", alt: true }, true],
    [{ key: "q", meta: true }, true],
    [{ key: "Tab" }, false],
    [{ key: "Enter" }, false],
  ])("of a keyboard left behind, %j is swallowed: %s", (input, isSwallowed) => {
    const event = anEvent();
    window.webContents.emit("before-input-event", event, input);
    expect(event.isPrevented).toBe(isSwallowed);
  });

  test("grants no permission, which Electron would do by itself", () => {
    const { request, check, device: deviceAccess } = session.defaultSession;
    const decided: unknown[] = [];
    request?.(window.webContents, "media", (granted: unknown) => decided.push(granted));
    expect([...decided, check?.(), deviceAccess?.()]).toEqual([false, false, false]);
  });
});

describe("app://", () => {
  const get = (url: string, method = "GET") =>
    protocol.served.get("app")?.(new Request(url, { method }));

  test.each([
    ["app://kiosk/package.json"],
    ["app://kiosk/assets/../../package.json"],
    ["app://elsewhere/"],
  ])("does not serve %s", async (url) => {
    expect((await get(url))?.status).toBe(404);
  });

  test("is a secure origin with nothing more allowed than that", () => {
    expect(recorded.schemes).toEqual([
      { scheme: "app", privileges: { standard: true, secure: true } },
    ]);
  });
});

describe("the device over IPC", () => {
  test("tells the state, here that the server can't be reached", async () => {
    const state = await new Promise<DeviceState>((resolve) => {
      const leave = device.onState((heard) => {
        leave();
        resolve(heard);
      });
    });
    expect(state).toMatchObject({ link: { up: false }, directory: null, papers: {} });
  });

  test("refuses what is no intent", async () => {
    const bad = JSON.parse('{"commandId":"1","serviceId":"x","language":"ar","protected":true}');
    expect(await device.issueTicket(bad)).toEqual({ kind: "refused", code: "invalid" });
  });

  test("listens to the window's own frame with our own page only", async () => {
    const { mainFrame } = window.webContents;
    for (const frame of [null, { url: "app://kiosk/" }]) {
      sender.frame = frame;
      expect(await device.issueTicket(anIntent())).toEqual({ kind: "refused", code: "invalid" });
    }
    sender.frame = mainFrame;
    const { url } = mainFrame;
    mainFrame.url = "https://example.org/";
    expect(await device.issueTicket(anIntent())).toEqual({ kind: "refused", code: "invalid" });
    mainFrame.url = url;
  });
});
