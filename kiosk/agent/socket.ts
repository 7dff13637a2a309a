import { io } from "socket.io-client";
import { createClient } from "../../shared/protocol/client.ts";
import type { Client } from "../../shared/protocol/client.ts";
import { socketWire } from "../../shared/protocol/socket-wire.ts";
import { protocolNumber } from "../../shared/protocol/wire.ts";
import type { Handshake } from "../../shared/protocol/wire.ts";
import { agentChance, agentTime } from "./runtime.ts";

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
    transports: ["websocket"],
    auth: { ...auth },
  });
  return createClient(socketWire(socket, setTimeout, agentChance), agentTime);
}
