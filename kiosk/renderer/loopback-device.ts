import type { ClientTime } from "../../shared/protocol/client.ts";
import type { CheckInOutcome, DeviceApi, DeviceState, IssueOutcome } from "../device-api.ts";
import { loopbackPaths } from "../device-api.ts";

const nothingKnown: DeviceState = {
  link: { up: false, refusal: null },
  serverTime: null,
  directory: null,
  printer: null,
  papers: {},
};

/** The agent stands on the same machine: it answers again as soon as it runs again. */
const comeBackAfterMs = 500;

/**
 * The device API of the browser shell: the state is read as a stream of JSON lines from the agent
 * that served this very page, an intent is posted to it. `token` is that of this agent's start.
 */
export function loopbackDevice(
  token: string,
  time: Pick<ClientTime, "sleep">,
  ask: typeof fetch,
): DeviceApi {
  const headers = { authorization: `Bearer ${token}` };
  const listeners = new Set<(state: DeviceState) => void>();
  let state = nothingKnown;
  const tell = (next: DeviceState) => {
    state = next;
    for (const listener of listeners) listener(next);
  };

  async function follow(): Promise<never> {
    for (;;) {
      try {
        const { body, ok } = await ask(loopbackPaths.state, { headers, cache: "no-store" });
        if (ok && body !== null) await readLines(body, (line) => tell(JSON.parse(line)));
      } catch {
        // The agent is gone; what that means is said below.
      }
      // Without the agent nothing reaches the hospital, whatever the last word was.
      tell({ ...state, link: { up: false, refusal: null } });
      await time.sleep(comeBackAfterMs);
    }
  }
  void follow();

  /** No answer of the agent is as no answer of the hospital: the same intent may be sent again. */
  async function post<Outcome>(
    path: string,
    intent: unknown,
  ): Promise<Outcome | { readonly kind: "no_answer" }> {
    try {
      const answer = await ask(path, {
        method: "POST",
        headers: { ...headers, "content-type": "application/json" },
        body: JSON.stringify(intent),
      });
      return answer.ok ? await answer.json() : { kind: "no_answer" };
    } catch {
      return { kind: "no_answer" };
    }
  }

  return {
    onState(listener) {
      listeners.add(listener);
      listener(state);
      return () => listeners.delete(listener);
    },
    issueTicket: (intent) => post<IssueOutcome>(loopbackPaths.issueTicket, intent),
    checkIn: (intent) => post<CheckInOutcome>(loopbackPaths.checkIn, intent),
  };
}

async function readLines(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  onLine: (line: string) => void,
): Promise<void> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const lines = (rest + value).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) onLine(line);
  }
}
