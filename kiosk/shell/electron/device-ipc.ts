import type { BrowserWindow, IpcMain, IpcMainInvokeEvent } from "electron";
import type { CheckInOutcome, DeviceApi, DeviceState, IssueOutcome } from "../../device-api.ts";
import { parseCheckIn, parseIntent } from "../../agent/gate.ts";
import { channels } from "./channels.ts";
import { isOurPage } from "./lock-down.ts";

/**
 * Carries the device API to the window over IPC. Only the window's own main frame, showing our own
 * page, is listened to; whatever it sends is parsed before the agent sees it.
 */
export function serveDevice(
  ipcMain: IpcMain,
  window: BrowserWindow,
  device: DeviceApi,
): () => void {
  const isOurs = ({ senderFrame }: IpcMainInvokeEvent) =>
    senderFrame !== null &&
    senderFrame === window.webContents.mainFrame &&
    isOurPage(senderFrame.url);
  let latest: DeviceState | null = null;
  const leave = device.onState((state) => {
    latest = state;
    if (!window.isDestroyed()) window.webContents.send(channels.state, state);
  });
  ipcMain.handle(channels.watch, (event): DeviceState | null => (isOurs(event) ? latest : null));
  ipcMain.handle(channels.issueTicket, async (event, sent: unknown): Promise<IssueOutcome> => {
    const intent = isOurs(event) ? parseIntent(sent) : null;
    return intent === null ? { kind: "refused", code: "invalid" } : device.issueTicket(intent);
  });
  ipcMain.handle(channels.checkIn, async (event, sent: unknown): Promise<CheckInOutcome> => {
    const intent = isOurs(event) ? parseCheckIn(sent) : null;
    if (intent === null) return { kind: "refused", code: "invalid", bookings: [] };
    return device.checkIn(intent);
  });
  return () => {
    leave();
    ipcMain.removeHandler(channels.watch);
    ipcMain.removeHandler(channels.issueTicket);
    ipcMain.removeHandler(channels.checkIn);
  };
}
