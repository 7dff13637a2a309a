// Stands in for the `electron` package in tests: its binary is no part of an install. It records
// what the kiosk's shell asks of it and carries IPC in memory, cloned as the real one clones.
import { EventEmitter } from "node:events";

type Handler = (event: unknown, ...args: unknown[]) => unknown;

const handlers = new Map<string, Handler>();
const rendererEvents = new EventEmitter();
const mainFrame = { url: "" };

/** What the shell did, for a test to look at. */
export const recorded = {
  windows: [] as StubWindow[],
  switches: [] as string[],
  schemes: [] as unknown[],
  exposed: new Map<string, unknown>(),
  exits: [] as number[],
  menu: "untouched" as unknown,
  isSandboxed: false,
};

/** Who the next IPC call seems to come from; the window's own main frame when not set. */
export const sender: { frame: unknown } = { frame: mainFrame };

export interface StubWindow {
  readonly options: { readonly webPreferences: Readonly<Record<string, unknown>> };
  readonly webContents: ReturnType<typeof stubContents>;
}

function stubContents() {
  const contents = Object.assign(new EventEmitter(), {
    mainFrame,
    openHandler: null as ((details: { url: string }) => unknown) | null,
    reloads: 0,
    send: (channel: string, ...args: unknown[]) =>
      void rendererEvents.emit(channel, {}, ...args.map((arg) => structuredClone(arg))),
    setWindowOpenHandler: (handler: (details: { url: string }) => unknown) => {
      contents.openHandler = handler;
    },
    reload: () => {
      contents.reloads += 1;
    },
  });
  return contents;
}

export const app = Object.assign(new EventEmitter(), {
  isPackaged: true,
  commandLine: {
    appendSwitch: (name: string, value?: string) =>
      recorded.switches.push(value === undefined ? name : `${name}=${value}`),
  },
  enableSandbox: () => {
    recorded.isSandboxed = true;
  },
  requestSingleInstanceLock: () => true,
  whenReady: () => Promise.resolve(),
  quit: () => undefined,
  exit: (code: number) => recorded.exits.push(code),
});

export function BrowserWindow(options: StubWindow["options"]): StubWindow {
  const webContents = stubContents();
  const window = Object.assign(new EventEmitter(), {
    options,
    webContents,
    isDestroyed: () => false,
    loadURL: (url: string) => {
      mainFrame.url = url;
      return Promise.resolve();
    },
  });
  recorded.windows.push(window);
  app.emit("web-contents-created", {}, webContents);
  return window;
}

export const Menu = {
  setApplicationMenu: (menu: unknown) => {
    recorded.menu = menu;
  },
};

export const ipcMain = {
  handle: (channel: string, handler: Handler) => void handlers.set(channel, handler),
  removeHandler: (channel: string) => void handlers.delete(channel),
};

export const ipcRenderer = {
  on: (channel: string, listener: (...args: unknown[]) => void) =>
    rendererEvents.on(channel, listener),
  off: (channel: string, listener: (...args: unknown[]) => void) =>
    rendererEvents.off(channel, listener),
  async invoke(channel: string, ...args: unknown[]): Promise<unknown> {
    const handler = handlers.get(channel);
    if (handler === undefined) throw new Error(`nobody handles ${channel}`);
    const sent = args.map((arg) => structuredClone(arg));
    return structuredClone(await handler({ senderFrame: sender.frame }, ...sent));
  },
};

export const contextBridge = {
  exposeInMainWorld: (name: string, api: unknown) => void recorded.exposed.set(name, api),
};

type Answer = (request: Request) => Promise<Response>;
export const protocol = {
  served: new Map<string, Answer>(),
  registerSchemesAsPrivileged: (schemes: unknown[]) => recorded.schemes.push(...schemes),
  handle: (scheme: string, answer: Answer) => void protocol.served.set(scheme, answer),
};

type Decide = (...args: unknown[]) => unknown;
export const session = {
  defaultSession: Object.assign(new EventEmitter(), {
    request: null as Decide | null,
    check: null as Decide | null,
    device: null as Decide | null,
    setPermissionRequestHandler: (decide: Decide) => {
      session.defaultSession.request = decide;
    },
    setPermissionCheckHandler: (decide: Decide) => {
      session.defaultSession.check = decide;
    },
    setDevicePermissionHandler: (decide: Decide) => {
      session.defaultSession.device = decide;
    },
  }),
};
