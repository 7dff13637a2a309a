import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  afterRealTime,
  afterSensor,
  createReplyReader,
  fromAutoStatus,
  soundCondition,
  troubleOf,
  type PrinterCondition,
  type PrinterReply,
} from "./status.ts";

const completed = (id: string) => [0x37, 0x22, ...Array.from(id, (c) => c.charCodeAt(0)), 0x00];

/** Each kind of reply with its bytes. */
const samples: readonly { readonly bytes: readonly number[]; readonly reply: PrinterReply }[] = [
  { bytes: [0x12], reply: { kind: "realTime", byte: 0x12 } },
  { bytes: [0x7e], reply: { kind: "realTime", byte: 0x7e } },
  { bytes: [0x18, 0, 0x0c, 0x0f], reply: { kind: "autoStatus", bytes: [0x18, 0, 0x0c, 0x0f] } },
  { bytes: [0x00], reply: { kind: "sensor", byte: 0x00 } },
  { bytes: [0x0c], reply: { kind: "sensor", byte: 0x0c } },
  { bytes: completed("ABCO"), reply: { kind: "completed", id: "ABCO" } },
  { bytes: [0x37, 0x25, 0x00], reply: { kind: "cleared" } },
  { bytes: [0x5f, 0x41, 0x00], reply: { kind: "other", header: 0x5f } },
];

describe("createReplyReader", () => {
  it.each(samples)("reads $bytes as $reply", ({ bytes, reply }) => {
    expect(createReplyReader()(Uint8Array.from(bytes))).toEqual([reply]);
  });

  it("reads the same replies however the network splits and glues them", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...samples), { maxLength: 20 }),
        fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 40, maxLength: 40 }),
        (sent, sizes) => {
          const bytes = sent.flatMap((sample) => sample.bytes);
          const read = createReplyReader();
          const replies: PrinterReply[] = [];
          let at = 0;
          for (let turn = 0; at < bytes.length; turn++) {
            const size = sizes[turn % sizes.length] ?? 1;
            replies.push(...read(Uint8Array.from(bytes.slice(at, at + size))));
            at += size;
          }
          expect(replies).toEqual(sent.map((sample) => sample.reply));
        },
      ),
    );
  });

  it("takes a real-time reply out of the middle of every longer reply", () => {
    for (const { bytes, reply } of samples.filter((sample) => sample.bytes.length > 1)) {
      for (let at = 1; at < bytes.length; at++) {
        const mixed = [...bytes.slice(0, at), 0x1a, ...bytes.slice(at)];
        expect(createReplyReader()(Uint8Array.from(mixed))).toEqual([
          { kind: "realTime", byte: 0x1a },
          reply,
        ]);
      }
    }
  });

  it("survives any bytes at all", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), (noise) => {
        const read = createReplyReader();
        expect(read(noise).length).toBeLessThanOrEqual(noise.length);
        // After noise, the end of a block and a fresh status are understood again.
        const after = read(Uint8Array.of(0x00, 0x10, 0x00, 0x00, 0x00)).at(-1);
        expect(after).toEqual({ kind: "autoStatus", bytes: [0x10, 0, 0, 0] });
      }),
    );
  });
});

describe("the condition", () => {
  it.each<[1 | 2 | 3 | 4, number, Partial<PrinterCondition>]>([
    [1, 0x12, {}],
    [1, 0x1a, { offline: true }],
    [2, 0x16, { coverOpen: true }],
    [2, 0x32, { paperEnd: true }],
    [3, 0x1a, { cutterError: true }],
    [3, 0x32, { failed: true }],
    [3, 0x52, { failed: true }],
    [4, 0x1e, { paperLow: true }],
    [4, 0x72, { paperEnd: true }],
    [4, 0x7e, { paperLow: true, paperEnd: true }],
  ])("after the reply to request %i, %i, is %o", (query, byte, expected) => {
    expect(afterRealTime(soundCondition, query, byte)).toEqual({ ...soundCondition, ...expected });
  });

  it.each<[[number, number, number, number], Partial<PrinterCondition>]>([
    [[0x10, 0, 0, 0x0f], {}],
    [[0x18, 0, 0x0f, 0x0f], { offline: true, paperLow: true, paperEnd: true }],
    [[0x38, 0, 0, 0x0f], { offline: true, coverOpen: true }],
    [[0x18, 0x08, 0, 0x0f], { offline: true, cutterError: true }],
    [[0x18, 0x20, 0, 0x0f], { offline: true, failed: true }],
    [[0x10, 0, 0x03, 0x0f], { paperLow: true }],
  ])("pushed as %o is %o", (bytes, expected) => {
    expect(fromAutoStatus(bytes)).toEqual({ ...soundCondition, ...expected });
  });

  it.each<[number, Partial<PrinterCondition>]>([
    [0x00, {}],
    [0x03, { paperLow: true }],
    [0x0f, { paperLow: true, paperEnd: true }],
  ])("after the sensor says %i is %o", (byte, expected) => {
    expect(afterSensor(soundCondition, byte)).toEqual({ ...soundCondition, ...expected });
  });

  it.each<[Partial<PrinterCondition>, string | null]>([
    [{}, null],
    [{ paperLow: true }, null],
    [{ offline: true }, "offline"],
    [{ offline: true, paperEnd: true }, "paper_out"],
    [{ offline: true, paperEnd: true, coverOpen: true }, "cover_open"],
    [{ offline: true, cutterError: true, failed: true }, "cutter_error"],
    [{ offline: true, failed: true }, "printer_error"],
  ])("%o is the trouble %s", (condition, trouble) => {
    expect(troubleOf({ ...soundCondition, ...condition })).toBe(trouble);
  });
});
