import { keyedDigest } from "../runtime.ts";

/** 128 bits of a keyed digest: nobody guesses a neighbour's ticket. */
const proofBytes = 16;
const seqBytes = 6;

/**
 * The secret in a ticket's QR: the ticket's number and a keyed proof of it, base64url. It is
 * derived again whenever it is needed and stored nowhere. A later copy has another one.
 */
export function trackToken(key: Uint8Array, ticketSeq: number, copy: number): string {
  const number = Buffer.alloc(seqBytes);
  number.writeUIntBE(ticketSeq, 0, seqBytes);
  const proof = keyedDigest(key, "track", number, Buffer.from([copy]));
  return Buffer.concat([number, proof.subarray(0, proofBytes)]).toString("base64url");
}

/** What the phone opens: the token stands in the fragment, which no server or log ever sees. */
export function trackUrl(publicUrl: string, token: string): string {
  return `${publicUrl.replace(/\/+$/, "")}/track/#${token}`;
}
