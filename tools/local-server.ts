import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A server of this machine that has its data in a folder of ours. */
export interface LocalServer {
  /** Asks one of the server's `/local/` acts. Throws a sentence for people when it says no. */
  ask(act: string, body: unknown): Promise<unknown>;
}

/** Long enough to check the journal of a busy year. */
const answerWithinMs = 10 * 60_000;

/**
 * The server that is using this data folder, by the key file it wrote there; nothing when none
 * runs. Only one server can hold the data, so a tool asks it rather than open them beside it.
 */
export async function findLocalServer(dataFolder: string): Promise<LocalServer | null> {
  const written = readKeyFile(dataFolder);
  if (written === null) return null;
  const address = `http://127.0.0.1:${written.port}`;
  const alive = await fetch(`${address}/healthz`).catch(() => null);
  if (alive === null || !alive.ok) return null;
  return {
    async ask(act, body) {
      const answer = await fetch(`${address}/local/${act}`, {
        method: "POST",
        headers: { authorization: `Bearer ${written.key}`, "content-type": "application/json" },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(answerWithinMs),
      });
      const read = (await answer.json()) as { refusal?: { text: string } };
      if (!answer.ok) throw new Error(read.refusal?.text ?? `the server said ${answer.status}`);
      return read;
    },
  };
}

function readKeyFile(dataFolder: string): { readonly port: string; readonly key: string } | null {
  try {
    const [port = "", key = ""] = readFileSync(join(dataFolder, "local.key"), "utf8")
      .trim()
      .split(" ");
    return { port, key };
  } catch {
    return null;
  }
}
