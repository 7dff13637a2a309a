import type { Chance } from "../durability/chance.ts";

/** What is sent: a text frame, a binary one, or bytes past the framing of the websocket. */
export type Malformed =
  | { readonly as: "text"; readonly text: string }
  | { readonly as: "bytes"; readonly bytes: Buffer }
  | { readonly as: "wire"; readonly bytes: Buffer };

const asText = (text: string): Malformed => ({ as: "text", text });
const frameMax = 64 * 1024;
const hole = '{"_placeholder":true,"num":0}';
const odd = (deepest: number) => ({ deepest });

const names = [
  '"command"',
  '"subscribe"',
  '"unsubscribe"',
  '"__proto__"',
  '"constructor"',
  '"toString"',
  '"hasOwnProperty"',
  '"snapshot"',
  '"goodbye"',
  '"comeBack"',
  '"error"',
  '"ping"',
  '""',
  '"\\u0000"',
  '"\\ud800"',
  '"\\u202eأمر"',
  "7",
  "-0",
  "1e308",
];
const reserved = [
  "connect",
  "connect_error",
  "disconnect",
  "disconnecting",
  "newListener",
  "removeListener",
];
const commandNames = [
  "issueTicket",
  "callNext",
  "recall",
  "undo",
  "reprint",
  "startPrint",
  "reportPrint",
  "__proto__",
  "constructor",
  "",
];
const leaves = [
  "null",
  "true",
  "0",
  "-0",
  "1e308",
  "1e999",
  "-1e999",
  "9007199254740993",
  '""',
  '"NaN"',
  '"\\ud800"',
  '"\\udc00\\ud800"',
  '"\\u0000"',
  '"\\u2028"',
  '"\\u202e"',
  '"__proto__"',
  '"constructor"',
  '"\'; DROP TABLE ticket; --"',
  '"<img src=x onerror=alert(1)>"',
  '"../../etc/passwd"',
  '"\\u001bp\\u0000"',
  '"ا̀́̂̃̄"',
  "{}",
  "[]",
  hole,
];
const keys = [
  "commandId",
  "name",
  "payload",
  "feed",
  "key",
  "serviceId",
  "servicePointId",
  "ticketId",
  "printJobId",
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "toJSON",
  "then",
  "length",
  "label",
  "eligibleAt",
  "",
];

/** A JSON text with much that honest ones have not; its nesting is seldom deep, and then very. */
function json(chance: Chance, { deepest }: ReturnType<typeof odd>, depth = 0): string {
  const kind = chance.below(depth > 3 ? 2 : 8);
  if (kind < 4) return chance.pick(leaves);
  if (kind === 4) return `"${"x".repeat(chance.below(300))}"`;
  if (kind === 5 && chance.below(40) === 0) {
    const levels = chance.below(deepest);
    return "[".repeat(levels) + "]".repeat(levels);
  }
  const parts = Array.from({ length: chance.below(5) }, () =>
    json(chance, odd(deepest), depth + 1),
  );
  if (kind === 6) return `[${parts.join(",")}]`;
  // The same key twice is JSON, and the last one counts.
  return `{${parts.map((part) => `"${chance.pick(keys)}":${part}`).join(",")}}`;
}

function uuid(chance: Chance): string {
  const hex = (count: number) =>
    Array.from({ length: count }, () => chance.below(16).toString(16)).join("");
  return `${hex(8)}-${hex(4)}-7${hex(3)}-8${hex(3)}-${hex(12)}`;
}

/**
 * One frame of the right envelope with anything in it: it must be answered, by a refusal in most
 * cases, and changes nothing. `ack` is the number of its answer.
 */
export function answeredFrame(chance: Chance, ack: string): string {
  const event = chance.pick(["command", "command", "subscribe", "unsubscribe"]);
  if (event !== "command" || chance.below(3) === 0) {
    return `42${ack}["${event}",${json(chance, odd(2_000))}]`;
  }
  const id = chance.below(4) === 0 ? chance.pick(leaves) : `"${uuid(chance)}"`;
  const payload = json(chance, odd(2_000));
  const frame = `{"commandId":${id},"name":"${chance.pick(commandNames)}","payload":${payload}}`;
  return `42${ack}["command",${frame}]`;
}

/** An event that nobody listens for, or one of ours with too little or too much: counted, borne. */
export function countedFrame(chance: Chance, ack: string): string {
  const arguments_ = Array.from({ length: chance.below(5) }, () => json(chance, odd(500)));
  const event = chance.pick(names);
  const id = chance.below(2) === 0 ? ack : "";
  return `42${id}[${[event, ...arguments_].join(",")}]`;
}

/** A frame that may end its connection: broken framing, broken JSON, too large, out of turn. */
export function riskyFrame(chance: Chance): Malformed {
  const whole = answeredFrame(chance, String(chance.below(1_000)));
  const digit = () => String(chance.below(10));
  const count = chance.pick(["0", "1", "2", "10", "1000000", "9".repeat(30), "-1", "1.5", "", "١"]);
  const kinds: readonly (() => Malformed)[] = [
    () => asText(whole.slice(0, chance.below(whole.length))),
    () => asText(whole.slice(chance.below(whole.length))),
    () => asText(flipped(chance, whole)),
    () => asText(`${digit()}${digit()}${whole.slice(2)}`),
    () => asText(`${digit()}${json(chance, odd(100))}`),
    () => asText(`4${digit()}${count}-${ack(chance)}["command",${hole}]`),
    () => asText(`46${count}-${ack(chance)}[${hole}]`),
    () => asText(`42${ack(chance)}["${chance.pick(reserved)}",${json(chance, odd(10))}]`),
    () => asText(`42/${chance.pick(["", "x", "__proto__", "a".repeat(9_000)])},${whole.slice(2)}`),
    () => asText(`40${json(chance, odd(50))}`),
    () => asText(`43${ack(chance)}${json(chance, odd(50))}`),
    () => asText(`44${json(chance, odd(50))}`),
    () =>
      asText(chance.pick(["", "1", "2", "3", "3probe", "2probe", "5", "6", "41", "42", "bAAAA"])),
    () =>
      asText(`42${ack(chance)}["command",${chance.pick(["NaN", "undefined", "{'a':1}", "01"])}]`),
    () => asText(`421["command",${"[".repeat(20_000)}`),
    () => asText(`421["command","${"x".repeat(frameMax - 30 + chance.below(60))}"]`),
    () => asText(`421["command","${"ی".repeat(chance.below(40_000))}"]`),
    () => ({ as: "bytes", bytes: noise(chance, chance.below(200)) }),
    () => ({ as: "bytes", bytes: Buffer.from(whole) }),
    () => ({ as: "wire", bytes: noise(chance, 1 + chance.below(200)) }),
    // Final, of the reserved opcodes, without a mask, or of a length that is not there.
    () => ({ as: "wire", bytes: Buffer.from([0x83 + chance.below(5), 0x80, 0, 0, 0, 0]) }),
    () => ({ as: "wire", bytes: Buffer.from([0x81, 0x05, 0x34, 0x32, 0x5b, 0x5d, 0x20]) }),
    () => ({ as: "wire", bytes: Buffer.from([0x81, 0xff, 0x7f, ...Array<number>(7).fill(0xff)]) }),
  ];
  return chance.pick(kinds)();
}

function ack(chance: Chance): string {
  return chance.pick(["", "0", "1", "-1", "9007199254740993", "9".repeat(40), "1.5", "NaN", "٣"]);
}

function noise(chance: Chance, length: number): Buffer {
  return Buffer.from(Array.from({ length }, () => chance.below(256)));
}

function flipped(chance: Chance, text: string): string {
  const at = chance.below(text.length);
  return text.slice(0, at) + String.fromCharCode(chance.below(0x1_00_00)) + text.slice(at + 1);
}
