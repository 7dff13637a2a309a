import { contextBridge, ipcRenderer } from "electron";
import type { CheckInOutcome, DeviceApi, DeviceState, IssueOutcome } from "../../device-api.ts";
import { channels } from "./channels.ts";

// Bundled to one CommonJS file: a sandboxed preload can load nothing else. Only these three
// functions reach the page; neither `ipcRenderer` nor an event object does.
const device: DeviceApi = {
  onState(listener) {
    const hear = (_: unknown, state: DeviceState) => listener(state);
    ipcRenderer.on(channels.state, hear);
    void ipcRenderer.invoke(channels.watch).then((state: DeviceState | null) => {
      if (state !== null) listener(state);
    });
    return () => void ipcRenderer.off(channels.state, hear);
  },
  issueTicket: (intent): Promise<IssueOutcome> => ipcRenderer.invoke(channels.issueTicket, intent),
  checkIn: (intent): Promise<CheckInOutcome> => ipcRenderer.invoke(channels.checkIn, intent),
};

contextBridge.exposeInMainWorld("device", device);
