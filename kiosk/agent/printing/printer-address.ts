import {
  defaultProfile,
  printerProfiles,
  profileNamed,
  type PrinterProfile,
} from "../../../shared/printing/printer-profiles.ts";

/** Where a printer is and what kind it is, as `DAWR_PRINTER` says it. */
export type PrinterAddress = { readonly profile: PrinterProfile } & (
  | { readonly kind: "tcp"; readonly host: string; readonly port: number }
  | { readonly kind: "file"; readonly path: string }
);

/** An address this program cannot print to. Its message is for the person who set it. */
export class PrinterAddressError extends Error {
  readonly code = "unsupported_printer";
}

/** The usual raw printing port, and the one the virtual printer listens on. */
const rawPort = 9_100;
const supported =
  "tcp://HOST:9100, file:/dev/usb/lp0 and virtual (the virtual printer on this machine)";

/**
 * Reads `tcp://host:9100`, `file:/dev/usb/lp0` or `virtual`, each with an optional
 * `?profile=NAME`. Throws a {@link PrinterAddressError} that says which are supported.
 */
export function parsePrinterAddress(address: string): PrinterAddress {
  const [place = "", query = "", ...more] = address.split("?");
  const profile = more.length === 0 ? parseProfile(query) : null;
  if (profile === null) {
    const names = printerProfiles.map((known) => known.name).join(", ");
    throw new PrinterAddressError(
      `printer address "${address}": after "?" only profile=NAME is understood, with one of ${names}`,
    );
  }
  if (place === "virtual") return { kind: "tcp", host: "127.0.0.1", port: rawPort, profile };
  const file = /^file:(?:\/\/)?(\/[^\0]+)$/.exec(place);
  if (file?.[1] !== undefined) return { kind: "file", path: file[1], profile };
  const tcp = /^tcp:\/\/(?:\[([0-9a-fA-F:.]+)\]|([A-Za-z0-9._-]+))(?::([0-9]{1,5}))?\/?$/.exec(
    place,
  );
  const host = tcp?.[1] ?? tcp?.[2];
  const port = Number(tcp?.[3] ?? rawPort);
  if (host === undefined || port < 1 || port > 65_535) {
    throw new PrinterAddressError(`can't print to "${address}": supported are ${supported}`);
  }
  return { kind: "tcp", host, port, profile };
}

function parseProfile(query: string): PrinterProfile | null {
  if (query === "") return defaultProfile;
  const named = /^profile=([A-Za-z0-9-]+)$/.exec(query);
  return profileNamed(named?.[1] ?? "");
}
