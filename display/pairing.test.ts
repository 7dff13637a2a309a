import { describe, expect, it } from "vitest";
import { demoToken, deviceToken } from "./pairing.ts";
import type { PairingPort } from "./pairing.ts";

const printed = "token-printed-by-pair";
const given = "token-given-by-a-demo";

/** A browser that remembers, in front of a server that answers demo pairing with `answer`. */
function aBrowser(but: { readonly fragment?: string; readonly answer?: unknown } = {}) {
  const memory = new Map<string, string>();
  const asked: unknown[] = [];
  let fragment = but.fragment ?? "";
  const port: PairingPort = {
    get fragment() {
      return fragment;
    },
    dropFragment: () => (fragment = ""),
    remember: (key, value) => memory.set(key, value),
    recall: (key) => memory.get(key) ?? null,
    askDemo: async (request) => {
      asked.push(request);
      return but.answer ?? null;
    },
  };
  return { port, asked, memory };
}

describe("deviceToken", () => {
  it("takes the token out of the address and remembers it for this waiting room", async () => {
    const { port, asked } = aBrowser({ fragment: printed });
    expect(await deviceToken(port, "hall-3")).toBe(printed);
    expect(port.fragment).toBe("");
    expect(await deviceToken(port, "hall-3")).toBe(printed);
    expect(asked).toEqual([]);
  });

  it("a token of one waiting room is not shown for another", async () => {
    const { port } = aBrowser({ fragment: printed });
    await deviceToken(port, "hall-3");
    expect(await deviceToken(port, "hall-4")).toBeNull();
  });

  it("a token given without a waiting room serves whichever is chosen", async () => {
    const { port } = aBrowser({ fragment: printed });
    await deviceToken(port, null);
    expect(await deviceToken(port, "hall-4")).toBe(printed);
  });

  it("asks a demo server once, and remembers its answer", async () => {
    const { port, asked } = aBrowser({ answer: { deviceId: "d7", deviceToken: given } });
    expect(await deviceToken(port, "hall-3")).toBe(given);
    expect(await deviceToken(port, "hall-3")).toBe(given);
    expect(asked).toEqual([{ kind: "display", waitingRoomId: "hall-3" }]);
  });

  it("asks without the waiting room where the demo does not know it", async () => {
    const browser = aBrowser();
    const askDemo: PairingPort["askDemo"] = async (request) =>
      request.waitingRoomId === undefined ? { deviceToken: given } : null;
    expect(await deviceToken({ ...browser.port, askDemo }, "hall-99")).toBe(given);
  });

  it("a fragment that is no token is left alone", async () => {
    const { port } = aBrowser({ fragment: "calls" });
    expect(await deviceToken(port, null)).toBeNull();
    expect(port.fragment).toBe("calls");
  });

  const noTokens = [null, 7, {}, { deviceToken: 7 }, { deviceToken: "<html>" }, "text"];
  it.each(noTokens)("an answer like %j pairs nothing", async (answer) => {
    expect(await deviceToken(aBrowser({ answer }).port, "hall-3")).toBeNull();
  });
});

describe("demoToken", () => {
  it("keeps the old token when the server gives no new one", async () => {
    const { port, memory } = aBrowser({ fragment: printed });
    await deviceToken(port, "hall-3");
    expect(await demoToken(port, "hall-3")).toBeNull();
    expect([...memory.values()]).toEqual([printed]);
  });
});
