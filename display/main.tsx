import { createRoot } from "react-dom/client";
import { io } from "socket.io-client";
import { languages } from "../shared/domain/language.ts";
import type { Language } from "../shared/domain/language.ts";
import { createClient } from "../shared/protocol/client.ts";
import type { Client } from "../shared/protocol/client.ts";
import { socketWire } from "../shared/protocol/socket-wire.ts";
import { protocolNumber } from "../shared/protocol/wire.ts";
import type { Handshake } from "../shared/protocol/wire.ts";
import "../shared/ui/base.css";
import { browserChance, browserTime } from "../shared/ui/clock.ts";
import { LocaleProvider } from "../shared/ui/locale-provider.tsx";
import { createChime } from "./chime.ts";
import { demoToken, deviceToken } from "./pairing.ts";
import type { PairingPort } from "./pairing.ts";
import { DisplayScreen } from "./screens/display-screen.tsx";
import { UnpairedScreen } from "./screens/unpaired-screen.tsx";
import { keepAwake } from "./wake-lock.ts";
import "./screens/board.css";
import "./screens/portrait.css";
import "./screens/set-up.css";

const address = new URLSearchParams(location.search);
const waitingRoomId = address.get("room");
const language: Language = languages.find((known) => known === address.get("lang")) ?? "ar";

const pairing: PairingPort = {
  get fragment() {
    return location.hash.slice(1);
  },
  dropFragment: () => history.replaceState(null, "", location.pathname + location.search),
  remember: (key, value) => localStorage.setItem(key, value),
  recall: (key) => localStorage.getItem(key),
  async askDemo(request) {
    try {
      const answer = await fetch("/api/demo/pair", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(request),
      });
      return answer.ok ? ((await answer.json()) as unknown) : null;
    } catch {
      return null;
    }
  },
};

/** Calm enough for a server that is still being exchanged, and for its log. */
const reloadAfterMs = 30_000;

/** Opens the wire with a token. A server that knows it no more may, in a demo, give another. */
function connect(token: string): Client {
  let shown: Handshake = { protocol: protocolNumber, deviceToken: token, language };
  const socket = io({
    transports: ["websocket"],
    auth: (send) => send(shown),
  });
  const client = createClient(socketWire(socket, setTimeout, browserChance), browserTime);
  let asked = false;
  client.onLink(({ refusal }) => {
    // The server was changed under us: the page that fits it is the one it serves now.
    if (refusal === "protocol_mismatch") setTimeout(() => location.reload(), reloadAfterMs);
    if (refusal !== "unauthenticated" || asked) return;
    asked = true;
    void demoToken(pairing, waitingRoomId).then((fresh) => {
      if (fresh !== null) shown = { ...shown, deviceToken: fresh };
    });
  });
  return client;
}

async function start(): Promise<void> {
  const root = createRoot(document.getElementById("root") ?? document.body);
  const token = await deviceToken(pairing, waitingRoomId);
  if (token === null) {
    root.render(
      <LocaleProvider language={language}>
        <UnpairedScreen waitingRoomId={waitingRoomId} />
      </LocaleProvider>,
    );
    return;
  }
  const chime = createChime("AudioContext" in window ? () => new AudioContext() : null);
  addEventListener("pointerdown", chime.unlock);
  addEventListener("keydown", chime.unlock);
  keepAwake(document, navigator);
  root.render(
    <LocaleProvider language={language}>
      <DisplayScreen client={connect(token)} chime={chime} waitingRoomId={waitingRoomId} />
    </LocaleProvider>,
  );
}

void start();
