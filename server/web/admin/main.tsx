import { createRoot } from "react-dom/client";
import { io } from "socket.io-client";
import { createClient } from "../../../shared/protocol/client.ts";
import { socketWire } from "../../../shared/protocol/socket-wire.ts";
import { protocolNumber } from "../../../shared/protocol/wire.ts";
import { browserChance, browserTime } from "../../../shared/ui/clock.ts";
import { createAccess } from "../../../shared/ui/desk/access.ts";
import { Admin } from "./admin.tsx";
import "../../../shared/ui/base.css";
import "../../../shared/ui/desk/desk.css";
import "./admin.css";
import "./roster.css";
import "./planning.css";
import "../desk-laboratory/desk-laboratory.css";
import "./catalogue.css";
import "./theatres.css";

const root = document.getElementById("root");
if (root === null) throw new Error("the page has no root");
const fetcher = window.fetch.bind(window);

createRoot(root).render(
  <Admin
    access={createAccess(fetcher)}
    fetcher={fetcher}
    connect={(language) => {
      // A desk is an owned device on the hospital's own network: no polling, no upgrade.
      const socket = io({
        transports: ["websocket"],
        auth: { protocol: protocolNumber, language },
      });
      return createClient(
        socketWire(socket, (run, ms) => window.setTimeout(run, ms), browserChance),
        browserTime,
      );
    }}
  />,
);
