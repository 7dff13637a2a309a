import { crc32 } from "node:zlib";
import type { Instant } from "../../shared/domain/time.ts";

export interface ZipEntry {
  /** With `/` between folders; never one that leads out of the folder it is unpacked into. */
  readonly name: string;
  readonly body: Uint8Array;
  readonly at: Instant;
}

/** What 32 bits can say, with room for the heads; above it a file has to come in parts. */
export const zipBytesMax = 4_000_000_000;

const version = 20;
/** Names are UTF-8. */
const flags = 0x0800;

/**
 * A ZIP file (APPNOTE 6.3) piece by piece, one entry in memory at a time. Entries are stored as they
 * are: pictures and PDFs are compressed already, and there is nothing to get wrong.
 */
export function* zipped(entries: Iterable<ZipEntry>): Generator<Buffer> {
  const listed: Buffer[] = [];
  let offset = 0;
  for (const { name, body, at } of entries) {
    const bytes = Buffer.from(name);
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(version, 0);
    facts.writeUInt16LE(flags, 2);
    facts.writeUInt32LE(dosTime(at), 6);
    facts.writeUInt32LE(crc32(body), 10);
    facts.writeUInt32LE(body.byteLength, 14);
    facts.writeUInt32LE(body.byteLength, 18);
    facts.writeUInt16LE(bytes.length, 22);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    listed.push(
      Buffer.concat([Buffer.from("PK\x01\x02"), Buffer.from([version, 0]), facts, tail, bytes]),
    );
    const head = Buffer.concat([Buffer.from("PK\x03\x04"), facts, bytes]);
    yield head;
    yield Buffer.from(body);
    offset += head.length + body.byteLength;
  }
  const list = Buffer.concat(listed);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(listed.length, 8);
  end.writeUInt16LE(listed.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(offset, 16);
  yield list;
  yield end;
}

/** Two seconds fine and in UTC: the format knows no zone. */
function dosTime(at: Instant): number {
  const time = new Date(at);
  const date = ((time.getUTCFullYear() - 1980) << 9) | ((time.getUTCMonth() + 1) << 5);
  const clock = (time.getUTCHours() << 11) | (time.getUTCMinutes() << 5);
  return (((date | time.getUTCDate()) << 16) | clock | (time.getUTCSeconds() >> 1)) >>> 0;
}
