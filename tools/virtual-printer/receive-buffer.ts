/** What a printer does at once, wherever the request stands: also inside graphics or while stopped. */
export type RealTimeRequest =
  | { readonly kind: "status"; readonly query: number }
  /** `DLE ENQ 2`: forget what was received, if an error has stopped you. */
  | { readonly kind: "recover" }
  /** `DLE DC4` function 8: forget what was received, and say so. */
  | { readonly kind: "clear" };

export interface ReceiveBuffer {
  /** Bytes from the present link; what does not fit waits in the network. */
  arrive(bytes: Uint8Array): void;
  /** The next byte to print, or nothing; its room is filled at the next one. */
  take(): number | null;
  /** Does something wait in the network? Then the sender is to be held back. */
  readonly isFull: boolean;
  readonly isEmpty: boolean;
  /** Forgets what was received. What waits in the network still comes. */
  clear(): void;
  /** The link is gone, with all that waited in the network. */
  lineEnded(): void;
}

/** Every real-time request we know, by its bytes. `DLE ENQ 1` and others do nothing here. */
const requests: readonly (readonly [readonly number[], RealTimeRequest])[] = [
  ...[1, 2, 3, 4].map((query) => [[0x10, 0x04, query], { kind: "status", query }] as const),
  [[0x10, 0x05, 0x02], { kind: "recover" }],
  [[0x10, 0x14, 0x08, 0x01, 0x03, 0x14, 0x01, 0x06, 0x02, 0x08], { kind: "clear" }],
];
const longestRequest = 10;

/**
 * The few kilobytes between a printer's socket and its head. Real-time requests are heard as their
 * last byte comes in, so not before there is room for it: one behind a long picture waits.
 */
export function createReceiveBuffer(
  capacity: number,
  hear: (request: RealTimeRequest) => void,
): ReceiveBuffer {
  const ring = new Uint8Array(capacity);
  let first = 0;
  let count = 0;
  let network: Uint8Array[] = [];
  /** Bytes of the first network part that have come in. */
  let came = 0;
  const last: number[] = [];

  function comeIn(): void {
    while (count < capacity) {
      const part = network[0];
      if (part === undefined) return;
      const byte = part[came];
      if (byte === undefined) {
        network.shift();
        came = 0;
        continue;
      }
      came++;
      ring[(first + count) % capacity] = byte;
      count++;
      listen(byte);
    }
  }
  function listen(byte: number): void {
    if (last.length === longestRequest) last.shift();
    last.push(byte);
    const heard = requests.find(([bytes]) => endsWith(last, bytes));
    if (heard !== undefined) hear(heard[1]);
  }

  return {
    arrive(bytes) {
      network.push(bytes);
      comeIn();
    },
    take() {
      // First, so that a request to forget is heard before a byte it means is handed out.
      comeIn();
      if (count === 0) return null;
      const byte = ring[first] ?? 0;
      first = (first + 1) % capacity;
      count--;
      return byte;
    },
    get isFull() {
      return network.length > 0;
    },
    get isEmpty() {
      return count === 0 && network.length === 0;
    },
    clear() {
      count = 0;
    },
    lineEnded() {
      network = [];
      came = 0;
      last.length = 0;
    },
  };
}

function endsWith(heard: readonly number[], bytes: readonly number[]): boolean {
  for (let back = 1; back <= bytes.length; back++) {
    if (heard[heard.length - back] !== bytes[bytes.length - back]) return false;
  }
  return true;
}
