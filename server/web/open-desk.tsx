import type { ReactNode } from "react";
import { createRoot } from "react-dom/client";
import { io } from "socket.io-client";
import type { Language } from "../../shared/domain/language.ts";
import { createClient } from "../../shared/protocol/client.ts";
import type { Client } from "../../shared/protocol/client.ts";
import { socketWire } from "../../shared/protocol/socket-wire.ts";
import { protocolNumber } from "../../shared/protocol/wire.ts";
import { browserChance, browserTime } from "../../shared/ui/clock.ts";
import { createAccess } from "../../shared/ui/desk/access.ts";
import type { Access } from "../../shared/ui/desk/access.ts";

/** What the face of a desk is handed in: its door, its questions, its connection. */
export interface DeskPorts {
  readonly access: Access;
  readonly fetcher: typeof fetch;
  readonly connect: (language: Language) => Client;
}

/** Opens a desk in this page, against the server that the page came from. */
export function openDesk(face: (ports: DeskPorts) => ReactNode): void {
  const root = document.getElementById("root");
  if (root === null) throw new Error("the page has no root");
  const fetcher = window.fetch.bind(window);
  createRoot(root).render(face({ access: createAccess(fetcher), fetcher, connect }));
}

function connect(language: Language): Client {
  // A desk is an owned device on the hospital's own network: no polling, no upgrade.
  const socket = io({ transports: ["websocket"], auth: { protocol: protocolNumber, language } });
  return createClient(
    socketWire(socket, (run, ms) => window.setTimeout(run, ms), browserChance),
    browserTime,
  );
}
