import { timingSafeEqual } from "node:crypto";
import { keyedDigest } from "../runtime.ts";
import type { DigestKey } from "../runtime.ts";

/** 128 bits of a keyed digest: nobody guesses a neighbour's booking. */
const proofBytes = 16;
const seqBytes = 6;

/**
 * The secret in a booking's QR: the appointment's number and a keyed proof of it, base64url. As
 * with a ticket's it is derived again whenever it is needed, and stored nowhere.
 */
export function bookingToken(key: DigestKey, appointmentSeq: number): string {
  const number = Buffer.alloc(seqBytes);
  number.writeUIntBE(appointmentSeq, 0, seqBytes);
  const proof = keyedDigest(key, "booking", number);
  return Buffer.concat([number, proof.subarray(0, proofBytes)]).toString("base64url");
}

/** The appointment behind a token; nothing for any other text. */
export function readBookingToken(key: DigestKey, token: string): number | null {
  const given = Buffer.from(token, "base64url");
  // Only the one spelling that we write ourselves: base64url decodes others to the same bytes.
  if (given.length !== seqBytes + proofBytes || given.toString("base64url") !== token) return null;
  const seq = given.readUIntBE(0, seqBytes);
  const wanted = Buffer.from(bookingToken(key, seq), "base64url");
  return timingSafeEqual(given, wanted) ? seq : null;
}

/** What the QR of a booking holds: the token stands in the fragment, which no server or log sees. */
export function bookingUrl(publicUrl: string, token: string): string {
  return `${publicUrl.replace(/\/+$/, "")}/book/#${token}`;
}
