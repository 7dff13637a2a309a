import type { Wire } from "../../../shared/protocol/client.ts";
import type { FeedName, Feeds } from "../../../shared/protocol/feeds.ts";
import type { Answer, CommandFrame, FeedAddress, Snapshot } from "../../../shared/protocol/wire.ts";
import type { RefusalCode } from "../../../shared/domain/refusal.ts";

export interface FakeServer {
  readonly wire: Wire;
  /** Every command frame that reached the server, in order. */
  readonly heard: readonly CommandFrame[];
  /** What the server answers from now on, by command name. */
  answer(name: string, answer: (frame: CommandFrame) => Answer | Promise<Answer>): void;
  /** The next `count` commands are carried out, but their answers get lost. */
  loseAnswers(count: number): void;
  link(up: boolean, refusal?: RefusalCode): void;
  snapshot<Name extends FeedName>(
    feed: Name,
    key: string,
    data: Feeds[Name],
    serverTime: number,
  ): void;
}

/** A wire with a scripted server behind it, which a test can cut. */
export function fakeServer(): FakeServer {
  const heard: CommandFrame[] = [];
  const answers = new Map<string, (frame: CommandFrame) => Answer | Promise<Answer>>();
  const held = new Map<string, Snapshot>();
  const subscribed = new Set<string>();
  let isUp = false;
  let losing = 0;
  let version = 0;
  let onLink: (up: boolean, refusal: RefusalCode | null) => void = () => undefined;
  let onSnapshot: (snapshot: Snapshot) => void = () => undefined;
  const keyOf = ({ feed, key }: FeedAddress) => `${feed}:${key}`;

  async function command(frame: CommandFrame): Promise<Answer | null> {
    heard.push(frame);
    const answer = await (answers.get(frame.name)?.(frame) ?? refusal("internal"));
    if (losing === 0) return answer;
    losing -= 1;
    return null;
  }

  return {
    heard,
    answer: (name, answer) => void answers.set(name, answer),
    loseAnswers: (count) => void (losing = count),
    link(up, refusal) {
      isUp = up;
      if (!up) subscribed.clear();
      onLink(up, refusal ?? null);
    },
    snapshot(feed, key, data, serverTime) {
      version += 1;
      const snapshot = { feed, key, epoch: "e1", version, serverTime, data };
      held.set(keyOf(snapshot), snapshot);
      if (isUp && subscribed.has(keyOf(snapshot))) onSnapshot(snapshot);
    },
    wire: {
      async request(event, body) {
        if (!isUp) return null;
        if (event === "command") return command(body as CommandFrame);
        const key = keyOf(body as FeedAddress);
        if (event === "unsubscribe") subscribed.delete(key);
        if (event === "subscribe") {
          subscribed.add(key);
          const snapshot = held.get(key);
          if (snapshot !== undefined) onSnapshot(snapshot);
        }
        return { ok: true };
      },
      onSnapshot: (listener) => void (onSnapshot = listener),
      onLink: (listener) => void (onLink = listener),
      onPacket: () => undefined,
      close: () => undefined,
    },
  };
}

export function accepted(reply: unknown): Answer {
  return { ok: true, reply, version: 1 };
}

export function refusal(code: RefusalCode): Answer {
  return { ok: false, refusal: { code, text: code } };
}
