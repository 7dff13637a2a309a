import { createRoot } from "react-dom/client";
import { browserTime } from "../../shared/ui/clock.ts";
import { newCommandId } from "../../shared/ui/command-id.ts";
import type { DeviceApi } from "../device-api.ts";
import { App } from "./app.tsx";
import { loopbackDevice } from "./loopback-device.ts";
import "../../shared/ui/base.css";
import "./kiosk.css";

declare global {
  interface Window {
    /** Put there by the Electron preload; a browser page has none. */
    readonly device?: DeviceApi;
  }
}

const root = document.getElementById("root");
if (root === null) throw new Error("the page has no #root");
// The browser shell hands over its token in the fragment, which no server ever sees.
const device =
  window.device ?? loopbackDevice(window.location.hash.slice(1), browserTime, fetch.bind(window));
createRoot(root).render(<App device={device} newCommandId={newCommandId} />);
