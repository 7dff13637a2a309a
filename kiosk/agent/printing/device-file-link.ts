import { constants } from "node:fs";
import { open } from "node:fs/promises";
import type { ClientTime } from "../../../shared/protocol/client.ts";
import type { Link, LinkListener, OpenedLink } from "./link.ts";

/** A device without news is asked again this often; a blocking read would hold a thread for ever. */
const readAgainMs = 20;
/** A device whose buffer is full takes more when it has printed some. */
const writeAgainMs = 10;
const readBytesMax = 512;

/**
 * A link to a printer's device file (`/dev/usb/lp0`, opened for reading and writing). The kernel's
 * driver answers at once with "not now" (EAGAIN) instead of waiting, so no read hangs.
 * Tried with a pseudo-terminal only: no USB printer was at hand.
 */
export async function openDeviceFileLink(path: string, time: ClientTime): Promise<OpenedLink> {
  let handle;
  try {
    handle = await open(path, constants.O_RDWR | constants.O_NONBLOCK | constants.O_NOCTTY);
  } catch (error) {
    const code = codeOf(error);
    const forbidden = code === "EACCES" || code === "EPERM";
    return { ok: false, detail: forbidden ? "not_allowed" : "no_device" };
  }
  const file = handle;
  let closed = false;

  async function write(bytes: Uint8Array): Promise<void> {
    let written = 0;
    while (written < bytes.length) {
      if (closed) throw new Error("the link is closed");
      try {
        written += (await file.write(bytes, written)).bytesWritten;
      } catch (error) {
        if (codeOf(error) !== "EAGAIN") throw error;
        await time.sleep(writeAgainMs);
      }
    }
  }

  async function readOn(listener: LinkListener): Promise<void> {
    const buffer = new Uint8Array(readBytesMax);
    while (!closed) {
      try {
        // Position null: a device has none.
        const { bytesRead } = await file.read(buffer, 0, buffer.length, null);
        if (bytesRead > 0) listener.onBytes(buffer.slice(0, bytesRead));
        else await time.sleep(readAgainMs);
      } catch (error) {
        if (codeOf(error) !== "EAGAIN") return closed ? undefined : listener.onLost();
        await time.sleep(readAgainMs);
      }
    }
  }

  function close(): void {
    if (closed) return;
    closed = true;
    file.close().catch(() => undefined);
  }

  const link: Link = {
    write,
    listen: (listener) => void readOn(listener),
    close,
    // The kernel's driver gives up what it has not handed over when the device is closed.
    drop: close,
  };
  return { ok: true, link };
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : null;
}
