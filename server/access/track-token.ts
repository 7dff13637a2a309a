import { timingSafeEqual } from "node:crypto";
import { keyedDigest } from "../runtime.ts";
import type { DigestKey } from "../runtime.ts";

/** 128 bits of a keyed digest: nobody guesses a neighbour's ticket. */
const proofBytes = 16;
const seqBytes = 6;

/**
 * What a secret opens. `track` stands in the QR and is shown once to the server; `track-key` is what
 * a phone then asks with, so that what is on the paper is not sent again and again.
 */
type Purpose = "track" | "track-key";

/**
 * The secret in a ticket's QR: the ticket's number and a keyed proof of it, base64url. It is
 * derived again whenever it is needed and stored nowhere. A later copy has another one.
 */
export function trackToken(key: DigestKey, ticketSeq: number, copy: number): string {
  return secret(key, "track", ticketSeq, copy);
}

/** What a phone gets for its token. As little stored as the token, so a restart changes nothing. */
export function trackKey(key: DigestKey, ticketSeq: number, copy: number): string {
  return secret(key, "track-key", ticketSeq, copy);
}

/** The copy of a ticket that counts now, 0 for the original; nothing when there is no such ticket. */
export type CopyOf = (ticketSeq: number) => number | null;

/**
 * The ticket behind a token; nothing for any other text, for a token of an older copy, and for one
 * of another key. Every text of the right shape costs the same, whichever part of it is wrong.
 */
export function readTrackToken(key: DigestKey, token: string, copyOf: CopyOf): number | null {
  return read(key, "track", token, copyOf);
}

/** The inverse of {@link trackKey}, on the same terms as {@link readTrackToken}. */
export function readTrackKey(key: DigestKey, text: string, copyOf: CopyOf): number | null {
  return read(key, "track-key", text, copyOf);
}

/** What the phone opens: the token stands in the fragment, which no server or log ever sees. */
export function trackUrl(publicUrl: string, token: string): string {
  return `${publicUrl.replace(/\/+$/, "")}/track/#${token}`;
}

/** More papers than are told of in an hour of the largest house. */
const urlsKept = 4_096;

/**
 * The links of papers, kept for a while: a device hears of its latest papers whenever one of them
 * changes, and a link costs as much as a row.
 */
export function createTrackUrls(
  publicUrl: string,
  key: DigestKey,
): (ticketSeq: number, copy: number) => string {
  const known = new Map<string, string>();
  return (ticketSeq, copy) => {
    const paper = `${ticketSeq} ${copy}`;
    const kept = known.get(paper);
    if (kept !== undefined) return kept;
    const url = trackUrl(publicUrl, trackToken(key, ticketSeq, copy));
    if (known.size >= urlsKept) known.clear();
    known.set(paper, url);
    return url;
  };
}

function secret(key: DigestKey, purpose: Purpose, ticketSeq: number, copy: number): string {
  const number = Buffer.alloc(seqBytes);
  number.writeUIntBE(ticketSeq, 0, seqBytes);
  const proof = keyedDigest(key, purpose, number, Buffer.from([copy]));
  return Buffer.concat([number, proof.subarray(0, proofBytes)]).toString("base64url");
}

function read(key: DigestKey, purpose: Purpose, text: string, copyOf: CopyOf): number | null {
  const given = Buffer.from(text, "base64url");
  // Only the one spelling that we write ourselves: base64url decodes others to the same bytes.
  if (given.length !== seqBytes + proofBytes || given.toString("base64url") !== text) return null;
  const ticketSeq = given.readUIntBE(0, seqBytes);
  const copy = copyOf(ticketSeq);
  const wanted = Buffer.from(secret(key, purpose, ticketSeq, copy ?? 0), "base64url");
  const isOurs = timingSafeEqual(given, wanted);
  return isOurs && copy !== null ? ticketSeq : null;
}
