import { digestKey } from "../runtime.ts";
import { describe, expect, test } from "vitest";
import { readTrackKey, readTrackToken, trackKey, trackToken, trackUrl } from "./track-token.ts";

const ours = digestKey(Buffer.alloc(32, 7));
const theirs = digestKey(Buffer.alloc(32, 8));
/** Tickets 1 to 99 are there; 12 was printed again twice. */
const copyOf = (ticketSeq: number) => (ticketSeq === 12 ? 2 : ticketSeq < 100 ? 0 : null);

describe("readTrackToken", () => {
  const token = trackToken(ours, 11, 0);
  const flipped = (at: number) => {
    const bytes = Buffer.from(token, "base64url");
    bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
    return bytes.toString("base64url");
  };

  test.each([
    ["an original", token, 11],
    ["the newest copy", trackToken(ours, 12, 2), 12],
    ["an older copy", trackToken(ours, 12, 1), null],
    ["the original of a copied ticket", trackToken(ours, 12, 0), null],
    ["a copy that was never made", trackToken(ours, 11, 1), null],
    ["a ticket that is not there", trackToken(ours, 500, 0), null],
    ["another hospital's token", trackToken(theirs, 11, 0), null],
    ["the phone's key in its place", trackKey(ours, 11, 0), null],
    ["the label", "A011", null],
    ["nothing", "", null],
    ["a shorter proof", token.slice(0, -2), null],
    ["a longer one", `${token}AA`, null],
    ["white space around it", ` ${token}`, null],
    ["padding", `${token}==`, null],
  ])("%s", (_, text, ticketSeq) => {
    expect(readTrackToken(ours, text, copyOf)).toBe(ticketSeq);
  });

  test("a token with any one bit of it changed is nobody's", () => {
    const read = Array.from({ length: 22 }, (_, at) => readTrackToken(ours, flipped(at), () => 0));
    expect(new Set(read)).toEqual(new Set([null]));
  });

  test("a token in the signs of plain base64 is none, though its bytes are the same", () => {
    const respelled = Array.from({ length: 20 }, (_, ticketSeq) => trackToken(ours, ticketSeq, 0))
      .map((text) => text.replaceAll("-", "+").replaceAll("_", "/"))
      .filter((text) => /[+/]/.test(text));
    expect(respelled.length).toBeGreaterThan(0);
    expect(respelled.map((text) => readTrackToken(ours, text, () => 0))).toEqual(
      respelled.map(() => null),
    );
  });

  test("a token has one spelling: the spare bits of its last sign count too", () => {
    const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    const spellings = [...alphabet].map((sign) => token.slice(0, -1) + sign);
    expect(spellings.filter((text) => readTrackToken(ours, text, copyOf) === 11)).toEqual([token]);
  });
});

test("a neighbour's token has nothing in common with one's own but the number", () => {
  const [mine, next] = [trackToken(ours, 11, 0), trackToken(ours, 12, 0)];
  expect(next.slice(8)).not.toBe(mine.slice(8));
});

describe("readTrackKey", () => {
  test("a key opens its own ticket, the same after a restart", () => {
    expect(readTrackKey(digestKey(Buffer.alloc(32, 7)), trackKey(ours, 11, 0), copyOf)).toBe(11);
  });

  test("a token is no key, and a key of an older copy opens nothing", () => {
    expect([
      readTrackKey(ours, trackToken(ours, 11, 0), copyOf),
      readTrackKey(ours, trackKey(ours, 12, 1), copyOf),
      readTrackKey(ours, trackKey(ours, 12, 2), copyOf),
    ]).toEqual([null, null, 12]);
  });
});

test.each([
  ["http://192.168.1.5:4480", "http://192.168.1.5:4480/track/#tok"],
  ["https://dawr.example/", "https://dawr.example/track/#tok"],
  ["https://example.org/hospital//", "https://example.org/hospital/track/#tok"],
])("the token stands in the fragment behind %s", (publicUrl, url) => {
  expect(trackUrl(publicUrl, "tok")).toBe(url);
});
