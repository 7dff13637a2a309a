import { protocolNumber } from "../../shared/protocol/wire.ts";

/** A websocket without the library that speaks over it: what it sends is what was written here. */
export interface RawSocket {
  send(frame: string | Uint8Array<ArrayBuffer>): void;
  /**
   * Sends a frame, then an honest question, and says what came of both: the refusal codes answered
   * to the frame, and whether the honest one was answered or the connection closed over it.
   */
  after(...frames: readonly (string | Uint8Array<ArrayBuffer>)[]): Promise<{
    readonly codes: readonly string[];
    readonly open: boolean;
  }>;
  close(): void;
}

/** The number of the honest question's answer; frames of a test use lower ones. */
const honestId = 999;

/** Connects as a device by hand-written frames, and waits until it is let in. */
export async function rawSocket(url: string, deviceToken: string): Promise<RawSocket> {
  const socket = new WebSocket(`${url.replace("http", "ws")}/socket.io/?EIO=4&transport=websocket`);
  const heard: string[] = [];
  let isOpen = true;
  let wake: () => void = () => undefined;
  const turn = () => new Promise<void>((resolve) => (wake = resolve));
  socket.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (data === "2") socket.send("3");
    heard.push(String(data));
    wake();
  };
  socket.onclose = () => {
    isOpen = false;
    wake();
  };
  const until = async (begins: string): Promise<boolean> => {
    for (;;) {
      if (heard.some((frame) => frame.startsWith(begins))) return true;
      if (!isOpen) return false;
      await turn();
    }
  };
  await until("0");
  socket.send(`40${JSON.stringify({ protocol: protocolNumber, deviceToken, language: "en" })}`);
  if (!(await until("40"))) throw new Error("not let in");

  return {
    send: (frame) => socket.send(frame),
    async after(...frames) {
      heard.length = 0;
      for (const frame of frames) socket.send(frame);
      if (isOpen) socket.send(`42${honestId}["subscribe",{"feed":"directory","key":"site"}]`);
      const open = await until(`43${honestId}[`);
      const codes = heard
        .filter((frame) => /^43\d+\[/.test(frame) && !frame.startsWith(`43${honestId}[`))
        .map((frame) => /"code":"(\w+)"/.exec(frame)?.[1] ?? "ok");
      return { codes, open };
    },
    close: () => socket.close(),
  };
}
