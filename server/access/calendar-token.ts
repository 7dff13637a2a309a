import { timingSafeEqual } from "node:crypto";
import { keyedDigest } from "../runtime.ts";
import type { DigestKey } from "../runtime.ts";

/** 160 bits of a keyed digest: the link is kept in a phone for years. */
const proofBytes = 20;
const seqBytes = 6;
const revisionBytes = 4;

/**
 * The secret of a person's calendar link: the person's number and a keyed proof of it and of how
 * often the link was made anew, base64url. It is derived whenever it is needed and stored nowhere.
 */
export function calendarToken(key: DigestKey, staff: number, revision: number): string {
  const number = Buffer.alloc(seqBytes);
  number.writeUIntBE(staff, 0, seqBytes);
  const times = Buffer.alloc(revisionBytes);
  times.writeUInt32BE(revision);
  const proof = keyedDigest(key, "calendar", number, times).subarray(0, proofBytes);
  return Buffer.concat([number, proof]).toString("base64url");
}

/**
 * The person behind a secret; nothing for any other text, and for a link that was made anew since.
 * Every text of the right shape costs the same, whichever part of it is wrong.
 */
export function readCalendarToken(
  key: DigestKey,
  token: string,
  revisionOf: (staff: number) => number,
): number | null {
  const given = Buffer.from(token, "base64url");
  const isShaped = given.length === seqBytes + proofBytes;
  // Only the one spelling that we write ourselves: base64url decodes others to the same bytes.
  if (!isShaped || given.toString("base64url") !== token) return null;
  const staff = given.readUIntBE(0, seqBytes);
  const wanted = Buffer.from(calendarToken(key, staff, revisionOf(staff)), "base64url");
  return timingSafeEqual(given, wanted) ? staff : null;
}
