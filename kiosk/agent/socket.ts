import { io } from "socket.io-client";
import { createClient } from "../../shared/protocol/client.ts";
import type { Client } from "../../shared/protocol/client.ts";
import { socketWire } from "../../shared/protocol/socket-wire.ts";
import { protocolNumber } from "../../shared/protocol/wire.ts";
import type { Handshake } from "../../shared/protocol/wire.ts";
import { agentTime } from "./runtime.ts";

/**
 * Devices come back together after a power cut: each waits up to half as long again as the other.
 * Five seconds is the longest a patient should wait once the server is back.
 */
const comeBack = {
  reconnectionDelay: 500,
  reconnectionDelayMax: 5_000,
  randomizationFactor: 0.5,
} as const;

/** The library understands `false` (its words say so) and types only an object. */
const deflateOff: object = { perMessageDeflate: false };

/** The real connection to the hospital's server. It keeps trying until it is closed. */
export function connectToServer(options: {
  readonly server: string;
  readonly deviceToken: string;
}): Client {
  const auth: Handshake = {
    protocol: protocolNumber,
    deviceToken: options.deviceToken,
    // Texts of refusals are drawn from their codes in the patient's language; this is the log's.
    language: "ar",
  };
  const socket = io(options.server, {
    ...deflateOff,
    ...comeBack,
    transports: ["websocket"],
    auth: { ...auth },
  });
  return createClient(socketWire(socket, setTimeout), agentTime);
}
