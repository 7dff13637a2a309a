import { io } from "socket.io-client";
import type { DeviceApi, DeviceState, IssueOutcome } from "../device-api.ts";

interface AgentToPage {
  state: (state: DeviceState) => void;
}
interface PageToAgent {
  issueTicket: (intent: unknown, reply: (outcome: IssueOutcome) => void) => void;
}

const nothingKnown: DeviceState = {
  link: { up: false, refusal: null },
  serverTime: null,
  directory: null,
  printer: null,
  papers: {},
};

/** The agent itself gives up after about forty seconds; later than that, it is gone. */
const answerWithinMs = 60_000;
/** The agent stands on the same machine: it is back as soon as it runs again. */
const comeBack = { reconnectionDelay: 300, reconnectionDelayMax: 2_000 } as const;

/** The device API of the browser shell: a socket to the agent that served this very page. */
export function loopbackDevice(token: string): DeviceApi {
  const socket: import("socket.io-client").Socket<AgentToPage, PageToAgent> = io({
    ...comeBack,
    transports: ["websocket"],
    auth: { token },
  });
  const listeners = new Set<(state: DeviceState) => void>();
  let state = nothingKnown;
  const tell = (next: DeviceState) => {
    state = next;
    for (const listener of listeners) listener(next);
  };
  socket.on("state", tell);
  // Without the agent nothing reaches the hospital, whatever the last word was.
  socket.on("disconnect", () => tell({ ...state, link: { up: false, refusal: null } }));
  return {
    onState(listener) {
      listeners.add(listener);
      listener(state);
      return () => listeners.delete(listener);
    },
    async issueTicket(intent) {
      try {
        return await socket.timeout(answerWithinMs).emitWithAck("issueTicket", intent);
      } catch {
        return { kind: "no_answer" };
      }
    },
  };
}
