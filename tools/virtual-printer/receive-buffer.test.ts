import { describe, expect, it } from "vitest";
import { createReceiveBuffer, type RealTimeRequest } from "./receive-buffer.ts";

function aBuffer(capacity: number) {
  const heard: RealTimeRequest[] = [];
  const buffer = createReceiveBuffer(capacity, (request) => {
    heard.push(request);
    if (request.kind === "clear") buffer.clear();
  });
  const takeAll = () => {
    const taken: number[] = [];
    for (let byte = buffer.take(); byte !== null; byte = buffer.take()) taken.push(byte);
    return taken;
  };
  return { buffer, heard, takeAll };
}
const question = [0x10, 0x04, 0x02];
const clearing = [0x10, 0x14, 0x08, 0x01, 0x03, 0x14, 0x01, 0x06, 0x02, 0x08];

describe("createReceiveBuffer", () => {
  it("hands bytes out in the order they came, whatever fits at a time", () => {
    const { buffer, takeAll } = aBuffer(4);
    buffer.arrive(Uint8Array.of(1, 2, 3));
    buffer.arrive(Uint8Array.of(4, 5, 6, 7, 8, 9));
    expect(buffer.isFull).toBe(true);
    expect(takeAll()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect([buffer.isFull, buffer.isEmpty]).toEqual([false, true]);
  });

  it("hears a real-time request at once, in the middle of a picture and across packets", () => {
    const { buffer, heard } = aBuffer(64);
    for (const byte of [1, 2, ...question, 3]) buffer.arrive(Uint8Array.of(byte));
    expect(heard).toEqual([{ kind: "status", query: 2 }]);
  });

  it("hears none that finds no room, until there is some", () => {
    const { buffer, heard, takeAll } = aBuffer(4);
    buffer.arrive(Uint8Array.of(1, 2, ...question));
    expect(heard).toEqual([]);
    takeAll();
    expect(heard).toEqual([{ kind: "status", query: 2 }]);
  });

  it("forgets what came before a request to clear it, and nothing after", () => {
    const { buffer, heard, takeAll } = aBuffer(64);
    buffer.arrive(Uint8Array.of(1, 2, 3, ...clearing, 4, 5));
    expect(heard).toEqual([{ kind: "clear" }]);
    expect(takeAll()).toEqual([4, 5]);
  });

  it("keeps what it received when the link ends, and loses what was in the network", () => {
    const { buffer, takeAll } = aBuffer(3);
    buffer.arrive(Uint8Array.of(1, 2, 3, 4, 5));
    buffer.lineEnded();
    expect(takeAll()).toEqual([1, 2, 3]);
  });

  it("does not join a request's halves over two links", () => {
    const { buffer, heard } = aBuffer(64);
    buffer.arrive(Uint8Array.of(0x10, 0x04));
    buffer.lineEnded();
    buffer.arrive(Uint8Array.of(0x02));
    expect(heard).toEqual([]);
  });
});
